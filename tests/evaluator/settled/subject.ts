/** A policy without open parts, what the simulator makes of it, and what else the claims about it need. */
import fc from 'fast-check'
import type { Policy, PolicyRule, Probe, Shadowed, Verdict, WidestSource } from '../../../src/evaluator/index.ts'
import { shadowed } from '../../../src/evaluator/index.ts'
import type { PacketSets, SettledRule, Universe } from '../simulator.ts'
import { decisions, settling, verdicts } from '../simulator.ts'
import { policies, probes } from '../universes.ts'

export interface Input {
  readonly policy: Policy
  /** Another rule, and the place where it may be added. */
  readonly added: PolicyRule
  readonly place: number
  readonly widest: WidestSource
  readonly probe: Probe
  readonly expected: Verdict
}

export function inputs(universe: Universe, most: number): fc.Arbitrary<Input> {
  return fc.record({
    policy: policies(universe, most),
    added: policies(universe, 1).map(({ rules: [rule] }) => rule as PolicyRule),
    place: fc.nat({ max: most }),
    widest: fc.record({ ipv4: fc.constantFrom(3, 4, 5, 8), ipv6: fc.constantFrom(3, 4, 5, 16) }),
    probe: probes(universe),
    expected: fc.constantFrom<Verdict>('accept', 'drop'),
  })
}

export interface Subject extends Input {
  readonly universe: Universe
  readonly sets: PacketSets
  /** In the order of asking. */
  readonly rules: readonly SettledRule[]
  /** What each rule decides. */
  readonly by: ReadonlyMap<number, bigint>
  /** What is accepted, dropped, and left to the default. */
  readonly decided: ReturnType<typeof verdicts>
  /** The rules that decide nothing, of which another verdict decides something. */
  readonly dead: readonly number[]
  /** What the evaluator finds of them. */
  readonly found: readonly Shadowed[]
  /** What the probe asks about. */
  readonly probed: bigint
}

export function subjectOf(input: Input, universe: Universe, sets: PacketSets): Subject {
  const { policy, probe } = input
  const rules = settled(policy, universe, sets)
  const { by } = decisions(rules, sets.all)
  const decided = verdicts(rules, sets.all)
  const opposed = ({ verdict, packets }: SettledRule) => packets & decided[verdict === 'accept' ? 'drop' : 'accept']
  const dead = rules.filter((rule) => by.get(rule.index) === 0n && opposed(rule)).map(({ index }) => index)
  const asked: PolicyRule = {
    verdict: 'accept',
    rank: { kind: 'at', value: 0 },
    services: { certain: probe.services },
    peers: probe.peers,
  }
  return {
    ...input,
    universe,
    sets,
    rules,
    by,
    decided,
    dead: dead.sort((a, b) => a - b),
    found: shadowed(policy),
    probed: settled({ rules: [asked] }, universe, sets)[0]?.packets ?? 0n,
  }
}

function settled(policy: Policy, universe: Universe, sets: PacketSets): readonly SettledRule[] {
  return settling(policy, universe, sets)(nothingOpen)
}

function nothingOpen(): never {
  throw new Error('a settled policy leaves nothing to pick')
}

export function without(rules: readonly SettledRule[], gone: readonly number[]): SettledRule[] {
  return rules.filter(({ index }) => !gone.includes(index))
}
