import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompiledPolicy, CompiledRule } from '../../src/evaluator/compile.ts'
import { compile } from '../../src/evaluator/compile.ts'
import type { PolicyRule } from '../../src/evaluator/index.ts'
import { boxesOf } from '../../src/evaluator/place.ts'
import { meetsRun } from '../../src/evaluator/spans.ts'
import { meetingAny } from '../../src/evaluator/unopposed.ts'
import { accept, anyone, drop, from, group, ipv4, list, tcp, udp, variable } from './groups.ts'
import { proveWith } from './runs.ts'
import { looksOf } from './work.ts'

/** The services of a rule that may be any of TCP. Two rules may share it and still match different packets. */
const shared = { certain: [], possible: tcp(1, 20), identity: 'var.ports' }
const services: fc.Arbitrary<PolicyRule['services']> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(3)).map(([port, more]) => ({ certain: tcp(port, port + more) })),
  fc.constantFrom({ certain: udp(1) }, { certain: [...tcp(3), ...udp(2)] }, shared),
)
const peers = fc.oneof(
  fc.nat(9).map((last) => from(`10.0.0.${String(last)}/32`)),
  fc.constantFrom(from('10.0.0.0/8'), ipv4, anyone, group('a'), variable('x'), { ranges: [] }),
)
const rule = fc
  .record({ verdict: fc.constantFrom(accept, drop), peers, services })
  .map(({ verdict, peers: of, services: some }): PolicyRule => ({
    ...verdict([], of),
    services: some,
    rank: { kind: 'undefined' },
  }))
const policies = fc
  .array(rule, { minLength: 1, maxLength: 12, size: 'max' })
  .map((rules) => compile({ rules, defaultVerdict: 'drop' }))

function halvesOf({ rules }: CompiledPolicy) {
  const isEven = ({ index }: CompiledRule) => index % 2 === 0
  return { rules: rules.filter(isEven), others: rules.filter((each) => !isEven(each)) }
}

describe('rules that meet any of others', () => {
  it('are those that have a packet in common with one of them', () => {
    const property = fc.property(policies, (policy) => {
      const { line, services: sets } = policy
      const { rules, others } = halvesOf(policy)
      // A symbol may hold any address.
      const cellsOf = ({ symbolSpans, spans }: CompiledRule) => (symbolSpans.length > 0 ? [0, line.cells] : spans)
      const boxes = (of: CompiledRule) =>
        boxesOf(cellsOf(of), of.possible)
          .map((box) => ({ ...box, end: Math.min(box.end, sets.lineBits) }))
          .filter(({ first, end }) => first < end)
      const meet = (a: CompiledRule, b: CompiledRule) =>
        boxes(a).some((box) =>
          boxes(b).some(
            (other) =>
              meetsRun([other.from, other.to], box.from, box.to) &&
              meetsRun([other.first, other.end], box.first, box.end),
          ),
        )
      assert.deepEqual(
        new Set([...meetingAny(rules, others, policy)].map(({ index }) => index)),
        new Set(rules.filter((each) => others.some((other) => meet(each, other))).map(({ index }) => index)),
      )
    })
    fc.assert(property, proveWith(0.3))
  })

  it('are not those whose services begin where those of others for any address end', () => {
    const policy = compile(
      list(drop(tcp(10, 19), anyone), accept(tcp(20), ipv4), accept(tcp(9), ipv4), accept(tcp(19), ipv4)),
    )
    const [wide, ...rules] = policy.rules as [CompiledRule, ...CompiledRule[]]
    expect([...meetingAny(rules, [wide], policy)]).toEqual([rules[2]])
  })

  it('need no look at addresses where the others may have any', () => {
    const narrow = Array.from({ length: 50 }, (_, i) => accept(tcp(10 * i + 1), from('10.0.0.0/8')))
    const wide = Array.from({ length: 50 }, (_, i) => drop(tcp(10 * i + 1), i % 2 ? ipv4 : variable('x')))
    const policy = compile(list(...narrow, ...wide, drop(tcp(1, 65535), anyone)))
    const rules = policy.rules.slice(0, 50)
    const others = policy.rules.slice(50)
    expect(looksOf(() => meetingAny(rules, others, policy))).toBe(0)
    expect(meetingAny(rules, others, policy).size).toBe(50)
    // Of these one half have any address, as a variable may, and the others only those of IPv4.
    const some = others.slice(0, -1)
    expect(looksOf(() => meetingAny(rules, some, policy))).toBe(25 + 25)
    expect(meetingAny(rules, some, policy).size).toBe(50)
  })
})
