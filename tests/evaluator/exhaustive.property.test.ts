/** Universes so small that open parts are filled in with everything: what holds in every filling is also said. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Policy } from '../../src/evaluator/index.ts'
import { redundant, shadowed } from '../../src/evaluator/index.ts'
import { everyFilling } from './fillings.ts'
import { proveWith } from './runs.ts'
import { decisions, packetSets, settling, verdicts } from './simulator.ts'
import { policies, TINY, TINY_WITH_PLANES } from './universes.ts'

const MOST_FILLINGS = 4000
/** Of each kind of openness. */
const SHARE = 0.3

/** Such a rule may be covered partly by its twin and partly by all that both may be, which docs/evaluator.md leaves out. */
function sharesServices({ rules }: Policy, rule: number): boolean {
  const identity = rules[rule]?.services.identity
  return identity !== undefined && rules.filter(({ services }) => services.identity === identity).length > 1
}

describe.each([
  { what: 'symbols', universe: TINY, open: { symbols: true } },
  { what: 'services', universe: TINY, open: { services: true } },
  { what: 'planes', universe: TINY_WITH_PLANES, open: { services: true } },
  { what: 'verdicts', universe: TINY, open: { verdicts: true } },
  { what: 'ranks', universe: TINY, open: { ranks: true } },
  { what: 'order', universe: TINY, open: { unordered: true } },
  { what: 'conditions', universe: TINY, open: { conditions: true } },
  { what: 'symbols and verdicts', universe: TINY, open: { symbols: true, verdicts: true } },
  { what: 'ranks and conditions', universe: TINY, open: { ranks: true, conditions: true } },
])('every filling of open $what', ({ universe, open }) => {
  const sets = packetSets(universe)

  /** The rules that decide nothing in any filling, and for each whether another verdict decides something of it in some. */
  const deadIn = (policy: Policy): Map<number, boolean> | undefined => {
    const dead = new Map(policy.rules.flatMap(({ verdict }, index) => (verdict ? [[index, false]] : [])))
    const matching = new Set<number>()
    const settle = settling(policy, universe, sets)
    const isThrough = everyFilling(MOST_FILLINGS, (pick) => {
      const rules = settle(pick)
      const { by } = decisions(rules, sets.all)
      const { accept, drop } = verdicts(rules, sets.all)
      for (const { index, verdict, packets } of rules) {
        if (packets) matching.add(index)
        if (by.get(index)) dead.delete(index)
        if (dead.has(index) && packets & (verdict === 'accept' ? drop : accept)) dead.set(index, true)
      }
      return dead.size > 0
    })
    for (const index of dead.keys()) if (!matching.has(index)) dead.delete(index)
    return isThrough ? dead : undefined
  }

  it('a rule that is dead in all of them is reported, as shadowed or as redundant', () => {
    fc.assert(
      fc.property(policies(universe, 5, open), (policy) => {
        const dead = deadIn(policy)
        fc.pre(dead !== undefined)
        const reported = shadowed(policy).map(({ rule }) => rule)
        assert.deepEqual(
          reported.filter((rule) => !dead.get(rule)),
          [],
        )
        const removable = redundant(policy)
        const silent = [...dead.keys()].filter((rule) => !reported.includes(rule) && !removable.includes(rule))
        assert.deepEqual(
          silent.filter((rule) => !sharesServices(policy, rule)),
          [],
        )
      }),
      proveWith(SHARE),
    )
  })
})
