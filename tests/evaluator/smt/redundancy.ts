/** The redundant rules of the evaluator against an oracle that compares the policy with and without them. */
import type { RedundantOptions } from '../../../src/evaluator/index.ts'
import type { Verdict } from '../../../src/model/packet-space.ts'
import type { Evaluator } from './disagreements.ts'
import type { Formula } from './formulas.ts'
import { any } from './formulas.ts'
import type { Decisions, Oracle } from './oracle.ts'
import { at, decisions } from './oracle.ts'
import type { Standing } from './order.ts'
import { difference, show } from './order.ts'

export async function wrongRedundant(
  oracle: Oracle,
  standing: Standing,
  evaluator: Evaluator,
  options: RedundantOptions,
): Promise<string[]> {
  const { policy, questions } = oracle
  const answer = evaluator.redundant(policy, options)
  const idle = policy.rules
    .map((_, index) => index)
    .filter((index) => !standing.alive.has(index) && !standing.shadowed.has(index) && !standing.empty.has(index))
  const what = `redundant${show(options)}`
  const isComplete = policy.complete !== false
  if (!isComplete && policy.tie === undefined) return difference(what, answer, idle)

  const { without, differs } = createRemoval(oracle, standing, isComplete ? options : {})
  const changes = (removed: readonly number[]) => questions.canHold(differs, ...without(removed))
  // Of two equal rules the one behind goes, so every rule that decides nothing and is not shadowed does.
  const wrong = difference(what, answer, [...answer.filter((rule) => !standing.shadowed.has(rule)), ...idle])
  if (await changes(answer)) wrong.push(`${what}: without ${show(answer)}, ${show(oracle.found())} has another verdict`)
  // Missing rules may stand between rules of different ranks: that no more can go shows on small universes.
  for (const index of isComplete ? policy.rules.keys() : []) {
    if (answer.includes(index) || standing.shadowed.has(index) || standing.empty.has(index)) continue
    if (!(await changes([...answer, index]))) wrong.push(`${what}: ${index} can go with ${show(answer)}`)
  }
  return wrong
}

/** The policy beside itself with some rules switched off. */
function createRemoval(oracle: Oracle, { shadowed }: Standing, { restatedDefault }: RedundantOptions) {
  const { z3, policy, order, questions, matches } = oracle
  const stays = policy.rules.map(() => z3.Bool.fresh('stays'))
  const matchesStill = matches.map((matched, index) => questions.define(z3.And(matched, at(stays, index))))
  const rest = decisions(z3, questions, policy, order, matchesStill)
  // The default is a verdict of its own, unless rules that restate it count as redundant.
  const verdictIn = ({ decided, undecided }: Decisions, verdict: Verdict): Formula =>
    restatedDefault && policy.defaultVerdict === verdict ? z3.Or(decided[verdict], undecided) : decided[verdict]
  const verdicts = ['accept', 'drop'] as const
  return {
    /** These rules are gone, and any of the shadowed ones may be. */
    without: (removed: readonly number[]): Formula[] =>
      stays.flatMap((stay, index) => (shadowed.has(index) ? [] : [removed.includes(index) ? z3.Not(stay) : stay])),
    differs: questions.define(
      any(
        z3,
        verdicts.map((each) => z3.Xor(verdictIn(oracle, each), verdictIn(rest, each))),
      ),
    ),
  }
}
