/** The arguments of a managed resource, as the readers of the clouds ask for them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { type IdList, idsOf } from '../bindings/read.ts'
import { type Body, type Item, type Items, noObject, type Scalars, unreadableBody } from '../bridged/body.ts'
import { readField } from '../fields.ts'
import { isPlaceholder } from '../placeholders.ts'
import { fillable } from '../raw.ts'
import type { Managed } from './managed.ts'
import type { References } from './references.ts'

/** `forProvider`, and under it `initProvider`, which holds what counts only when the resource is made. */
export function argumentsOf({ apiGroup, spec }: Managed, references: References): Body {
  const maps: MapValue[] = []
  for (const name of ['forProvider', 'initProvider']) {
    const value = spec.get(name)?.value
    if (value?.kind === 'map' && !isPlaceholder(value)) maps.push(value)
    else if (value !== undefined && !isNull(value)) return unreadableBody(value)
  }
  return bodyOf(maps, {
    id: (find, name) => readId(find, name, apiGroup, references),
    ids: (find, name) => readIds(find, name, apiGroup, references),
  })
}

type Find = (name: string) => Value | undefined

interface IdReader {
  readonly id: (find: Find, name: string) => Raw
  readonly ids: (find: Find, name: string) => IdList
}

function bodyOf(maps: readonly MapValue[], reader: IdReader): Body {
  const find: Find = (name) => maps.map((map) => map.get(name)?.value).find((value) => value !== undefined)
  return {
    read: (name) => fillable(readField(find(name)), maps[0], name),
    id: (name) => reader.id(find, name),
    ids: (name) => reader.ids(find, name),
    scalars: (name) => readScalars(find(name)),
    items: (name) => readItems(find(name), reader),
  }
}

function readScalars(list: Value | undefined): Scalars {
  if (list !== undefined && isUnsettled(list)) return { readings: [], whole: false }
  return { readings: elementsOf(list).map((value) => readField(value)), whole: true }
}

function readItems(list: Value | undefined, reader: IdReader): Items {
  if (list === undefined || isNull(list)) return { items: [], whole: true }
  if (isUnsettled(list)) return { items: [], whole: false }
  return { items: elementsOf(list).map((value) => readItem(value, reader)), whole: true }
}

function readItem(value: Value, reader: IdReader): Item {
  const isObject = value.kind === 'map' && !isPlaceholder(value)
  return { value, content: isObject ? bodyOf([value], reader) : noObject(value, readField(value)) }
}

/** A literal id wins over a reference by name, and that over a selector: Crossplane resolves what is not set. */
function readId(find: Find, name: string, apiGroup: string, references: References): Raw {
  const id = readField(find(name))
  if (id.state !== 'absent') return references.byId(apiGroup, id)
  const reference = find(`${name}Ref`)
  if (reference !== undefined && !isNull(reference)) return references.byName(reference)
  const selector = find(`${name}Selector`)
  return selector === undefined || isNull(selector) ? id : references.bySelector(apiGroup, selector)
}

/** Like a single id, in plural; references and selectors mostly have the singular in their names. */
function readIds(find: Find, name: string, apiGroup: string, references: References): IdList {
  const list = find(name)
  if (list !== undefined && isUnsettled(list)) return OPEN
  const ids = idsOf(elementsOf(list).map((value) => references.byId(apiGroup, readField(value))))
  if (ids.length > 0) return { ids, whole: true }
  const singular = name.replace(/s$/u, '')
  const refs = find(`${singular}Refs`) ?? find(`${name}Refs`)
  const named = idsOf(elementsOf(refs).map((value) => at(value, references.byName(value))))
  if (named.length > 0) return { ids: named, whole: true }
  const selector = find(`${singular}Selector`) ?? find(`${name}Selector`)
  if (selector === undefined || isNull(selector)) return { ids: [], whole: true }
  const matched = references.bySelector(apiGroup, selector)
  // A selector in plural takes every group with these labels, those of other files too.
  return matched.state === 'known' ? { ids: idsOf([matched]), whole: false } : OPEN
}

/** What an object names has the place of the object: that is what stands in the list. */
function at(origin: Value, raw: Raw): Raw {
  return raw.state === 'absent' ? raw : { ...raw, origin }
}

const OPEN: IdList = { ids: [], whole: false }

function elementsOf(list: Value | undefined): readonly Value[] {
  if (list === undefined || isNull(list)) return []
  return list.kind === 'sequence' ? list.items : [list]
}

function isUnsettled(list: Value): boolean {
  return list.kind === 'opaque' || list.kind === 'tagged' || isPlaceholder(list)
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}
