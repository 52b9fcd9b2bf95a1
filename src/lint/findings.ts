/** What rules find: asked once of a module, however many of its files are linted, and handed out file by file. */
import { addTo } from '../model/add-to.ts'
import type { Declarations } from '../model/declarations.ts'
import type { Edit, Origin, Position } from '../model/reading.ts'
import { remembered } from '../model/remembered.ts'
import type { Change } from '../policy/change.ts'
import type { LintedFile } from './file.ts'

export interface Suggestion<Message extends string> {
  readonly messageId: Message
  readonly data?: Readonly<Record<string, string>>
  /** `undefined` or empty where the file leaves no room for a safe edit: the suggestion is not offered. */
  readonly edits: readonly Edit[] | undefined
  /** What the edits make of the declarations. A change that brings another finding is not offered. */
  readonly change?: Change
  /** What to offer where this is not. */
  readonly otherwise?: () => Suggestion<Message> | undefined
}

export interface Finding<Message extends string> {
  readonly at: Origin
  readonly messageId: Message
  readonly data: Readonly<Record<string, string>>
  /** Asked only once the finding is reported. */
  readonly suggest?: () => readonly Suggestion<Message>[]
}

/** Hands every finding of a rule to `report`. */
export type Check = (report: (finding: Finding<string>) => void) => void

/** By the file that their places tell. */
type ByFile = ReadonlyMap<string | undefined, readonly Finding<string>[]>

/** By the keys of rules. */
const foundIn = remembered((_: Declarations) => new Map<string, ByFile>())

/**
 * The findings of a rule in the linted file, out of those in all declarations. `key` stands for the rule with its
 * options, which find the same in the same declarations.
 */
export function findingsIn(
  { declarations, inModule }: LintedFile,
  key: string,
  check: Check,
): readonly Finding<string>[] {
  const known = foundIn(declarations)
  const byFile = known.get(key) ?? groupByFile(check)
  known.set(key, byFile)
  return byFile.get(inModule?.name) ?? []
}

function groupByFile(check: Check): ByFile {
  const byFile = new Map<string | undefined, Finding<string>[]>()
  check((finding) => addTo(byFile, finding.at.place.file, finding))
  return byFile
}

/** The first of several suggestions that can be offered. */
export function firstOf<Message extends string>(
  suggestions: Iterator<Suggestion<Message>, unknown>,
): Suggestion<Message> | undefined {
  const next = suggestions.next()
  return next.done ? undefined : { ...next.value, otherwise: () => firstOf(suggestions) }
}

/** The suggestions of a finding that ESLint can make, with their edits, which are in the file of the finding alone. */
export function offeredBy(
  { at, suggest }: Finding<string>,
  helps: (change: Change) => boolean,
): readonly (Suggestion<string> & { readonly edits: readonly Edit[] })[] {
  const offered = (suggestion: Suggestion<string>): ReturnType<typeof offeredBy> => {
    const { edits = [], change, otherwise } = suggestion
    const isPossible = edits.length > 0 && edits.every(({ file }) => file === at.place.file)
    if (isPossible && (!change || helps(change))) return [{ ...suggestion, edits }]
    const instead = otherwise?.()
    return instead ? offered(instead) : []
  }
  return suggest?.().flatMap(offered) ?? []
}

/** A place as the language of the linted file counts. */
export function locIn({ inModule }: LintedFile, { place: { loc } }: Origin): { start: Position; end: Position } {
  const shift = inModule?.firstColumn ?? 0
  const moved = ({ line, column }: Position): Position => ({ line, column: column + shift })
  return { start: moved(loc.start), end: moved(loc.end) }
}
