import type { MapValue, Value } from '../../document/value.ts'
import { hasDynamicBlocks } from './blocks.ts'
import type { ValueReader } from './resolution.ts'

/** A nested block or list element as the file holds it; it need not be of the right kind. */
export interface Item {
  readonly value: Value
  /** The variable in whose default the item stands. */
  readonly viaDefault: string | undefined
}

export interface Items {
  readonly items: readonly Item[]
  /** `false` where `dynamic` blocks or an unresolved expression may add more. */
  readonly whole: boolean
}

/** The nested blocks, or the elements of the list, that `body` holds under `name`, in file order. */
export function readItems(body: MapValue, name: string, resolver: ValueReader): Items {
  const items: Item[] = []
  let whole = !hasDynamicBlocks(body, name)
  for (const { value } of body.all(name)) {
    const found = resolver.resolve(value)
    if (found.kind === 'unknown' || found.kind === 'reference') whole = false
    else if (found.kind === 'container' && found.value.kind === 'sequence') {
      for (const item of found.value.items) items.push({ value: item, viaDefault: found.viaDefault })
    } else if (found.value !== null) {
      items.push({ value: found.kind === 'container' ? found.value : value, viaDefault: found.viaDefault })
    }
  }
  return { items: items.filter(({ value }) => value.kind !== 'scalar' || value.value !== null), whole }
}
