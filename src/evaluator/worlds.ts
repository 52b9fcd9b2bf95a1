/**
 * Rules under conditions. Rules that exist together under the same conditions are judged together,
 * with all the rules whose conditions are a part of theirs; any other rule may or may not be there.
 */
import type { Policy, PolicyRule } from './policy.ts'

export interface World {
  /** Tells the world from the others of its policy. */
  readonly key: string
  /** A rule with conditions in here may not exist; all others do. */
  readonly policy: Policy
  /** Whether this world, and no other, judges the rule at this index of its policy. */
  judges(index: number): boolean
  /** The index in the original policy. */
  original(this: void, index: number): number
}

const known = new WeakMap<Policy, readonly World[]>()

/**
 * A world for the rules that always exist, and one for each set of conditions that has a condition in common
 * with another rule's. A set of its own needs no world: its rule is judged in the first, where it decides nothing for others.
 */
export function worldsOf(policy: Policy): readonly World[] {
  let worlds = known.get(policy)
  if (!worlds) known.set(policy, (worlds = createWorlds(policy)))
  return worlds
}

/**
 * Each world costs as much as the whole policy. Past this many rules in all of them together,
 * rules under conditions are judged in the first world.
 */
const MOST_RULES = 20_000

function createWorlds(policy: Policy): readonly World[] {
  const sets = new Map<string, number[]>()
  const rulesByName = new Map<string, number>()
  policy.rules.forEach(({ conditions = [] }, index) => {
    if (conditions.length === 0) return
    const key = keyOf(conditions)
    const sharing = sets.get(key)
    if (sharing) sharing.push(index)
    else sets.set(key, [index])
    for (const name of new Set(conditions.map(nameOf))) rulesByName.set(name, (rulesByName.get(name) ?? 0) + 1)
  })
  const isRelated = ([index]: readonly number[]) =>
    policy.rules[index ?? 0]?.conditions?.some((condition) => (rulesByName.get(nameOf(condition)) ?? 0) > 1) ?? false
  const related = [...sets].filter(([, indices]) => isRelated(indices)).slice(0, MOST_RULES / policy.rules.length)
  const elsewhere = new Set(related.flatMap(([, indices]) => indices))
  return [
    { key: '', policy, judges: (index) => !elsewhere.has(index), original: (index) => index },
    ...related.map(([key, indices]) => worldOf(policy, key, indices)),
  ]
}

function keyOf(conditions: readonly string[]): string {
  return JSON.stringify([...new Set(conditions)].sort())
}

function worldOf(policy: Policy, key: string, indices: readonly number[]): World {
  const given = new Set(policy.rules[indices[0] ?? 0]?.conditions)
  const branches = new Map([...given].map((condition) => [nameOf(condition), condition]))
  const judged = new Set(indices)
  const originals: number[] = []
  const rules: PolicyRule[] = []
  policy.rules.forEach((rule, index) => {
    const { conditions = [] } = rule
    const isExcluded = conditions.some((condition) => (branches.get(nameOf(condition)) ?? condition) !== condition)
    if (isExcluded) return
    originals.push(index)
    rules.push({ ...rule, conditions: conditions.every((condition) => given.has(condition)) ? [] : conditions })
  })
  const original = (index: number) => originals[index] ?? index
  return { key, policy: { ...policy, rules }, judges: (index) => judged.has(original(index)), original }
}

/** Of `<name>=<branch>` the name with its sign; different branches of one name exclude each other. */
function nameOf(condition: string): string {
  const end = condition.lastIndexOf('=') + 1
  return end === 0 ? condition : condition.slice(0, end)
}
