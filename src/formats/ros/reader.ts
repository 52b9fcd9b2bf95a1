import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import type { Resolve } from '../raw.ts'
import type { Sections } from './sections.ts'

/** Gives the values of a template their meaning. */
export interface TemplateReader {
  readonly sections: Sections
  /** Reads references and functions whose values the template settles; the others are unknown. */
  readonly resolve: Resolve
  raw(value: Value | undefined): Raw
  /** Whether a condition holds; `undefined` where that is up to whoever makes a stack of the template. */
  truth(condition: Value): boolean | undefined
  /** The branch of an `Fn::If` that its condition settles. */
  branch(value: Value): Value | undefined
  /** Goes one call deeper; `undefined` where that is too deep. */
  deeper<T>(settle: () => T): T | undefined
}

/** One call: where it stands, what it is given, and how its own parts are read. */
export interface Scope {
  readonly reader: TemplateReader
  readonly at: Value
  readonly argument: Value
}
