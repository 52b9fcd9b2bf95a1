/** Tries out what a suggestion would make of the declarations: the rules that are on judge that, too. */
import type { Declarations } from '../model/declarations.ts'
import { remembered } from '../model/remembered.ts'
import type { Change } from '../policy/change.ts'
import { affectedBy, changed } from '../policy/change.ts'
import { type LintedFile, withDeclarations } from './file.ts'
import type { Finding } from './findings.ts'
import type { Run } from './run.ts'

/** A rule of the plugin with its options. */
export interface Judge {
  /** Equal for equal rules and options. */
  readonly key: string
  readonly judge: (file: LintedFile, report: (finding: Finding<string>) => void) => void
}

/** By the ids of rules. */
const judgesIn = remembered((_: Run) => new Map<string, Judge>())

/** Has a rule judge what is suggested for a file, by any of the rules. */
export function takePart(run: Run, id: string, judge: Judge): void {
  judgesIn(run).set(id, judge)
}

/**
 * How many rules of groups may be judged for the suggestions in one file: each trial costs as much as linting the groups
 * that it is about. What is not tried out is not suggested.
 */
const MOST_RULES = 3000
/** What a trial costs besides, in rules. */
const RULES_PER_TRIAL = 10

const left = new WeakMap<LintedFile, number>()

/** Whether a change leaves the rule with this id fewer findings, and no rule one where it has none. */
export function helps(file: LintedFile, id: string, change: Change): boolean {
  const affected = affectedBy(file.declarations, change)
  const judged = affected.groups.reduce((sum, { rules }) => sum + rules.length, RULES_PER_TRIAL)
  const rest = (left.get(file) ?? MOST_RULES) - judged
  left.set(file, rest)
  if (rest < 0) return false
  const after = withDeclarations(file, changed(affected, change))
  const before = withDeclarations(file, affected)
  return [...judgesIn(file.run)].every(([each, judge]) => {
    const found = foundBy(judge, after)
    const known = knownBy(judge, before)
    return (each !== id || found.length < known.length) && isAmong(found, known)
  })
}

/** Whether some of the findings are as these, each of which counts once. */
function isAmong(found: readonly string[], known: readonly string[]): boolean {
  if (found.length === 0) return true
  const rest = new Map<string, number>()
  for (const place of known) rest.set(place, (rest.get(place) ?? 0) + 1)
  return found.every((place) => {
    const count = rest.get(place) ?? 0
    rest.set(place, count - 1)
    return count > 0
  })
}

/** The places of what a rule finds. */
function foundBy({ judge }: Judge, file: LintedFile): readonly string[] {
  const found: string[] = []
  judge(file, ({ at: { place } }) => found.push(`${place.range.join()} ${place.file ?? ''}`))
  return found
}

/** The same for declarations that are asked about again, by the rules' keys. */
const placesIn = remembered((_: Declarations) => new Map<string, readonly string[]>())

function knownBy(judge: Judge, file: LintedFile): readonly string[] {
  const known = placesIn(file.declarations)
  const found = known.get(judge.key) ?? foundBy(judge, file)
  known.set(judge.key, found)
  return found
}
