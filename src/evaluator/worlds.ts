/**
 * Rules under conditions. Rules that exist together under the same conditions are judged together,
 * with all the rules whose conditions are a part of theirs; any other rule may or may not be there.
 */
import { addTo } from '../model/add-to.ts'
import { remembered } from '../model/remembered.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { absent, compile, existing } from './compile.ts'
import type { Policy } from './policy.ts'

/**
 * A world for the rules that always exist, and one for each set of conditions that has a condition in common
 * with another rule's. A set of its own needs no world: its rule is judged in the first, where it decides nothing for others.
 * Each rule is judged in one world. A rule with conditions in a world may not exist there; all others do.
 */
export const worldsOf = remembered((policy: Policy) => createWorlds(compile(policy)))

/**
 * Each world costs about as much as its rules that exist. Past this many rules in all of them together,
 * rules under conditions are judged in the first world.
 */
const MOST_RULES = 20_000

function createWorlds(compiled: CompiledPolicy): readonly CompiledPolicy[] {
  const { rules } = compiled.policy
  const conditional = compiled.rules.filter((rule) => rule.conditional).sort((a, b) => a.index - b.index)
  const impossible = new Set(conditional.filter(isImpossible))
  const sets = setsOf(conditional.filter((rule) => !impossible.has(rule)))
  const related = sets.slice(0, MOST_RULES / rules.length)
  if (related.length === 0 && impossible.size === 0) return [compiled]
  const elsewhere = new Set([...impossible, ...related.flat()].map(({ index }) => index))
  const worldOf = createWorldOf(compiled, conditional, impossible)
  return [
    worldOf([], (index) => !elsewhere.has(index)),
    ...related.map((set) => {
      const judged = new Set(set.map(({ index }) => index))
      return worldOf(conditionsOf(set[0] as CompiledRule), (index) => judged.has(index))
    }),
  ]
}

/** Rules by the set of their conditions, where some condition is not theirs alone. */
function setsOf(conditional: readonly CompiledRule[]): readonly (readonly CompiledRule[])[] {
  const rulesByName = new Map<string, number>()
  for (const rule of conditional) {
    const names = new Set(conditionsOf(rule).map(nameOf))
    for (const name of names) rulesByName.set(name, (rulesByName.get(name) ?? 0) + 1)
  }
  const isShared = (condition: string) => (rulesByName.get(nameOf(condition)) as number) > 1
  const sets = new Map<string, CompiledRule[]>()
  for (const rule of conditional) {
    const conditions = conditionsOf(rule)
    if (!conditions.some(isShared)) continue
    addTo(sets, JSON.stringify([...new Set(conditions)].sort()), rule)
  }
  return [...sets.values()]
}

/** Makes the policy where given conditions hold. Rules that stand in several worlds are made once. */
function createWorldOf(
  compiled: CompiledPolicy,
  conditional: readonly CompiledRule[],
  impossible: ReadonlySet<CompiledRule>,
) {
  const { line } = compiled
  const existingRules = new Map<CompiledRule, CompiledRule>()
  const absentRules = new Map<CompiledRule, CompiledRule>()
  return (given: readonly string[], judges: CompiledPolicy['judges']): CompiledPolicy => {
    const branches = branchesOf(given)
    const isExcluded = (condition: string) => (branches.get(nameOf(condition)) ?? condition) !== condition
    const rules = [...compiled.rules]
    for (const rule of conditional) {
      const conditions = conditionsOf(rule)
      if (impossible.has(rule) || conditions.some(isExcluded)) {
        rules[rule.turn] = madeOnce(absentRules, rule, () => absent(rule, line))
      } else if (conditions.every((condition) => given.includes(condition))) {
        rules[rule.turn] = madeOnce(existingRules, rule, () => existing(rule, line))
      }
    }
    return { ...compiled, rules, ordered: isOrdered(rules), judges }
  }
}

function madeOnce<K, V>(made: Map<K, V>, key: K, make: () => V): V {
  let value = made.get(key)
  if (value === undefined) made.set(key, (value = make()))
  return value
}

/** Whether the place of every rule is settled that matches anything. */
function isOrdered(rules: readonly CompiledRule[]): boolean {
  return rules.every(({ earliest, latest, possible }) => earliest === latest || possible.length === 0)
}

function conditionsOf({ source }: CompiledRule): readonly string[] {
  return source.conditions ?? []
}

/** Whether two different branches of a condition would have to hold. */
function isImpossible(rule: CompiledRule): boolean {
  const conditions = conditionsOf(rule)
  return conditions.length > 1 && branchesOf(conditions).size < new Set(conditions).size
}

function branchesOf(conditions: readonly string[]): ReadonlyMap<string, string> {
  return new Map(conditions.map((condition) => [nameOf(condition), condition]))
}

/** Of `<name>=<branch>` the name with its sign; different branches of one name exclude each other. */
function nameOf(condition: string): string {
  const end = condition.lastIndexOf('=') + 1
  return end === 0 ? condition : condition.slice(0, end)
}
