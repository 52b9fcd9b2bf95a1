/** How much of a provider's quotas a group takes for certain. */
import { redundant } from '../evaluator/index.ts'
import type { Binding, Declarations, ProviderName, Rule, SecurityGroup } from '../model/declarations.ts'
import { knownValue } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import type { QuotaName } from '../providers/provider.ts'
import { type BoundGroup, resolvedBindings } from './bound-groups.ts'
import type { GroupPolicy } from './build.ts'
import { type Counted, excessOf } from './tally.ts'

/** Limits by quota. */
export type Quotas = Readonly<Partial<Record<QuotaName, number>>>

interface Use {
  /** The provider's name in messages. */
  readonly provider: string
  readonly quota: QuotaName
  /** What is counted, e.g. `ingress rules`. */
  readonly counted: string
  readonly count: number
  readonly limit: number
  /** The defaults without which the use would not be listed, by name. */
  readonly defaults: readonly string[]
}

export interface QuotaUse extends Use {
  /** The first rule in the file that does not fit under `limit * threshold`. */
  readonly firstPast: Rule
}

/**
 * The quotas of which the group takes more than `threshold` (a share from 0 to 1).
 * Only rules that are certain to exist count, so a use that is listed holds whatever the file leaves open.
 */
export function exceededQuotas(
  group: SecurityGroup,
  quotas: Readonly<Partial<Record<ProviderName, Quotas>>>,
  threshold: number,
): readonly QuotaUse[] {
  const provider = providers[group.provider]
  const certain = group.rules.filter((rule) => rule.conditions.length === 0)
  const inDirection = (direction: string): readonly Rule[] =>
    certain.filter((rule) => knownValue(rule.direction) === direction)
  const tallies: readonly [QuotaName, string, readonly Rule[], (rule: Rule) => number][] = [
    ['rulesPerGroup', 'ingress and egress rules', certain, chargeOf],
    ['rulesPerDirection', 'ingress rules', inDirection('ingress'), () => 1],
    ['rulesPerDirection', 'egress rules', inDirection('egress'), () => 1],
    ['expandedRulesPerGroup', 'rules after templates are expanded', certain, chargeOf],
  ]
  return tallies.flatMap(([quota, counted, rules, charge]) => {
    const limit = quotas[group.provider]?.[quota] ?? provider.quotas[quota]?.value
    if (limit === undefined) return []
    const items = rules.map((rule) => countedRule(rule, charge))
    const excess = excessOf(items, limit, threshold)
    if (excess === undefined) return []
    const firstPast = rules[excess.firstPast] as Rule
    return [{ provider: provider.title, quota, counted, limit, ...excess, firstPast }]
  })
}

/** One rule, by its charge. */
function countedRule(rule: Rule, chargeOf: (rule: Rule) => number): Counted {
  const { direction, chargedByDefault } = rule
  const count = chargeOf(rule)
  const byDefault = direction.state === 'known' ? direction.viaDefault : undefined
  const charged = count > 1 ? chargedByDefault : undefined
  const settled = byDefault !== undefined ? 0 : charged !== undefined ? 1 : count
  return { count, settled, defaults: [byDefault, charged].filter((name) => name !== undefined) }
}

function chargeOf({ charge = 1 }: Rule): number {
  return charge
}

export interface InterfaceUse extends Use {
  readonly binding: Binding
}

/**
 * The quotas for one interface of which a binding takes more than `threshold`: the groups that are certainly different,
 * and the rules that certainly exist in those that the file holds.
 */
export function exceededByBindings(
  declarations: Declarations,
  quotas: Readonly<Partial<Record<ProviderName, Quotas>>>,
  threshold: number,
): readonly InterfaceUse[] {
  const rulesOfGroup = new Map(declarations.groups.map((group) => [group, certainRules(group)]))
  return resolvedBindings(declarations).flatMap(({ binding, groups }) => {
    // The limits are those of instances and interfaces.
    if (binding.kind === 'balancer') return []
    const provider = providers[binding.provider]
    const rules = groups.map((bound) => rulesThere(bound, rulesOfGroup.get(bound.group) ?? []))
    const tallies = [
      { quota: 'groupsPerInterface', counted: 'groups', items: groupsThere(binding) },
      { quota: 'rulesPerInterface', counted: 'rules in its groups', items: rules },
    ] as const
    return tallies.flatMap(({ quota, counted, items }): InterfaceUse[] => {
      const limit = quotas[binding.provider]?.[quota] ?? provider.quotas[quota]?.value
      const excess = limit === undefined ? undefined : excessOf(items, limit, threshold)
      if (limit === undefined || excess === undefined) return []
      const { count, defaults } = excess
      return [{ binding, provider: provider.title, quota, counted, count, limit, defaults }]
    })
  })
}

/** The groups that a binding names, each once. */
function groupsThere({ groups }: Binding): readonly Counted[] {
  const byName = new Map<string, Counted>()
  for (const reading of groups) {
    if (reading.state !== 'known' || byName.get(reading.value)?.settled === 1) continue
    byName.set(reading.value, { count: 1, ...dependence(reading, 1) })
  }
  return [...byName.values()]
}

/** The rules of a group where it is bound. */
function rulesThere({ reading }: BoundGroup, rules: readonly Counted[]): Counted {
  const total = { count: 0, settled: 0, defaults: new Set<string>() }
  for (const { count, settled, defaults } of rules) {
    total.count += count
    total.settled += settled
    for (const name of defaults) total.defaults.add(name)
  }
  const { settled, defaults } = dependence(reading, total.settled)
  return { count: total.count, settled, defaults: [...total.defaults, ...defaults] }
}

/** What is settled of so many things if they are there only for a reading. */
function dependence(reading: BoundGroup['reading'], count: number): Pick<Counted, 'defaults' | 'settled'> {
  const name = reading.state === 'known' ? reading.viaDefault : undefined
  return name === undefined ? { settled: count, defaults: [] } : { settled: 0, defaults: [name] }
}

function certainRules({ rules }: SecurityGroup): readonly Counted[] {
  return rules.filter(({ conditions }) => conditions.length === 0).map((rule) => countedRule(rule, chargeOf))
}

/** How many of a group's rules could go without changing the verdict on any packet. */
export function redundantCount(policies: readonly GroupPolicy[]): number {
  return policies.reduce((sum, { policy }) => sum + redundant(policy).length, 0)
}
