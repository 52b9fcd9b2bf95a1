/** What is known of a rule before anybody asks. */
import { describe, expect, it } from 'vitest'
import type { CompiledRule } from '../../src/evaluator/compile.ts'
import { compile, inFileOrder } from '../../src/evaluator/compile.ts'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { accept, anyone, drop, everyTcpPort, from, group, ipv4, list, tcp, variable } from './groups.ts'

describe('a compiled rule', () => {
  const ssh = accept(tcp(22), ipv4)
  const firstOf = (...rules: Parameters<typeof list>) => compile(list(...rules)).rules[0] as CompiledRule

  it.each<[string, Parameters<typeof list>[0], boolean]>([
    ['is for addresses', ssh, true],
    ['is for every address', accept(tcp(22), anyone), true],
    ['is for every address, family by family', accept(tcp(22), from('0.0.0.0/0', '::/0')), true],
    ['is for a set that is only named', accept(tcp(22), group('sg-1')), false],
    [
      'is for addresses and a set',
      accept(tcp(22), { ...from('10.0.0.0/8'), symbols: [{ name: 'sg-1', kind: 'named' }] }),
      false,
    ],
    [
      'is for half of all addresses and a set',
      accept(tcp(22), { ...from('0.0.0.0/1'), symbols: [{ name: 'sg-1', kind: 'named' }] }),
      false,
    ],
    ['has a bound for its services', { ...ssh, services: { certain: tcp(22), possible: everyTcpPort } }, false],
    ['may not exist', { ...ssh, conditions: ['a=1'] }, false],
    ['has no conditions that it might not exist under', { ...ssh, conditions: [] }, true],
    ['is on a plane that is not known', { ...ssh, plane: 'unknown' }, false],
  ])('that %s is settled: %s', (_, rule, isSettled) => {
    expect(firstOf(rule, drop(tcp(80), group('sg-2'))).settled).toBe(isSettled)
  })

  it('may be for any address where a value is not resolved, not where a set is named', () => {
    expect(firstOf(ssh).anyAddress).toBe(false)
    expect(firstOf(accept(tcp(22), group('sg-1'))).anyAddress).toBe(false)
    expect(firstOf(accept(tcp(22), variable('var.a'))).anyAddress).toBe(true)
    const symbols = [...(group('sg-1').symbols ?? []), ...(variable('var.a').symbols ?? [])]
    expect(firstOf(accept(tcp(22), { ranges: [], symbols })).anyAddress).toBe(true)
  })

  it('has its addresses apart from its sets', () => {
    const both = accept(tcp(22), { ...from('10.0.0.0/8', '30.0.0.0/8'), symbols: [{ name: 'sg-1', kind: 'named' }] })
    const { spans, addressSpans, symbolSpans } = firstOf(both)
    expect(addressSpans).toHaveLength(4)
    expect(symbolSpans).toHaveLength(2)
    expect([...addressSpans, ...symbolSpans]).toEqual(spans)
  })

  it('holds one list of spans, where it has addresses only', () => {
    const { spans, addressSpans } = firstOf(ssh, accept(tcp(22), group('sg-1')))
    expect(addressSpans).toBe(spans)
  })
})

it('orders some rules as in the file, whatever their ranks', () => {
  const ranks = [5, 3, 4, 1]
  const rules = list(...ranks.map(() => accept(tcp(22), ipv4))).rules
  const policy: Policy = {
    rules: rules.map((rule, i): PolicyRule => ({
      ...rule,
      rank: { kind: 'between', first: ranks[i] as number, last: 9 },
    })),
  }
  const compiled = compile(policy)
  expect(compiled.rules.map(({ index }) => index)).toEqual([3, 1, 2, 0])
  const some = inFileOrder(compiled, ({ index }) => index !== 1)
  expect(some.rules.map(({ index, turn, earliest, latest }) => [index, turn, earliest, latest])).toEqual([
    [0, 0, 0, 0],
    [2, 1, 1, 1],
    [3, 2, 2, 2],
  ])
  expect(some.ordered).toBe(true)
})
