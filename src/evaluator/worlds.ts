/**
 * Rules under conditions. Rules that exist together under the same conditions are judged together,
 * with all the rules whose conditions are a part of theirs; any other rule may or may not be there.
 */
import type { Policy, PolicyRule } from './policy.ts'

export interface World {
  /** A rule with conditions in here may not exist; all others do. */
  readonly policy: Policy
  /** Whether this world, and no other, judges the rule at this index of its policy. */
  judges(index: number): boolean
  /** The index in the original policy. */
  original(this: void, index: number): number
}

/**
 * A world for the rules that always exist, and one for each set of conditions that two or more rules share.
 * A set that only one rule has needs no world of its own: the rule is judged in the first, where it decides nothing for others.
 */
export function worldsOf(policy: Policy): readonly World[] {
  const bySet = new Map<string, number[]>()
  policy.rules.forEach((rule, index) => {
    const conditions = rule.conditions ?? []
    if (conditions.length === 0) return
    const key = JSON.stringify([...new Set(conditions)].sort())
    const sharing = bySet.get(key)
    if (sharing) sharing.push(index)
    else bySet.set(key, [index])
  })
  if (bySet.size === 0) return [{ policy, judges: () => true, original: index => index }]

  const shared = [...bySet.values()].filter(indices => indices.length > 1).slice(0, MOST_WORLDS)
  const elsewhere = new Set(shared.flat())
  return [
    { policy, judges: index => !elsewhere.has(index), original: index => index },
    ...shared.map(indices => worldOf(policy, indices)),
  ]
}

/** Each world costs as much as the whole policy; past this many, rules that share conditions do not judge each other. */
const MOST_WORLDS = 16

function worldOf(policy: Policy, indices: readonly number[]): World {
  const given = new Set(policy.rules[indices[0] ?? 0]?.conditions)
  const judged = new Set(indices)
  const originals: number[] = []
  const rules: PolicyRule[] = []
  policy.rules.forEach((rule, index) => {
    const conditions = rule.conditions ?? []
    if (contradicts(conditions, given)) return
    originals.push(index)
    rules.push({ ...rule, conditions: conditions.every(condition => given.has(condition)) ? [] : conditions })
  })
  const original = (index: number) => originals[index] ?? index
  return { policy: { ...policy, rules }, judges: index => judged.has(original(index)), original }
}

/** Whether some condition stands in `given` with another branch (`<condition>=<branch>`). */
function contradicts(conditions: readonly string[], given: ReadonlySet<string>): boolean {
  return conditions.some(condition => {
    const name = condition.slice(0, condition.lastIndexOf('=') + 1)
    return [...given].some(other => other !== condition && other.startsWith(name) && other.lastIndexOf('=') === name.length - 1)
  })
}
