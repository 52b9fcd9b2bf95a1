/** Who decides what: shadowed rules, ties, the verdict on single packets and on sets of them. */
import assert from 'node:assert/strict'
import type { Policy } from '../../../src/evaluator/index.ts'
import { conflicts, decide, redundant, shadowed, verify } from '../../../src/evaluator/index.ts'
import { decider } from '../every-packet.ts'
import type { Claims } from '../prove.ts'
import type { PacketSets, SettledRule, Universe } from '../simulator.ts'
import type { Subject } from './subject.ts'

export function orderClaims(universe: Universe, sets: PacketSets): Claims<Subject> {
  const decidedIn = decider(universe, sets)
  return {
    'shadowed: the rules that decide nothing, of which another verdict decides something': ({ found, dead }) => {
      assert.deepEqual(
        found.map(({ rule }) => rule),
        dead,
      )
    },

    'shadowed: blockers cover the rule, none is spare, and one of the other verdict decides the witness': ({
      policy,
      rules,
      found,
    }) => {
      for (const { rule, blockers, decidedBy, witness } of found) {
        const dead = rules.find(({ index }) => index === rule) as SettledRule
        const ahead = rules.slice(0, rules.indexOf(dead))
        const chosen = ahead.filter(({ index }) => blockers.includes(index))
        const uncovered = (others: readonly SettledRule[]) =>
          others.reduce((rest, { packets }) => rest & ~packets, dead.packets)
        assert.deepEqual(
          chosen.map(({ index }) => index),
          blockers,
          'in the order of asking',
        )
        assert(blockers.includes(decidedBy))
        assert.equal(uncovered(chosen), 0n)
        for (const spare of chosen) {
          if (spare.index !== decidedBy) assert.notEqual(uncovered(chosen.filter((each) => each !== spare)), 0n)
        }
        const packet = sets.like(witness)
        const decider = ahead.find((each) => each.packets & packet)
        assert.equal(decider?.index, decidedBy)
        assert.notEqual(decider.verdict, dead.verdict)
        assert.equal(packet & ~dead.packets, 0n)
        assert.notEqual(packet, 0n)
        assert.deepEqual(decide(policy, witness), { verdict: decider.verdict, rule: decidedBy })
      }
    },

    'shadowed: a rule that is moved right before its first blocker decides its witness': ({ policy, rules, found }) => {
      for (const { rule, blockers, witness } of found) {
        const order = rules.map(({ index }) => index).filter((index) => index !== rule)
        order.splice(order.indexOf(blockers[0] as number), 0, rule)
        const moved = policy.rules.map((each, index) => ({
          ...each,
          rank: { kind: 'at', value: order.indexOf(index) } as const,
        }))
        assert.deepEqual(decide({ rules: moved }, witness), { verdict: policy.rules[rule]?.verdict, rule })
      }
    },

    'shadowed: whatever rule is added, a dead rule stays dead': ({ policy, found, added, place }) => {
      const at = Math.min(place, policy.rules.length)
      const now = { ...policy, rules: policy.rules.toSpliced(at, 0, added) }
      const before = found.map(({ rule }) => (rule < at ? rule : rule + 1))
      const dead = before.length === 0 ? [] : [...shadowed(now).map(({ rule }) => rule), ...redundant(now)]
      assert.deepEqual(
        before.filter((rule) => !dead.includes(rule)),
        [],
      )
    },

    'conflicts: ties that nothing ahead of them decides': ({ policy, rules }) => {
      const found = conflicts(policy)
      assert.deepEqual(
        found.map(({ rule }) => rule),
        tiedIndices(policy, rules, sets.all),
      )
      for (const conflict of found) {
        const packet = sets.like(conflict.witness)
        const loser = rules.find(({ index }) => index === conflict.rule)
        const winner = rules.find(({ index }) => index === conflict.with)
        assert.notEqual(packet, 0n)
        assert.equal(packet & ~((loser?.packets ?? 0n) & (winner?.packets ?? 0n)), 0n)
        assert.deepEqual([winner?.verdict, winner?.rank], [policy.tie, loser?.rank])
        assert.equal(rules.find((each) => each.packets & packet)?.rank, loser?.rank)
      }
    },

    'verify: whether every packet gets the verdict, and else a packet that does not': ({
      policy,
      rules,
      decided: { accept, drop, rest },
      probe,
      probed,
      expected,
    }) => {
      const { defaultVerdict } = policy
      const of = {
        accept: defaultVerdict === 'accept' ? accept | rest : accept,
        drop: defaultVerdict === 'drop' ? drop | rest : drop,
      }
      const verification = verify(policy, probe, expected)
      const wrong = probed & of[expected === 'accept' ? 'drop' : 'accept']
      const unknown = probed & ~(of.accept | of.drop)
      assert.equal(verification.outcome, wrong ? 'otherwise' : unknown ? 'unknown' : 'as expected')
      if (verification.outcome !== 'otherwise') return
      const packet = sets.like(verification.witness)
      assert.equal(packet & ~probed, 0n)
      assert.notEqual(packet & wrong, 0n)
      assert.equal(rules.find((rule) => rule.packets & packet)?.index, verification.rule)
    },

    'decide: the verdict and the rule': ({ policy, by, decided: { rest }, rules }) => {
      const { defaultVerdict: verdict } = policy
      const expected = [
        { decision: verdict ? { verdict, rule: undefined } : { verdict: 'unknown', candidates: [] }, packets: rest },
        ...rules.map((rule) => ({
          decision: { verdict: rule.verdict, rule: rule.index },
          packets: by.get(rule.index) ?? 0n,
        })),
      ].filter(({ packets }) => packets !== 0n)
      const isLower = (a: bigint, b: bigint) => (a < b ? -1 : 1)
      assert.deepEqual(
        [...decidedIn(policy)].sort((a, b) => isLower(a.packets, b.packets)),
        expected.sort((a, b) => isLower(a.packets, b.packets)),
      )
    },
  }
}

function tiedIndices({ tie }: Policy, rules: readonly SettledRule[], all: bigint): number[] {
  if (!tie) return []
  return rules
    .filter((loser) => {
      if (loser.verdict === tie) return false
      const open = rules.filter(({ rank }) => rank < loser.rank).reduce((rest, { packets }) => rest & ~packets, all)
      const winners = rules.filter(({ rank, verdict }) => rank === loser.rank && verdict === tie)
      return winners.some(({ packets }) => packets & loser.packets & open)
    })
    .map(({ index }) => index)
    .sort((a, b) => a - b)
}
