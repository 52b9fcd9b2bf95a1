/** What the evaluator says of policies with open parts, in every filling and of every packet. */
import type * as evaluation from '../../../src/evaluator/index.ts'
import type { Policy, PolicyRule } from '../../../src/evaluator/index.ts'
import type { Formula, Z3 } from './formulas.ts'
import { any } from './formulas.ts'
import type { OpenOracle } from './open-oracle.ts'
import { createOpenOracle } from './open-oracle.ts'
import { at, other } from './oracle.ts'
import { show } from './order.ts'

export type OpenEvaluator = Pick<typeof evaluation, 'conflicts' | 'decide' | 'redundant' | 'shadowed'>

export async function openDisagreements(z3: Z3, policy: Policy, evaluator: OpenEvaluator): Promise<string[]> {
  const oracle = createOpenOracle(z3, policy)
  const decides = oracle.decidesAmong(() => undefined)
  const wrong = [
    ...(await wrongDead(oracle, decides, evaluator)),
    ...(await wrongShadowed(oracle, decides, evaluator)),
    ...(await wrongRemoval(oracle, decides, evaluator)),
    ...(await wrongVerdicts(oracle, decides, evaluator)),
    ...(await wrongConflicts(oracle, decides, evaluator)),
  ]
  oracle.questions.release()
  return [...wrong, ...(await wrongWhereRulesAreMissing(z3, policy, evaluator))]
}

/** What decides nothing in any filling is said to be shadowed or redundant, and nothing else is said to be shadowed. */
async function wrongDead(
  { policy, questions, matches }: OpenOracle,
  decides: readonly Formula[],
  evaluator: OpenEvaluator,
): Promise<string[]> {
  const { rules } = policy
  const shadowed = new Set(evaluator.shadowed(policy).map(({ rule }) => rule))
  const redundant = new Set(evaluator.redundant(policy))
  const wrong: string[] = []
  for (const [index, { verdict }] of rules.entries()) {
    const isDead = !(await questions.canHold(at(decides, index)))
    if (shadowed.has(index) && !isDead) wrong.push(`rule ${index} is not dead`)
    const isSilent = isDead && verdict !== undefined && !shadowed.has(index) && !redundant.has(index)
    if (isSilent && !sharesServices(policy, index) && (await questions.canHold(at(matches, index)))) {
      wrong.push(`rule ${index} is dead`)
    }
  }
  return wrong
}

/** Such a rule may be covered partly by its twin and partly by all that both may be, which the evaluator leaves out. */
function sharesServices({ rules }: Policy, index: number): boolean {
  const { identity } = at(rules, index).services
  return identity !== undefined && rules.filter(({ services }) => services.identity === identity).length > 1
}

async function wrongShadowed(
  oracle: OpenOracle,
  decides: readonly Formula[],
  { shadowed }: OpenEvaluator,
): Promise<string[]> {
  const { z3, policy, questions, matches, decidesAmong, decidedBy, isLike } = oracle
  const wrong: string[] = []
  for (const { rule, blockers, decidedBy: decider, witness } of shadowed(policy)) {
    const tell = (what: string) => wrong.push(`shadowed rule ${rule}: ${what}`)
    const { verdict } = at(policy.rules, rule)
    const never = z3.Bool.val(false)
    const alone = decidesAmong((index) => (index === rule || blockers.includes(index) ? undefined : never))
    if (await questions.canHold(at(alone, rule))) tell(`${show(blockers)} leave ${show(oracle.found())}`)
    if (verdict === undefined || at(policy.rules, decider).verdict !== other(verdict))
      tell(`${decider} has its verdict`)
    else if (!(await questions.canHold(at(matches, rule), decidedBy(decides, other(verdict))))) {
      tell('nothing of it has the other verdict')
    }
    if (!(await questions.canHold(isLike(witness), at(matches, rule), at(decides, decider)))) {
      tell(`${decider} never decides ${show(witness)} of it`)
    }
  }
  return wrong
}

/** Without the redundant rules, and without any of the shadowed ones, every packet has the verdict that it had. */
async function wrongRemoval(oracle: OpenOracle, decides: readonly Formula[], evaluator: OpenEvaluator) {
  const { policy } = oracle
  const gone = evaluator.redundant(policy)
  const shadowed = evaluator.shadowed(policy).map(({ rule }) => rule)
  const overlap = gone.filter((rule) => shadowed.includes(rule))
  const wrong = overlap.map((rule) => `redundant rule ${rule} is shadowed`)
  return [...wrong, ...(await wrongWithout(oracle, decides, gone, shadowed))]
}

async function wrongWithout(
  oracle: OpenOracle,
  decides: readonly Formula[],
  gone: readonly number[],
  doubtful: readonly number[],
): Promise<string[]> {
  if (gone.length === 0) return []
  const { z3, questions, decidesAmong, decidedBy } = oracle
  const never = z3.Bool.val(false)
  const rest = decidesAmong((index) =>
    gone.includes(index) ? never : doubtful.includes(index) ? z3.Bool.const(`stays ${index}`) : undefined,
  )
  const differs = questions.define(
    any(
      z3,
      (['accept', 'drop'] as const).map((verdict) => z3.Xor(decidedBy(decides, verdict), decidedBy(rest, verdict))),
    ),
  )
  if (!(await questions.canHold(differs))) return []
  return [`without ${show(gone)}, ${show(oracle.found())} may have another verdict`]
}

/** A rule of which nothing is known. */
const MISSING: PolicyRule = {
  verdict: undefined,
  rank: { kind: 'undefined' },
  services: { certain: [], possible: 'all' },
  peers: { ranges: [], symbols: [{ name: 'missing', kind: 'unresolved' }] },
}

async function wrongWhereRulesAreMissing(z3: Z3, policy: Policy, { redundant }: OpenEvaluator): Promise<string[]> {
  const gone = redundant({ ...policy, complete: false })
  if (gone.length === 0) return []
  const oracle = createOpenOracle(z3, { ...policy, rules: [...policy.rules, MISSING] })
  const wrong = await wrongWithout(
    oracle,
    oracle.decidesAmong(() => undefined),
    gone,
    [],
  )
  oracle.questions.release()
  return wrong.map((each) => `where rules may be missing: ${each}`)
}

/** A verdict is that of every filling, and so is the rule that is said to give it. */
async function wrongVerdicts(oracle: OpenOracle, decides: readonly Formula[], { decide }: OpenEvaluator) {
  const { z3, policy, questions, decidedBy, isLike } = oracle
  const decided = { accept: decidedBy(decides, 'accept'), drop: decidedBy(decides, 'drop') }
  const undecided = z3.Not(z3.Or(decided.accept, decided.drop))
  const wrong: string[] = []
  for (const index of policy.rules.keys()) {
    if (!(await questions.canHold(at(decides, index)))) continue
    const packet = oracle.found()
    const decision = decide(policy, packet)
    if (decision.verdict === 'unknown') continue
    const { verdict, rule } = decision
    const given = policy.defaultVerdict === verdict ? z3.Or(decided[verdict], undecided) : decided[verdict]
    const differs = questions.define(z3.Not(rule === undefined ? given : z3.And(given, at(decides, rule))))
    if (await questions.canHold(isLike(packet), differs)) wrong.push(`decides ${show(packet)}: ${show(decision)}`)
  }
  return wrong
}

/** Both rules may match the witness, and one of them decides it in some filling. */
async function wrongConflicts(oracle: OpenOracle, decides: readonly Formula[], { conflicts }: OpenEvaluator) {
  const { z3, policy, questions, matches, isLike } = oracle
  const wrong: string[] = []
  for (const { rule, with: met, witness } of conflicts(policy)) {
    const isMet = [isLike(witness), at(matches, rule), at(matches, met)]
    const isOpen = questions.define(z3.Or(at(decides, rule), at(decides, met)))
    if (!(await questions.canHold(...isMet, isOpen))) wrong.push(`${rule} and ${met} never decide ${show(witness)}`)
  }
  return wrong
}
