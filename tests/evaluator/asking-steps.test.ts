/** When rules are asked whether others leave them anything, and when they decide for others. */
import { expect, it } from 'vitest'
import { askingSteps } from '../../src/evaluator/asking-steps.ts'
import { compile } from '../../src/evaluator/compile.ts'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { worldsOf } from '../../src/evaluator/worlds.ts'
import { accept, drop, everyTcpPort, ipv4, list, tcp } from './groups.ts'

const rule = accept(tcp(22), ipv4)
const perhaps = (certain: PolicyRule['services']['certain'], identity?: string) => {
  const services = { certain, possible: everyTcpPort, ...(identity !== undefined && { identity }) }
  return { ...rule, services }
}

/** Which rule does what, in the order of the steps. */
function steps(policy: Policy, world = compile(policy)) {
  return askingSteps(world).map(({ rule: { index }, kind, decides }) => {
    expect(decides).toBe(kind.endsWith('decide'))
    return [index, kind]
  })
}

it('asks a settled rule, and lets it decide at once', () => {
  expect(steps(list(rule, drop('all', ipv4)))).toEqual([
    [0, 'ask and decide'],
    [1, 'ask and decide'],
  ])
})

it('asks for all that a rule may match, before it decides what it matches for certain', () => {
  expect(steps(list(perhaps(tcp(22)), perhaps([])))).toEqual([
    [0, 'ask'],
    [0, 'decide'],
    [1, 'ask'],
  ])
})

it('asks twice for an unknown set that several rules have: for the set, and for all that it may be', () => {
  const own = perhaps(tcp(22), 'var.port')
  expect(steps(list(own, own)).slice(0, 3)).toEqual([
    [0, 'ask'],
    [0, 'ask for widest'],
    [0, 'decide'],
  ])
})

it('asks a rule of unknown rank first and lets it decide last', () => {
  const { rules } = list(rule, rule, rule)
  const [first, second, third] = rules as [PolicyRule, PolicyRule, PolicyRule]
  const vague: PolicyRule = { ...first, rank: { kind: 'between', first: 0, last: 1 } }
  expect(steps({ rules: [vague, second, third] })).toEqual([
    [0, 'ask'],
    [0, 'decide'],
    [1, 'ask and decide'],
    [2, 'ask and decide'],
  ])
  expect(steps({ rules: [second, vague, third] })).toEqual([
    [1, 'ask'],
    [0, 'ask and decide'],
    [1, 'decide'],
    [2, 'ask and decide'],
  ])
})

it('asks a rule that may not exist where it is judged, and lets it decide nothing', () => {
  const policy = list({ ...rule, conditions: ['a=1'] }, { ...rule, conditions: ['a=1'] }, rule)
  expect(steps(policy)).toEqual([
    [0, 'ask'],
    [1, 'ask'],
    [2, 'ask and decide'],
  ])
  expect(worldsOf(policy).map((world) => steps(policy, world))).toEqual([
    [[2, 'ask and decide']],
    [
      [0, 'ask and decide'],
      [1, 'ask and decide'],
      [2, 'ask and decide'],
    ],
  ])
})
