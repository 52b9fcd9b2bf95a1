/** The arguments of a managed resource, as the readers of the clouds ask for them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Raw } from '../../model/raw-rule.ts'
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
import { readField } from '../fields.ts'
import { isPlaceholder } from '../placeholders.ts'
import { excerpt, fillable, unknown } from '../raw.ts'
import { isFilledIn, isNull, objectIn } from '../unread.ts'
import { type Managed, PARAMETERS } from './managed.ts'
import type { References } from './references.ts'

/** `forProvider`, and under it `initProvider`, which holds what counts only when the resource is made. */
export function argumentsOf({ apiGroup, spec }: Managed, references: References): Body {
  const unread: Unread[] = []
  const body = objectIn(spec, unread, isFilledIn)
  const maps = PARAMETERS.flatMap((name) => objectIn(body?.get(name)?.value, unread, isFilledIn) ?? [])
  const [reading] = unread
  if (reading !== undefined) return unreadableBody(reading)
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
    unread: [],
  }
}

function readScalars(list: Value | undefined): Scalars {
  if (list !== undefined && isFilledIn(list)) return { readings: [], whole: false }
  return { readings: elementsOf(list).map((value) => readField(value)), whole: true }
}

function readItems(list: Value | undefined, reader: IdReader): Items {
  if (list === undefined || isNull(list)) return NO_ITEMS
  if (isFilledIn(list)) return openItems(unknown(list, excerpt(list)))
  return { ...NO_ITEMS, items: elementsOf(list).map((value) => readItem(value, reader)) }
}

function readItem(value: Value, reader: IdReader): Item {
  const isObject = value.kind === 'map' && !isPlaceholder(value)
  return { value, content: isObject ? bodyOf([value], reader) : noBody(value, readField(value)) }
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
  if (list !== undefined && isFilledIn(list)) return noIds(unknown(list, excerpt(list)))
  const ids = idsOf(elementsOf(list).map((value) => references.byId(apiGroup, readField(value))))
  if (ids.length > 0) return { ids, whole: true, unread: [] }
  const singular = name.replace(/s$/u, '')
  const refs = find(`${singular}Refs`) ?? find(`${name}Refs`)
  const named = idsOf(elementsOf(refs).map((value) => at(value, references.byName(value))))
  if (named.length > 0) return { ids: named, whole: true, unread: [] }
  const selector = find(`${singular}Selector`) ?? find(`${name}Selector`)
  if (selector === undefined || isNull(selector)) return noIds()
  const matched = references.bySelector(apiGroup, selector)
  // A selector in plural takes every group with these labels, those of other files too.
  const open = noIds(unknown(selector, excerpt(selector)))
  return matched.state === 'known' ? { ...open, ids: idsOf([matched]) } : open
}

/** What an object names has the place of the object: that is what stands in the list. */
function at(origin: Value, raw: Raw): Raw {
  return raw.state === 'absent' ? raw : { ...raw, origin }
}

function elementsOf(list: Value | undefined): readonly Value[] {
  if (list === undefined || isNull(list)) return []
  return list.kind === 'sequence' ? list.items : [list]
}
