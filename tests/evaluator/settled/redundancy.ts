/** What can go: the policy is the same without it, and not without more. */
import assert from 'node:assert/strict'
import type { Policy } from '../../../src/evaluator/index.ts'
import { redundant, restatedBy } from '../../../src/evaluator/index.ts'
import type { Claims } from '../prove.ts'
import type { SettledRule } from '../simulator.ts'
import { decisions, verdicts } from '../simulator.ts'
import type { Subject } from './subject.ts'
import { without } from './subject.ts'

type Judge = (rules: readonly SettledRule[]) => ReturnType<typeof verdicts>

export const redundancyClaims: Claims<Subject> = {
  'redundant: the set can go, whichever of the shadowed rules go too, and no further rule can': ({
    policy,
    rules,
    sets,
    dead,
  }) => {
    proveLargest(rules, redundant(policy), dead, (some) => verdicts(some, sets.all))
  },

  'redundant, with restated defaults: nothing changes but that the default decides, and no further rule can go': ({
    policy,
    rules,
    sets,
    dead,
  }) => {
    const { defaultVerdict } = policy
    if (!defaultVerdict) return
    const withDefault: Judge = (some) => {
      const { accept, drop, rest } = verdicts(some, sets.all)
      return defaultVerdict === 'accept'
        ? { accept: accept | rest, drop, rest: 0n }
        : { accept, drop: drop | rest, rest: 0n }
    }
    proveLargest(rules, redundant(policy, { restatedDefault: true }), dead, withDefault)
  },

  'restatedBy: rules of the same verdict that stay and match whatever the rule decides': ({
    policy,
    rules,
    by,
    dead,
  }) => {
    const gone = redundant(policy)
    const restated = restatedBy(policy, gone)
    const staying = new Map(without(rules, [...gone, ...dead]).map((rule) => [rule.index, rule]))
    assert.deepEqual(
      [...restated.keys()].sort((a, b) => a - b),
      gone,
    )
    for (const [index, others] of restated) {
      assert(others.length > 0)
      assert(others.every((other) => policy.rules[other]?.verdict === policy.rules[index]?.verdict))
      const matched = others.reduce((packets, other) => packets | (staying.get(other)?.packets ?? 0n), 0n)
      assert(others.every((other) => staying.has(other)))
      assert.equal((by.get(index) ?? 0n) & ~matched, 0n)
    }
  },

  'redundant, where rules may be missing: what decides nothing, or nothing else than rules of its rank and verdict': ({
    policy,
    rules,
    sets,
    by,
    dead,
  }) => {
    const incomplete: Policy = { ...policy, complete: false }
    const gone = redundant(incomplete)
    const idle = rules
      .filter(({ index, packets }) => packets !== 0n && by.get(index) === 0n && !dead.includes(index))
      .map(({ index }) => index)
      .sort((a, b) => a - b)
    if (policy.tie === undefined) {
      assert.deepEqual(gone, idle)
      return
    }
    assert(idle.every((index) => gone.includes(index)))
    const staying = without(rules, [...gone, ...dead])
    const decided = decisions(without(rules, gone), sets.all).by
    for (const rule of rules) {
      const { index, packets, rank, verdict } = rule
      if (packets === 0n || dead.includes(index)) continue
      const tied = staying.filter((other) => other !== rule && other.rank === rank && other.verdict === verdict)
      const others = tied.reduce((all, other) => all | other.packets, 0n)
      if (!gone.includes(index)) assert.notEqual((decided.get(index) ?? 0n) & ~others, 0n)
      else if (!idle.includes(index)) assert.equal((by.get(index) ?? 0n) & ~others, 0n)
    }
  },
}

/** The set can go whichever of the shadowed rules, which are not in it, go too; with any other rule it cannot. */
function proveLargest(rules: readonly SettledRule[], gone: readonly number[], dead: readonly number[], judge: Judge) {
  assert.deepEqual(
    gone.filter((rule) => dead.includes(rule)),
    [],
  )
  const before = judge(rules)
  const stay = without(rules, gone)
  const subsets = subsetsOf(dead)
  for (const some of subsets) assert(isEqual(judge(without(stay, some)), before), `without ${some.join(', ')}`)
  for (const { index, packets } of without(stay, dead)) {
    if (packets === 0n) continue
    const isSpare = subsets.every((some) => isEqual(judge(without(stay, [...some, index])), before))
    assert.equal(isSpare, false, `rule ${String(index)} can go`)
  }
}

/** None, all, all but one, and of a few every subset: a rule that would change something does so in one of them. */
function subsetsOf(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length > 5) return [[], items, ...items.map((item) => items.filter((each) => each !== item))]
  return items.reduce<number[][]>((subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])], [[]])
}

function isEqual(some: ReturnType<Judge>, others: ReturnType<Judge>): boolean {
  return some.accept === others.accept && some.drop === others.drop && some.rest === others.rest
}
