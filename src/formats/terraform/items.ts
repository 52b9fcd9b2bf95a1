import type { MapValue, Value } from '../../document/value.ts'
import type { Unknown } from '../../model/reading.ts'
import { unknown } from '../raw.ts'
import { dynamicContents, hasDynamicBlocks } from './blocks.ts'
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
  /** The expressions of which the file does not settle what items they stand for. */
  readonly unread: readonly Unknown[]
}

/** The nested blocks, or the elements of the list, that `body` holds under `name`, in file order. */
export function readItems(body: MapValue, name: string, resolver: ValueReader): Items {
  const items: Item[] = []
  const unread: Unknown[] = []
  let whole = !hasDynamicBlocks(body, name)
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

/** The same, with the contents of `dynamic` blocks where they stand among the others. */
export function readRepeatedItems(body: MapValue, name: string, resolver: ValueReader): Items {
  const { items, whole, unread } = readItems(body, name, resolver)
  const contents = dynamicContents(body, name)
  if (contents.length === 0) return { items, whole, unread }
  const written = body.get(name)?.label.place.range[0] ?? 0
  const repeated = contents.map(({ at, content }) => ({
    at,
    item: { value: content, viaDefault: undefined, repeated: true } as const,
  }))
  const ahead = repeated.filter(({ at }) => at < written)
  const behind = repeated.filter(({ at }) => at >= written)
  return { items: [...ahead.map(({ item }) => item), ...items, ...behind.map(({ item }) => item)], whole, unread }
}
