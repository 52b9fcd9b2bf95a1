/** A policy with open parts, and some of the ways to fill them in. */
import fc from 'fast-check'
import type { Policy, PolicyRule, Probe, Shadowed, Verdict } from '../../../src/evaluator/index.ts'
import { shadowed } from '../../../src/evaluator/index.ts'
import type { Pick } from '../fillings.ts'
import { someFillings } from '../fillings.ts'
import type { PacketSets, SettledRule, Universe } from '../simulator.ts'
import { decisions, settling, verdicts, withMissing } from '../simulator.ts'
import { EVERYTHING_OPEN, policies, probes } from '../universes.ts'

export const FILLINGS = 25

export interface Input {
  readonly policy: Policy
  /** Of the fillings. */
  readonly seed: number
  /** Another rule, and the place where it may be added. */
  readonly added: PolicyRule
  readonly place: number
  readonly probe: Probe
  readonly expected: Verdict
}

export function inputs(universe: Universe, most: number): fc.Arbitrary<Input> {
  return fc.record({
    policy: policies(universe, most, EVERYTHING_OPEN),
    seed: fc.integer(),
    added: policies(universe, 1, EVERYTHING_OPEN).map(({ rules: [rule] }) => rule as PolicyRule),
    place: fc.nat({ max: most }),
    probe: probes(universe),
    expected: fc.constantFrom<Verdict>('accept', 'drop'),
  })
}

/** The policy with every open part filled in. */
export interface Filling {
  /** In the order of asking. */
  readonly rules: readonly SettledRule[]
  /** What each rule decides. */
  readonly by: ReadonlyMap<number, bigint>
  /** What is accepted, dropped, and left to the default. */
  readonly verdicts: ReturnType<typeof verdicts>
  /** With rules among them that the policy does not list. */
  readonly withMissing: readonly SettledRule[]
  /** Which of the shadowed rules are removed too. */
  readonly removed: readonly number[]
}

export interface Subject extends Input {
  readonly universe: Universe
  readonly sets: PacketSets
  /** What the evaluator finds. */
  readonly found: readonly Shadowed[]
  readonly fillings: readonly Filling[]
  /** Sets of addresses that are only named are empty here. */
  readonly fillingsOfNothingNamed: readonly Filling[]
}

export function subjectOf(input: Input, universe: Universe, sets: PacketSets): Subject {
  const { policy, seed } = input
  const found = shadowed(policy)
  const settle = settling(policy, universe, sets)
  const fillingsBy = (restrict: (pick: Pick) => Pick): readonly Filling[] => {
    const fillings: Filling[] = []
    someFillings(FILLINGS, seed, (free) => {
      const pick = restrict(free)
      const rules = settle(pick)
      fillings.push({
        rules,
        by: decisions(rules, sets.all).by,
        verdicts: verdicts(rules, sets.all),
        withMissing: withMissing(rules, policy, sets, pick),
        removed: found.flatMap(({ rule }) => (pick(`keeps ${String(rule)}`, 2) === 0 ? [rule] : [])),
      })
    })
    return fillings
  }
  const hasNamed = policy.rules.some(({ peers }) => peers.symbols?.some(({ kind }) => kind === 'named'))
  const fillings = fillingsBy((pick) => pick)
  return {
    ...input,
    universe,
    sets,
    found,
    fillings,
    fillingsOfNothingNamed: hasNamed ? fillingsBy(pickNothingNamed) : fillings,
  }
}

function pickNothingNamed(pick: Pick): Pick {
  return (key, options) => (key === 'symbol group' || key === 'symbol list' ? 0 : pick(key, options))
}
