import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import {
  acceptedServices,
  exposedAmong,
  exposures,
  namedServices,
  opensEveryPort,
  unionOf,
} from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  drop,
  everyTcpPort,
  from,
  group,
  icmp,
  ipv4,
  ipv6,
  list,
  tcp,
  udp,
  variable,
} from './groups.ts'

const everyUdpPort = [{ protocol: 17 }]

describe('acceptedServices', () => {
  const accepted = (policy: Policy) => acceptedServices(policy).map(({ rule, services }) => [rule, services])
  const smtp = { protocol: 6, ports: [{ first: 25, last: 25 }] }

  it('lists what a rule, or one ahead of it, may accept of its packets, public or not', () => {
    expect(accepted(list(accept(tcp(25), from('10.0.0.0/8')), drop('all', ipv4)))).toEqual([[0, [smtp]]])
    expect(accepted(list(accept(tcp(25), ipv4), accept(tcp(25), from('10.0.0.0/8'))))).toEqual([
      [0, [smtp]],
      [1, [smtp]],
    ])
  })

  it('leaves out a rule of which only an unknown set is known that another has, too', () => {
    const unknown = { ...accept([], ipv4), services: { certain: [], possible: everyTcpPort, identity: 'var.port' } }
    expect(accepted(list(unknown, unknown))).toEqual([])
  })

  it('leaves out what rules ahead drop as a whole', () => {
    expect(accepted(list(drop(tcp(25), ipv4), accept(tcp(25), from('10.0.0.0/8'))))).toEqual([])
    expect(accepted(list(drop(tcp(25), from('0.0.0.0/1')), accept(tcp(25), ipv4)))).toEqual([[1, [smtp]]])
    expect(accepted(list(drop(tcp(25), ipv4, { conditions: ['a=1'] }), accept(tcp(25), ipv4)))).toEqual([[1, [smtp]]])
  })

  it('knows sets of addresses by name, and drops them where all addresses are dropped', () => {
    const rule = accept(tcp(25), group('sg-1'))
    expect(accepted(list(drop(tcp(25), ipv4), rule))).toEqual([[1, [smtp]]])
    expect(accepted(list(drop(tcp(25), group('sg-1')), rule))).toEqual([])
    expect(accepted(list(drop(tcp(25), ipv4), drop(tcp(25), ipv6), rule))).toEqual([])
    expect(accepted(list(accept(tcp(25), group('sg-1')), drop(tcp(25), anyone), rule))).toEqual([
      [0, [smtp]],
      [2, [smtp]],
    ])
  })

  it('takes a rule of unknown rank to accept first and to drop last', () => {
    const [rule, other] = list(drop(tcp(22), ipv4), accept(tcp(22), ipv4)).rules as [PolicyRule, PolicyRule]
    const found = (first: number, last: number) =>
      acceptedServices({
        rules: [
          { ...rule, rank: { kind: 'between', first, last } },
          { ...other, rank: { kind: 'at', value: 2 } },
        ],
      }).map((each) => each.rule)
    expect(found(0, 1)).toEqual([])
    expect(found(0, 3)).toEqual([1])
    expect(found(3, 4)).toEqual([1])
  })

  it('judges the branches of a condition apart', () => {
    const policy = list(
      drop(tcp(25), ipv4, { conditions: ['a=1'] }),
      accept(tcp(25), ipv4, { conditions: ['a=1'] }),
      accept(tcp(25), ipv4, { conditions: ['a=2'] }),
    )
    expect(accepted(policy)).toEqual([[2, [smtp]]])
  })

  it('finds the services among very many that rules ahead leave', () => {
    const odd = Array.from({ length: 100 }, (_, i) => drop(tcp(2 * i + 1), ipv4))
    const even = Array.from({ length: 100 }, (_, i) => ({ first: 2 * i + 2, last: 2 * i + 2 }))
    const halves = [drop(tcp(1, 50), from('0.0.0.0/1')), drop(tcp(1, 50), from('128.0.0.0/1'))]
    expect(accepted(list(...odd, accept(tcp(1, 200), ipv4)))).toEqual([[100, [{ protocol: 6, ports: even }]]])
    expect(accepted(list(...halves, ...odd, accept(tcp(1, 200), ipv4)))).toEqual([
      [102, [{ protocol: 6, ports: even.slice(25) }]],
    ])
  })

  it('tells rules in file order, whatever their conditions', () => {
    const perhaps = accept(tcp(25), ipv4, { conditions: ['a=1'] })
    expect(accepted(list(perhaps, perhaps, accept(tcp(25), ipv4))).map(([rule]) => rule)).toEqual([0, 1, 2])
  })

  it('keeps to what a rule matches for certain', () => {
    const unknown = { ...accept([], ipv4), services: { certain: tcp(25), possible: everyTcpPort } }
    expect(accepted(list(unknown))).toEqual([[0, [smtp]]])
    expect(accepted(list(accept(tcp(25), variable('var.a'))))).toEqual([[0, [smtp]]])
  })
})

describe('unionOf', () => {
  it('joins what overlaps or continues, and sorts', () => {
    const ranges = [
      { first: 80, last: 90 },
      { first: 22, last: 22 },
      { first: 23, last: 30 },
      { first: 85, last: 88 },
      { first: 32, last: 33 },
    ]
    expect(unionOf(ranges)).toEqual([
      { first: 22, last: 30 },
      { first: 32, last: 33 },
      { first: 80, last: 90 },
    ])
    expect(unionOf([])).toEqual([])
  })
})

describe('exposedAmong', () => {
  const services = [
    { protocol: 1, ports: undefined },
    { protocol: 6, ports: [{ first: 20, last: 90 }] },
    { protocol: undefined, ports: undefined },
  ]

  it('keeps the part that some service of the list names', () => {
    expect(exposedAmong({ services }, [...tcp(80, 100), ...tcp(22), ...udp(53)])).toEqual([
      {
        protocol: 6,
        ports: [
          { first: 22, last: 22 },
          { first: 80, last: 90 },
        ],
      },
    ])
    expect(exposedAmong({ services }, everyTcpPort)).toEqual([services[1]])
    expect(exposedAmong({ services }, icmp)).toEqual([services[0]])
    expect(exposedAmong({ services }, tcp(443))).toEqual([])
  })

  it('keeps what every list names', () => {
    expect(exposedAmong({ services }, tcp(22, 50), tcp(40, 80))).toEqual([
      { protocol: 6, ports: [{ first: 40, last: 50 }] },
    ])
    expect(exposedAmong({ services })).toEqual(services)
  })
})

describe('opensEveryPort', () => {
  const opened = (policy: Policy) =>
    exposures(policy, { ipv4: 8, ipv6: 16 }, 'agreed').map((each) => opensEveryPort(each))

  it.each([
    ['all', list(accept('all', ipv4))],
    ['tcp', list(accept(everyTcpPort, ipv4))],
    ['udp', list(accept(everyUdpPort, ipv4))],
    ['tcp and udp', list(accept([...everyTcpPort, ...everyUdpPort], ipv4))],
    ['tcp and udp', list(drop(icmp, ipv4), accept('all', ipv4))],
    ['tcp', list(drop(udp(53), ipv4), accept('all', ipv4))],
    [undefined, list(accept(tcp(2, 65535), ipv4))],
    [undefined, list(accept(tcp(1, 65534), ipv4))],
  ] as const)('%s', (expected, policy) => {
    expect(opened(policy)).toEqual([expected])
  })
})

describe('namedServices', () => {
  it('keeps the ranges that are narrow enough', () => {
    expect(namedServices([...tcp(1, 100), ...tcp(1, 101), ...udp(53)], 100)).toEqual([...tcp(1, 100), ...udp(53)])
    const mixed = [
      {
        protocol: 6,
        ports: [
          { first: 22, last: 22 },
          { first: 1000, last: 2000 },
        ],
      },
    ]
    expect(namedServices(mixed, 100)).toEqual(tcp(22))
  })

  it('keeps nothing of what names no ports', () => {
    expect(namedServices([...everyTcpPort, ...icmp], 100)).toEqual([])
    expect(namedServices('all', 100)).toEqual([])
  })
})
