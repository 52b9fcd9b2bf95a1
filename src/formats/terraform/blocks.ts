/** Terraform's JSON syntax for blocks: labels are keys, and an array of objects may stand at every level. */
import type { Entry, MapValue, Value } from '../../document/value.ts'

/** A body with the members that label it, outermost first. */
export interface Block {
  readonly labels: readonly Entry[]
  readonly body: MapValue
}

/** Every block of one type in `body`, in file order. Repeated keys all count; what is no block is left out. */
export function blocks(body: MapValue, type: string, labelCount: number): readonly Block[] {
  let level: Block[] = body
    .all(type)
    .flatMap((entry) => objects(entry.value))
    .map((object) => ({ labels: [], body: object }))
  for (let depth = 0; depth < labelCount; depth++) {
    level = level.flatMap((outer) =>
      outer.body.entries.flatMap((label) =>
        objects(label.value).map((object) => ({ labels: [...outer.labels, label], body: object })),
      ),
    )
  }
  return level
}

/** The objects that stand for blocks: one, or those of an array. */
export function objects(value: Value): readonly MapValue[] {
  if (value.kind === 'map') return [value]
  return value.kind === 'sequence' ? value.items.filter((item) => item.kind === 'map') : []
}

/** The contents of the `dynamic` blocks that make blocks of this type, with the place of each among the others. */
export function dynamicContents(
  body: MapValue,
  type: string,
): readonly { readonly at: number; readonly content: Value }[] {
  return body.all('dynamic').flatMap(({ label, value }) =>
    objects(value)
      .flatMap((labels) => labels.all(type))
      .flatMap((entry) => objects(entry.value))
      .flatMap((block) => block.all('content'))
      .flatMap((content) => objects(content.value))
      .map((content) => ({ at: label.place.range[0], content })),
  )
}

/** Whether `dynamic` blocks may add blocks of this type to `body`. */
export function hasDynamicBlocks(body: MapValue, type: string): boolean {
  return body
    .all('dynamic')
    .some(({ value }) => objects(value).some((labels) => labels.get(type) !== undefined) || !isBlockValue(value))
}

function isBlockValue(value: Value): boolean {
  return value.kind === 'map' || value.kind === 'sequence' || (value.kind === 'scalar' && value.value === null)
}
