import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Unknown } from '../../model/reading.ts'
import { unknown } from '../raw.ts'
import { isForeign, noObject } from '../unread.ts'
import { dynamicBlocks, misplacedDynamic, objects } from './blocks.ts'
import { textOf, type ValueReader } from './resolution.ts'

/** A nested block or list element as the file holds it; it need not be of the right kind. */
export interface Item {
  readonly value: Value
  /** The variable in whose default the item stands. */
  readonly viaDefault: string | undefined
  /** Set where a `dynamic` block makes any number of such items. */
  readonly repeated?: true
}

export interface Items {
  readonly items: readonly Item[]
  /** `false` where `dynamic` blocks or an unresolved expression may add more. */
  readonly whole: boolean
  /** What stands for items that are not read. */
  readonly unread: readonly Unread[]
}

/** The nested blocks, or the elements of the list, that `body` holds under `name`, in file order. */
export function readItems(body: MapValue, name: string, resolver: ValueReader): Items {
  const items: Item[] = []
  const loops = dynamicBlocks(body, name)
  const misplaced = misplacedDynamic(body, name)
  const unread: Unread[] = [
    ...misplaced.map((value) => noObject(value, isForeign)),
    ...loops.flatMap(({ block }) => unsettled(block.get('for_each')?.value, resolver) ?? []),
  ]
  let whole = loops.length === 0 && misplaced.length === 0
  for (const { value } of body.all(name)) {
    const found = resolver.resolve(value)
    if (found.kind === 'unknown' || found.kind === 'reference') {
      whole = false
      unread.push(unknown(value, textOf(value), found.identity))
    } else if (found.kind === 'container' && found.value.kind === 'sequence') {
      for (const item of found.value.items) items.push({ value: item, viaDefault: found.viaDefault })
    } else if (found.value !== null) {
      items.push({ value: found.kind === 'container' ? found.value : value, viaDefault: found.viaDefault })
    }
  }
  return { items: items.filter(({ value }) => value.kind !== 'scalar' || value.value !== null), whole, unread }
}

/** The reading of an expression that says how often something exists; `undefined` where it is settled. */
export function unsettled(value: Value | undefined, resolver: ValueReader): Unknown | undefined {
  const found = value && resolver.resolve(value)
  if (value === undefined || (found?.kind !== 'unknown' && found?.kind !== 'reference')) return undefined
  return unknown(value, textOf(value), found.identity)
}

/** Whether the file settles that something has no instance. One that a default settles may have some elsewhere. */
export function hasNoInstance({ count, forEach }: Repetition, resolver: ValueReader): boolean {
  const [times, over] = [count, forEach].map((value) => value && resolver.resolve(value))
  if (times?.kind === 'scalar' && times.viaDefault === undefined && String(times.value) === '0') return true
  if (over?.kind !== 'container' || over.viaDefault !== undefined) return false
  return (over.value.kind === 'map' ? over.value.entries : over.value.items).length === 0
}

/** What says how often a resource or block exists. */
interface Repetition {
  readonly count?: Value | undefined
  readonly forEach: Value | undefined
}

/** As {@link readItems}, with the contents of `dynamic` blocks where they stand among the others. */
export function readRepeatedItems(body: MapValue, name: string, resolver: ValueReader): Items {
  const { items, whole, unread } = readItems(body, name, resolver)
  const blocks = dynamicBlocks(body, name).filter(
    ({ block }) => !hasNoInstance({ forEach: block.get('for_each')?.value }, resolver),
  )
  const repeated = blocks.flatMap(({ at, block }) =>
    block
      .all('content')
      .flatMap((content) => objects(content.value))
      .map((content) => ({ at, item: { value: content, viaDefault: undefined, repeated: true } as const })),
  )
  if (repeated.length === 0) return { items, whole, unread }
  const written = body.get(name)?.label.place.range[0] ?? 0
  const ahead = repeated.filter(({ at }) => at < written)
  const behind = repeated.filter(({ at }) => at >= written)
  return { items: [...ahead.map(({ item }) => item), ...items, ...behind.map(({ item }) => item)], whole, unread }
}
