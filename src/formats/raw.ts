/** Readings of the values of a document, before any provider gives them meaning. */
import type { MapValue, ScalarValue, Value } from '../document/value.ts'
import type { Raw } from '../model/raw-rule.ts'
import { ABSENT, type Invalid, type Known, type Origin, type Unknown } from '../model/reading.ts'

/** Reads what a format's own syntax makes of a value (a reference, a function); `undefined` where it says nothing. */
export type Resolve = (value: Value) => Raw | undefined

const LONGEST_EXCERPT = 60
/** What is wrong with a list or object in the place of a scalar. */
export const NO_SCALAR = 'is not a string or a number'

/**
 * Reads a value that should be a string or a number. `null` and a missing value are absent;
 * booleans, lists and objects are invalid; tagged values are unknown unless `resolve` reads them.
 */
export function readRaw(value: Value | undefined, resolve?: Resolve): Raw {
  if (value === undefined) return ABSENT
  const resolved = resolve?.(value)
  if (resolved !== undefined) return resolved
  switch (value.kind) {
    case 'scalar':
      return rawOf(value.value, value, excerpt(value))
    case 'map':
    case 'sequence':
      return invalid(value, excerpt(value), NO_SCALAR)
    case 'opaque':
    case 'tagged':
      return unknown(value, excerpt(value))
  }
}

/** A reading of the field `key`; where it is absent, with the place in `map` where it would be written. */
export function fillable(raw: Raw, map: MapValue | undefined, key: string): Raw {
  return raw.state === 'absent' && map ? { ...raw, slot: map.slot(key) } : raw
}

/** The reading of a scalar that `origin` stands for and `text` spells in messages. */
export function rawOf(data: ScalarValue['value'], origin: Origin, text: string, viaDefault?: string): Raw {
  if (data === null) return ABSENT
  if (typeof data === 'boolean') return invalid(origin, text, NO_SCALAR)
  return known(typeof data === 'bigint' ? String(data) : data, origin, viaDefault)
}

export function known<T>(value: T, origin: Origin, viaDefault?: string): Known<T> {
  return viaDefault === undefined ? { state: 'known', value, origin } : { state: 'known', value, origin, viaDefault }
}

export function unknown(origin: Origin, text: string, identity?: string): Unknown {
  return identity === undefined ? { state: 'unknown', origin, text } : { state: 'unknown', origin, text, identity }
}

/** A reading that the provider refuses; `what` completes "`<text>` …". */
export function invalid(origin: Origin, text: string, what: string): Invalid {
  return { state: 'invalid', origin, text, problem: { what } }
}

/** The value as written, on one line and short enough for a message. */
export function excerpt(value: Value): string {
  // YAML writes null as nothing at all, too.
  return value.source === '' ? 'null' : shorten(value.source)
}

/** `text` on one line and short enough for a message. */
export function shorten(text: string): string {
  // Hostile files hold huge values: cut before anything else looks at the text.
  const line = text.slice(0, 4 * LONGEST_EXCERPT).replace(/\s+/gu, ' ')
  return line.length > LONGEST_EXCERPT ? `${line.slice(0, LONGEST_EXCERPT - 1)}…` : line
}
