import { describe, expect, it } from 'vitest'
import { compile } from '../../src/evaluator/compile.ts'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { exposures, redundant } from '../../src/evaluator/index.ts'
import { worldsOf } from '../../src/evaluator/worlds.ts'
import { accept, drop, ipv4, list, tcp } from './groups.ts'

/** Rules that are alike but for their conditions. */
function under(...conditions: (readonly string[] | undefined)[]): Policy {
  return list(...conditions.map((each) => accept(tcp(22), ipv4, each && { conditions: each })))
}

/** For each world the rules that it judges, those that exist in it for certain, and those that may. */
function worldsIn(policy: Policy) {
  return worldsOf(policy).map(({ rules, judges }) => {
    const indices = (some: typeof rules) => some.map(({ index }) => index)
    const present = rules.filter(({ possible }) => possible.length > 0)
    return {
      judged: indices(rules).filter(judges),
      certain: indices(present.filter(({ conditional }) => !conditional)),
      open: indices(present.filter(({ conditional }) => conditional)),
    }
  })
}

describe('worldsOf', () => {
  it('finds one world where no two rules share a condition, and it is the policy itself', () => {
    for (const policy of [under(undefined, undefined), under(undefined, [], ['a'], ['b=1'])]) {
      const worlds = worldsOf(policy)
      expect(worlds).toHaveLength(1)
      expect(worlds[0]).toBe(compile(policy))
      expect(worldsIn(policy)[0]?.judged).toEqual(policy.rules.map((_, index) => index))
    }
  })

  it('makes worlds once for a policy', () => {
    const policy = under(['a'], ['a'])
    expect(worldsOf(policy)).toBe(worldsOf(policy))
  })

  it('judges all rules of the same conditions in one world, in whatever order and however often these are named', () => {
    expect(worldsIn(under(['a', 'b'], undefined, ['b', 'a'], ['b', 'a', 'b']))).toEqual([
      { judged: [1], certain: [1], open: [0, 2, 3] },
      { judged: [0, 2, 3], certain: [0, 1, 2, 3], open: [] },
    ])
  })

  it('holds certain what rests on a part of the conditions, leaves out other branches, and leaves the rest open', () => {
    expect(worldsIn(under(['a=1', 'b'], ['a=1'], ['a=2'], ['c'], undefined))).toEqual([
      { judged: [3, 4], certain: [4], open: [0, 1, 2, 3] },
      { judged: [0], certain: [0, 1, 4], open: [3] },
      { judged: [1], certain: [1, 4], open: [0, 3] },
      { judged: [2], certain: [2, 4], open: [3] },
    ])
  })

  it('judges no rule under two branches of one condition, and has it in no world', () => {
    expect(worldsIn(under(['a=1', 'a=2'], undefined))).toEqual([{ judged: [1], certain: [1], open: [] }])
    const both = { conditions: ['a=1', 'a=2'] }
    const policy = list(drop(tcp(22), ipv4, both), accept(tcp(22), ipv4), accept(tcp(22), ipv4))
    expect(exposures(policy, { ipv4: 8, ipv6: 16 })).toMatchObject([{ rule: 1 }])
    expect(redundant(policy)).toEqual([2])
  })

  it('has the order of a world settled where all its rules have a place', () => {
    const [first, second, third] = under(undefined, ['a=1'], ['a=2']).rules as [PolicyRule, PolicyRule, PolicyRule]
    const policy = { rules: [first, second, { ...third, rank: { kind: 'undefined' } as const }] }
    expect(worldsOf(policy).map(({ ordered }) => ordered)).toEqual([false, true, false])
  })

  it('makes worlds until they hold 20,000 rules', () => {
    const pairs = Array.from({ length: 400 }, (_, i) => [`a${String(i >> 1)}`])
    const worlds = worldsOf(under(...pairs))
    expect(worlds).toHaveLength(51)
    const judged = worldsIn(under(...pairs)).flatMap((world) => world.judged)
    expect(judged.toSorted((a, b) => a - b)).toEqual(pairs.map((_, index) => index))
  })
})
