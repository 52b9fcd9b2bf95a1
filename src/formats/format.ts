import type { Value } from '../document/value.ts'
import type { Declarations, ProviderName } from '../model/declarations.ts'
import type { Remark } from '../model/remark.ts'
import type { DetectionKeys } from './detection-keys.ts'

/** A file format that declares security groups: values in, declarations out. */
export interface Format {
  readonly name: string
  /** Set for the formats of one cloud alone. */
  readonly provider?: ProviderName
  /** Every declaration of this format holds all words of one of these sets; a file that holds none is not parsed. */
  readonly keys: DetectionKeys
  /** Whether the root of a document is of this format, judged by its structure. */
  detect(root: Value, file: FileContext): boolean
  /** Reads a root that {@link Format.detect} accepts. Never throws. */
  read(root: Value, file: FileContext): Declarations
  /** Where the documents of a file refer to each other: reads all those that are of this format as one. */
  readTogether?(roots: readonly Value[], file: FileContext): Declarations
  /** Where the format has a place for remarks: those of a root that it detects. */
  readRemarks?(root: Value): readonly Remark[]
  /** Where the files of a directory make up one declaration. */
  readonly directory?: DirectoryFormat
}

/** How the files of a directory are read together. Which files there are is told to it: no format knows a disk. */
export interface DirectoryFormat {
  /** Whether a file with this name is one of them, and whether its text can be parsed or only searched. */
  part(name: string): 'parsed' | 'searched' | undefined
  /**
   * Reads the files, which come in the order of their names. Never throws; `undefined` where they do not belong
   * together, so that each of them declares what it holds alone.
   */
  read(files: readonly DirectoryFile[]): Declarations | undefined
}

export interface DirectoryFile {
  readonly name: string
  /** `undefined` where the file cannot be read, or where there is too much of it. */
  readonly text: string | undefined
  /** `undefined` where the text is not known, broken, or in a syntax that is only searched. */
  readonly root: Value | undefined
}

/** What a format may know of a file besides its content. */
export interface FileContext {
  readonly filename: string
  /** The cloud whose format reads a document that formats of several clouds recognise. */
  readonly provider?: ProviderName
}
