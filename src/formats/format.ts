import type { Value } from '../document/value.ts'
import type { Declarations, ProviderName } from '../model/declarations.ts'
import type { Remark } from '../model/remark.ts'

/** A file format that declares security groups: values in, declarations out. */
export interface Format {
  readonly name: string
  /** Set for the formats of one cloud alone. */
  readonly provider?: ProviderName
  /** Substrings, one of which every declaration of this format holds; a file with none of them is not parsed. */
  readonly keys: readonly string[]
  /** Whether the root of a document is of this format, judged by its structure. */
  detect(root: Value, file: FileContext): boolean
  /** Reads a root that {@link Format.detect} accepts. Never throws. */
  read(root: Value, file: FileContext): Declarations
  /** Where the documents of a file refer to each other: reads all those that are of this format as one. */
  readTogether?(roots: readonly Value[], file: FileContext): Declarations
  /** Where the format has a place for remarks: those of a root that it detects. */
  readRemarks?(root: Value): readonly Remark[]
}

/** What a format may know of a file besides its content. */
export interface FileContext {
  readonly filename: string
  /** The cloud whose format reads a document that formats of several clouds recognise. */
  readonly provider?: ProviderName
}
