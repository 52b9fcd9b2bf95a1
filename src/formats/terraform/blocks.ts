/** Terraform's JSON syntax for blocks: labels are keys, and an array of objects may stand at every level. */
import type { Entry, MapValue, Value } from '../../document/value.ts'

/** The key of blocks that make others. */
export const DYNAMIC = 'dynamic'

/** A body with the members that label it, outermost first. */
export interface Block {
  readonly labels: readonly Entry[]
  readonly body: MapValue
}

/** What stands in the place of a block or of its labels, and is none, with the labels around it. */
export interface Misplaced {
  readonly labels: readonly Entry[]
  readonly value: Value
}

/** Every block of one type in `body`, in file order. Repeated keys all count; what is no block is left out. */
export function blocks(body: MapValue, type: string, labelCount: number): readonly Block[] {
  return readBlocks(body, type, labelCount).blocks
}

/** The same, with what is no block. */
export function readBlocks(
  body: MapValue,
  type: string,
  labelCount: number,
): { readonly blocks: readonly Block[]; readonly misplaced: readonly Misplaced[] } {
  const misplaced: Misplaced[] = []
  const unlabelled = (labels: readonly Entry[], value: Value): Block[] => {
    for (const other of noObjects(value)) misplaced.push({ labels, value: other })
    return objects(value).map((object) => ({ labels, body: object }))
  }
  let level = body.all(type).flatMap((entry) => unlabelled([], entry.value))
  for (let depth = 0; depth < labelCount; depth++) {
    level = level.flatMap((outer) =>
      outer.body.entries.flatMap((label) => unlabelled([...outer.labels, label], label.value)),
    )
  }
  return { blocks: level, misplaced }
}

/** The objects that stand for blocks: one, or those of an array. */
export function objects(value: Value): readonly MapValue[] {
  if (value.kind === 'map') return [value]
  return value.kind === 'sequence' ? value.items.filter((item) => item.kind === 'map') : []
}

/** What is neither an object nor an array of such. `null` stands for no block at all (HCL, `json/structure.go`). */
function noObjects(value: Value): readonly Value[] {
  const items = value.kind === 'sequence' ? value.items : [value]
  return items.filter((item) => item.kind !== 'map' && !(item.kind === 'scalar' && item.value === null))
}

/** The `dynamic` blocks that make blocks of this type, with the place of each among the others. */
export function dynamicBlocks(
  body: MapValue,
  type: string,
): readonly { readonly at: number; readonly block: MapValue }[] {
  return body.all(DYNAMIC).flatMap(({ label, value }) =>
    objects(value)
      .flatMap((labels) => labels.all(type))
      .flatMap((entry) => objects(entry.value))
      .map((block) => ({ at: label.place.range[0], block })),
  )
}

/** What stands in the place of `dynamic` blocks that may make blocks of this type, and is none. */
export function misplacedDynamic(body: MapValue, type: string): readonly Value[] {
  return body.all(DYNAMIC).flatMap(({ value }) => [
    ...noObjects(value),
    ...objects(value)
      .flatMap((labels) => labels.all(type))
      .flatMap((entry) => noObjects(entry.value)),
  ])
}

/** Whether `dynamic` blocks may add blocks of this type to `body`. */
export function hasDynamicBlocks(body: MapValue, type: string): boolean {
  return dynamicBlocks(body, type).length > 0 || misplacedDynamic(body, type).length > 0
}
