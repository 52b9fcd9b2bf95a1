/** Parts of a value, whatever kind of value it turns out to be. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import { itemsIn, objectIn } from '../unread.ts'

export function memberOf(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'map' ? value.get(key)?.value : undefined
}

/** The object under `key`. */
export function mapAt(value: Value | undefined, key: string): MapValue | undefined {
  const member = memberOf(value, key)
  return member?.kind === 'map' ? member : undefined
}

/** The elements of the list under `key`; none where there is no list. */
export function itemsAt(value: Value | undefined, key: string): readonly Value[] {
  const list = memberOf(value, key)
  return list?.kind === 'sequence' ? list.items : []
}

/** The objects in the list under `key`. */
export function mapsAt(value: Value | undefined, key: string): readonly MapValue[] {
  return itemsAt(value, key).filter((item) => item.kind === 'map')
}

/** The same; what is no list, or no object in it, goes to `unread`. */
export function objectsAt(value: Value | undefined, key: string, unread: Unread[]): readonly MapValue[] {
  return itemsIn(memberOf(value, key), unread).flatMap((item) => objectIn(item, unread) ?? [])
}

export function stringAt(value: Value | undefined, key: string): string | undefined {
  const member = memberOf(value, key)
  return member?.kind === 'scalar' && typeof member.value === 'string' ? member.value : undefined
}
