/** Merging changes the verdict on no packet, whatever is open, and of the rules on a line none is forgotten. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Merge, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { mergeable, PROTOCOL } from '../../src/evaluator/index.ts'
import { proveWith } from './runs.ts'
import type { Pick, SettledRule, Universe } from './simulator.ts'
import { packetSets, settle, someFillings, verdicts, withMissing } from './simulator.ts'
import { EVERYTHING_OPEN, MANY_PORTS, policies, WIDE, WIDE_WITH_PLANES } from './universes.ts'

const FILLINGS = 25

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
  { name: 'one plane', universe: WIDE, most: 8, share: 1 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 8, share: 1 },
  { name: 'many ports', universe: MANY_PORTS, most: 30, share: 0.1 },
])('merges on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const check = (property: (policy: Policy, seed: number) => void): void => {
    fc.assert(fc.property(alike(universe, most), fc.integer(), property), proveWith(share))
  }
  /** What is open is named by a rule's place, so the rules that are left keep theirs. */
  const settled = (policy: Policy, gone: ReadonlySet<number>, after: Policy, pick: Pick): SettledRule[] => {
    const places = policy.rules.flatMap((_, index) => (gone.has(index) ? [] : [index]))
    return settle(after, universe, sets, (key, options) =>
      pick(
        key.replace(
          /^(?<what>[a-z]+) (?<at>\d+)$/u,
          (_, what: string, at: string) => `${what} ${String(places[Number(at)])}`,
        ),
        options,
      ),
    )
  }

  it.each([
    { missing: 'nowhere', complete: true },
    { missing: 'anywhere', complete: false },
    { missing: 'around the list', complete: false, contiguous: true },
  ])('leave every verdict as it is; rules are missing $missing', ({ missing: _, ...extent }) => {
    const isAround = ({ index, rank }: SettledRule): boolean => index >= 0 || rank < 0 || rank > most
    check((policy, seed) => {
      const known = { ...policy, ...extent }
      const merges = mergeable(known, () => '')
      for (const some of [merges, ...merges.map((merge) => [merge])]) {
        const after = merged(known, some)
        const gone = new Set(some.flatMap(({ rules: [, ...others] }) => others))
        someFillings(FILLINGS, seed, (pick) => {
          const before = settle(known, universe, sets, pick)
          const rest = settled(known, gone, after, pick)
          const judge = (rules: readonly SettledRule[]) =>
            verdicts(
              extent.complete
                ? rules
                : withMissing(rules, known, universe, sets, pick).filter(
                    (rule) => !extent.contiguous || isAround(rule),
                  ),
              sets.all,
            )
          expect(judge(rest)).toEqual(judge(before))
        })
      }
    })
  })

  it('hold each rule at most once, the first one first', () => {
    check((policy) => {
      const rules = mergeable(policy, () => '').flatMap((merge) => merge.rules)
      expect(new Set(rules).size).toBe(rules.length)
      for (const merge of mergeable(policy, () => '')) {
        expect(merge.rules.length).toBeGreaterThan(1)
        expect(merge.rules).toEqual([...merge.rules].sort((a, b) => a - b))
      }
    })
  })
})
