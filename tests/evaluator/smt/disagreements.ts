/** Everything in which the evaluator and the oracle disagree about a settled policy. */
import type * as evaluation from '../../../src/evaluator/index.ts'
import type { Policy, WidestSource } from '../../../src/evaluator/index.ts'
import { wrongExposures } from './exposure.ts'
import type { Z3 } from './formulas.ts'
import { createOracle } from './oracle.ts'
import { standingOf, wrongConflicts, wrongDecisions, wrongShadowed } from './order.ts'
import { wrongRedundant } from './redundancy.ts'

export type Evaluator = Pick<typeof evaluation, 'conflicts' | 'decide' | 'exposures' | 'redundant' | 'shadowed'>

export async function disagreements(
  z3: Z3,
  policy: Policy,
  evaluator: Evaluator,
  widest: WidestSource,
): Promise<string[]> {
  const oracle = createOracle(z3, policy)
  const standing = await standingOf(oracle)
  const found = [
    ...(await wrongDecisions(oracle, standing, evaluator)),
    ...(await wrongShadowed(oracle, standing, evaluator)),
    ...(await wrongConflicts(oracle, evaluator)),
    ...(await wrongRedundant(oracle, standing, evaluator, {})),
    ...(policy.defaultVerdict ? await wrongRedundant(oracle, standing, evaluator, { restatedDefault: true }) : []),
    ...(await wrongExposures(z3, policy, evaluator, widest, 'own')),
    ...(await wrongExposures(z3, policy, evaluator, widest, 'agreed')),
  ]
  oracle.questions.release()
  return found
}
