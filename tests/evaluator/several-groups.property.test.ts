/** Several groups on one interface: as a set, one behind the other, merged by priority. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Packet, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { bypassed, conflictsAmong, shadowed } from '../../src/evaluator/index.ts'
import type { Pick } from './fillings.ts'
import { someFillings } from './fillings.ts'
import type { Claims } from './prove.ts'
import { prove } from './prove.ts'
import type { Groups } from './several-groups.ts'
import { concatenated, groups, merged } from './several-groups.ts'
import type { PacketSets, Universe } from './simulator.ts'
import { decisions, packetSets, settling, verdicts } from './simulator.ts'
import { CROWDED_PORTS, EVERYTHING_OPEN, MANY_PORTS, WIDE, WIDE_WITH_PLANES } from './universes.ts'

const FILLINGS = 25

const nothingOpen = (): never => {
  throw new Error('a settled policy leaves nothing to pick')
}

/** Unknown sets of services hold something, and so do named sets of addresses. */
function pickSome(pick: Pick): Pick {
  return (key, options) => (/^s[ye]/.test(key) ? pick(key, options - 1) + 1 : pick(key, options))
}

/** As above, but a witness that is an address lies in no set that is only named. */
function pickNothingNamed(pick: Pick): Pick {
  const pickOther = pickSome(pick)
  return (key, options) => (key === 'symbol group' || key === 'symbol list' ? 0 : pickOther(key, options))
}

/** Whether it is known which packets of an address the rule matches. */
function hasKnownServices(rule: PolicyRule | undefined): boolean {
  return rule?.services.possible === undefined && rule?.plane !== 'unknown'
}

function isLiteral({ peer }: Packet, ...rules: readonly (PolicyRule | undefined)[]): boolean {
  return !('symbol' in peer) && rules.every(hasKnownServices)
}

describe.each([
  { name: 'one plane', universe: WIDE, most: 5, share: 0.45 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 5, share: 0.45 },
  { name: 'many ports', universe: MANY_PORTS, most: 25, share: 0.1 },
  { name: 'crowded ports', universe: CROWDED_PORTS, most: 35, share: 0.05 },
])('several groups on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)

  it('whose rules are settled are answered as the simulator does', () => {
    prove(groups(universe, most), (policies) => policies, settledClaims(universe, sets), share)
  })

  it('whose rules are open are answered with what holds in every filling', () => {
    const inputs = fc.record({ policies: groups(universe, most, EVERYTHING_OPEN), seed: fc.integer() })
    prove(inputs, (input) => input, openClaims(universe, sets), share)
  })
})

function settledClaims(universe: Universe, sets: PacketSets): Claims<readonly Policy[]> {
  const settled = (policy: Policy) => settling(policy, universe, sets)(nothingOpen)
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
    assert.deepEqual(
      found.map(({ rule }) => rule),
      expected,
    )
    for (const { rule, blockers, decidedBy, witness } of found) {
      const packet = sets.like(witness)
      assert.notEqual(packet, 0n)
      assert.equal(packet & ~decidedAlone(rule), 0n)
      assert.equal(packet & ~(by.get(decidedBy) ?? 0n), 0n)
      assert.equal(policy.rules[decidedBy]?.verdict, 'accept')
      assert.notEqual(groupOf[decidedBy], groupOf[rule])
      const own = rules.find(({ index }) => index === rule)?.packets ?? 0n
      const covered = rules
        .filter(({ index }) => blockers.includes(index))
        .reduce((all, each) => all | each.packets, 0n)
      assert.equal(own & ~covered, 0n)
    }
  }

  return {
    'as a set: the later rules that decide a packet which a rule of another group decides the other way': (
      policies,
    ) => {
      const rulesOf = policies.map(settled)
      const decided = rulesOf.map((rules) => decisions(rules, sets.all).by)
      const verdictsOf = rulesOf.map((rules) => verdicts(rules, sets.all))
      const expected = policies.flatMap(({ rules }, policy) =>
        rules.flatMap(({ verdict }, rule) => {
          const own = decided[policy]?.get(rule) ?? 0n
          const opposed = verdictsOf
            .slice(0, policy)
            .some((other) => own & (verdict === 'accept' ? other.drop : other.accept))
          return opposed ? [{ policy, rule }] : []
        }),
      )
      const found = conflictsAmong(policies)
      assert.deepEqual(
        found.map(({ policy, rule }) => ({ policy, rule })),
        expected,
      )
      for (const { policy, rule, with: met, witness } of found) {
        const packet = sets.like(witness)
        assert.notEqual(packet, 0n)
        assert.equal(packet & ~(decided[policy]?.get(rule) ?? 0n), 0n)
        assert.equal(packet & ~(decided[met.policy]?.get(met.rule) ?? 0n), 0n)
        assert.notEqual(policies[met.policy]?.rules[met.rule]?.verdict, policies[policy]?.rules[rule]?.verdict)
      }
    },
    'one behind the other: the drops that decide nothing here, something alone, and that another group accepts': (
      policies,
    ) => proveBypasses(concatenated(policies)),
    'merged by priority: the same': (policies) => proveBypasses(merged(policies)),
  }
}

interface Filling {
  /** By rule: the packets that it matches. */
  readonly matched: ReadonlyMap<number, bigint>
  readonly together: ReturnType<typeof verdicts>
  /** By group. */
  readonly alone: readonly ReturnType<typeof verdicts>[]
}

interface OpenGroups {
  readonly policies: readonly Policy[]
  /** Of the fillings. */
  readonly seed: number
}

function openClaims(universe: Universe, sets: PacketSets): Claims<OpenGroups> {
  /** Some fillings for a witness: what rules match, what all groups together do, and what each does alone. */
  const fillingsOf = ({ policy, groupOf }: Groups, seed: number) => {
    const settle = settling(policy, universe, sets)
    const groups = [...new Set(groupOf)]
    const fill = (restrict: (pick: Pick) => Pick) => {
      const fillings: Filling[] = []
      someFillings(FILLINGS, seed, (free) => {
        const rules = settle(restrict(free))
        const alone = groups.map((group) =>
          verdicts(
            rules.filter(({ index }) => groupOf[index] === group),
            sets.all,
          ),
        )
        const matched = new Map(rules.map(({ index, packets }) => [index, packets]))
        fillings.push({ matched, together: verdicts(rules, sets.all), alone })
      })
      return fillings
    }
    let ofAddresses: readonly Filling[] | undefined
    let ofSymbols: readonly Filling[] | undefined
    return ({ peer }: Packet): readonly Filling[] =>
      'symbol' in peer ? (ofSymbols ??= fill(pickSome)) : (ofAddresses ??= fill(pickNothingNamed))
  }

  const proveBypasses = (all: Groups, seed: number) => {
    const { policy, groupOf } = all
    const found = bypassed(policy, groupOf)
    if (found.length === 0) return
    const dead = shadowed(policy).map(({ rule }) => rule)
    assert.deepEqual(
      found.filter(({ rule }) => !dead.includes(rule)),
      [],
    )
    const fillingsFor = fillingsOf(all, seed)
    for (const { rule, decidedBy, witness } of found) {
      assert.deepEqual([policy.rules[rule]?.verdict, policy.rules[decidedBy]?.verdict], ['drop', 'accept'])
      assert.notEqual(groupOf[decidedBy], groupOf[rule])
      const isCertain = isLiteral(witness, policy.rules[rule])
      const isKnown = hasKnownServices(policy.rules[rule])
      const packet = sets.like(witness)
      for (const { matched, together, alone } of fillingsFor(witness)) {
        const own = matched.get(rule)
        if (own === undefined) continue
        const open = own & (alone[groupOf[rule] ?? -1]?.drop ?? 0n) & together.accept
        if (isCertain) assert.equal(packet & ~open, 0n)
        else if (isKnown) assert.notEqual(open, 0n)
      }
    }
  }

  return {
    'as a set: in every filling the two groups give the witness the two verdicts': ({ policies, seed }) => {
      const found = conflictsAmong(policies)
      const all = merged(policies)
      const fillingsFor = fillingsOf(all, seed)
      for (const { policy, rule, with: met, witness } of found) {
        const [later, earlier] = [policies[policy]?.rules[rule], policies[met.policy]?.rules[met.rule]]
        assert.deepEqual([later?.verdict, earlier?.verdict].sort(), ['accept', 'drop'])
        const isCertain = isLiteral(witness, later, earlier)
        const packet = sets.like(witness)
        for (const { matched, alone } of fillingsFor(witness)) {
          const decidedBy = (group: number, verdict: PolicyRule['verdict']) => alone[group]?.[verdict ?? 'drop'] ?? 0n
          const matchedBy = (group: number, index: number) => matched.get(all.indexOf(group, index)) ?? 0n
          const open =
            decidedBy(policy, later?.verdict) &
            decidedBy(met.policy, earlier?.verdict) &
            matchedBy(policy, rule) &
            matchedBy(met.policy, met.rule)
          assert.notEqual(open, 0n)
          if (isCertain) assert.equal(packet & ~open, 0n)
        }
      }
    },
    'as a set: a group that may have further rules takes no part': ({ policies }) => {
      const some = policies.map((policy, i) => (i === 0 ? { ...policy, complete: false } : policy))
      const rest = conflictsAmong(policies.slice(1))
      assert.deepEqual(
        conflictsAmong(some),
        rest.map((each) => ({
          ...each,
          policy: each.policy + 1,
          with: { ...each.with, policy: each.with.policy + 1 },
        })),
      )
    },
    'one behind the other: in every filling the group drops the witness, and all groups accept it': ({
      policies,
      seed,
    }) => proveBypasses(concatenated(policies), seed),
    'merged by priority: the same': ({ policies, seed }) => proveBypasses(merged(policies), seed),
  }
}
