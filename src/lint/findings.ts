/** What rules find: asked once of a module, however many of its files are linted, and handed out file by file. */
import type { Declarations } from '../model/declarations.ts'
import type { Edit, Origin, Position } from '../model/reading.ts'
import type { LintedFile } from './file.ts'

export interface Suggestion<Message extends string> {
  readonly messageId: Message
  readonly data?: Readonly<Record<string, string>>
  /** `undefined` or empty where the file leaves no room for a safe edit: the suggestion is not offered. */
  readonly edits: readonly Edit[] | undefined
}

export interface Finding<Message extends string> {
  readonly at: Origin
  readonly messageId: Message
  readonly data: Readonly<Record<string, string>>
  readonly suggest?: readonly Suggestion<Message>[]
}

/** Hands every finding of a rule to `report`. */
export type Check = (report: (finding: Finding<string>) => void) => void

/** By the file that their places tell. */
type ByFile = ReadonlyMap<string | undefined, readonly Finding<string>[]>

const found = new WeakMap<Declarations, Map<string, ByFile>>()

/**
 * The findings of a rule in the linted file, out of those in all declarations. `key` stands for the rule with its
 * options, which find the same in the same declarations.
 */
export function findingsIn(
  { declarations, inModule }: LintedFile,
  key: string,
  check: Check,
): readonly Finding<string>[] {
  const known = found.get(declarations) ?? new Map<string, ByFile>()
  found.set(declarations, known)
  const byFile = known.get(key) ?? groupByFile(check)
  known.set(key, byFile)
  return byFile.get(inModule?.name) ?? []
}

function groupByFile(check: Check): ByFile {
  const byFile = new Map<string | undefined, Finding<string>[]>()
  check((finding) => {
    const { file } = finding.at.place
    const findings = byFile.get(file)
    if (findings) findings.push(finding)
    else byFile.set(file, [finding])
  })
  return byFile
}

/** The edits of a suggestion that ESLint can make: none in another file than the finding. */
export function ownEdits({ edits = [] }: Suggestion<string>, { place }: Origin): readonly Edit[] {
  return edits.every(({ file }) => file === place.file) ? edits : []
}

/** A place as the language of the linted file counts. */
export function locIn({ inModule }: LintedFile, { place: { loc } }: Origin): { start: Position; end: Position } {
  const shift = inModule?.firstColumn ?? 0
  const moved = ({ line, column }: Position): Position => ({ line, column: column + shift })
  return { start: moved(loc.start), end: moved(loc.end) }
}
