import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { createObstacles } from '../../src/evaluator/obstacles.ts'
import { accept, drop, from, list, tcp, udp } from './groups.ts'

const ten = from('10.0.0.0/8')
const rulesOf = (count: number, make: (i: number) => Parameters<typeof list>[number]) =>
  Array.from({ length: count }, (_, i) => make(i))
const every = (count: number, first = 0, step = 1) => Array.from({ length: count }, (_, i) => first + step * i)

/** Accepts and drops in turn; no packet matches both kinds. */
const mixed = (pairs: number) =>
  list(
    ...rulesOf(2 * pairs, (i) =>
      i % 2 ? drop(tcp(1 + i), ten, { plane: 'intranet' }) : accept(tcp(1 + i), ten, { plane: 'internet' }),
    ),
  )

describe('stretches of rules', () => {
  it('compare every pair of a stretch and its obstacles once or twice', () => {
    const COUNT = 100
    let looks = 0
    const counted = (rule: PolicyRule): PolicyRule => ({
      ...rule,
      get plane() {
        looks++
        return rule.plane ?? 'unknown'
      },
    })
    const policy = mixed(COUNT)
    const counting: Policy = { ...policy, rules: policy.rules.map(counted) }
    looks = 0
    expect(createObstacles(counting).stretches(every(COUNT, 0, 2))).toEqual([every(COUNT, 0, 2)])
    // Two looks for each pair that is compared, with the rule that joins or with one that has joined.
    expect(looks).toBeLessThan(2 * 1.5 * COUNT ** 2)
  })

  it('end everywhere past 4,000,000 pairs in a policy', () => {
    expect(createObstacles(mixed(2100)).stretches(every(2100, 0, 2))).toEqual(every(2100, 0, 2).map((rule) => [rule]))
  })

  it('count no pairs with rules that do not lie between', () => {
    const policy = list(
      ...rulesOf(2100, (i) => accept(tcp(1 + i), ten)),
      ...rulesOf(2100, (i) => drop(udp(1 + i), ten)),
    )
    expect(createObstacles(policy).stretches(every(2100))).toHaveLength(1)
  })
})
