import { describe, expect, it, vi } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { redundant, shadowed } from '../../src/evaluator/index.ts'
import { Leftover } from '../../src/evaluator/leftover.ts'
import {
  accept,
  anyone,
  drop,
  everyTcpPort,
  from,
  group,
  icmp,
  icmpv6,
  ipv4,
  ipv6,
  list,
  prioritized,
  tcp,
  udp,
  unordered,
  variable,
} from './groups.ts'

const indices = (policy: Policy) => shadowed(policy).map(({ rule }) => rule)

describe('shadowed', () => {
  it('names the reject rule at the end of a group that accepts everything', () => {
    expect(shadowed(list(accept('all', ipv4), drop('all', ipv4)))).toEqual([
      {
        rule: 1,
        blockers: [0],
        decidedBy: 0,
        witness: { protocol: 6, port: 22, peer: { family: 4, address: 0xcb007105 } },
      },
    ])
  })

  it('tells rules in file order, whatever order they are asked in', () => {
    const policy = prioritized('drop', [3, drop(tcp(22), ipv4)], [2, drop(tcp(443), ipv4)], [1, accept('all', ipv4)])
    expect(indices(policy)).toEqual([0, 1])
  })

  it('is found once: several rules ask for it', () => {
    const policy = list(accept('all', ipv4), drop('all', ipv4))
    expect(shadowed(policy)).toBe(shadowed(policy))
  })

  it('leaves a rule alone that decides something', () => {
    expect(shadowed(list(accept(tcp(22), ipv4), drop(tcp(22, 23), ipv4)))).toEqual([])
    expect(shadowed(list(accept(tcp(22), from('10.0.0.0/8')), drop(tcp(22), ipv4)))).toEqual([])
  })

  it('leaves a rule alone that only rules of its own verdict cover: that is redundant', () => {
    expect(shadowed(list(accept('all', ipv4), accept(tcp(22), ipv4)))).toEqual([])
  })

  it('adds up what rules ahead cover: two halves of all addresses', () => {
    const [found] = shadowed(
      list(accept('all', from('0.0.0.0/1')), accept('all', from('128.0.0.0/1')), drop(tcp(22), ipv4)),
    )
    expect(found).toMatchObject({ rule: 2, blockers: [0, 1] })
  })

  it('adds up ports, and takes no more blockers than it needs', () => {
    const [found] = shadowed(
      list(
        accept(tcp(1, 100), ipv4),
        accept(tcp(50, 150), ipv4),
        accept(tcp(101, 65535), ipv4),
        drop(everyTcpPort, from('10.0.0.0/8')),
      ),
    )
    expect(found).toMatchObject({ rule: 3, blockers: [0, 2] })
  })

  it('keeps a blocker of the other verdict in the set, whatever the others cover', () => {
    const [found] = shadowed(
      list(drop(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4), accept(tcp(22), from('10.1.0.0/16'))),
    )
    expect(found).toMatchObject({ rule: 2, blockers: [0], decidedBy: 0 })
  })

  it('takes a mixed set where it needs one, and a witness that the other verdict decides', () => {
    const [found] = shadowed(
      list(accept(tcp(1, 100), ipv4), drop(tcp(101, 200), ipv4), accept(tcp(90, 150), from('192.0.2.0/24'))),
    )
    expect(found).toMatchObject({ rule: 2, blockers: [0, 1], decidedBy: 1, witness: { protocol: 6, port: 101 } })
  })

  it('keeps families, protocols and ICMP versions apart', () => {
    expect(shadowed(list(accept('all', ipv4), drop('all', ipv6)))).toEqual([])
    expect(shadowed(list(accept(everyTcpPort, ipv4), drop(udp(22), ipv4)))).toEqual([])
    expect(shadowed(list(accept(icmp, ipv6), drop(icmpv6, ipv6)))).toEqual([])
    expect(shadowed(list(accept('all', anyone), drop(icmpv6, ipv6)))).toHaveLength(1)
  })

  it('covers "all" with "all" only: there are protocols that nobody names', () => {
    const named = [...everyTcpPort, { protocol: 17 }, ...icmp, ...icmpv6, { protocol: 47 }]
    expect(indices(list(accept(named, ipv4), drop('all', ipv4)))).toEqual([])
  })

  it('keeps planes apart, and a rule without one on both', () => {
    const onInternet = accept('all', ipv4, { plane: 'internet' })
    const onIntranet = accept('all', ipv4, { plane: 'intranet' })
    expect(indices(list(onInternet, drop('all', ipv4, { plane: 'intranet' })))).toEqual([])
    expect(indices(list(onInternet, drop('all', ipv4)))).toEqual([])
    expect(shadowed(list(onInternet, onIntranet, drop('all', ipv4)))).toMatchObject([
      { rule: 2, blockers: [0, 1], witness: { plane: 'internet' } },
    ])
  })

  it('goes by rank, not by the place in the list', () => {
    const policy = prioritized('drop', [10, drop(tcp(22), from('10.0.0.0/8'))], [1, accept(tcp(22), ipv4)])
    expect(shadowed(policy)).toMatchObject([{ rule: 0, blockers: [1] }])
  })

  it('lets the verdict that wins ties come first', () => {
    const tied = [
      [1, accept(tcp(22), ipv4)],
      [1, drop(tcp(22), ipv4)],
    ] as const
    expect(shadowed(prioritized('drop', ...tied))).toMatchObject([{ rule: 0, blockers: [1] }])
    expect(shadowed(prioritized('accept', ...tied))).toMatchObject([{ rule: 1, blockers: [0] }])
  })

  it('takes file order where neither rank nor verdict tells, and where no verdict wins', () => {
    const { tie: _, ...untied } = prioritized('drop', [1, accept(tcp(22), ipv4)], [1, drop(tcp(22), ipv4)])
    expect(shadowed(untied)).toMatchObject([{ rule: 1, blockers: [0] }])
  })

  it('finds nothing without an order', () => {
    expect(shadowed(unordered(accept('all', ipv4), drop(tcp(22), ipv4)))).toEqual([])
  })

  it('ignores rules that match nothing', () => {
    expect(shadowed(list(accept('all', anyone), drop([], ipv4), drop('all', { ranges: [] })))).toEqual([])
  })

  it('does not prune a long list of blockers, but still covers the rule', () => {
    const rules = Array.from({ length: 40 }, (_, i) => accept(tcp(1 + 1000 * i, 1000 * (i + 1)), ipv4))
    const [found] = shadowed(list(...rules, drop(tcp(1, 40_000), ipv4)))
    expect(found?.blockers).toEqual(rules.map((_, i) => i))
  })

  it('spares the documentation address for another when the rule does not hold it', () => {
    const witnessOf = (cidr: string) => shadowed(list(accept('all', anyone), drop(udp(53), from(cidr))))[0]?.witness
    expect(witnessOf('10.1.2.0/24')).toEqual({ protocol: 17, port: 53, peer: { family: 4, address: 0x0a010200 } })
    expect(witnessOf('2001:db8::/32')).toMatchObject({
      peer: { family: 6, address: 0x20010db8_00000000_00000000_00000005n },
    })
    expect(witnessOf('fd00::/8')).toMatchObject({ peer: { family: 6, address: 0xfd00n << 112n } })
  })

  it('gives a witness a protocol that nobody names where only such are left', () => {
    const policy = list(accept([...everyTcpPort, { protocol: 17 }], ipv4), drop('all', ipv4), accept('all', ipv4))
    expect(shadowed(policy)).toMatchObject([{ rule: 2, witness: { protocol: 254 } }])
    expect(shadowed(policy)[0]?.witness).not.toHaveProperty('port')
  })
})

describe('shadowed, with sets of addresses that are only named', () => {
  it('takes a set as equal to itself only', () => {
    expect(shadowed(list(drop(tcp(22), group('sg-1')), accept(tcp(22), group('sg-1'))))).toMatchObject([
      { rule: 1, blockers: [0], witness: { peer: { symbol: 'sg-1' } } },
    ])
    expect(indices(list(drop(tcp(22), group('sg-1')), accept(tcp(22), group('sg-2'))))).toEqual([])
    expect(indices(list(drop(tcp(22), variable('var.a')), accept(tcp(22), variable('var.a'))))).toEqual([1])
  })

  it('covers a set with every address of both families, and with nothing less', () => {
    expect(indices(list(drop(tcp(22), ipv4), accept(tcp(22), group('sg-1'))))).toEqual([])
    expect(shadowed(list(drop(tcp(22), ipv4), drop(tcp(22), ipv6), accept(tcp(22), group('sg-1'))))).toMatchObject([
      { rule: 2, blockers: [0, 1] },
    ])
    expect(indices(list(drop(tcp(22), anyone), accept(tcp(22), group('sg-1'))))).toEqual([1])
  })

  it('never covers addresses with a set', () => {
    expect(indices(list(drop(tcp(22), group('sg-1')), accept(tcp(22), from('10.0.0.0/8'))))).toEqual([])
  })

  it('covers a set by name for some ports and by all addresses for the others', () => {
    const policy = list(
      drop(tcp(22), group('sg-1')),
      drop(tcp(80), ipv4),
      drop(tcp(80), ipv6),
      accept([...tcp(22), ...tcp(80)], group('sg-1')),
    )
    expect(shadowed(policy)).toMatchObject([{ rule: 3, blockers: [0, 1, 2] }])
  })

  it('takes no verdict on addresses for a service that a rule ahead decides for the set by name', () => {
    const policy = list(
      drop(tcp(22), group('sg-1')),
      accept(tcp(22), from('0.0.0.0/1')),
      drop('all', ipv4),
      drop('all', ipv6),
      drop('all', group('sg-1')),
    )
    expect(indices(policy)).toEqual([])
    expect(redundant(policy)).toContain(4)
  })

  it('takes no verdict from a rule that decides nothing of the set', () => {
    const policy = list(
      accept(tcp(22), ipv4),
      accept(tcp(22), ipv6),
      drop(tcp(22), anyone),
      accept(tcp(22), group('sg-1')),
    )
    expect(indices(policy)).toEqual([2])
  })
})

describe('blockers of a set of addresses that is only named', () => {
  const blockersOf = (policy: Policy) => shadowed(policy).map(({ rule, blockers }) => [rule, ...blockers])
  const [both4, both6] = [drop(tcp(22), ipv4), drop(tcp(22), ipv6)]
  const asked = accept(tcp(22), group('a'))

  it('are not the rules that name it but may not exist', () => {
    const maybe = drop(tcp(22), group('a'), { conditions: ['x'] })
    expect(blockersOf(list(maybe, both4, both6, asked))).toEqual([[3, 1, 2]])
    expect(blockersOf(list(both4, both6, { ...asked, conditions: ['x'] }))).toEqual([[2, 0, 1]])
  })

  it('are not the rules that name another one', () => {
    expect(blockersOf(list(drop(tcp(22), group('b')), both4, both6, asked))).toEqual([[3, 1, 2]])
  })

  it('are rules for everyone beside those that name it', () => {
    const wide = accept(tcp(1, 200), group('a'))
    expect(blockersOf(list(drop(tcp(1, 100), anyone), drop(tcp(101, 200), group('a')), wide))).toEqual([[2, 0, 1]])
  })

  it('are found behind rules that may be ahead of them, but need not be ahead of the dead rule', () => {
    const wide = accept(tcp(1, 200), group('a'))
    const { rules } = list(
      drop(tcp(300), group('a')),
      drop(tcp(1, 100), group('a')),
      drop(tcp(101, 200), group('a')),
      wide,
    )
    const [anywhere, ...others] = rules as [PolicyRule, ...PolicyRule[]]
    const rank = { kind: 'between', first: 0, last: 10 } as const
    expect(blockersOf({ rules: [{ ...anywhere, rank }, ...others] })).toEqual([[3, 1, 2]])
  })
})

describe('shadowed, with unknown parts', () => {
  const unknownPorts: PolicyRule['services'] = { certain: [], possible: everyTcpPort }

  it('covers all that a rule may match, and with no more than rules certainly match', () => {
    const open = { ...accept([], ipv4), services: unknownPorts }
    expect(indices(list(drop(everyTcpPort, ipv4), open))).toEqual([1])
    expect(indices(list(drop(tcp(1, 1023), ipv4), open))).toEqual([])
    expect(indices(list({ ...open, verdict: 'drop' }, accept(tcp(22), ipv4)))).toEqual([])
  })

  it('takes an unknown set of services as equal to itself', () => {
    const services = { ...unknownPorts, identity: 'var.port' }
    const policy = list({ ...drop([], ipv4), services }, { ...accept([], from('10.0.0.0/8')), services })
    expect(shadowed(policy)).toMatchObject([{ rule: 1, blockers: [0], witness: { protocol: 6, port: 22 } }])
    const other = { ...services, identity: 'var.other' }
    expect(indices(list({ ...drop([], ipv4), services }, { ...accept([], ipv4), services: other }))).toEqual([])
  })

  it('covers an unknown set with all that it may be, whether or not other rules have the same', () => {
    const services = { ...unknownPorts, identity: 'var.port' }
    const open = { ...accept([], from('10.0.0.0/8')), services }
    const halves = [drop(tcp(1, 1023), ipv4), drop(tcp(1024, 65535), ipv4)]
    expect(indices(list(...halves, open))).toEqual([2])
    expect(indices(list(...halves, open, { ...open, peers: ipv6 }))).toEqual([2])
  })

  it('takes as the witness of an unknown set what nothing ahead of the decider takes', () => {
    const services = { ...unknownPorts, identity: 'var.port' }
    const open = { ...drop([], ipv4), services }
    const port = { protocol: 6, port: 1 }
    expect(shadowed(list(drop(tcp(22), ipv4), accept('all', ipv4), open, open))).toMatchObject([
      { rule: 2, decidedBy: 1, witness: port },
      { rule: 3, decidedBy: 1, witness: port },
    ])
    const twin = { ...accept([], ipv4), services }
    const policy = list(drop(tcp(22, 65535), ipv4), twin, open)
    expect(shadowed(policy)).toMatchObject([{ rule: 2, decidedBy: 1, witness: port }])
  })

  it('is silent about an unknown set that a rule of its verdict with the same set takes, whatever else covers both', () => {
    const open = { ...accept([], ipv4), services: { ...unknownPorts, identity: 'var.port' } }
    const policy = list(open, drop('all', ipv4), open)
    expect(indices(policy)).toEqual([])
    expect(redundant(policy)).toEqual([2])
  })

  it('is silent about an unknown set where rules of its verdict take all that it may be', () => {
    const open = { ...drop([], ipv4), services: { ...unknownPorts, identity: 'var.port' } }
    const policy = list(drop(tcp(1, 1023), ipv4), drop(tcp(1024, 65535), ipv4), accept('all', ipv4), open, open)
    expect(indices(policy)).toEqual([])
    expect(redundant(policy)).toEqual([3, 4])
  })

  it('needs both planes where the plane is unknown', () => {
    const open = accept(tcp(22), ipv4, { plane: 'unknown' })
    expect(indices(list(drop(tcp(22), ipv4, { plane: 'internet' }), open))).toEqual([])
    expect(indices(list(drop(tcp(22), ipv4), open))).toEqual([1])
    expect(indices(list({ ...open, verdict: 'drop' }, accept(tcp(22), ipv4, { plane: 'internet' })))).toEqual([])
  })

  it('covers with a rule of unknown verdict, but neither blames nor reports it', () => {
    const unknown = { ...accept(everyTcpPort, from('0.0.0.0/1')), verdict: undefined }
    const half = drop(everyTcpPort, from('128.0.0.0/1'))
    expect(shadowed(list(unknown, half, accept(tcp(22), ipv4)))).toMatchObject([
      { rule: 2, blockers: [0, 1], decidedBy: 1 },
    ])
    expect(indices(list(drop(everyTcpPort, ipv4), unknown))).toEqual([])
  })

  it('lets a rule of unknown rank cover what comes after its last, and be covered before its first', () => {
    const drops: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'between', first: 1, last: 3 } }
    const accepts = (value: number): PolicyRule => ({ ...accept(tcp(22), ipv4), rank: { kind: 'at', value } })
    expect(indices({ rules: [drops, accepts(2)] })).toEqual([])
    expect(indices({ rules: [drops, accepts(4)] })).toEqual([1])
    expect(indices({ rules: [accepts(0), drops] })).toEqual([1])
    expect(indices({ tie: 'drop', rules: [drops, accepts(3)] })).toEqual([1])
    expect(indices({ tie: 'accept', rules: [drops, accepts(3)] })).toEqual([])
  })

  it('copes with ranks of any size', () => {
    const between: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'between', first: -1e308, last: 1e308 } }
    const last: PolicyRule = { ...accept(tcp(22), ipv4), rank: { kind: 'at', value: Infinity } }
    expect(indices({ rules: [between, last] })).toEqual([1])
  })
})

describe('shadowed, under conditions', () => {
  const conditions = ['count=1']

  it('covers nothing with a rule that may not exist, and reports one that is dead if it does', () => {
    expect(indices(list(drop('all', ipv4, { conditions }), accept(tcp(22), ipv4)))).toEqual([])
    expect(indices(list(drop('all', ipv4), accept(tcp(22), ipv4, { conditions })))).toEqual([1])
  })

  it('judges rules together that exist together', () => {
    const policy = list(drop(tcp(22), ipv4, { conditions }), accept(tcp(22), ipv4, { conditions }))
    expect(shadowed(policy)).toMatchObject([{ rule: 1, blockers: [0], decidedBy: 0 }])
  })

  it('counts the rules whose conditions are a part of those of the rule', () => {
    const both = ['a=1', 'b=1']
    expect(
      indices(list(drop(tcp(22), ipv4, { conditions: ['a=1'] }), accept(tcp(22), ipv4, { conditions: both }))),
    ).toEqual([1])
    expect(
      indices(list(drop(tcp(22), ipv4, { conditions: both }), accept(tcp(22), ipv4, { conditions: ['a=1'] }))),
    ).toEqual([])
  })

  it('keeps the branches of one condition apart', () => {
    const policy = list(
      drop(tcp(22), ipv4, { conditions: ['strict=true'] }),
      accept(tcp(22), ipv4, { conditions: ['strict=false'] }),
    )
    expect(indices(policy)).toEqual([])
  })

  it('keeps conditions without a branch apart, and does not take them to exclude each other', () => {
    const policy = list(
      drop(tcp(22), ipv4, { conditions: ['a'] }),
      accept(tcp(22), ipv4, { conditions: ['a', 'b'] }),
      accept(tcp(22), ipv4, { conditions: ['b'] }),
    )
    expect(indices(policy)).toEqual([1])
  })

  it('judges all the rules of one condition, in whatever order their conditions are named', () => {
    const both = { conditions: ['a=1', 'b'] }
    const turned = { conditions: ['b', 'a=1'] }
    const policy = list(drop(tcp(22), ipv4, both), accept(tcp(22), ipv4, turned), accept(tcp(80), ipv4, both))
    expect(indices(policy)).toEqual([1])
  })

  it('says nothing of a rule that never exists', () => {
    const policy = list(drop('all', ipv4), accept(tcp(22), ipv4, { conditions: ['a=1', 'a=2'] }), accept(tcp(80), ipv4))
    expect(indices(policy)).toEqual([2])
  })
})

describe('blockers', () => {
  const [first, second, third, fourth] = ['10.0.0.0/10', '10.64.0.0/10', '10.128.0.0/10', '10.192.0.0/10'] as const

  it('are kept whose place others cover, but not all that they stand for', () => {
    const ahead = [
      drop(tcp(22), from(first)),
      accept(tcp(22), from(second, third)),
      accept(tcp(22), from(second, fourth)),
    ]
    expect(shadowed(list(...ahead, accept(tcp(22), from('10.0.0.0/8'))))).toMatchObject([
      { rule: 3, blockers: [0, 1, 2], decidedBy: 0 },
    ])
  })

  it('begin with the one that decides the witness, though others behind it cover its share', () => {
    const ahead = [drop(tcp(22), from(first)), accept(tcp(22), from(first, second))]
    expect(shadowed(list(...ahead, accept(tcp(22), from(first, second))))).toMatchObject([
      { rule: 2, blockers: [0, 1], decidedBy: 0 },
    ])
  })

  it('cost no cut where one rule decides all, and one each where no two have a place in common', () => {
    const cuts = (policy: Policy) => {
      const cut = vi.spyOn(Leftover.prototype, 'takeBox')
      try {
        return shadowed(policy).map(({ blockers }) => [blockers.length, cut.mock.calls.length])
      } finally {
        cut.mockRestore()
      }
    }
    expect(cuts(list(drop('all', ipv4), accept(tcp(22), ipv4)))).toEqual([[1, 0]])
    const apart = Array.from({ length: 20 }, (_, i) => drop(tcp(1 + i), ipv4))
    expect(cuts(list(...apart, accept(tcp(1, 20), ipv4)))).toEqual([[20, 20]])
  })

  it('are not the rules that name the set before it, though all addresses are decided ahead', () => {
    const [one, other] = [group('sg-1'), group('sg-2')]
    const ahead = [drop(tcp(22), ipv4), drop(tcp(22), ipv6), accept(tcp(22), one), drop(tcp(22), other)]
    expect(shadowed(list(...ahead, accept(tcp(22), other))).at(-1)).toMatchObject({
      rule: 4,
      blockers: [0, 3],
      decidedBy: 0,
    })
  })

  it('leave out what the others make needless, of up to 24', () => {
    const twoRanges = [
      { first: 1, last: 4 },
      { first: 21, last: 30 },
    ]
    const blockers = (count: number) => {
      const covering = [
        accept(tcp(1, 10), ipv4),
        accept(tcp(5, 20), ipv4),
        accept([{ protocol: 6, ports: twoRanges }], ipv4),
        ...Array.from({ length: count - 3 }, (_, i) => drop(tcp(31 + i), ipv4)),
      ]
      return shadowed(list(...covering, accept(tcp(1, 27 + count), ipv4)))[0]?.blockers
    }
    const all = Array.from({ length: 25 }, (_, i) => i)
    expect(blockers(24)).toEqual(all.slice(1, 24))
    expect(blockers(25)).toEqual(all)
  })

  it('name who names a set, though all addresses are decided ahead', () => {
    const policy = list(drop('all', ipv4), drop('all', ipv6), drop('all', group('a')), accept('all', group('a')))
    expect(shadowed(policy)).toMatchObject([{ rule: 3, blockers: [0, 2], decidedBy: 0 }])
  })

  it('decide a service of an unknown set that nothing ahead of them takes', () => {
    const unknown = { ...drop([], ipv4), services: { certain: [], possible: tcp(22, 23), identity: 'var.port' } }
    const policy = list(accept(tcp(22), ipv4), unknown, { ...unknown, verdict: 'accept' })
    expect(shadowed(policy)).toMatchObject([{ rule: 2, blockers: [1], witness: { port: 23 } }])
  })
})
