/**
 * A policy with open parts as formulas: what is open is a variable, so that a formula that cannot hold does so in no filling.
 * One packet is looked at at a time, so of an unknown set it is enough to say whether the packet is in it.
 */
import type { Packet, Policy, PolicyRule } from '../../../src/evaluator/index.ts'
import type { Verdict } from '../../../src/model/packet-space.ts'
import type { Formula, PacketVariables, Z3 } from './formulas.ts'
import {
  all,
  any,
  equals,
  isPacket,
  isService,
  isThis,
  matchesPeer,
  matchesService,
  packetIn,
  packetVariables,
} from './formulas.ts'
import { at } from './oracle.ts'
import type { Questions } from './solver.ts'
import { createQuestions } from './solver.ts'

export interface OpenOracle {
  readonly z3: Z3
  readonly policy: Policy
  readonly questions: Questions
  /** By rule index: the rule exists, and matches the packet. */
  readonly exists: readonly Formula[]
  readonly matches: readonly Formula[]
  /** Of the rules of which the literal holds, or of all: those that match the packet and that none ahead of matches. */
  decidesAmong(stays: (index: number) => Formula | undefined): readonly Formula[]
  /** Some of the rules decides the packet, with this verdict. */
  decidedBy(decides: readonly Formula[], verdict: Verdict): Formula
  /** The packet is this one, or one like it in a set that is only named. */
  readonly isLike: (packet: Packet) => Formula
  /** No packet is in a set that is only named. */
  readonly nothingNamed: Formula
  /** The packet for which what was last asked holds. */
  readonly found: () => Packet
}

export function createOpenOracle(z3: Z3, policy: Policy): OpenOracle {
  const { rules } = policy
  const variables = packetVariables(z3)
  const questions = createQuestions(z3, isPacket(variables))
  const isIn = (symbol: string) => z3.Bool.const(`symbol ${symbol}`)
  const branches = branchesOf(rules)
  const exists = rules.map(({ conditions = [] }) =>
    questions.define(
      all(
        z3,
        conditions.map((each) =>
          equals(z3, z3.BitVec.const(`condition ${nameOf(each)}`, 8), branches.indexOf(each) + 1),
        ),
      ),
    ),
  )
  const matches = rules.map((rule, index) => {
    const symbols = (rule.peers.symbols ?? []).map(({ name }) => isIn(name))
    const peer = any(z3, [matchesPeer(z3, rule.peers, variables), ...symbols])
    return questions.define(all(z3, [at(exists, index), peer, ...servicesOf(z3, rule, index, variables)]))
  })
  const accepts = rules.map(({ verdict }, index) =>
    verdict === undefined ? z3.Bool.const(`accepts ${index}`) : z3.Bool.val(verdict === 'accept'),
  )
  const isAhead = precedence(z3, policy, questions, accepts)
  const named = new Set(
    rules.flatMap(({ peers }) => peers.symbols ?? []).flatMap(({ name, kind }) => (kind === 'named' ? [name] : [])),
  )

  return {
    z3,
    policy,
    questions,
    exists,
    matches,
    decidesAmong(stays) {
      const matching = matches.map((matched, index) => {
        const isThere = stays(index)
        return isThere ? questions.define(z3.And(matched, isThere)) : matched
      })
      return matching.map((matched, index) => {
        const ahead = matching.flatMap((other, each) => {
          const before = each === index ? false : isAhead(each, index)
          if (before === false) return []
          return [z3.Not(before === true ? other : z3.And(other, before))]
        })
        return questions.define(all(z3, [matched, ...ahead]))
      })
    },
    decidedBy: (decides, verdict) =>
      questions.define(
        any(
          z3,
          decides.map((decided, index) =>
            z3.And(decided, verdict === 'accept' ? at(accepts, index) : z3.Not(at(accepts, index))),
          ),
        ),
      ),
    isLike(packet) {
      const { peer } = packet
      if (!('symbol' in peer)) return questions.define(isThis(z3, packet, variables))
      return questions.define(all(z3, [isService(z3, packet, variables), isIn(peer.symbol)]))
    },
    nothingNamed: questions.define(
      all(
        z3,
        [...named].map((name) => z3.Not(isIn(name))),
      ),
    ),
    found: () => packetIn(z3, questions.model(), variables),
  }
}

/** The parts of a rule's services and planes that a packet has to meet. */
function servicesOf(z3: Z3, { services, plane }: PolicyRule, index: number, variables: PacketVariables): Formula[] {
  const { certain, possible, identity = index } = services
  const named = (set: typeof certain) => matchesService(z3, { services: { certain: set } }, variables)
  const isService = possible
    ? z3.Or(named(certain), z3.And(named(possible), z3.Bool.const(`services ${identity}`)))
    : named(certain)
  if (plane === undefined) return [isService]
  const onInternet = z3.Bool.const(`internet ${index}`)
  const onIntranet = z3.Bool.const(`intranet ${index}`)
  const isOn = (internet: Formula, intranet: Formula) =>
    z3.Or(z3.And(variables.internet, internet), z3.And(z3.Not(variables.internet), intranet))
  if (plane !== 'unknown')
    return [isService, isOn(z3.Bool.val(plane === 'internet'), z3.Bool.val(plane === 'intranet'))]
  return [isService, isOn(onInternet, onIntranet), z3.Or(onInternet, onIntranet)]
}

type Precedence = (one: number, other: number) => Formula | boolean

/** The lowest rank first; on a tie the verdict that wins ties; then file order. */
function precedence(z3: Z3, { rules, tie }: Policy, questions: Questions, accepts: readonly Formula[]): Precedence {
  const bounds = rules.map(({ rank }) => (rank.kind === 'at' ? rank.value : rank.kind === 'between' ? rank.last : 0))
  const beyond = 4 * (Math.max(0, ...bounds) + 2)
  /** Ranks are counted in quarters, from one on, so that an undefined one has room before, between and behind the others. */
  const ranks = rules.map(({ rank }, index) => {
    if (rank.kind === 'at') return z3.BitVec.val(4 * (rank.value + 1), RANK_BITS)
    const value = z3.BitVec.const(`rank ${index}`, RANK_BITS)
    const [first, last] = rank.kind === 'between' ? [4 * (rank.first + 1), 4 * (rank.last + 1)] : [0, beyond]
    questions.assume(z3.And(value.uge(first), value.ule(last)))
    if (rank.kind === 'between') questions.assume(equals(z3, value.and(3), 0))
    return value
  })
  const wins = accepts.map((accepted) =>
    tie === undefined ? z3.Bool.val(true) : tie === 'accept' ? accepted : z3.Not(accepted),
  )
  const winsFor = ({ verdict }: PolicyRule) => (tie === undefined ? true : verdict && verdict === tie)
  return (one, other) => {
    const [a, b] = [at(rules, one), at(rules, other)]
    if (a.rank.kind === 'at' && b.rank.kind === 'at' && a.rank.value !== b.rank.value)
      return a.rank.value < b.rank.value
    const [isFirst, isSecond] = [winsFor(a), winsFor(b)]
    const areKnown = isFirst !== undefined && isSecond !== undefined
    const breaksTie = areKnown
      ? z3.Bool.val(isFirst === isSecond ? one < other : isFirst)
      : one < other
        ? z3.Or(at(wins, one), z3.Not(at(wins, other)))
        : z3.And(at(wins, one), z3.Not(at(wins, other)))
    if (a.rank.kind === 'at' && b.rank.kind === 'at') {
      return areKnown ? (isFirst === isSecond ? one < other : isFirst) : breaksTie
    }
    return z3.Or(at(ranks, one).ult(at(ranks, other)), z3.And(at(ranks, one).eq(at(ranks, other)), breaksTie))
  }
}

const RANK_BITS = 12

function branchesOf(rules: readonly PolicyRule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ conditions }) => conditions ?? []))]
}

/** `<name>=<branch>` holds for one branch of a name, or for none of those mentioned. */
function nameOf(condition: string): string {
  return condition.split('=')[0] ?? condition
}
