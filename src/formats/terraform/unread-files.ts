/** Files of a module that are not read as a tree: what they may be about, as far as a search of their texts can tell. */
import type { DirectoryFile } from '../format.ts'

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/gu

/** Of `files`, those without a root. */
export class UnreadFiles {
  readonly #texts: readonly (string | undefined)[]
  #identifiers: ReadonlySet<string> | undefined

  constructor(files: readonly DirectoryFile[]) {
    this.#texts = files.flatMap(({ root, text }) => (root === undefined ? [text] : []))
  }

  /** Whether one of them may hold one of `parts`, such as a part of the name of a resource type. */
  mayHold(parts: readonly string[]): boolean {
    return this.#texts.some((text) => text === undefined || parts.some((part) => text.includes(part)))
  }

  /** Whether one of them may name a variable, local value or resource: as an identifier of its own. */
  mayName(name: string): boolean {
    this.#identifiers ??= new Set(this.#texts.flatMap((text = '') => text.match(IDENTIFIER) ?? []))
    return this.#texts.includes(undefined) || this.#identifiers.has(name)
  }
}
