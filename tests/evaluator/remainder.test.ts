/** Both ways to tell what rules behind a place decide: one by one, and by trees once that has cost too much. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { CompiledPolicy, CompiledRule } from '../../src/evaluator/compile.ts'
import { compile, UNSETTLED } from '../../src/evaluator/compile.ts'
import { boxesOf } from '../../src/evaluator/place.ts'
import { Leftover } from '../../src/evaluator/leftover.ts'
import { createRemainder } from '../../src/evaluator/remainder.ts'
import { accept, drop, ipv4, list, tcp, variable } from './groups.ts'
import { proveWith } from './runs.ts'

const SIDE = 6
const bounds = fc.tuple(fc.nat(SIDE), fc.nat(SIDE)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
/** Neighbouring rules of many services are in several words of 32 bits. */
const MANY = 20
const rule = fc
  .record({
    verdict: fc.constantFrom<'accept' | 'drop' | undefined>('accept', 'drop', undefined),
    ports: bounds,
    addresses: bounds,
    more: fc.constantFrom(undefined, 'addresses', 'set'),
    open: fc.constantFrom('no', 'no', 'in part', 'an unknown set'),
    isConditional: fc.boolean(),
  })
  .map(({ verdict, ports, addresses: [first, last], more, open, isConditional }) => {
    const ranges = [{ family: 4, first, last }] as const
    const further = { family: 4, first: last + 2, last: last + 3 } as const
    const peers = more === 'set' ? variable('a') : { ranges: more === 'addresses' ? [...ranges, further] : ranges }
    const services = tcp(1 + MANY * ports[0], 1 + MANY * ports[1])
    const draft = { ...accept(services, peers), verdict, ...(isConditional && { conditions: ['a'] }) }
    const possible = tcp(1, 1 + MANY * ports[1])
    if (open === 'no') return draft
    if (open === 'in part') return { ...draft, services: { certain: services, possible } }
    // That several rules share, so that it has a bit of its own.
    return { ...draft, services: { certain: [], possible, identity: 'var.ports' } }
  })
/** Behind the others, so that services are told apart one by one. */
const narrow = Array.from({ length: MANY * SIDE }, (_, i) => drop(tcp(1 + i), { ranges: [] }))
/** The same, where each rule has so many services that it is not entered by each. */
const nested = Array.from({ length: MANY * SIDE }, (_, i) => drop(tcp(1 + i, 1 + 2 * MANY * SIDE - i), { ranges: [] }))
const policies = fc
  .tuple(fc.array(rule, { minLength: 2, maxLength: 8 }), fc.constantFrom(narrow, nested))
  .map(([rules, behind]) => compile(list(...rules, ...behind)))

/** Enters rules from the last to the first, and tells of each before whether those behind restate it. */
function told(
  policy: CompiledPolicy,
  isSure: (rule: CompiledRule) => boolean,
  last: 'accept' | 'drop' | undefined,
  asks: number,
) {
  const remainder = createRemainder(policy, last)
  return [...policy.rules].reverse().map((each) => {
    const boxes = boxesOf(each.spans, each.possible)
    let isRestated = false
    if (boxes.length > 0 && each.verdict !== UNSETTLED)
      for (let i = 0; i < asks; i++) isRestated = remainder.restates(each, boxes)
    if (isSure(each)) remainder.keep(each)
    else remainder.doubt(each)
    return isRestated
  })
}

describe('what rules behind a place decide', () => {
  /** Looks at the bounds of rules behind. */
  const looksOf = (ask: () => unknown): number => {
    const asked = vi.spyOn(Leftover.prototype, 'isApartFrom')
    try {
      ask()
      return asked.mock.calls.length
    } finally {
      asked.mockRestore()
    }
  }

  it('is told by trees once the rules have been asked as often as that costs', () => {
    const wide = compile(list(accept(tcp(1, 40), ipv4), ...narrow))
    const looks = looksOf(() => told(wide, () => true, undefined, 20_000))
    const words = narrow.length + 2
    expect(looks).toBeGreaterThan(32 * words)
    expect(looks).toBeLessThanOrEqual(64 * words + narrow.length)
  })

  it('is asked of the rules that have one of its bits, where they have few', () => {
    const apart = compile(list(...Array.from({ length: 40 }, (_, i) => accept(tcp(1 + 2 * i), ipv4))))
    expect(looksOf(() => told(apart, () => true, undefined, 1))).toBe(0)
  })

  it('is asked of each rule once, where they have many', () => {
    const crowd = compile(list(...Array.from({ length: 40 }, (_, i) => accept(tcp(1 + i, 100 - i), { ranges: [] }))))
    const remainder = createRemainder(crowd, 'accept')
    for (const rule of crowd.rules) remainder.keep(rule)
    const box = { from: 0, to: crowd.line.cells, first: 0, end: crowd.services.bits }
    expect(looksOf(() => remainder.restates(crowd.rules[0] as CompiledRule, [box]))).toBe(40)
  })

  it('is told alike, however often it is asked', () => {
    fc.assert(
      fc.property(
        policies,
        fc.nat(255),
        fc.constantFrom('accept' as const, 'drop' as const, undefined),
        (policy, sure, last) => {
          const isSure = ({ index }: CompiledRule) => (sure >> (index % 8)) % 2 === 1
          assert.deepEqual(told(policy, isSure, last, 200), told(policy, isSure, last, 1))
        },
      ),
      proveWith(),
    )
  })
})
