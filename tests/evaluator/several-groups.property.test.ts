/** Several groups on one interface: as a set, one behind the other, merged by priority. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Packet, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { bypassed, conflictsAmong, shadowed } from '../../src/evaluator/index.ts'
import { proveWith } from './runs.ts'
import type { Groups } from './several-groups.ts'
import { concatenated, groups, merged } from './several-groups.ts'
import type { Pick } from './simulator.ts'
import { decisions, packetSets, settle, someFillings, verdicts } from './simulator.ts'
import { EVERYTHING_OPEN, MANY_PORTS, WIDE, WIDE_WITH_PLANES } from './universes.ts'

const FILLINGS = 25

const nothingOpen = (): never => {
  throw new Error('a settled policy leaves nothing to pick')
}

/** Unknown sets of services hold something, and so do named sets of addresses, but none that a witness outside of them has. */
const pickFor =
  ({ peer }: Packet, pick: Pick): Pick =>
  (key, options) => {
    if (!('symbol' in peer) && (key === 'symbol group' || key === 'symbol list')) return 0
    return /^s[ye]/.test(key) ? pick(key, options - 1) + 1 : pick(key, options)
  }

/** Whether it is known which packets of an address the rule matches. */
function hasKnownServices(rule: PolicyRule | undefined): boolean {
  return rule?.services.possible === undefined && rule?.plane !== 'unknown'
}

function isLiteral({ peer }: Packet, ...rules: readonly (PolicyRule | undefined)[]): boolean {
  return !('symbol' in peer) && rules.every(hasKnownServices)
}

describe.each([
  { name: 'one plane', universe: WIDE, most: 5, share: 1 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 5, share: 1 },
  { name: 'many ports', universe: MANY_PORTS, most: 25, share: 0.1 },
])('several groups on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const without = (packets: bigint, others: bigint) => packets & ~others

  describe('whose rules are settled', () => {
    const prove = (property: (policies: readonly Policy[]) => void) =>
      fc.assert(fc.property(groups(universe, most), property), proveWith(share))
    const settled = (policy: Policy) => settle(policy, universe, sets, nothingOpen)

    it('as a set: the later rules that decide a packet which a rule of another group decides the other way', () => {
      prove((policies) => {
        const rulesOf = policies.map(settled)
        const decided = rulesOf.map((rules) => decisions(rules, sets.all).by)
        const expected = policies.flatMap(({ rules }, policy) =>
          rules.flatMap(({ verdict }, rule) => {
            const own = decided[policy]?.get(rule) ?? 0n
            const others = rulesOf.slice(0, policy).map((some) => verdicts(some, sets.all))
            const opposed = others.some((other) => own & (verdict === 'accept' ? other.drop : other.accept))
            return opposed ? [{ policy, rule }] : []
          }),
        )
        const found = conflictsAmong(policies)
        expect(found.map(({ policy, rule }) => ({ policy, rule }))).toEqual(expected)
        for (const { policy, rule, with: met, witness } of found) {
          const packet = sets.like(witness)
          expect(packet).not.toBe(0n)
          expect(without(packet, decided[policy]?.get(rule) ?? 0n)).toBe(0n)
          expect(without(packet, decided[met.policy]?.get(met.rule) ?? 0n)).toBe(0n)
          expect(policies[met.policy]?.rules[met.rule]?.verdict).not.toBe(policies[policy]?.rules[rule]?.verdict)
        }
      })
    })

    const proveBypasses = ({ policy, groupOf }: Groups) => {
      const rules = settled(policy)
      const { by } = decisions(rules, sets.all)
      const { accept } = verdicts(rules, sets.all)
      const inGroup = (rule: number) => rules.filter(({ index }) => groupOf[index] === groupOf[rule])
      const decidedAlone = (rule: number) => decisions(inGroup(rule), sets.all).by.get(rule) ?? 0n
      const expected = policy.rules.flatMap(({ verdict }, rule) =>
        verdict === 'drop' && by.get(rule) === 0n && decidedAlone(rule) & accept ? [rule] : [],
      )
      const found = bypassed(policy, groupOf)
      expect(found.map(({ rule }) => rule)).toEqual(expected)
      for (const { rule, blockers, decidedBy, witness } of found) {
        const packet = sets.like(witness)
        expect(packet).not.toBe(0n)
        expect(without(packet, decidedAlone(rule))).toBe(0n)
        expect(without(packet, by.get(decidedBy) ?? 0n)).toBe(0n)
        expect(policy.rules[decidedBy]?.verdict).toBe('accept')
        expect(groupOf[decidedBy]).not.toBe(groupOf[rule])
        const own = rules.find(({ index }) => index === rule)?.packets ?? 0n
        const covered = rules
          .filter(({ index }) => blockers.includes(index))
          .reduce((all, each) => all | each.packets, 0n)
        expect(without(own, covered)).toBe(0n)
      }
    }

    it('one behind the other: the drops that decide nothing here, something alone, and that another group accepts', () => {
      prove((policies) => proveBypasses(concatenated(policies)))
    })

    it('merged by priority: the same', () => {
      prove((policies) => proveBypasses(merged(policies)))
    })
  })

  describe('whose rules are open', () => {
    const prove = (property: (policies: readonly Policy[], seed: number) => void) =>
      fc.assert(fc.property(groups(universe, most, EVERYTHING_OPEN), fc.integer(), property), proveWith(share))

    it('as a set: in every filling the two groups give the witness the two verdicts', () => {
      prove((policies, seed) => {
        const all = merged(policies)
        for (const { policy, rule, with: met, witness } of conflictsAmong(policies)) {
          const [later, earlier] = [policies[policy]?.rules[rule], policies[met.policy]?.rules[met.rule]]
          const isCertain = isLiteral(witness, later, earlier)
          someFillings(FILLINGS, seed, (pick) => {
            const rules = settle(all.policy, universe, sets, pickFor(witness, pick))
            const decidedBy = (group: number, verdict: PolicyRule['verdict']) => {
              const of = verdicts(
                rules.filter(({ index }) => all.groupOf[index] === group),
                sets.all,
              )
              return verdict === 'accept' ? of.accept : of.drop
            }
            const matchedBy = (group: number, index: number) =>
              rules.find((each) => each.index === all.indexOf(group, index))?.packets ?? 0n
            const open =
              decidedBy(policy, later?.verdict) &
              decidedBy(met.policy, earlier?.verdict) &
              matchedBy(policy, rule) &
              matchedBy(met.policy, met.rule)
            expect(later?.verdict).not.toBe(earlier?.verdict)
            expect(open).not.toBe(0n)
            if (isCertain) expect(without(sets.like(witness), open)).toBe(0n)
          })
        }
      })
    })

    it('as a set: a group that may have further rules takes no part', () => {
      prove((policies) => {
        const some = policies.map((policy, i) => (i === 0 ? { ...policy, complete: false } : policy))
        const rest = conflictsAmong(policies.slice(1))
        expect(conflictsAmong(some)).toEqual(
          rest.map((each) => ({
            ...each,
            policy: each.policy + 1,
            with: { ...each.with, policy: each.with.policy + 1 },
          })),
        )
      })
    })

    const proveBypasses = (all: Groups, seed: number) => {
      const { policy, groupOf } = all
      const found = bypassed(policy, groupOf)
      const dead = shadowed(policy).map(({ rule }) => rule)
      expect(found.filter(({ rule }) => !dead.includes(rule))).toEqual([])
      for (const { rule, decidedBy, witness } of found) {
        expect([policy.rules[rule]?.verdict, policy.rules[decidedBy]?.verdict]).toEqual(['drop', 'accept'])
        expect(groupOf[decidedBy]).not.toBe(groupOf[rule])
        const isCertain = isLiteral(witness, policy.rules[rule])
        someFillings(FILLINGS, seed, (pick) => {
          const rules = settle(policy, universe, sets, pickFor(witness, pick))
          const own = rules.find(({ index }) => index === rule)
          if (!own) return
          const alone = verdicts(
            rules.filter(({ index }) => groupOf[index] === groupOf[rule]),
            sets.all,
          )
          const open = own.packets & alone.drop & verdicts(rules, sets.all).accept
          if (isCertain) expect(without(sets.like(witness), open)).toBe(0n)
          else if (hasKnownServices(policy.rules[rule])) expect(open).not.toBe(0n)
        })
      }
    }

    it('one behind the other: in every filling the group drops the witness, and all groups accept it', () => {
      prove((policies, seed) => proveBypasses(concatenated(policies), seed))
    })

    it('merged by priority: the same', () => {
      prove((policies, seed) => proveBypasses(merged(policies), seed))
    })
  })
})
