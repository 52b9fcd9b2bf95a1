/**
 * A settled policy as formulas over the whole packet space: 8 bits of protocol, 16 of port, 32 or 128 of address.
 * Settled: every verdict, rank, service and plane is known, and peers are addresses.
 */
import type { Packet, Policy, PolicyRule } from '../../../src/evaluator/index.ts'
import type { Verdict } from '../../../src/model/packet-space.ts'
import type { Formula, PacketVariables, Z3 } from './formulas.ts'
import { any, isPacket, isThis, matches, packetIn, packetVariables } from './formulas.ts'
import type { Questions } from './solver.ts'
import { createQuestions } from './solver.ts'

export interface Oracle {
  readonly z3: Z3
  readonly policy: Policy
  /** Rule indices in the order of asking. */
  readonly order: readonly number[]
  readonly questions: Questions
  /** By rule index: the rule matches the packet. */
  readonly matches: readonly Formula[]
  /** By rule index: the rule matches the packet and none ahead of it does. */
  readonly decides: readonly Formula[]
  /** Some rule of this verdict decides the packet. */
  readonly decided: Readonly<Record<Verdict, Formula>>
  /** No rule matches the packet. */
  readonly undecided: Formula
  readonly isPacket: (packet: Packet) => Formula
  /** The packet for which what was last asked holds. */
  readonly found: () => Packet
}

export function createOracle(z3: Z3, policy: Policy): Oracle {
  const variables: PacketVariables = packetVariables(z3)
  const questions = createQuestions(z3, isPacket(variables))
  const order = orderOf(policy)
  const matching = policy.rules.map((rule) => questions.define(matches(z3, rule, variables)))
  const { decides, decided, undecided } = decisions(z3, questions, policy, order, matching)
  return {
    z3,
    policy,
    order,
    questions,
    matches: matching,
    decides,
    decided,
    undecided,
    isPacket: (packet) => questions.define(isThis(z3, packet, variables)),
    found: () => packetIn(z3, questions.model(), variables),
  }
}

export type Decisions = Pick<Oracle, 'decided' | 'decides' | 'undecided'>

/** The first rule in order that matches decides. */
export function decisions(
  z3: Z3,
  { define }: Questions,
  { rules }: Policy,
  order: readonly number[],
  matching: readonly Formula[],
): Decisions {
  const decides: Formula[] = []
  let ahead = z3.Bool.val(false)
  for (const index of order) {
    const matched = at(matching, index)
    decides[index] = define(z3.And(matched, z3.Not(ahead)))
    ahead = define(z3.Or(ahead, matched))
  }
  const withVerdict = (verdict: Verdict) =>
    define(
      any(
        z3,
        decides.filter((_, index) => at(rules, index).verdict === verdict),
      ),
    )
  return {
    decides,
    decided: { accept: withVerdict('accept'), drop: withVerdict('drop') },
    undecided: define(z3.Not(ahead)),
  }
}

/** Lowest rank first; of equal ranks the verdict that wins ties, then file order. */
export function orderOf({ rules, tie }: Policy): readonly number[] {
  const losesTie = (index: number) => (tie !== undefined && at(rules, index).verdict !== tie ? 1 : 0)
  return rules
    .map((_, index) => index)
    .sort((a, b) => rankOf(at(rules, a)) - rankOf(at(rules, b)) || losesTie(a) - losesTie(b) || a - b)
}

export function rankOf({ rank }: PolicyRule): number {
  if (rank.kind !== 'at') throw new Error(`unsettled rank: ${rank.kind}`)
  return rank.value
}

/** The element at an index that is known to be inside the list. */
export function at<T>(list: readonly T[], index: number): T {
  const element = list[index]
  if (element === undefined) throw new Error(`nothing at ${index}`)
  return element
}

export const other = (verdict: Verdict): Verdict => (verdict === 'accept' ? 'drop' : 'accept')

export function verdictOf({ verdict }: PolicyRule): Verdict {
  if (verdict === undefined) throw new Error('unsettled verdict')
  return verdict
}
