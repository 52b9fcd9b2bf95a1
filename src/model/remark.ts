import type { Origin } from './reading.ts'

/** A text in a property that its format reserves for remarks. */
export interface Remark {
  readonly text: string
  /** The text: where it is reported and rewritten. */
  readonly origin: Origin
  /** What goes when the text does: the property, or one item of a list of texts. */
  readonly whole: Origin
  /** The declaration that the text is about, from its name to its end: offsets in the file, end exclusive. */
  readonly block: readonly [number, number]
}
