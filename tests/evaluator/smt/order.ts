/** Who decides, what is shadowed, and which ties conflict: the evaluator's answers against the oracle's. */
import type { Decision, Packet } from '../../../src/evaluator/index.ts'
import type { Evaluator } from './disagreements.ts'
import { any } from './formulas.ts'
import type { Oracle } from './oracle.ts'
import { at, other, rankOf, verdictOf } from './oracle.ts'

/** What the oracle finds of each rule. */
export interface Standing {
  /** Rules that decide some packet, each with one. */
  readonly alive: ReadonlyMap<number, Packet>
  /** Rules that decide none, though they match some that the other verdict decides. */
  readonly shadowed: ReadonlySet<number>
  /** Rules that match nothing. */
  readonly empty: ReadonlySet<number>
}

export async function standingOf(oracle: Oracle): Promise<Standing> {
  const { policy, questions, matches, decides, decided } = oracle
  const standing = { alive: new Map<number, Packet>(), shadowed: new Set<number>(), empty: new Set<number>() }
  for (const [index, rule] of policy.rules.entries()) {
    if (await questions.canHold(at(decides, index))) standing.alive.set(index, oracle.found())
    else if (await questions.canHold(at(matches, index), decided[other(verdictOf(rule))])) standing.shadowed.add(index)
    else if (!(await questions.canHold(at(matches, index)))) standing.empty.add(index)
  }
  return standing
}

/** Asks for the verdict on one packet of every rule that decides any, and on one that none decides. */
export async function wrongDecisions(oracle: Oracle, { alive }: Standing, { decide }: Evaluator): Promise<string[]> {
  const { policy, questions, undecided } = oracle
  const expected = [...alive].map(([rule, packet]): [Packet, Decision] => [
    packet,
    { verdict: verdictOf(at(policy.rules, rule)), rule },
  ])
  if (await questions.canHold(undecided)) {
    const verdict = policy.complete === false ? undefined : policy.defaultVerdict
    expected.push([oracle.found(), verdict ? { verdict, rule: undefined } : { verdict: 'unknown', candidates: [] }])
  }
  return expected
    .map(([packet, decision]) => [show(packet), show(decide(policy, packet)), show(decision)] as const)
    .filter(([, actual, wanted]) => actual !== wanted)
    .map(([packet, actual, wanted]) => `decides ${packet}: ${actual}, not ${wanted}`)
}

export async function wrongShadowed(oracle: Oracle, standing: Standing, evaluator: Evaluator): Promise<string[]> {
  const { z3, policy, order, questions, matches, decides } = oracle
  const answers = evaluator.shadowed(policy)
  const wrong = difference(
    'shadowed',
    answers.map((each) => each.rule),
    [...standing.shadowed],
  )
  for (const { rule, blockers, decidedBy, witness } of answers) {
    const tell = (what: string) => wrong.push(`shadowed rule ${rule}: ${what}`)
    if (blockers.some((each) => order.indexOf(each) >= order.indexOf(rule)))
      tell(`not all ahead of it: ${show(blockers)}`)
    const blocked = questions.define(
      any(
        z3,
        blockers.map((each) => at(matches, each)),
      ),
    )
    if (await questions.canHold(at(matches, rule), z3.Not(blocked)))
      tell(`${show(blockers)} leave ${show(oracle.found())}`)
    if (!blockers.includes(decidedBy)) tell(`${decidedBy} is no blocker`)
    if (at(policy.rules, decidedBy).verdict === at(policy.rules, rule).verdict) tell(`${decidedBy} has its verdict`)
    const isWitness = oracle.isPacket(witness)
    if (!(await questions.canHold(isWitness, at(matches, rule), at(decides, decidedBy)))) {
      tell(`${decidedBy} does not decide ${show(witness)} of it`)
    }
  }
  return wrong
}

/** A rule that loses a tie: a packet of it is undecided by lower ranks and matched by the winning verdict of its own. */
export async function wrongConflicts(oracle: Oracle, evaluator: Evaluator): Promise<string[]> {
  const { z3, policy, questions, matches } = oracle
  const { rules, tie } = policy
  const answers = evaluator.conflicts(policy)
  const aheadOf = (rule: number) =>
    questions.define(
      any(
        z3,
        matches.filter((_, each) => rankOf(at(rules, each)) < rankOf(at(rules, rule))),
      ),
    )
  const losers: number[] = []
  for (const [index, rule] of rules.entries()) {
    if (tie === undefined || rule.verdict === tie) continue
    const winners = matches.filter(
      (_, each) => rankOf(at(rules, each)) === rankOf(rule) && at(rules, each).verdict === tie,
    )
    const meetsWinner = questions.define(any(z3, winners))
    if (await questions.canHold(at(matches, index), meetsWinner, z3.Not(aheadOf(index)))) losers.push(index)
  }
  const wrong = difference(
    'in conflict',
    answers.map((each) => each.rule),
    losers,
  )
  for (const { rule, with: met, kind, witness } of answers) {
    const literals = [oracle.isPacket(witness), at(matches, rule), at(matches, met), z3.Not(aheadOf(rule))]
    const areTied =
      rankOf(at(rules, rule)) === rankOf(at(rules, met)) && at(rules, met).verdict === tie && kind === 'tie'
    if (!areTied || !(await questions.canHold(...literals))) {
      wrong.push(`rule ${rule} does not lose ${show(witness)} to ${met} by a ${kind}`)
    }
  }
  return wrong
}

/** What only one of two sets of rules holds. */
export function difference(what: string, actual: readonly number[], expected: readonly number[]): string[] {
  return [
    ...actual.filter((rule) => !expected.includes(rule)).map((rule) => `rule ${rule} is not ${what}`),
    ...expected.filter((rule) => !actual.includes(rule)).map((rule) => `rule ${rule} is ${what}`),
  ]
}

/** Any answer as text; bigints too. */
export function show(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))
}
