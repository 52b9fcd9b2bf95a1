/** Merging changes the verdict on no packet, whatever is open, and of the rules on a line none is forgotten. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Merge, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { mergeable, PROTOCOL } from '../../src/evaluator/index.ts'
import type { Pick as Choose } from './fillings.ts'
import { someFillings } from './fillings.ts'
import { prove } from './prove.ts'
import type { SettledRule, Universe } from './simulator.ts'
import { packetSets, settling, verdicts, withMissing } from './simulator.ts'
import { EVERYTHING_OPEN, MANY_PORTS, policies, WIDE, WIDE_WITH_PLANES } from './universes.ts'

const FILLINGS = 25

interface Input {
  readonly policy: Policy
  /** Of the fillings. */
  readonly seed: number
}

type Extent = Pick<Policy, 'complete' | 'contiguous'>

const EXTENTS = [
  { missing: 'nowhere', complete: true },
  { missing: 'anywhere', complete: false },
  { missing: 'around the list', complete: false, contiguous: true },
]

/** The policy with the first rule of each merge in place of all of its rules. */
function merged(policy: Policy, merges: readonly Merge[]): Policy {
  const gone = new Set(merges.flatMap(({ rules: [, ...others] }) => others))
  const rules = policy.rules.map((rule, index): PolicyRule => {
    const merge = merges.find(({ rules }) => rules[0] === index)
    if (merge?.in === 'addresses') return { ...rule, peers: { ranges: [merge.union] } }
    if (merge?.in !== 'ports') return rule
    const [service] = rule.services.certain
    if (typeof service !== 'object') throw new Error('A rule without ports is merged by its ports.')
    return { ...rule, services: { certain: [{ ...service, ports: [merge.union] }] } }
  })
  return { ...policy, rules: rules.filter((_, index) => !gone.has(index)) }
}

/** Most rules are like the first one but for a port or two, or but for one block of addresses. */
function alike(universe: Universe, most: number): fc.Arbitrary<Policy> {
  const port = fc
    .nat({ max: 5 })
    .chain((first) => fc.constantFrom({ first: first + 1, last: first + 1 }, { first, last: first + 1 }))
  const variant = fc.oneof(
    { weight: 4, arbitrary: port.map(({ first, last }) => ({ ports: [{ first: Math.max(1, first), last }] })) },
    { weight: 3, arbitrary: fc.constantFrom(...universe.addresses).map((range) => ({ ranges: [range] })) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  )
  const variants = fc.array(variant, { minLength: most, maxLength: most })
  return fc.tuple(policies(universe, most, EVERYTHING_OPEN), variants).map(([policy, chosen]) => {
    const [first] = policy.rules
    if (!first) return policy
    const model: PolicyRule = { ...first, verdict: first.verdict ?? 'accept' }
    const rules = policy.rules.map((rule, i): PolicyRule => {
      const different = chosen[i]
      if (!different) return rule
      const like = { ...model, rank: policy.tie && rule.rank.kind === 'at' ? model.rank : rule.rank }
      return 'ports' in different
        ? { ...like, services: { certain: [{ protocol: PROTOCOL.tcp, ports: different.ports }] } }
        : { ...like, peers: { ranges: different.ranges } }
    })
    return { ...policy, rules }
  })
}

describe.each([
  { name: 'one plane', universe: WIDE, most: 8, share: 0.45 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 8, share: 0.45 },
  { name: 'many ports', universe: MANY_PORTS, most: 30, share: 0.1 },
])('merges on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)

  /** The verdicts where the first rule of each merge stands for all of its rules. What is open is the same as without. */
  const judging = (policy: Policy, extent: Extent, merges: readonly Merge[]) => {
    const gone = new Set(merges.flatMap(({ rules: [, ...others] }) => others))
    const places = policy.rules.flatMap((_, index) => (gone.has(index) ? [] : [index]))
    const settle = settling(merged(policy, merges), universe, sets, (index) => places[index] ?? index)
    const isAround = ({ index, rank }: SettledRule): boolean => index >= 0 || rank < 0 || rank > most
    return (pick: Choose) => {
      const rules = settle(pick)
      if (extent.complete) return verdicts(rules, sets.all)
      const all = withMissing(rules, policy, sets, pick)
      return verdicts(extent.contiguous ? all.filter(isAround) : all, sets.all)
    }
  }
  const proveExtent = (policy: Policy, seed: number, extent: Extent): void => {
    const known = { ...policy, ...extent }
    const merges = mergeable(known, () => '')
    const rules = merges.flatMap((merge) => merge.rules)
    assert.equal(new Set(rules).size, rules.length, 'no rule is in two of them')
    for (const merge of merges) {
      assert(merge.rules.length > 1)
      assert.deepEqual(
        merge.rules,
        [...merge.rules].sort((a, b) => a - b),
      )
    }
    if (merges.length === 0) return
    const before = judging(known, extent, [])
    const after = [merges, ...merges.map((merge) => [merge])].map((some) => judging(known, extent, some))
    someFillings(FILLINGS, seed, (pick) => {
      const expected = before(pick)
      for (const judge of after) assert.deepEqual(judge(pick), expected)
    })
  }

  const claims = Object.fromEntries(
    EXTENTS.map(({ missing, ...extent }) => [
      `rules are missing ${missing}`,
      ({ policy, seed }: Input) => proveExtent(policy, seed, extent),
    ]),
  )

  it('leave every verdict as it is, wherever rules are missing', () => {
    const inputs = fc.record<Input>({ policy: alike(universe, most), seed: fc.integer() })
    prove(inputs, (input) => input, claims, share)
  })
})
