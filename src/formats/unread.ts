/** What stands where a format has a container, and is none: whatever it stands for is not read. */
import type { MapValue, Value } from '../document/value.ts'
import type { Unread } from '../model/declarations.ts'
import { isPlaceholder } from './placeholders.ts'
import { excerpt, invalid, unknown } from './raw.ts'

const NO_OBJECT = 'is not an object, so that nothing was judged in its place: write one'
const NO_LIST = 'is not a list, so that nothing was judged in its place: write one'

/** Whether the file leaves a value to something else. */
type IsOpen = (value: Value) => boolean

/**
 * The object that should be here. `null` and a missing value stand for none; anything else is noted in `unread`, and
 * unknown where `isOpen` says so.
 */
export function objectIn(value: Value | undefined, unread: Unread[], isOpen: IsOpen = isForeign): MapValue | undefined {
  if (value?.kind === 'map' && !isOpen(value)) return value
  if (value !== undefined && !isNull(value)) unread.push(noObject(value, isOpen))
  return undefined
}

/** The elements of the list that should be here, as {@link objectIn}. */
export function itemsIn(value: Value | undefined, unread: Unread[], isOpen: IsOpen = isForeign): readonly Value[] {
  if (value?.kind === 'sequence') return value.items
  if (value !== undefined && !isNull(value)) unread.push(noList(value, isOpen))
  return []
}

/** The reading of a value in the place of an object. */
export function noObject(value: Value, isOpen: IsOpen): Unread {
  return isOpen(value) ? unknown(value, excerpt(value)) : invalid(value, excerpt(value), NO_OBJECT)
}

/** The reading of a value in the place of a list. */
export function noList(value: Value, isOpen: IsOpen): Unread {
  return isOpen(value) ? unknown(value, excerpt(value)) : invalid(value, excerpt(value), NO_LIST)
}

/** For formats in which every text is literal where a container should be. */
export function isForeign({ kind }: Value): boolean {
  return kind === 'opaque' || kind === 'tagged'
}

/** For formats without expressions of their own. */
export function isFilledIn(value: Value): boolean {
  return isForeign(value) || isPlaceholder(value)
}

export function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}
