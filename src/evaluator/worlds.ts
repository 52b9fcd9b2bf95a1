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
  original(index: number): number
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
  const impossible = new Set<number>()
  policy.rules.forEach(({ conditions = [] }, index) => {
    if (conditions.length === 0) return
    if (branchesOf(conditions).size < new Set(conditions).size) {
      impossible.add(index)
      return
    }
    const key = JSON.stringify([...new Set(conditions)].sort())
    const sharing = sets.get(key)
    if (sharing) sharing.push(index)
    else sets.set(key, [index])
    for (const name of branchesOf(conditions).keys()) rulesByName.set(name, (rulesByName.get(name) ?? 0) + 1)
  })
  const conditionsAt = (index: number | undefined) => policy.rules[index ?? -1]?.conditions ?? []
  const related = [...sets]
    .filter(([, [index]]) => conditionsAt(index).some((each) => (rulesByName.get(nameOf(each)) ?? 0) > 1))
    .slice(0, MOST_RULES / policy.rules.length)
  const elsewhere = new Set([...impossible, ...related.flatMap(([, indices]) => indices)])
  return [
    impossible.size === 0
      ? { key: '', policy, judges: (index) => !elsewhere.has(index), original: (index) => index }
      : worldOf(policy, '', (index) => !elsewhere.has(index), [], impossible),
    ...related.map(([key, indices]) => {
      const judged = new Set(indices)
      return worldOf(policy, key, (index) => judged.has(index), conditionsAt(indices[0]), impossible)
    }),
  ]
}

/** The policy where the given conditions hold. */
function worldOf(
  policy: Policy,
  key: string,
  judges: (index: number) => boolean,
  given: readonly string[],
  impossible: ReadonlySet<number>,
): World {
  const branches = branchesOf(given)
  const originals: number[] = []
  const rules: PolicyRule[] = []
  policy.rules.forEach((rule, index) => {
    const { conditions = [] } = rule
    const isExcluded = conditions.some((each) => (branches.get(nameOf(each)) ?? each) !== each)
    if (isExcluded || impossible.has(index)) return
    originals.push(index)
    rules.push(conditions.every((each) => given.includes(each)) ? { ...rule, conditions: [] } : rule)
  })
  const original = (index: number) => originals[index] ?? index
  return { key, policy: { ...policy, rules }, judges: (index) => judges(original(index)), original }
}

function branchesOf(conditions: readonly string[]): ReadonlyMap<string, string> {
  return new Map(conditions.map((condition) => [nameOf(condition), condition]))
}

/** Of `<name>=<branch>` the name with its sign; different branches of one name exclude each other. */
function nameOf(condition: string): string {
  const end = condition.lastIndexOf('=') + 1
  return end === 0 ? condition : condition.slice(0, end)
}
