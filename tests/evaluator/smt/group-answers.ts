/** What the evaluator says of several groups on one interface: as a set, one behind the other, and merged by priority. */
import type * as evaluation from '../../../src/evaluator/index.ts'
import type { Policy } from '../../../src/evaluator/index.ts'
import type { Groups } from '../several-groups.ts'
import { merged } from '../several-groups.ts'
import type { Formula, Z3 } from './formulas.ts'
import { any } from './formulas.ts'
import type { OpenOracle } from './open-oracle.ts'
import { createOpenOracle } from './open-oracle.ts'
import { at, other, verdictOf } from './oracle.ts'
import { difference, show } from './order.ts'

export type GroupEvaluator = Pick<typeof evaluation, 'bypassed' | 'conflictsAmong'>

/** What each rule would decide if its group stood alone. */
function decidesAlone({ z3, decidesAmong }: OpenOracle, groupOf: readonly number[]): readonly Formula[] {
  const byGroup = [...new Set(groupOf)].map((group) => {
    const never = z3.Bool.val(false)
    return decidesAmong((index) => (groupOf[index] === group ? undefined : never))
  })
  return groupOf.map((group, index) => at(at(byGroup, group), index))
}

/** A rule conflicts with the groups ahead of its own in the list where they give the other verdict to what it decides. */
export async function wrongConflictsAmong(
  z3: Z3,
  policies: readonly Policy[],
  evaluator: GroupEvaluator,
): Promise<string[]> {
  const all = merged(policies)
  const oracle = createOpenOracle(z3, all.policy)
  const { questions, isLike } = oracle
  const { rules } = all.policy
  const alone = decidesAlone(oracle, all.groupOf)
  const found = evaluator.conflictsAmong(policies)
  const wrong: string[] = []
  if (rules.every((rule) => isSettled(rule))) {
    const losers: number[] = []
    for (const [index, rule] of rules.entries()) {
      const group = at(all.groupOf, index)
      const isOpposed = alone.filter(
        (_, each) => at(all.groupOf, each) < group && at(rules, each).verdict === other(verdictOf(rule)),
      )
      if (await questions.canHold(at(alone, index), questions.define(any(z3, isOpposed)))) losers.push(index)
    }
    wrong.push(
      ...difference(
        'in conflict with another group',
        found.map(({ policy, rule }) => all.indexOf(policy, rule)),
        losers,
      ),
    )
  }
  for (const { policy, rule, with: met, witness } of found) {
    const [later, earlier] = [all.indexOf(policy, rule), all.indexOf(met.policy, met.rule)]
    const verdictIn = (group: number, index: number) => {
      const ofGroup = alone.filter((_, each) => all.groupOf[each] === group)
      const placed = alone.map((each, i) => (all.groupOf[i] === group ? each : z3.Bool.val(false)))
      return ofGroup.length === 0 ? z3.Bool.val(false) : oracle.decidedBy(placed, verdictOf(at(rules, index)))
    }
    if (verdictOf(at(rules, later)) === verdictOf(at(rules, earlier))) wrong.push(`${later} and ${earlier} agree`)
    if (!hasKnownServices(all, later, earlier)) continue
    if (!(await questions.canHold(isLike(witness), at(alone, later), at(alone, earlier)))) {
      wrong.push(`${later} and ${earlier} never decide ${show(witness)}`)
    }
    if ('symbol' in witness.peer) continue
    const differs = questions.define(z3.Not(z3.And(verdictIn(policy, later), verdictIn(met.policy, earlier))))
    if (await questions.canHold(isLike(witness), oracle.nothingNamed, differs)) {
      wrong.push(`${later} and ${earlier} may agree on ${show(witness)}`)
    }
  }
  questions.release()
  return wrong
}

/** A drop is bypassed where it decides nothing, but would alone, and where another group accepts that. */
export async function wrongBypassed(z3: Z3, all: Groups, evaluator: GroupEvaluator): Promise<string[]> {
  const { policy, groupOf } = all
  const { rules } = policy
  const oracle = createOpenOracle(z3, policy)
  const { questions, matches, isLike } = oracle
  const together = oracle.decidesAmong(() => undefined)
  const alone = decidesAlone(oracle, groupOf)
  const accepted = oracle.decidedBy(together, 'accept')
  const found = evaluator.bypassed(policy, groupOf)
  const wrong: string[] = []
  if (rules.every((rule) => isSettled(rule))) {
    const expected: number[] = []
    for (const [index, { verdict }] of rules.entries()) {
      if (verdict !== 'drop' || (await questions.canHold(at(together, index)))) continue
      if (await questions.canHold(at(alone, index), accepted)) expected.push(index)
    }
    wrong.push(
      ...difference(
        'bypassed',
        found.map(({ rule }) => rule),
        expected,
      ),
    )
  }
  for (const { rule, decidedBy, blockers, witness } of found) {
    const tell = (what: string) => wrong.push(`bypassed rule ${rule}: ${what}`)
    if (at(rules, rule).verdict !== 'drop' || at(rules, decidedBy).verdict !== 'accept') tell('the verdicts are others')
    if (groupOf[rule] === groupOf[decidedBy]) tell(`${decidedBy} is of its group`)
    if (await questions.canHold(at(together, rule))) tell(`decides ${show(oracle.found())}`)
    const never = z3.Bool.val(false)
    const among = oracle.decidesAmong((index) => (index === rule || blockers.includes(index) ? undefined : never))
    if (await questions.canHold(at(among, rule))) tell(`${show(blockers)} leave ${show(oracle.found())}`)
    if (!hasKnownServices(all, rule)) continue
    if (!(await questions.canHold(isLike(witness), at(alone, rule), at(together, decidedBy)))) {
      tell(`${decidedBy} never takes ${show(witness)} of it`)
    }
    if ('symbol' in witness.peer) continue
    const own = alone.map((each, i) => (groupOf[i] === groupOf[rule] ? each : never))
    const takes = z3.And(at(matches, rule), oracle.decidedBy(own, 'drop'), accepted)
    const differs = questions.define(z3.And(at(oracle.exists, rule), z3.Not(takes)))
    if (await questions.canHold(isLike(witness), oracle.nothingNamed, differs)) tell(`${show(witness)} may be dropped`)
  }
  questions.release()
  return wrong
}

/** Whether it is known which packets of an address the rules match, and so which witness they share. */
function hasKnownServices({ policy }: Groups, ...rules: readonly number[]): boolean {
  return rules.every((index) => {
    const { services, plane } = at(policy.rules, index)
    return services.possible === undefined && plane !== 'unknown'
  })
}

function isSettled({ verdict, rank, services, peers, plane, conditions = [] }: Policy['rules'][number]): boolean {
  const isKnown = verdict !== undefined && rank.kind === 'at' && plane !== 'unknown'
  return isKnown && services.possible === undefined && (peers.symbols ?? []).length === 0 && conditions.length === 0
}
