/** The properties of a resource, as the readers of the clouds ask for them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import { ABSENT } from '../../model/reading.ts'
import { type IdList, idsOf, noIds } from '../bindings/read.ts'
import {
  type Body,
  type Item,
  type Items,
  NO_ITEMS,
  noObject as noBody,
  openItems,
  type Scalars,
  unreadableBody,
} from '../bridged/body.ts'
import { excerpt, fillable, unknown } from '../raw.ts'
import { isNull, noObject } from '../unread.ts'
import type { Found } from './found.ts'
import type { Scope } from './scope.ts'

const NONE: Body = {
  read: () => ABSENT,
  id: () => ABSENT,
  ids: () => noIds(),
  scalars: () => ({ readings: [], whole: true }),
  items: () => NO_ITEMS,
  unread: [],
}

export function propertiesOf(properties: Value | undefined, scope: Scope): Body {
  if (properties === undefined || isNull(properties)) return NONE
  const data = dataOf(scope.find(properties))
  return data?.kind === 'map'
    ? bodyOf(data, scope)
    : unreadableBody(noObject(properties, (value) => isUnsettled(scope.find(value))))
}

/** What the program itself writes. A list or object of the configuration is read as little as any unsettled one. */
function dataOf(found: Found): Value | undefined {
  return found.kind === 'value' && found.viaDefault === undefined ? found.value : undefined
}

function isUnsettled(found: Found): boolean {
  return found.kind !== 'text' && dataOf(found) === undefined
}

function bodyOf(map: MapValue, scope: Scope): Body {
  return {
    read: (name) => fillable(scope.raw(map.get(name)?.value), map, name),
    id: (name) => scope.id(map.get(name)?.value),
    ids: (name) => readIds(map.get(name)?.value, scope),
    scalars: (name) => readScalars(map.get(name)?.value, scope),
    items: (name) => readItems(map.get(name)?.value, scope),
    unread: [],
  }
}

function readIds(list: Value | undefined, scope: Scope): IdList {
  const { items, whole, unread } = readItems(list, scope)
  return { ids: idsOf(items.map(({ value }) => scope.id(value))), whole, unread }
}

function readScalars(list: Value | undefined, scope: Scope): Scalars {
  const { items, whole } = readItems(list, scope)
  return { readings: items.map(({ value }) => scope.raw(value)), whole }
}

function readItems(list: Value | undefined, scope: Scope): Items {
  if (list === undefined || isNull(list)) return NO_ITEMS
  const found = scope.find(list)
  if (isUnsettled(found)) return openItems(unknown(list, excerpt(list)))
  const data = dataOf(found)
  const values = data?.kind === 'sequence' ? data.items : [list]
  return { ...NO_ITEMS, items: values.map((item) => readItem(item, scope)) }
}

function readItem(value: Value, scope: Scope): Item {
  const found = scope.find(value)
  const data = dataOf(found)
  return { value, content: data?.kind === 'map' ? bodyOf(data, scope) : noContent(value, found, scope) }
}

function noContent(value: Value, found: Found, scope: Scope): Unread {
  const isOpen = found.kind === 'value' && found.viaDefault !== undefined && found.value.kind !== 'scalar'
  return isOpen ? unknown(value, excerpt(value)) : noBody(value, scope.raw(value))
}
