/** Policies of the groups that are bound together. */
import type { Policy, PolicyRule, Rank } from '../evaluator/index.ts'
import { addTo } from '../model/add-to.ts'
import type { Declarations, Rule, SecurityGroup } from '../model/declarations.ts'
import type { Direction, Verdict } from '../model/packet-space.ts'
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'
import { type BoundGroup, type ResolvedBinding, resolvedBindings } from './bound-groups.ts'
import { DIRECTIONS, policyRules, rulesOf } from './build.ts'

/** Several groups in one direction, as the provider asks them where they are bound together. */
export interface BoundPolicy {
  readonly provider: Provider
  readonly direction: Direction
  /** What binds them so: at least one. */
  readonly bindings: readonly ResolvedBinding[]
  readonly groups: readonly BoundGroup[]
  /**
   * The rules of all groups: by priority, or group after group where the binding lists them.
   * Of groups bound as a set each has its own ranks, which say nothing of the others.
   */
  readonly policy: Policy
  /** By the same index as `policy.rules`. */
  readonly rules: readonly Rule[]
  /** The index in `groups` of the group of each rule. */
  readonly groupOf: readonly number[]
}

/**
 * A file may bind one large group in many ways. Past this many rules in all policies, and twice as many as the file
 * holds, further ways are left unjudged.
 */
const FREE_RULES = 20_000

/** The policies of all groups of a file that are bound together; groups that nothing but a rule names count as well. */
export function boundPolicies(declarations: Declarations): readonly BoundPolicy[] {
  const policies: BoundPolicy[] = []
  const held = declarations.groups.reduce((sum, group) => sum + group.rules.length, 0)
  let left = Math.max(FREE_RULES, 2 * held)
  for (const bindings of sameGroups(resolvedBindings(declarations))) {
    const [first] = bindings
    if (first === undefined || first.groups.length < 2) continue
    left -= first.groups.reduce((sum, { group }) => sum + group.rules.length, 0)
    if (left < 0) break
    policies.push(...boundPoliciesOf(first, bindings))
  }
  return policies
}

/** Bindings by the groups that they bind, and by how. */
function sameGroups(bindings: readonly ResolvedBinding[]): Iterable<readonly ResolvedBinding[]> {
  const byGroups = new Map<string, ResolvedBinding[]>()
  for (const each of bindings) {
    const { provider, order, conditions } = each.binding
    const keys = each.groups.map(({ group }) => group.key)
    addTo(byGroups, JSON.stringify([provider, keys, order, conditions]), each)
  }
  return byGroups.values()
}

/** The policies of a binding, ingress before egress; those in which fewer than two groups have rules are left out. */
export function boundPoliciesOf(
  binding: ResolvedBinding,
  bindings: readonly ResolvedBinding[] = [binding],
): readonly BoundPolicy[] {
  return DIRECTIONS.map((direction) => boundPolicy(binding, bindings, direction)).filter(
    ({ groupOf }) => groupOf[0] !== groupOf.at(-1),
  )
}

function boundPolicy(
  { binding, groups, complete }: ResolvedBinding,
  bindings: readonly ResolvedBinding[],
  direction: Direction,
): BoundPolicy {
  const provider = providers[binding.provider]
  const lists = groups.map(({ group }) => rulesOf(group, direction))
  const rules = lists.flat()
  const groupOf = lists.flatMap((list, index) => list.map(() => index))
  const unranked = policyRules(rules, direction, networkOf(groups)).map((rule) => given(rule, binding.conditions))
  const defaultVerdict = commonDefault(groups, provider, direction)
  const policy: Policy = {
    rules: binding.order === 'listed' ? inTurn(unranked, groupOf) : unranked,
    complete: complete && groups.every(({ group }) => group.complete[direction]),
    ...(provider.precedence.by === 'priority' && { tie: provider.precedence.tie }),
    ...(defaultVerdict && { defaultVerdict }),
  }
  return { provider, direction, bindings, groups, policy, rules, groupOf }
}

/** The policy of each group by itself, with names for what is left open that are the same in all of them. */
export function separatePolicies({ policy, groups, groupOf, direction }: BoundPolicy): readonly Policy[] {
  return groups.map(({ group }, index) => ({
    ...policy,
    rules: policy.rules.filter((_, rule) => groupOf[rule] === index),
    complete: group.complete[direction],
  }))
}

/** What is judged exists: conditions under which it does hold for its groups. */
function given(rule: PolicyRule, conditions: readonly string[]): PolicyRule {
  if (conditions.length === 0 || !rule.conditions) return rule
  return { ...rule, conditions: rule.conditions.filter((condition) => !conditions.includes(condition)) }
}

/** Groups that meet on one interface are in one network. */
function networkOf(groups: readonly BoundGroup[]): SecurityGroup['network'] {
  const networks = new Set(groups.map(({ group }) => group.network))
  return networks.has('vpc') ? 'vpc' : networks.has('classic') ? 'classic' : 'unknown'
}

/** The verdict on what no rule of any group matches. */
function commonDefault(groups: readonly BoundGroup[], provider: Provider, direction: Direction): Verdict | undefined {
  const verdicts = new Set(groups.map(({ group }) => provider.defaultVerdict(group, direction)))
  const [verdict] = verdicts
  return verdicts.size === 1 ? verdict : undefined
}

/** Ranks that ask one group after the other, each in its own order. */
function inTurn(rules: readonly PolicyRule[], groupOf: readonly number[]): readonly PolicyRule[] {
  const ranked: PolicyRule[] = []
  for (let start = 0, end; start < rules.length; start = end) {
    end = groupOf.lastIndexOf(groupOf[start] ?? 0) + 1
    const own = rules.slice(start, end)
    const places = placesOf(own)
    // Nothing but the group's place settles when a rule without a rank of its own is asked.
    const anywhere: Rank = { kind: 'between', first: start, last: end - 1 / 2 }
    for (const rule of own) {
      const place = rule.rank.kind === 'at' ? places.get(rule.rank.value) : undefined
      ranked.push({ ...rule, rank: place === undefined ? anywhere : { kind: 'at', value: start + place } })
    }
  }
  return ranked
}

/** The ranks of a group, counted from 0: an index may be any number. */
function placesOf(rules: readonly PolicyRule[]): ReadonlyMap<number, number> {
  const values = new Set(rules.flatMap(({ rank }) => (rank.kind === 'at' ? [rank.value] : [])))
  return new Map([...values].sort((a, b) => a - b).map((value, place) => [value, place]))
}
