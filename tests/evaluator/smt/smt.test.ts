/**
 * The evaluator against an SMT solver, on the whole packet space.
 * `SMT_POLICIES` sets the number of random policies; a twentieth as many are adversarial, but no fewer than three.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../../src/evaluator/index.ts'
import * as evaluator from '../../../src/evaluator/index.ts'
import type { Verdict } from '../../../src/model/packet-space.ts'
import { solveWith } from '../runs.ts'
import { adversarialPolicy } from './adversarial.ts'
import type { Evaluator } from './disagreements.ts'
import { disagreements } from './disagreements.ts'
import type { Z3 } from './formulas.ts'
import { settledPolicy, widestSource } from './policies.ts'
import { startSolver } from './solver.ts'

const SECONDS_EACH = 20

const WIDE = { ipv4: 8, ipv6: 16 }

let z3: Z3

beforeAll(async () => {
  const solver = await startSolver()
  z3 = solver.z3
  return solver.stop
})

describe('the evaluator agrees with the solver', () => {
  it.each([
    ['random', settledPolicy, solveWith(1, 1)],
    ['adversarial', adversarialPolicy, solveWith(1 / 20, 3)],
  ] as const)(
    'on %s policies',
    { timeout: solveWith(1, 10).numRuns * SECONDS_EACH * 1000 },
    async (_, policies, runs) => {
      const agrees = fc.asyncProperty(policies, widestSource, async (policy, wide) => {
        expect(await disagreements(z3, policy, evaluator, wide)).toEqual([])
      })
      await fc.assert(agrees, runs)
    },
  )
})

describe('the solver notices a wrong answer', () => {
  const rule = (value: number, verdict: Verdict, first: number, last: number, prefix = 0): PolicyRule => ({
    verdict,
    rank: { kind: 'at', value },
    services: { certain: [{ protocol: 6, ports: [{ first, last }] }] },
    peers: { ranges: [{ family: 4, first: 0x0800_0000, last: 0x0800_0000 + 2 ** (32 - prefix) - 1 }] },
  })
  const policy: Policy = {
    tie: 'drop',
    defaultVerdict: 'drop',
    rules: [
      rule(1, 'accept', 22, 22, 5),
      rule(2, 'drop', 1, 50, 5),
      rule(2, 'accept', 40, 60, 5),
      rule(3, 'accept', 20, 30, 8),
      rule(3, 'accept', 22, 22, 6),
    ],
  }
  const [shadow] = evaluator.shadowed(policy)
  const [exposure] = evaluator.exposures(policy, WIDE)
  const [conflict] = evaluator.conflicts(policy)

  it('and takes the right ones', async () => {
    expect([shadow?.rule, exposure?.rule, conflict?.rule, evaluator.redundant(policy)]).toEqual([3, 0, 2, [4]])
    expect(await disagreements(z3, policy, evaluator, WIDE)).toEqual([])
  })

  const wrong: [string, Partial<Evaluator>][] = [
    ['another verdict', { decide: () => ({ verdict: 'accept', rule: 0 }) }],
    ['a shadowed rule left out', { shadowed: () => [] }],
    ['a blocker left out', { shadowed: () => (shadow ? [{ ...shadow, blockers: [shadow.decidedBy - 1] }] : []) }],
    ['a blocker from behind', { shadowed: () => (shadow ? [{ ...shadow, blockers: [0, 1, 4] }] : []) }],
    ['another decider', { shadowed: () => (shadow ? [{ ...shadow, decidedBy: 0 }] : []) }],
    [
      'a witness that the rule does not match',
      { shadowed: () => (shadow ? [{ ...shadow, witness: { ...shadow.witness, port: 19 } }] : []) },
    ],
    ['a conflict left out', { conflicts: () => [] }],
    [
      'a packet that is decided ahead of the conflict',
      { conflicts: () => (conflict ? [{ ...conflict, witness: { ...conflict.witness, port: 22 } }] : []) },
    ],
    ['a rule that cannot go', { redundant: () => [0, 4] }],
    ['a shadowed rule among the redundant', { redundant: () => [3, 4] }],
    ['a redundant rule left out', { redundant: () => [] }],
    ['an exposure left out', { exposures: (...asked) => evaluator.exposures(...asked).slice(1) }],
    [
      'one port too many',
      {
        exposures: () => [
          { rule: 0, services: [{ protocol: 6, ports: [{ first: 22, last: 23 }] }], everyProtocol: false },
          ...evaluator.exposures(policy, WIDE).slice(1),
        ],
      },
    ],
  ]

  it.each(wrong)('%s', async (_, answers) => {
    expect(await disagreements(z3, policy, { ...evaluator, ...answers }, WIDE)).not.toEqual([])
  })
})
