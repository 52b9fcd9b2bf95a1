/** What a value of a Terraform file comes to, whatever the kind of file. */
import type { MapValue, ScalarValue, SequenceValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import type { Origin } from '../../model/reading.ts'
import { excerpt, invalid, NO_SCALAR, rawOf, shorten, unknown } from '../raw.ts'
import type { Reference } from './reference.ts'

/** What a value is once its references are followed. */
export type Resolution =
  | { readonly kind: 'scalar'; readonly value: ScalarValue['value']; readonly viaDefault: string | undefined }
  /** Under `viaDefault` every string is literal: the default of a variable holds no templates. */
  | {
      readonly kind: 'container'
      readonly value: MapValue | SequenceValue
      readonly viaDefault: string | undefined
    }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly identity: string | undefined }
  | { readonly kind: 'unknown'; readonly identity: string | undefined }

export const UNKNOWN: Resolution = Object.freeze({ kind: 'unknown', identity: undefined })

/** Gives the values of one kind of Terraform file their meaning. */
export interface ValueReader {
  /** Whether somebody wrote the file; plans and states hold what the provider has accepted and made of it. */
  readonly isConfiguration: boolean
  /** Reads a string or number; `viaDefault` names the variable in whose default the value stands. */
  raw(value: Value | undefined, viaDefault?: string): Raw
  resolve(value: Value, viaDefault?: string): Resolution
  /**
   * Ids in a list that is not written out, where the file tells all references in it; there may be literal ones beside
   * them.
   */
  elements(list: Value): readonly Resolution[] | undefined
  /** What a part of a string comes to. */
  template(text: string): Resolution
  /** What stands in the place of an id: an id that a resource of the file is known to have refers to that resource. */
  byId(found: Resolution): Resolution
}

/** A value as messages spell it. */
export function textOf(value: Value): string {
  return value.kind === 'scalar' ? shorten(String(value.value)) : excerpt(value)
}

/** The reading of a field that resolves so; `text` is the field as written. */
export function rawOfResolution(resolution: Resolution, origin: Origin, text: string): Raw {
  switch (resolution.kind) {
    case 'scalar':
      return rawOf(resolution.value, origin, text, resolution.viaDefault)
    case 'container':
      return invalid(origin, text, NO_SCALAR)
    case 'reference':
    case 'unknown':
      return unknown(origin, text, resolution.identity)
  }
}
