/** The properties of a resource, as the readers of the clouds ask for them. */
import type { MapValue, Value } from '../../document/value.ts'
import { ABSENT } from '../../model/reading.ts'
import { type IdList, idsOf } from '../bindings/read.ts'
import { type Body, type Item, type Items, noObject, type Scalars, unreadableBody } from '../bridged/body.ts'
import { fillable } from '../raw.ts'
import type { Found } from './found.ts'
import type { Scope } from './scope.ts'

const NONE: Body = {
  read: () => ABSENT,
  id: () => ABSENT,
  ids: () => ({ ids: [], whole: true }),
  scalars: () => ({ readings: [], whole: true }),
  items: () => ({ items: [], whole: true }),
}

export function propertiesOf(properties: Value | undefined, scope: Scope): Body {
  if (properties === undefined || isNull(properties)) return NONE
  const data = dataOf(scope.find(properties))
  return data?.kind === 'map' ? bodyOf(data, scope) : unreadableBody(properties)
}

/** What the program itself writes. A list or object of the configuration is read as little as any unsettled one. */
function dataOf(found: Found): Value | undefined {
  return found.kind === 'value' && found.viaDefault === undefined ? found.value : undefined
}

function bodyOf(map: MapValue, scope: Scope): Body {
  return {
    read: (name) => fillable(scope.raw(map.get(name)?.value), map, name),
    id: (name) => scope.id(map.get(name)?.value),
    ids: (name) => readIds(map.get(name)?.value, scope),
    scalars: (name) => readScalars(map.get(name)?.value, scope),
    items: (name) => readItems(map.get(name)?.value, scope),
  }
}

function readIds(list: Value | undefined, scope: Scope): IdList {
  const { items, whole } = readItems(list, scope)
  return { ids: idsOf(items.map(({ value }) => scope.id(value))), whole }
}

function readScalars(list: Value | undefined, scope: Scope): Scalars {
  const { items, whole } = readItems(list, scope)
  return { readings: items.map(({ value }) => scope.raw(value)), whole }
}

function readItems(list: Value | undefined, scope: Scope): Items {
  if (list === undefined || isNull(list)) return { items: [], whole: true }
  const found = scope.find(list)
  const data = dataOf(found)
  if (data === undefined && found.kind !== 'text') return { items: [], whole: false }
  const values = data?.kind === 'sequence' ? data.items : [list]
  return { items: values.map((item) => readItem(item, scope)), whole: true }
}

function readItem(value: Value, scope: Scope): Item {
  const data = dataOf(scope.find(value))
  return { value, content: data?.kind === 'map' ? bodyOf(data, scope) : noObject(value, scope.raw(value)) }
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}
