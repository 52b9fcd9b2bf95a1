import { describe, expect, it } from 'vitest'
import type { Exposure, PeerSet, Policy, PolicyRule, WidestSource } from '../../src/evaluator/index.ts'
import { ANY_PUBLIC, exposures } from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  block,
  drop,
  everyTcpPort,
  from,
  group,
  icmp,
  ipv4,
  ipv6,
  list,
  prioritized,
  tcp,
  udp,
  unordered,
  variable,
} from './groups.ts'

const WIDEST: WidestSource = { ipv4: 8, ipv6: 16 }
const ssh = { protocol: 6, ports: [{ first: 22, last: 22 }] }

function exposed(policy: Policy, widest = WIDEST): Record<number, Exposure['services']> {
  return Object.fromEntries(exposures(policy, widest).map(({ rule, services }) => [rule, services]))
}

describe('exposures', () => {
  it('lists what an accept rule opens to the Internet', () => {
    expect(exposed(list(accept(tcp(22), ipv4), accept(udp(53), from('10.0.0.0/8'))))).toEqual({ 0: [ssh] })
  })

  it('joins neighbouring ports, sorts protocols, and names those that nobody names last', () => {
    const policy = list(accept('all', ipv4), drop(tcp(22), ipv4), accept(icmp, ipv6))
    expect(exposed(policy)[0]).toEqual([
      { protocol: 1, ports: undefined },
      { protocol: 6, ports: [{ first: 1, last: 65535 }] },
      { protocol: 17, ports: [{ first: 1, last: 65535 }] },
      { protocol: undefined, ports: undefined },
    ])
  })

  it('takes away what a rule ahead decides, not what one behind does', () => {
    const all = accept(tcp(1, 100), ipv4)
    expect(exposed(list(drop(tcp(22), ipv4), all))[1]).toEqual([
      {
        protocol: 6,
        ports: [
          { first: 1, last: 21 },
          { first: 23, last: 100 },
        ],
      },
    ])
    expect(exposed(list(all, drop(tcp(22), ipv4)))[0]).toEqual([{ protocol: 6, ports: [{ first: 1, last: 100 }] }])
  })

  it('counts what a rule ahead accepts for that rule, unless asked for both', () => {
    const policy = list(accept(tcp(22), ipv4), accept(tcp(22, 23), ipv4))
    expect(exposed(policy)[1]).toEqual([{ protocol: 6, ports: [{ first: 23, last: 23 }] }])
    const [, agreed] = exposures(policy, WIDEST, 'agreed')
    expect(agreed?.services).toEqual([{ protocol: 6, ports: [{ first: 22, last: 23 }] }])
  })

  it('counts no block as agreed of which a rule ahead drops a part', () => {
    const most = drop(tcp(22), from('128.0.0.0/1'))
    const policy = list(accept(tcp(22), from('0.0.0.0/1')), most, accept(tcp(22), ipv4))
    expect(exposures(policy, WIDEST, 'agreed').map(({ rule }) => rule)).toEqual([0, 2])
    const second = list(accept(tcp(22), from('10.0.0.0/8')), drop(tcp(22), ipv4), accept(tcp(22), ipv4))
    expect(exposures(second, WIDEST, 'agreed')).toEqual([])
  })

  it('counts as agreed what only one of very many services is, and drops take the others', () => {
    const others = Array.from({ length: 200 }, (_, i) => accept(tcp(100 + 2 * i), from('10.0.0.0/8')))
    const policy = list(...others, accept(tcp(22), ipv4), drop(everyTcpPort, ipv4), accept(everyTcpPort, ipv4))
    expect(exposures(policy, WIDEST, 'agreed')).toMatchObject([
      { rule: 200, services: [ssh] },
      { rule: 202, services: [ssh] },
    ])
  })

  it('tells whether every protocol is open', () => {
    const everyProtocol = (policy: Policy) => exposures(policy, WIDEST).map((exposure) => exposure.everyProtocol)
    expect(everyProtocol(list(accept('all', ipv4)))).toEqual([true])
    expect(everyProtocol(list(drop(icmp, ipv4), accept('all', ipv4)))).toEqual([false])
    expect(everyProtocol(list(accept(everyTcpPort, ipv4)))).toEqual([false])
  })

  it.each([
    ['a /7 of public addresses', from('64.0.0.0/7'), true],
    ['a /8', from('64.0.0.0/8'), false],
    ['two neighbouring /8 that make a /7', from('64.0.0.0/8', '65.0.0.0/8'), true],
    ['two neighbouring /8 that make none', from('65.0.0.0/8', '66.0.0.0/8'), false],
    ['half of all addresses', from('0.0.0.0/1'), true],
    ['private addresses', from('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'), false],
    ['a /7 that holds private ones', from('10.0.0.0/7'), false],
    ['multicast and reserved addresses', from('224.0.0.0/3'), false],
    ['every IPv6 address', ipv6, true],
    ['all global unicast addresses', from('2000::/3'), true],
    ['a /16 of IPv6', from('2400::/16'), false],
    ['unique local addresses', from('fc00::/7'), false],
    ['documentation addresses', from('2001:db8::/32'), false],
    ['every address', anyone, true],
    ['no address', { ranges: [] }, false],
    ['a group', group('sg-1'), false],
    ['an unknown value', variable('var.cidr'), false],
  ] as [string, PeerSet, boolean][])('knows whether %s is Internet-wide', (_, peers, isWide) => {
    expect(exposures(list(accept(tcp(22), peers)), WIDEST)).toHaveLength(isWide ? 1 : 0)
  })

  it.each([
    ['8.8.8.8/32', true],
    ['10.1.2.3/32', false],
    ['100.64.0.0/10', false],
    ['169.254.169.254/32', false],
    ['127.0.0.1/32', false],
    ['203.0.113.0/24', false],
    ['203.0.112.0/23', true],
    ['2400:3200::1/128', true],
    ['::1/128', false],
    ['fe80::/10', false],
  ])('knows whether %s has any public address', (cidr, isPublic) => {
    expect(exposures(list(accept(tcp(22), from(cidr))), ANY_PUBLIC)).toHaveLength(isPublic ? 1 : 0)
  })

  it('asks for a block that is open as a whole', () => {
    const halves = [drop(tcp(22), from('64.0.0.0/8')), accept(tcp(22), from('64.0.0.0/7'))] as const
    expect(exposed(list(...halves))).toEqual({})
    expect(exposed(list(...halves), { ipv4: 9, ipv6: 16 })).toEqual({ 1: [ssh] })
    const part = [drop(tcp(22), from('204.1.0.0/16')), accept(tcp(22), from('204.0.0.0/7'))] as const
    expect(exposed(list(...part))).toEqual({})
    expect(exposed(list(...part, accept(tcp(22), from('204.0.0.0/6'))))).toEqual({ 2: [ssh] })
  })

  it('leaves out addresses that are excepted', () => {
    const office = { ...ANY_PUBLIC, except: [block('8.8.8.0/24'), block('2400:3200::/32')] }
    expect(exposed(list(accept(tcp(22), from('8.8.8.0/25'))), office)).toEqual({})
    expect(exposed(list(accept(tcp(22), from('2400:3200::/64'))), office)).toEqual({})
    expect(exposed(list(accept(tcp(22), from('8.8.8.0/23'))), office)).toEqual({ 0: [ssh] })
    expect(exposed(list(accept(tcp(22), from('8.8.8.0/24'))), { ...WIDEST, except: office.except })).toEqual({})
    const first = { ...ANY_PUBLIC, except: [block('1.0.0.0/32')] }
    expect(exposed(list(accept(tcp(22), from('1.0.0.0/32'))), first)).toEqual({})
    expect(exposed(list(accept(tcp(22), from('1.0.0.0/31'))), first)).toEqual({ 0: [ssh] })
  })

  it('leaves out what is not public, whatever is excepted inside of it', () => {
    const policy = list(accept(tcp(22), from('10.0.0.0/8')), accept(tcp(22), from('fc00::/7')))
    const except = [block('10.1.0.0/16'), block('fc00::/16')]
    expect(exposed(policy, { ...ANY_PUBLIC, except })).toEqual({})
  })

  it('finds nothing where no block can be wide enough', () => {
    expect(exposures(list(accept('all', anyone)), { ipv4: 0, ipv6: 0 })).toEqual([])
  })

  it('joins what is open on either plane', () => {
    const policy = list(
      drop(tcp(22), ipv4, { plane: 'internet' }),
      accept(tcp(22, 23), ipv4),
      drop(tcp(24), ipv4, { plane: 'intranet' }),
    )
    expect(exposed(policy)).toEqual({ 1: [{ protocol: 6, ports: [{ first: 22, last: 23 }] }] })
  })
})

it('tells of each exposure once, in the world of its conditions', () => {
  const policy = list(
    accept(tcp(22), ipv4, { conditions: ['a=1'] }),
    accept(tcp(23), ipv4, { conditions: ['a=1'] }),
    accept(tcp(24), ipv4, { conditions: ['a=1', 'b'] }),
    accept(tcp(25), ipv4),
  )
  expect(exposures(policy, WIDEST).map(({ rule }) => rule)).toEqual([0, 1, 2, 3])
})

describe('exposures, with unsettled rules ahead', () => {
  const all = accept(tcp(22), ipv4)

  it('counts nothing that a rule may drop', () => {
    expect(exposed(list(drop(tcp(22), variable('var.a')), all))).toEqual({})
    expect(exposed(list({ ...drop([], ipv4), services: { certain: [], possible: everyTcpPort } }, all))).toEqual({})
    expect(exposed(list(drop(tcp(22), ipv4, { conditions: ['a=1'] }), all))).toEqual({})
    expect(exposed(list({ ...drop(tcp(22), ipv4), verdict: undefined }, all))).toEqual({})
    expect(
      exposed(list(drop(tcp(22), ipv4, { plane: 'unknown' }), accept(tcp(22), ipv4, { plane: 'internet' }))),
    ).toEqual({})
  })

  it('counts what a named set may drop: it is a few private addresses, or a list of partners', () => {
    expect(exposed(list(drop(tcp(22), group('sg-1')), all))).toEqual({ 1: [ssh] })
  })

  it('counts what an unsettled rule may accept: it is let in either way', () => {
    expect(exposed(list(accept(tcp(22), ipv4, { conditions: ['a=1'] }), all))).toEqual({ 0: [ssh], 1: [ssh] })
    expect(exposed(list(accept(tcp(22), variable('var.a')), all))).toEqual({ 1: [ssh] })
  })

  it('does not let the branches of a condition drop for each other', () => {
    const policy = list(
      drop(tcp(22), ipv4, { conditions: ['strict=true'] }),
      accept(tcp(22), ipv4, { conditions: ['strict=false'] }),
    )
    expect(exposed(policy)).toEqual({ 1: [ssh] })
  })

  it('counts no service that the rule itself matches only perhaps', () => {
    const services = { certain: tcp(22), possible: everyTcpPort, identity: 'var.port' }
    const open = { ...accept([], ipv4), services }
    expect(exposed(list(open, { ...open, peers: ipv6 }))).toEqual({ 0: [ssh], 1: [ssh] })
    expect(exposed(list(accept(tcp(22), ipv4, { plane: 'unknown' })))).toEqual({})
    const perhaps = { ...open, services: { ...services, certain: [] } }
    expect(exposed(list(perhaps, perhaps))).toEqual({})
  })

  it('takes a rule of unknown rank to accept last and to drop first', () => {
    const at = (value: number, rule: Omit<PolicyRule, 'rank'>): PolicyRule => ({ ...rule, rank: { kind: 'at', value } })
    const between = (rule: Omit<PolicyRule, 'rank'>): PolicyRule => ({
      ...rule,
      rank: { kind: 'between', first: 1, last: 3 },
    })
    const drops = drop(tcp(22), ipv4)
    expect(exposed({ rules: [between(drops), at(2, all)] })).toEqual({})
    expect(exposed({ rules: [between(drops), at(0, all)] })).toEqual({ 1: [ssh] })
    expect(exposed({ rules: [between(all), at(2, drops)] })).toEqual({})
    expect(exposed({ rules: [between(all), at(4, drops)] })).toEqual({ 0: [ssh] })
    expect(exposed({ rules: [between(all), between(all)] })).toEqual({ 0: [ssh], 1: [ssh] })
  })

  it('finds the one service of very many that is open, where ranks are unknown', () => {
    const rank = { kind: 'between', first: 1, last: 3 } as const
    const drops = Array.from({ length: 200 }, (_, i) => drop(tcp(2 * i + 1), ipv4))
    const rules = [...drops, accept(tcp(1, 399), ipv4)].map((rule): PolicyRule => ({ ...rule, rank }))
    const even = Array.from({ length: 199 }, (_, i) => ({ first: 2 * i + 2, last: 2 * i + 2 }))
    expect(exposed({ rules })).toEqual({ 200: [{ protocol: 6, ports: even }] })
  })

  it('takes rules without an order the same way', () => {
    expect(exposed(unordered(all, all))).toEqual({ 0: [ssh], 1: [ssh] })
    expect(exposed(unordered(all, drop(tcp(22), from('0.0.0.0/1'))))).toEqual({ 0: [ssh] })
    expect(exposed(unordered(all, drop(tcp(22), ipv4)))).toEqual({})
  })

  it('goes by priority', () => {
    expect(exposed(prioritized('drop', [2, drop(tcp(22), ipv4)], [1, all]))).toEqual({ 1: [ssh] })
    expect(exposed(prioritized('drop', [1, all], [1, drop(tcp(22), ipv4)]))).toEqual({})
    expect(exposed(prioritized('accept', [1, all], [1, drop(tcp(22), ipv4)]))).toEqual({ 0: [ssh] })
  })
})
