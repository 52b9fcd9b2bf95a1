/** How much of a provider's quotas a group takes for certain. */
import { redundant } from '../evaluator/index.ts'
import type { Binding, Declarations, ProviderName, Rule, SecurityGroup } from '../model/declarations.ts'
import { knownValue } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import type { QuotaName } from '../providers/provider.ts'
import { resolvedBindings } from './bound-groups.ts'
import type { GroupPolicy } from './build.ts'

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
    return limit === undefined
      ? []
      : useOf({ provider: provider.title, quota, counted, limit }, rules, charge, threshold)
  })
}

function useOf(
  use: Omit<QuotaUse, 'count' | 'firstPast'>,
  rules: readonly Rule[],
  charge: (rule: Rule) => number,
  threshold: number,
): readonly QuotaUse[] {
  let count = 0
  let firstPast: Rule | undefined
  for (const rule of rules) {
    count += charge(rule)
    if (count > use.limit * threshold) firstPast ??= rule
  }
  return firstPast ? [{ ...use, count, firstPast }] : []
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
  const chargeOfGroup = new Map(declarations.groups.map((group) => [group, certainCharge(group)]))
  return resolvedBindings(declarations).flatMap(({ binding, groups }) => {
    // The limits are those of instances and interfaces.
    if (binding.kind === 'balancer') return []
    const provider = providers[binding.provider]
    const names = new Set(binding.groups.flatMap((group) => knownValue(group) ?? []))
    const rules = groups.reduce((sum, { group }) => sum + (chargeOfGroup.get(group) ?? 0), 0)
    const tallies = [
      { quota: 'groupsPerInterface', counted: 'groups', count: names.size },
      { quota: 'rulesPerInterface', counted: 'rules in its groups', count: rules },
    ] as const
    return tallies.flatMap((tally): InterfaceUse[] => {
      const limit = quotas[binding.provider]?.[tally.quota] ?? provider.quotas[tally.quota]?.value
      if (limit === undefined || tally.count <= limit * threshold) return []
      return [{ ...tally, binding, provider: provider.title, limit }]
    })
  })
}

function certainCharge({ rules }: SecurityGroup): number {
  return rules.filter(({ conditions }) => conditions.length === 0).reduce((sum, rule) => sum + chargeOf(rule), 0)
}

/** How many of a group's rules could go without changing the verdict on any packet. */
export function redundantCount(policies: readonly GroupPolicy[]): number {
  return policies.reduce((sum, { policy }) => sum + redundant(policy).length, 0)
}
