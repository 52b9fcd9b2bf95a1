import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { redundant, shadowed } from '../../src/evaluator/index.ts'
import type { CompiledPolicy, CompiledRule } from '../../src/evaluator/compile.ts'
import { compile } from '../../src/evaluator/compile.ts'
import { compareCrowd } from '../../src/evaluator/crowd.ts'
import type { Place } from '../../src/evaluator/place.ts'
import { boxesOf, isIn } from '../../src/evaluator/place.ts'
import { accept, drop, from, group, ipv4, list, tcp, udp } from './groups.ts'
import { proveWith } from './runs.ts'
import { looksOf } from './work.ts'

const SIDE = 12
const bounds = fc.tuple(fc.nat(SIDE), fc.nat(SIDE)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
const rule = fc
  .record({ verdict: fc.constantFrom(accept, drop), ports: bounds, addresses: bounds })
  .map(({ verdict, ports, addresses: [first, last] }) =>
    verdict(tcp(1 + ports[0], 1 + ports[1]), { ranges: [{ family: 4, first, last }] }),
  )
const policies = fc.array(rule, { minLength: 1, maxLength: 30, size: 'max' }).map((rules) => compile(list(...rules)))

function placesIn(cells: readonly number[], bits: readonly number[]): Place[] {
  return boxesOf(cells, bits).flatMap(({ from, to, first, end }) =>
    Array.from({ length: (to - from) * (end - first) }, (_, i) => ({
      cell: from + (i % (to - from)),
      bit: first + Math.floor(i / (to - from)),
    })),
  )
}

function compared({ rules }: CompiledPolicy, looks: number) {
  const told = new Map<number, { readonly isLeft: boolean; readonly contradiction: Place | undefined }>()
  const steps = rules.map((each) => ({ rule: each, bits: each.certain, decides: true }))
  const crowd = compareCrowd(steps, rules, looks, ({ rule: { turn } }, isLeft, contradiction) => {
    told.set(turn, { isLeft, contradiction })
  })
  return { ...crowd, told }
}

function deciderIn({ rules }: CompiledPolicy, place: Place) {
  return rules.find(({ spans, certain }) => isIn(place, spans, certain))
}

describe('the cost of a crowd', () => {
  const narrow = Array.from({ length: 20 }, (_, i) => drop(tcp(2 * i + 2), ipv4))
  const comb = compile(list(...narrow, accept(tcp(1, 100), ipv4)))

  const enough = (policy: CompiledPolicy) =>
    Array.from({ length: 1000 }, (_, looks) => looks).find((looks) => compared(policy, looks).decisions)

  it('is a look at each box ahead, and one at each piece that is left where something is taken', () => {
    // The narrow ones look at those ahead of them, and the wide one at all of them, of which 2 to 21 pieces are left.
    expect(enough(comb)).toBe(190 + 20 + 230 + 1)
  })

  it('is one look at the largest box where that covers a rule', () => {
    const behind = Array.from({ length: 10 }, (_, i) => drop(tcp(51 + i), ipv4))
    const apart = [drop(tcp(200), ipv4)]
    const withCombBehind = compile(list(...narrow, accept(tcp(1, 100), ipv4), ...apart, ...behind))
    // The rule apart looks at the 21 ahead of it.
    expect(enough(withCombBehind)).toBe(190 + 20 + 230 + 21 + behind.length + 1)
  })

  it('is one look at the largest box, wherever the others lie', () => {
    const high = Array.from({ length: 20 }, (_, i) => drop(tcp(1, 100), from(`200.0.0.${String(2 * i)}/32`)))
    const behind = Array.from({ length: 10 }, (_, i) => drop(tcp(1 + i), from('100.0.0.0/8')))
    const ahead = [...high, accept(tcp(1, 100), from('0.0.0.0/1')), drop(tcp(200), from('8.8.8.8/32'))]
    const costOf = (count: number) => enough(compile(list(...ahead, ...behind.slice(0, count)))) ?? 0
    expect(costOf(10) - costOf(0)).toBe(10)
  })

  it('is a look at each box up to the one of the other verdict, where a contradiction is in no corner', () => {
    const middle = drop(tcp(50), ipv4)
    const wide = accept(tcp(1, 100), ipv4)
    const narrow = Array.from({ length: 10 }, (_, i) => accept(tcp(60 + 2 * i), ipv4))
    const costOf = (...rules: Parameters<typeof list>) => enough(compile(list(...rules))) ?? 0
    const found = costOf(...narrow, middle, wide, wide) - costOf(...narrow, middle, wide)
    const corner = costOf(...narrow, middle, wide, accept(tcp(50, 100), ipv4)) - costOf(...narrow, middle, wide)
    // Ten looks ahead of it, and 2 to 12 pieces that are left.
    expect([found, corner]).toEqual([10 + 77, 0])
  })

  it('is no more than there is to spare', () => {
    const crowd = compared(comb, 100)
    expect(crowd.left).toHaveLength(21)
    expect(crowd.told.size).toBeLessThan(21)
    expect(looksOf(() => compared(comb, 100))).toBeLessThan(100 + comb.rules.length)
    expect(compared(comb, 0)).toEqual({ left: crowd.left, decisions: undefined, told: new Map() })
  })
})

describe('a crowd of rules that are not all settled', () => {
  const port = fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 2 })
  const unsettled = fc
    .record({
      verdict: fc.constantFrom('accept' as const, 'drop' as const, undefined),
      ports: port,
      addresses: bounds,
      what: fc.constantFrom('order', 'services', 'existence', undefined, undefined, undefined),
    })
    .map(({ verdict, ports: [a = 0, b = 0], addresses: [first, last], what }) => {
      const services = tcp(1 + Math.min(a, b), 1 + Math.max(a, b))
      const draft = { ...accept(services, { ranges: [{ family: 4, first, last }] }), verdict, what }
      return { ...draft, ...(what === 'existence' && { conditions: ['a'] }) }
    })
    .map((draft) =>
      draft.what === 'services' ? { ...draft, services: { certain: tcp(1), possible: draft.services.certain } } : draft,
    )
  const crowds = fc.array(unsettled, { minLength: 20, maxLength: 40, size: 'max' }).map((drafts): Policy => ({
    defaultVerdict: 'drop',
    rules: drafts.map(({ what, ...draft }, value) => ({
      ...draft,
      rank: what === 'order' ? { kind: 'between', first: value - 5, last: value } : { kind: 'at', value },
    })),
  }))

  it('is answered as one that is gone row by row, because a rule behind it names a set', () => {
    const property = fc.property(crowds, (policy) => {
      const last: PolicyRule = { ...drop(udp(1), group('a')), rank: { kind: 'at', value: 100 } }
      const inRows = { ...policy, rules: [...policy.rules, last] }
      const dead = (of: Policy) => shadowed(of).map(({ rule }) => rule)
      assert.deepEqual(dead(policy), dead(inRows))
      assert.deepEqual(redundant({ ...policy, complete: false }), redundant({ ...inRows, complete: false }))
    })
    fc.assert(property, proveWith(0.5))
  })
})

describe('a crowd of rules that are compared with each other', () => {
  it('is told of who decides what, however many do', () => {
    const policy = compile(list(...Array.from({ length: 200 }, (_, i) => drop(tcp(200 - i, 200 + i), ipv4))))
    const { decisions } = compared(policy, Infinity)
    const deciders = Array.from({ length: policy.services.bits }, (_, bit) => decisions?.decider({ cell: 0, bit }))
    expect(new Set(deciders)).toEqual(new Set([undefined, ...policy.rules]))
    const comb = compile(
      list(...Array.from({ length: 100 }, (_, i) => drop(tcp(2 * i + 2), ipv4)), accept(tcp(1, 201), ipv4)),
    )
    expect(compared(comb, Infinity).decisions?.of(comb.rules[100] as CompiledRule)).toHaveLength(101)
  })

  it('is told of who decides what', () => {
    const property = fc.property(policies, (policy) => {
      const { decisions, left } = compared(policy, Infinity)
      assert(decisions)
      for (const place of placesIn([0, policy.line.cells], [0, policy.services.bits])) {
        assert.equal(decisions.decider(place), deciderIn(policy, place))
      }
      for (const each of policy.rules) {
        const own = placesIn(each.spans, each.certain).filter((place) => deciderIn(policy, place) === each)
        const boxes = decisions.of(each)
        const decided = boxes.flatMap(({ from, to, first, end }) => placesIn([from, to], [first, end]))
        assert.equal(decided.length, own.length)
        for (const place of decided) assert.equal(deciderIn(policy, place), each)
        assert.equal(
          left.some((step) => step.rule === each),
          own.length > 0,
        )
      }
    })
    fc.assert(property, proveWith())
  })

  it('is told of those that decide nothing, and where the other verdict does, as long as there are looks to spare', () => {
    const property = fc.property(policies, fc.nat(200), (policy, looks) => {
      const { left, told } = compared(policy, looks)
      for (const each of policy.rules) {
        const { isLeft, contradiction } = told.get(each.turn) ?? { isLeft: true }
        assert.equal(
          left.some((step) => step.rule === each),
          isLeft,
        )
        if (isLeft) continue
        const deciders = placesIn(each.spans, each.certain).map((place) => deciderIn(policy, place))
        assert(!deciders.includes(each))
        assert.equal(
          contradiction !== undefined,
          deciders.some((decider) => decider?.verdict !== each.verdict),
        )
        if (!contradiction) continue
        assert(isIn(contradiction, each.spans, each.certain))
        assert.notEqual(deciderIn(policy, contradiction)?.verdict, each.verdict)
      }
    })
    fc.assert(property, proveWith())
  })
})
