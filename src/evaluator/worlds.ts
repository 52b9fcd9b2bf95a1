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

/** Rules that exist under the same conditions. */
interface Together {
  /** Each of them once, sorted. */
  readonly conditions: readonly string[]
  readonly indices: number[]
}

function createWorlds(policy: Policy): readonly World[] {
  const sets = new Map<string, Together>()
  const rulesByName = new Map<string, number>()
  const impossible = new Set<number>()
  policy.rules.forEach(({ conditions: named }, index) => {
    if (named === undefined || named.length === 0) return
    const conditions = [...new Set(named)].sort()
    const branches = branchesOf(conditions)
    if (branches.size < conditions.length) {
      impossible.add(index)
      return
    }
    const key = JSON.stringify(conditions)
    const set = sets.get(key)
    if (set) set.indices.push(index)
    else sets.set(key, { conditions, indices: [index] })
    for (const name of branches.keys()) rulesByName.set(name, (rulesByName.get(name) ?? 0) + 1)
  })
  const isShared = (condition: string) => (rulesByName.get(nameOf(condition)) as number) > 1
  const related = [...sets]
    .filter(([, { conditions }]) => conditions.some(isShared))
    .slice(0, MOST_RULES / policy.rules.length)
  const elsewhere = new Set([...impossible, ...related.flatMap(([, { indices }]) => indices)])
  const isHere = (index: number) => !elsewhere.has(index)
  return [
    impossible.size === 0
      ? { key: '', policy, judges: isHere, original: (index) => index }
      : worldOf(policy, '', isHere, [], impossible),
    ...related.map(([key, { conditions, indices }]) => {
      const judged = new Set(indices)
      return worldOf(policy, key, (index) => judged.has(index), conditions, impossible)
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
    const isExcluded = rule.conditions?.some((each) => (branches.get(nameOf(each)) ?? each) !== each)
    if (isExcluded || impossible.has(index)) return
    originals.push(index)
    rules.push(rule.conditions?.every((each) => given.includes(each)) ? { ...rule, conditions: [] } : rule)
  })
  const original = (index: number) => originals[index] as number
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
