/** Which declared rules can be one rule: the evaluator says it of their packets, the declarations of the rest. */
import type { Merge } from '../evaluator/index.ts'
import { mergeable, redundant, shadowed } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import type { Reading } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import type { GroupPolicy } from './build.ts'
import { policyWithoutDefaults } from './defaults.ts'

export type MergeableRules = {
  /** The first rule in the file, which can stand for all of them. */
  readonly first: Rule
  /** In file order. */
  readonly others: readonly [Rule, ...Rule[]]
} & ({ readonly in: 'addresses'; readonly union: AddressRange } | { readonly in: 'ports'; readonly union: PortRange })

/**
 * Sets of rules that can be one rule, whatever callers make of defaults. A rule that is shadowed or redundant is in none:
 * it can go as a whole. Nor is one whose description tells it from the others.
 */
export function mergeableRules(from: GroupPolicy): readonly MergeableRules[] {
  const { policy, rules } = policyWithoutDefaults(from.group, from.direction)
  const find = (spared: ReadonlySet<number>): readonly Merge[] =>
    mergeable(policy, (index, dimension) => {
      const rule = rules[index]
      return rule && !spared.has(index) ? kindOf(rule, dimension) : undefined
    })
  if (find(new Set()).length === 0) return []
  const spared = new Set([...shadowed(from.policy).map(({ rule }) => rule), ...redundant(from.policy)])
  return find(spared).flatMap((merge) => {
    const [first, next, ...rest] = merge.rules.flatMap((index) => from.rules[index] ?? [])
    return first && next ? [{ ...merge, first, others: [next, ...rest] }] : []
  })
}

/** What tells rules apart besides their packets; `undefined` for a rule that cannot be rewritten into another. */
function kindOf(rule: Rule, dimension: Merge['in']): string | undefined {
  const { peers, description, remarks, direction, protocol, ports, services, plane } = rule
  const [peer, another] = peers
  const value = peer && knownValue(peer.reading)
  const list = value?.kind === 'addresses' ? value.list : undefined
  // What the provider refuses comes right first.
  if (!peer || another || remarks.length > 0) return undefined
  // What a list or template holds is not the rule's to rewrite.
  if ((dimension === 'addresses' ? list : services) !== undefined) return undefined
  if ([direction, protocol, ports, plane].some(({ state }) => state === 'invalid')) return undefined
  const told = description ? toldBy(description) : ''
  return told === undefined ? undefined : JSON.stringify([peer.field, list, told])
}

/** The same for descriptions that are certainly equal; `undefined` for one that equals none for certain. */
function toldBy(description: Reading<string>): string | undefined {
  switch (description.state) {
    case 'absent':
      return ''
    case 'known':
      return `text ${description.value}`
    case 'unknown':
      return description.identity && `value ${description.identity}`
    case 'invalid':
      return undefined
  }
}
