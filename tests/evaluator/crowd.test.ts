import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PeerSet, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { redundant, shadowed } from '../../src/evaluator/index.ts'
import type { CompiledPolicy, CompiledRule } from '../../src/evaluator/compile.ts'
import { compile } from '../../src/evaluator/compile.ts'
import { compareCrowd } from '../../src/evaluator/crowd.ts'
import type { DecidedPlace, Place } from '../../src/evaluator/place.ts'
import { boxesOf, isIn } from '../../src/evaluator/place.ts'
import { accept, anyone, drop, from, group, ipv4, list, tcp, udp, variable } from './groups.ts'
import { proveWith } from './runs.ts'
import { looksOf } from './work.ts'

const SIDE = 12
const bounds = fc.tuple(fc.nat(SIDE), fc.nat(SIDE)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
const someAddresses = bounds.map(([first, last]): PeerSet => ({ ranges: [{ family: 4, first, last }] }))
const halves = ['0.0.0.0/1', '128.0.0.0/1', '0.0.0.0/0', '::/0'].map((cidr) => from(cidr))
/** Symbols, and what decides them: everyone, or whatever makes up all addresses. */
const named = fc.constantFrom(
  ...halves,
  anyone,
  group('a'),
  group('b'),
  { ...group('a'), ranges: [{ family: 4, first: 0, last: SIDE }] } as const,
  { ranges: [], symbols: [...(group('a').symbols ?? []), ...(group('b').symbols ?? [])] },
)
const peers = fc.oneof(someAddresses, named)
const rule = fc
  .record({ verdict: fc.constantFrom(accept, drop), ports: bounds, peers })
  .map(({ verdict, ports, peers: of }) => verdict(tcp(1 + ports[0], 1 + ports[1]), of))
const policies = fc.array(rule, { minLength: 1, maxLength: 30, size: 'max' }).map((rules) => compile(list(...rules)))

function placesIn(cells: readonly number[], bits: readonly number[]): Place[] {
  return boxesOf(cells, bits).flatMap(({ from, to, first, end }) =>
    Array.from({ length: (to - from) * (end - first) }, (_, i) => ({
      cell: from + (i % (to - from)),
      bit: first + Math.floor(i / (to - from)),
    })),
  )
}

function compared(policy: CompiledPolicy, looks: number) {
  const { rules } = policy
  const told = new Map<number, { readonly isLeft: boolean; readonly contradiction: DecidedPlace | undefined }>()
  const steps = rules.map((each) => ({ rule: each, bits: each.certain, decides: true }))
  const crowd = compareCrowd(steps, policy, looks, ({ rule: { turn } }, isLeft, contradiction) => {
    told.set(turn, { isLeft, contradiction })
  })
  return { ...crowd, told }
}

/** What becomes of all addresses becomes of a symbol, too, if no rule has decided it by then. */
function deciderIn({ rules, line: { addressCells } }: CompiledPolicy, place: Place): CompiledRule | undefined {
  const first = rules.find(({ spans, certain }) => isIn(place, spans, certain))
  if (!first || place.cell < addressCells) return first
  const isImplied = addressesWith({ rules, addressCells }, place.bit).every(
    (decider) => decider && decider.turn < first.turn,
  )
  return isImplied ? undefined : first
}

/** Who decides each cell of the addresses for a bit. */
function addressesWith(
  { rules, addressCells }: Pick<CompiledPolicy, 'rules'> & { readonly addressCells: number },
  bit: number,
) {
  return Array.from({ length: addressCells }, (_, cell) =>
    rules.find(({ spans, certain }) => isIn({ cell, bit }, spans, certain)),
  )
}

/** The same for every place of a rule; an address for each where it is a symbol that all of them decide. */
function decidersOf(policy: CompiledPolicy, { spans, certain, turn }: CompiledRule) {
  const { rules, line } = policy
  return placesIn(spans, certain).flatMap((place) => {
    const decider = deciderIn(policy, place)
    if (decider && decider.turn <= turn) return [decider]
    return addressesWith({ rules, addressCells: line.addressCells }, place.bit)
  })
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

  it('is a look at each piece of the addresses that are open, where a symbol depends on them', () => {
    const ports = [drop(tcp(10), ipv4), drop(tcp(20), ipv4), drop(tcp(30), ipv4)]
    const costOf = (...rules: Parameters<typeof list>) => enough(compile(list(...ports, ...rules))) ?? 0
    // IPv6 is open, and IPv4 ahead of each port and behind the last: 3, 4 and 5 pieces.
    // The group looks at three ports, at what is open, and at that once more when it has decided.
    expect(costOf(drop(tcp(40), group('a'))) - costOf()).toBe(3 + 4 + 5 + 3 + 5 + 5)
  })

  it('is no more than there is to spare', () => {
    const crowd = compared(comb, 100)
    expect(crowd.left).toHaveLength(21)
    expect(crowd.told.size).toBeLessThan(21)
    expect(looksOf(() => compared(comb, 100))).toBeLessThan(100 + comb.rules.length)
    expect(compared(comb, 0)).toEqual({ left: crowd.left, decisions: undefined, told: new Map() })
  })
})

describe('a symbol that a crowd decides by what becomes of all addresses', () => {
  const everyone = (verdict: typeof accept, port: number) => halves.map((half) => verdict(tcp(port), half))
  const lastOf = (...rules: Parameters<typeof list>) => {
    const policy = compile(list(...rules))
    return { policy, ...compared(policy, Infinity).told.get(rules.length - 1) }
  }

  it('is contradicted at an address', () => {
    const { policy, isLeft, contradiction } = lastOf(
      drop(tcp(22), from('10.0.0.0/8')),
      ...everyone(accept, 22),
      accept(tcp(22), group('a')),
    )
    expect(isLeft).toBe(false)
    expect(contradiction).toMatchObject({ decider: policy.rules[0], cell: policy.line.spans[0]?.[0] })
  })

  it('is not contradicted where all are decided with one verdict', () => {
    const first = accept(tcp(1, 10), from('10.0.0.0/8'))
    expect(lastOf(first, ...everyone(drop, 22), drop(tcp(22), group('a')))).toMatchObject({
      isLeft: false,
      contradiction: undefined,
    })
  })

  it('is not contradicted for services that a rule decides by its name', () => {
    const named = [drop(tcp(80), group('a')), accept(tcp(80), from('10.0.0.0/8'))]
    const both = drop([...tcp(22), ...tcp(80)], group('a'))
    expect(lastOf(...named, ...everyone(drop, 22), both)).toMatchObject({ isLeft: false, contradiction: undefined })
  })

  it('is left as long as some addresses are', () => {
    expect(lastOf(...everyone(drop, 22).slice(0, 2), drop(tcp(22), group('a')))).toMatchObject({ isLeft: true })
  })
})

describe('a crowd of rules that are not all settled', () => {
  const port = fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 2 })
  const unsettled = fc
    .record({
      verdict: fc.constantFrom('accept' as const, 'drop' as const, undefined),
      ports: port,
      peers: fc.oneof({ weight: 3, arbitrary: someAddresses }, fc.oneof(named, fc.constant(variable('x')))),
      what: fc.constantFrom('order', 'services', 'existence', undefined, undefined, undefined),
    })
    .map(({ verdict, ports: [a = 0, b = 0], peers: of, what }) => {
      const services = tcp(1 + Math.min(a, b), 1 + Math.max(a, b))
      const draft = { ...accept(services, of), verdict, what }
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

  it('is answered as one that is gone row by row, because most rules are in one row', () => {
    const few = Array.from({ length: 600 }, (_, i): PolicyRule => ({
      ...drop(udp(1), ipv4),
      rank: { kind: 'at', value: 100 + i },
    }))
    const property = fc.property(crowds, (policy) => {
      const count = policy.rules.length
      const inRows = { ...policy, rules: [...policy.rules, ...few] }
      const dead = (of: Policy) => shadowed(of).map(({ rule }) => rule)
      const spare = (of: Policy) => redundant({ ...of, complete: false }).filter((index) => index < count)
      assert.deepEqual(dead(policy), dead(inRows))
      assert.deepEqual(spare(policy), spare(inRows))
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
        // Of a rule for everyone the addresses tell what becomes of any symbol.
        const cells = each.forEveryone ? each.addressSpans : each.spans
        const own = placesIn(cells, each.certain).filter((place) => deciderIn(policy, place) === each)
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
        const deciders = decidersOf(policy, each)
        assert(!deciders.includes(each) && !deciders.includes(undefined))
        assert.equal(
          contradiction !== undefined,
          deciders.some((decider) => decider?.verdict !== each.verdict),
        )
        if (!contradiction) continue
        // What becomes of a symbol may be told by an address.
        const cells = each.symbolSpans.length > 0 ? [0, policy.line.cells] : each.spans
        assert(isIn(contradiction, cells, each.certain))
        assert.equal(deciderIn(policy, contradiction), contradiction.decider)
        assert.notEqual(contradiction.decider.verdict, each.verdict)
      }
    })
    fc.assert(property, proveWith())
  })
})
