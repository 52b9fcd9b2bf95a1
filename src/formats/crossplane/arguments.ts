/** The arguments of a managed resource, as the readers of the clouds ask for them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { type Body, type Item, type Items, noObject, unreadableBody } from '../bridged/body.ts'
import { fillable } from '../raw.ts'
import type { Managed } from './managed.ts'
import { isPlaceholder, readArgument } from './placeholders.ts'
import type { References } from './references.ts'

/** `forProvider`, and under it `initProvider`, which holds what counts only when the resource is made. */
export function argumentsOf({ apiGroup, spec }: Managed, references: References): Body {
  const maps: MapValue[] = []
  for (const name of ['forProvider', 'initProvider']) {
    const value = spec.get(name)?.value
    if (value?.kind === 'map' && !isPlaceholder(value)) maps.push(value)
    else if (value !== undefined && !isNull(value)) return unreadableBody(value)
  }
  return bodyOf(maps, (body, name) => readId(body, name, apiGroup, references))
}

type Find = (name: string) => Value | undefined
type ReadId = (find: Find, name: string) => Raw

function bodyOf(maps: readonly MapValue[], id: ReadId): Body {
  const find: Find = (name) => maps.map((map) => map.get(name)?.value).find((value) => value !== undefined)
  return {
    read: (name) => fillable(readArgument(find(name)), maps[0], name),
    id: (name) => id(find, name),
    items: (name) => readItems(find(name), id),
  }
}

function readItems(list: Value | undefined, id: ReadId): Items {
  if (list === undefined || isNull(list)) return { items: [], whole: true }
  if (list.kind === 'opaque' || list.kind === 'tagged' || isPlaceholder(list)) return { items: [], whole: false }
  const values = list.kind === 'sequence' ? list.items : [list]
  return { items: values.map((value) => readItem(value, id)), whole: true }
}

function readItem(value: Value, id: ReadId): Item {
  const isObject = value.kind === 'map' && !isPlaceholder(value)
  return { value, content: isObject ? bodyOf([value], id) : noObject(value, readArgument(value)) }
}

/** A literal id wins over a reference by name, and that over a selector: Crossplane resolves what is not set. */
function readId(find: Find, name: string, apiGroup: string, references: References): Raw {
  const id = readArgument(find(name))
  if (id.state !== 'absent') return references.byId(apiGroup, id)
  const reference = find(`${name}Ref`)
  if (reference !== undefined && !isNull(reference)) return references.byName(reference)
  const selector = find(`${name}Selector`)
  return selector === undefined || isNull(selector) ? id : references.bySelector(apiGroup, selector)
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}
