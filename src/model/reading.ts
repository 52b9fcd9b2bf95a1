/**
 * Three-valued reading: what a file settles about one value, and where it says so.
 * Nothing here knows a syntax tree; an {@link Origin} is opaque to everyone but the document room.
 */

/** A position as ESLint reports it: whatever base the language of the file counts columns from. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Where something stands in its file. */
export interface Place {
  readonly loc: { readonly start: Position; readonly end: Position }
  /** Offsets into the text, end exclusive. */
  readonly range: readonly [number, number]
  /** The file's name among those of its directory, where several are read together. */
  readonly file?: string
}

/** One replacement of text; several together make a suggestion. */
export interface Edit {
  readonly range: readonly [number, number]
  readonly text: string
  /** As of a place. */
  readonly file?: string
}

/** A value or declaration in a file: where it is, and how it can be rewritten there. */
export interface Origin {
  readonly place: Place
  /**
   * Edits that put `value` in place of this one, in the file's own syntax.
   * `undefined` where no safe edit exists (the value is shared through an alias, or absent).
   */
  rewrite(value: number | string): readonly Edit[] | undefined
  /** Edits that take this list item, property or resource out. `undefined` where no safe edit exists. */
  remove(): readonly Edit[] | undefined
  /**
   * Edits that take this list item out and put it in front of `other`, an earlier item of the same list.
   * `undefined` where the two are not that, or where no safe edit exists.
   */
  moveBefore(other: Origin): readonly Edit[] | undefined
}

/** An origin that no edit may touch. */
export function fixedOrigin(place: Place): Origin {
  return { place, rewrite: noEdits, remove: noEdits, moveBefore: noEdits }
}

function noEdits(): undefined {
  return undefined
}

/** What a file settles about a value. */
export type Reading<T> = Absent | Invalid | Known<T> | Unknown

/** The file does not mention the value: the provider's default applies. */
export interface Absent {
  readonly state: 'absent'
  /** Where the value would be written: rewriting it inserts the value, with its key where that is missing too. */
  readonly slot?: Origin
  /** Set when a default leaves the value out, e.g. an empty string. */
  readonly viaDefault?: string
}

export interface Known<T> {
  readonly state: 'known'
  readonly value: T
  readonly origin: Origin
  /** Set when the value rests on a default that a caller may override, e.g. `var.cidr`. */
  readonly viaDefault?: string
}

/** The file does not settle the value. */
export interface Unknown {
  readonly state: 'unknown'
  readonly origin: Origin
  /** The unresolved expression as written, for messages. */
  readonly text: string
  /** Two unknowns with the same identity hold the same value, whatever it is. */
  readonly identity?: string
}

/** The provider would refuse the value. */
export interface Invalid {
  readonly state: 'invalid'
  readonly origin: Origin
  readonly text: string
  readonly problem: Problem
  /** As of a known value: the default is what the provider would refuse. */
  readonly viaDefault?: string
}

/** Why a value is refused or silently changed by the provider. */
export interface Problem {
  /** Completes the sentence "`<value>` …". */
  readonly what: string
  /** What to write instead, where that is certain. */
  readonly instead?: number | string
}

export const ABSENT: Absent = Object.freeze({ state: 'absent' })

/** The value of a known reading, otherwise `undefined`. */
export function knownValue<T>(reading: Reading<T>): T | undefined {
  return reading.state === 'known' ? reading.value : undefined
}

/** The origin of a reading that has one; `fallback` for an absent value. */
export function originOf(reading: Reading<unknown>, fallback: Origin): Origin {
  return reading.state === 'absent' ? fallback : reading.origin
}
