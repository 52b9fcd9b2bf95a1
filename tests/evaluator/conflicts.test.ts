import { describe, expect, it } from 'vitest'
import type { PolicyRule } from '../../src/evaluator/index.ts'
import { conflicts } from '../../src/evaluator/index.ts'
import { accept, drop, everyTcpPort, from, group, ipv4, ipv6, list, prioritized, tcp, unordered } from './groups.ts'

describe('conflicts by tie', () => {
  it('reports the rule that loses to one of the same priority', () => {
    const policy = prioritized('drop', [1, accept(tcp(22), ipv4)], [1, drop(everyTcpPort, from('10.0.0.0/8'))])
    expect(conflicts(policy)).toEqual([
      {
        rule: 0,
        with: 1,
        kind: 'tie',
        witness: { protocol: 6, port: 22, peer: { family: 4, address: 0x0a000000 } },
      },
    ])
    expect(conflicts({ ...policy, tie: 'accept' })).toMatchObject([{ rule: 1, with: 0 }])
  })

  it('reports each loser once, with the winner that decides its packet', () => {
    const policy = prioritized(
      'drop',
      [1, drop(tcp(80), ipv4)],
      [1, drop(tcp(22), ipv4)],
      [1, accept(tcp(22, 23), ipv4)],
      [1, accept(tcp(22), from('10.0.0.0/8'))],
    )
    expect(conflicts(policy)).toMatchObject([
      { rule: 2, with: 1 },
      { rule: 3, with: 1 },
    ])
  })

  it('keeps levels apart, and what rules of the verdict that loses decide', () => {
    const levels = prioritized(
      'drop',
      [1, drop(tcp(22), ipv4)],
      [1, accept(tcp(22), ipv4)],
      [2, accept(tcp(22), from('10.0.0.0/8'))],
      [2, accept(tcp(443), from('10.0.0.0/8'))],
      [2, accept(tcp(443), ipv4)],
      [2, drop(tcp(80), ipv4)],
      [2, accept(tcp(80), ipv4)],
    )
    expect(conflicts(levels)).toMatchObject([
      { rule: 1, with: 0 },
      { rule: 6, with: 5 },
    ])
  })

  it('is silent about other priorities, other packets and equal verdicts', () => {
    expect(conflicts(prioritized('drop', [1, accept(tcp(22), ipv4)], [2, drop(tcp(22), ipv4)]))).toEqual([])
    expect(conflicts(prioritized('drop', [1, accept(tcp(22), ipv4)], [1, drop(tcp(23), ipv4)]))).toEqual([])
    expect(conflicts(prioritized('drop', [1, accept(tcp(22), ipv4)], [1, drop(tcp(22), ipv6)]))).toEqual([])
    expect(conflicts(prioritized('drop', [1, accept(tcp(22), ipv4)], [1, accept(tcp(22), ipv4)]))).toEqual([])
    expect(conflicts(list(accept(tcp(22), ipv4), drop(tcp(22), ipv4)))).toEqual([])
  })

  it('is silent where rules ahead decide all that the two have in common', () => {
    const tied = [
      [2, accept(tcp(22), ipv4)],
      [2, drop(tcp(22), ipv4)],
    ] as const
    expect(conflicts(prioritized('drop', [1, accept(everyTcpPort, ipv4)], ...tied))).toEqual([])
    expect(conflicts(prioritized('drop', [1, accept(everyTcpPort, from('0.0.0.0/1'))], ...tied))).toMatchObject([
      { rule: 1, with: 2, witness: { peer: { address: 0xcb007105 } } },
    ])
  })

  it('compares sets that are only named with themselves and with everyone', () => {
    const tied = (peers: PolicyRule['peers']) =>
      prioritized('drop', [1, accept(tcp(22), group('sg-1'))], [1, drop(tcp(22), peers)])
    expect(conflicts(tied(group('sg-1')))).toMatchObject([{ rule: 0, witness: { peer: { symbol: 'sg-1' } } }])
    expect(conflicts(tied({ ranges: 'any' }))).toHaveLength(1)
    expect(conflicts(tied(from('::/0', '0.0.0.0/0')))).toHaveLength(1)
    expect(conflicts(tied(from('::/0', '0.0.0.0/1')))).toHaveLength(0)
    expect(conflicts(tied(group('sg-2')))).toEqual([])
    expect(conflicts(tied(ipv4))).toEqual([])
    const covered = tied(group('sg-1'))
    const ahead = [accept('all', ipv4), accept('all', ipv6)].map((rule) => ({
      ...rule,
      rank: { kind: 'at', value: 0 } as const,
    }))
    expect(conflicts({ ...covered, rules: [...ahead, ...covered.rules] })).toEqual([])
  })

  it('takes for an unknown set of services one that nothing ahead of both takes', () => {
    const behind = (possible: PolicyRule['services']['certain']) => {
      const services = { certain: [], possible, identity: 'var.services' }
      const accepting = { ...accept([], ipv4), services }
      const dropping = { ...drop([], ipv4), services }
      return conflicts(prioritized('drop', [1, drop(everyTcpPort, ipv4)], [2, accepting], [2, dropping]))
    }
    expect(behind(tcp(22))).toEqual([])
    expect(behind([...tcp(22), { protocol: 1 }])).toMatchObject([{ rule: 1, with: 2, witness: { protocol: 1 } }])
  })

  it('compares only rules that always exist and whose verdict and rank are known', () => {
    const winner = [1, drop(tcp(22), ipv4)] as const
    expect(conflicts(prioritized('drop', [1, accept(tcp(22), ipv4, { conditions: ['a=1'] })], winner))).toEqual([])
    expect(conflicts(prioritized('drop', [1, { ...accept(tcp(22), ipv4), verdict: undefined }], winner))).toEqual([])
    const both = [1, accept(tcp(22), ipv4)] as const
    expect(
      conflicts(prioritized('drop', [1, { ...accept(tcp(22), ipv4), verdict: undefined }], both, winner)),
    ).toMatchObject([{ rule: 1, with: 2 }])
    const somewhere: PolicyRule = { ...accept(tcp(22), ipv4), rank: { kind: 'between', first: 1, last: 2 } }
    expect(
      conflicts({ tie: 'drop', rules: [somewhere, { ...drop(tcp(22), ipv4), rank: { kind: 'at', value: 1 } }] }),
    ).toEqual([])
  })
})

describe('conflicts by tie, of rules that are not certain', () => {
  const at = (value: number) => ({ kind: 'at', value }) as const

  it('are not hidden by a rule ahead that may not exist', () => {
    const policy = prioritized(
      'drop',
      [1, accept(tcp(22), ipv4, { conditions: ['a'] })],
      [2, accept(tcp(22), ipv4)],
      [2, drop(tcp(22), ipv4)],
    )
    expect(conflicts(policy)).toMatchObject([{ rule: 1, with: 2, kind: 'tie' }])
  })

  it('are none where no verdict wins ties, or where ranks are only known to lie between two values', () => {
    const [one, other] = list(accept(tcp(22), ipv4), drop(tcp(22), ipv4)).rules as [PolicyRule, PolicyRule]
    const first = { ...one, rank: at(1) }
    const second = { ...other, rank: at(1) }
    expect(conflicts({ rules: [first, second] })).toEqual([])
    expect(conflicts({ rules: [second, first] })).toEqual([])
    const rank = { kind: 'between', first: 1, last: 2 } as const
    expect(
      conflicts({
        tie: 'drop',
        rules: [
          { ...one, rank },
          { ...other, rank },
        ],
      }),
    ).toEqual([])
  })
})

describe('conflicts by undefined order', () => {
  it('reports the later of two opposite rules that nothing puts in an order', () => {
    const policy = unordered(drop(tcp(22), from('10.0.0.0/8')), accept(tcp(1, 100), ipv4))
    expect(conflicts(policy)).toEqual([
      {
        rule: 1,
        with: 0,
        kind: 'undefined',
        witness: { protocol: 6, port: 22, peer: { family: 4, address: 0x0a000000 } },
      },
    ])
  })

  it('names the first rule in the file that it meets, and reports each rule once', () => {
    const policy = unordered(drop(tcp(80), ipv4), drop(tcp(22), ipv4), accept(tcp(22), ipv4), accept(tcp(22, 80), ipv4))
    expect(conflicts(policy)).toMatchObject([
      { rule: 2, with: 1 },
      { rule: 3, with: 1 },
    ])
    const [ten, twenty] = [from('10.0.0.0/8'), from('20.0.0.0/8')]
    const elsewhere = unordered(drop(tcp(22), ten), drop(tcp(22), twenty), accept(tcp(22), twenty))
    expect(conflicts(elsewhere)).toMatchObject([{ rule: 2, with: 1 }])
  })

  it('goes by the file, not by the ranks of the rules that it meets', () => {
    const at = (value: number): PolicyRule => ({ ...accept(tcp(22), ipv4), rank: { kind: 'at', value } })
    const open: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'undefined' } }
    expect(conflicts({ rules: [at(9), at(1), open] })).toMatchObject([{ rule: 2, with: 0 }])
  })

  it('keeps a rule that has met another for those that it meets next, where there are many services', () => {
    const ports = Array.from({ length: 600 }, (_, i) => 10 * (i + 1))
    const narrow = ports.map((port) => drop(tcp(port), ipv4))
    for (const met of [drop(tcp(1), ipv4), drop(everyTcpPort, ipv4)]) {
      const policy = unordered(met, accept(everyTcpPort, ipv4), ...narrow)
      expect(conflicts(policy).map(({ rule, with: other }) => [rule, other])).toEqual([
        [1, 0],
        ...ports.map((_, i) => [i + 2, 1]),
      ])
    }
  })

  it('keeps a rule without order that one with a rank covers: rules with ranks meet no other', () => {
    const at = (value: number, rule: Omit<PolicyRule, 'rank'>): PolicyRule => ({ ...rule, rank: { kind: 'at', value } })
    const open = unordered(accept(tcp(1), ipv4), drop(everyTcpPort, ipv4)).rules as [PolicyRule, PolicyRule]
    const ports = Array.from({ length: 600 }, (_, i) => 10 * (i + 1))
    const narrow = ports.map((port) => at(2, accept(tcp(port), ipv4)))
    const found = conflicts({ rules: [open[0], at(1, drop(everyTcpPort, ipv4)), open[1], ...narrow] })
    expect(found.map(({ rule, with: other }) => [rule, other])).toEqual([
      [1, 0],
      [2, 0],
      ...ports.map((_, i) => [i + 3, 2]),
    ])
  })

  it('tells the packet of the lowest port, however many services there are', () => {
    const ports = Array.from({ length: 100 }, (_, i) => 10 * (i + 1))
    const policy = unordered(...ports.map((port) => drop(tcp(port), ipv4)), accept(everyTcpPort, ipv4))
    expect(conflicts(policy)).toMatchObject([{ rule: 100, with: 0, witness: { port: 10 } }])
  })

  it('counts a rule without an order against rules that have one, not those against each other', () => {
    const ordered = list(accept(tcp(22), ipv4), drop(tcp(22), ipv4))
    const open: PolicyRule = { ...accept(tcp(22), from('10.0.0.0/8')), rank: { kind: 'undefined' } }
    expect(conflicts({ ...ordered, rules: [...ordered.rules, open] })).toMatchObject([{ rule: 2, with: 1 }])
    expect(conflicts({ ...ordered, rules: [open, ...ordered.rules] })).toMatchObject([{ rule: 2, with: 0 }])
  })

  it('is silent about packets that they do not share, and equal verdicts', () => {
    expect(conflicts(unordered(drop(tcp(22), ipv4), accept(tcp(23), ipv4)))).toEqual([])
    expect(conflicts(unordered(accept(tcp(22), ipv4), accept(tcp(22), ipv4)))).toEqual([])
    expect(conflicts(unordered(drop(tcp(22), ipv4), accept(tcp(22), ipv4, { conditions: ['a=1'] })))).toEqual([])
    expect(conflicts(unordered(drop(tcp(22), ipv4), { ...accept(tcp(22), ipv4), verdict: undefined }))).toEqual([])
  })

  it('keeps to the tie where a rule has both', () => {
    const open: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'undefined' } }
    const tied = prioritized('drop', [1, drop(tcp(22), ipv4)], [1, accept(tcp(22), ipv4)])
    expect(conflicts({ ...tied, rules: [open, ...tied.rules] })).toMatchObject([{ rule: 2, with: 1, kind: 'tie' }])
  })
})
