/**
 * The evaluator against an SMT solver, on the whole packet space: policies with open parts, and several groups.
 * `SMT_POLICIES` sets the number of policies of each kind, a quarter as many as of settled ones.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/evaluator/index.ts'
import * as evaluator from '../../../src/evaluator/index.ts'
import { accept, anyone, drop, ipv4, list, tcp, variable } from '../groups.ts'
import { solveWith } from '../runs.ts'
import { concatenated, merged } from '../several-groups.ts'
import type { Z3 } from './formulas.ts'
import type { GroupEvaluator } from './group-answers.ts'
import { wrongBypassed, wrongConflictsAmong } from './group-answers.ts'
import type { OpenEvaluator } from './open-answers.ts'
import { openDisagreements } from './open-answers.ts'
import { openGroups, openPolicy, settledGroups } from './open-policies.ts'
import { startSolver } from './solver.ts'

const RUNS = solveWith(1 / 4, 5)
const SECONDS_EACH = 20

let z3: Z3

beforeAll(async () => {
  const solver = await startSolver()
  z3 = solver.z3
  return solver.stop
})

async function groupDisagreements(policies: readonly Policy[], { bypassed, conflictsAmong }: GroupEvaluator) {
  const answers = { bypassed, conflictsAmong }
  return [
    ...(await wrongConflictsAmong(z3, policies, answers)),
    ...(await wrongBypassed(z3, concatenated(policies), answers)),
    ...(await wrongBypassed(z3, merged(policies), answers)),
  ]
}

describe('the evaluator agrees with the solver', () => {
  it('on policies with open parts', { timeout: RUNS.numRuns * SECONDS_EACH * 1000 }, async () => {
    const agrees = fc.asyncProperty(openPolicy, async (policy) => {
      expect(await openDisagreements(z3, policy, evaluator)).toEqual([])
    })
    await fc.assert(agrees, RUNS)
  })

  it.each([
    ['settled', settledGroups],
    ['open', openGroups],
  ] as const)('on several groups of %s rules', { timeout: RUNS.numRuns * SECONDS_EACH * 1000 }, async (_, groups) => {
    const agrees = fc.asyncProperty(groups, async (policies) => {
      expect(await groupDisagreements(policies, evaluator)).toEqual([])
    })
    await fc.assert(agrees, RUNS)
  })
})

describe('the solver notices a wrong answer', () => {
  const open = list(
    accept(tcp(22), variable('var.cidr')),
    { ...drop('all', anyone), services: { certain: tcp(1, 1023), possible: 'all' } },
    accept(tcp(80), ipv4),
    accept(tcp(8080), ipv4),
    drop(tcp(8080), ipv4),
  )
  const [shadow] = evaluator.shadowed(open)
  const groups = [list(drop(tcp(22), ipv4)), list(accept(tcp(22), ipv4), drop('all', anyone))]
  const [conflict] = evaluator.conflictsAmong(groups)

  it('and takes the right ones', async () => {
    expect([shadow?.rule, conflict?.rule]).toEqual([2, 0])
    expect(await openDisagreements(z3, open, evaluator)).toEqual([])
    expect(await groupDisagreements(groups, evaluator)).toEqual([])
    expect(await groupDisagreements(groups.toReversed(), evaluator)).toEqual([])
  })

  it.each<[string, Partial<OpenEvaluator>]>([
    ['a dead rule left out', { shadowed: () => [] }],
    ['a rule that may not be dead', { shadowed: () => (shadow ? [shadow, { ...shadow, rule: 3 }] : []) }],
    ['a blocker that may match less', { shadowed: () => (shadow ? [{ ...shadow, blockers: [0], decidedBy: 0 }] : []) }],
    ['a rule that may be needed', { redundant: () => [3] }],
    ['a verdict that may be another', { decide: () => ({ verdict: 'accept', rule: 3 }) }],
  ])('of an open policy: %s', async (_, answers) => {
    expect(await openDisagreements(z3, open, { ...evaluator, ...answers })).not.toEqual([])
  })

  it.each<[string, Partial<GroupEvaluator>]>([
    ['a conflict left out', { conflictsAmong: () => [] }],
    [
      'a packet that one of them does not decide',
      { conflictsAmong: () => (conflict ? [{ ...conflict, witness: { ...conflict.witness, port: 23 } }] : []) },
    ],
    ['a bypass left out', { bypassed: () => [] }],
  ])('of several groups: %s', async (_, answers) => {
    expect(await groupDisagreements(groups.toReversed(), { ...evaluator, ...answers })).not.toEqual([])
  })
})
