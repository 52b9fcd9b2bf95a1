import { describe, expect, it } from 'vitest'
import type { Policy } from '../../src/evaluator/index.ts'
import { redundant, restatedBy } from '../../src/evaluator/index.ts'
import { accept, anyone, drop, everyTcpPort, from, group, ipv4, ipv6, list, prioritized, tcp, udp } from './groups.ts'

function holders(policy: Policy, options = {}): Record<number, readonly number[]> {
  return Object.fromEntries(restatedBy(policy, redundant(policy, options)))
}

describe('restatedBy', () => {
  it('names the rule that stays and matches the same, ahead or behind', () => {
    expect(holders(list(accept(tcp(22), ipv4), accept(tcp(22), from('10.0.0.0/8'))))).toEqual({ 1: [0] })
    expect(holders(list(drop(tcp(22), from('10.0.0.0/8')), drop(everyTcpPort, ipv4)))).toEqual({ 0: [1] })
    expect(holders(list(accept(tcp(22), group('a')), accept(tcp(22), group('a'))))).toEqual({ 1: [0] })
    expect(holders(list(accept(tcp(22), ipv4)))).toEqual({})
  })

  it('names several that only match it together, and none that goes as well', () => {
    const halves = [accept(tcp(22), from('0.0.0.0/1')), accept(everyTcpPort, from('128.0.0.0/1'))]
    expect(holders(list(...halves, accept(tcp(22), ipv4)))).toEqual({ 2: [0, 1] })
    const inside = [accept(tcp(22), from('10.1.0.0/16')), accept(tcp(22), from('10.0.0.0/8'))]
    expect(holders(list(...inside, accept(tcp(22), ipv4)))).toEqual({ 0: [2], 1: [2] })
  })

  it('names those that match what a rule decides, where rules of the other verdict take the rest', () => {
    const policy = list(
      accept('all', from('64.0.0.0/2')),
      drop(everyTcpPort, from('0.0.0.0/2')),
      accept(everyTcpPort, from('0.0.0.0/1', '::/0')),
      drop('all', anyone),
      accept('all', ipv6),
    )
    const inTurn = [0, 1, 2, 4, 3].map((index) => ({ ...policy.rules[index], rank: { kind: 'at', value: index } }))
    const ordered = list(...(inTurn as typeof policy.rules))
    expect(holders(ordered)).toEqual({ 1: [4], 2: [0, 3] })
  })

  it('names them by ascending index, in whatever order they are asked', () => {
    const halves = [accept(tcp(22), from('0.0.0.0/1')), accept(everyTcpPort, from('128.0.0.0/1'))] as const
    const priority = (first: number, second: number) =>
      prioritized('drop', [first, halves[0]], [second, halves[1]], [3, accept(tcp(22), ipv4)])
    expect(holders(priority(1, 2))).toEqual({ 2: [0, 1] })
    expect(holders(priority(2, 1))).toEqual({ 2: [0, 1] })
  })

  it('names no rule of the other verdict, nor one that is shadowed', () => {
    const policy = list(
      drop(tcp(22), from('10.0.0.0/8')),
      accept(tcp(22), from('10.0.0.0/9')),
      accept(tcp(22), from('10.0.0.0/7')),
      drop(tcp(23), ipv4),
      accept(tcp(22, 23), ipv4),
    )
    expect(holders(policy)).toEqual({ 2: [4] })
  })

  it('takes no rule that is asked about for one that stays', () => {
    const policy = list(
      drop(tcp(22), from('10.0.0.0/8')),
      accept(tcp(22), from('10.0.0.0/7')),
      accept(tcp(22), from('10.0.0.0/6')),
      drop(udp(1), ipv4),
      accept(everyTcpPort, ipv4),
    )
    expect(holders(policy)).toEqual({ 1: [4], 2: [4] })
  })

  it('leaves out what only the default restates', () => {
    const policy = list(accept(tcp(22), ipv4), drop(tcp(80), ipv4))
    expect(redundant(policy, { restatedDefault: true })).toEqual([1])
    expect(holders(policy, { restatedDefault: true })).toEqual({})
  })
})
