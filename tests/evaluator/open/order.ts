/** Who decides what, whatever is filled in. */
import assert from 'node:assert/strict'
import type { PolicyRule } from '../../../src/evaluator/index.ts'
import { conflicts, redundant, shadowed } from '../../../src/evaluator/index.ts'
import { decider } from '../every-packet.ts'
import type { Pick } from '../fillings.ts'
import { someFillings } from '../fillings.ts'
import type { Claims } from '../prove.ts'
import type { PacketSets, SettledRule, Universe } from '../simulator.ts'
import { decisions, settling } from '../simulator.ts'
import type { Subject } from './subject.ts'
import { FILLINGS } from './subject.ts'

export function orderClaims(universe: Universe, sets: PacketSets): Claims<Subject> {
  const decidedIn = decider(universe, sets)
  return {
    'shadowed: dead in every filling, whatever rules are missing': ({ found, fillings }) => {
      if (found.length === 0) return
      for (const { withMissing } of fillings) {
        const { by } = decisions(withMissing, sets.all)
        for (const { rule } of found) assert.equal(by.get(rule) ?? 0n, 0n)
      }
    },

    'shadowed: the blockers alone make it so': ({ policy, found, fillings }) => {
      for (const { rule, blockers, decidedBy } of found) {
        assert(blockers.includes(decidedBy))
        assert.equal(policy.rules[decidedBy]?.verdict, policy.rules[rule]?.verdict === 'accept' ? 'drop' : 'accept')
        for (const { rules } of fillings) {
          const some = rules.filter(({ index }) => index === rule || blockers.includes(index))
          assert.equal(decisions(some, sets.all).by.get(rule) ?? 0n, 0n)
        }
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

    'decide: never a verdict that some filling does not give': ({ policy, fillings }) => {
      for (const { decision, packets } of decidedIn(policy)) {
        if (decision.verdict === 'unknown') continue
        for (const { by, verdicts } of fillings) {
          const given: bigint =
            verdicts[decision.verdict] | (policy.defaultVerdict === decision.verdict ? verdicts.rest : 0n)
          assert.equal(packets & ~given, 0n)
          if (decision.rule !== undefined) assert.equal(packets & ~(by.get(decision.rule) ?? 0n), 0n)
        }
      }
    },

    'conflicts: two rules of opposite verdicts that match the witness in every filling, and none certainly ahead does':
      ({ policy, seed }) => {
        const found = conflicts(policy)
        if (found.length === 0) return
        const fillings: (readonly SettledRule[])[] = []
        const settle = settling(policy, universe, sets)
        someFillings(FILLINGS, seed, (pick) => fillings.push(settle(pickSome(pick))))
        for (const { rule, with: met, kind, witness } of found) {
          const [loser, winner] = [policy.rules[rule], policy.rules[met]]
          assert.deepEqual([loser?.verdict, winner?.verdict].sort(), ['accept', 'drop'])
          if (kind === 'tie') {
            assert.equal(winner?.verdict, policy.tie)
            assert.notEqual(levelOf(loser), undefined)
            assert.equal(levelOf(winner), levelOf(loser))
          } else assert([loser?.rank.kind, winner?.rank.kind].includes('undefined'))
          const ahead = policy.rules.map((each) => kind === 'tie' && isSettledAhead(each, loser))
          const isLiteral = !('symbol' in witness.peer) && !loser?.services.possible && !winner?.services.possible
          let open = 0n
          for (const rules of fillings) {
            const packetsOf = (index: number) => rules.find((each) => each.index === index)?.packets ?? 0n
            const common = packetsOf(rule) & packetsOf(met)
            const taken = rules.reduce((all, { index, packets }) => (ahead[index] ? all | packets : all), 0n)
            assert.notEqual(common, 0n)
            if (isLiteral) assert.equal(sets.like(witness) & ~(common & ~taken), 0n)
            open |= common & ~taken
          }
          assert.notEqual(open, 0n)
        }
      },
  }
}

/** Unknown sets of services and named sets of addresses hold something. */
function pickSome(pick: Pick): Pick {
  return (key, options) => (/^s[ye]/.test(key) ? pick(key, options - 1) + 1 : pick(key, options))
}

/** Nothing in the rule is open, and it is asked before the other one. */
function isSettledAhead(rule: PolicyRule, other: PolicyRule | undefined): boolean {
  const { conditions, services, peers, plane } = rule
  const isSettled = !conditions?.length && !services.possible && !peers.symbols && plane !== 'unknown'
  const [level, behind] = [levelOf(rule), levelOf(other)]
  return isSettled && level !== undefined && behind !== undefined && level < behind
}

/** The rank of a rule, if it is settled; bounds that are equal settle it. */
function levelOf(rule: PolicyRule | undefined): number | undefined {
  if (rule?.rank.kind === 'at') return rule.rank.value
  return rule?.rank.kind === 'between' && rule.rank.first === rule.rank.last ? rule.rank.first : undefined
}
