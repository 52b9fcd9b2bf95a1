import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rule } from '../../src/model/declarations.ts'
import { ALL_PORTS } from '../../src/model/packet-space.ts'
import type { PeerRole, Raw, RawPeer, RawRule } from '../../src/model/raw-rule.ts'
import { ABSENT, type Reading } from '../../src/model/reading.ts'
import { tencentcloud } from '../../src/providers/tencentcloud.ts'
import { invalid, known, peer, rawRule, RULE_ORIGIN, unknown } from './raw-rules.ts'

function read(fields: Partial<RawRule> = {}): Rule {
  return tencentcloud.rule(rawRule('tencentcloud', fields))
}

/** What a test asserts of a reading: its value, or its problem. */
function told(reading: Reading<unknown> | undefined): unknown {
  if (reading?.state === 'known') return reading.value
  return reading?.state === 'invalid' ? reading.problem : reading?.state
}

const EVERYBODY = { family: 4, first: 0, last: 0xffffffff }
const ONLY_TCP_UDP = { what: 'names ports, which only TCP and UDP have' }
const EVERY_PROTOCOL = { what: 'names ports, but every protocol is meant: name TCP or UDP' }

describe('action, protocol and direction', () => {
  it.each([
    ['verdict', 'ACCEPT', 'accept'],
    ['verdict', 'drop', 'drop'],
    ['verdict', 'REJECT', { what: 'is refused: write one of ACCEPT, DROP' }],
    ['protocol', 'tcp', 6],
    ['protocol', 'UDP', 17],
    ['protocol', 'ICMP', 1],
    ['protocol', 'ICMPV6', 58],
    ['protocol', 'ICMPv6', 58],
    ['protocol', 'GRE', 47],
    ['protocol', 'All', 'all'],
    ['protocol', '6', { what: 'is refused: write one of TCP, UDP, ICMP, ICMPv6, GRE, ALL' }],
    ['direction', 'Ingress', 'ingress'],
    ['direction', 'inbound', { what: 'is refused: write one of ingress, egress' }],
    ['description', 'ssh', 'ssh'],
  ] as const)('reads %s %j', (field, value, expected) => {
    expect(told(read({ [field]: known(value) })[field])).toEqual(expected)
  })

  it.each([
    ['verdict', 'accept', 'ACCEPT'],
    ['protocol', 'tcp', 'TCP'],
    ['ports', 'all', 'ALL'],
  ] as const)('refuses %s %s where the format is exact', (field, value, instead) => {
    const exact = { verdict: known('ACCEPT'), protocol: known('TCP'), letterCase: 'exact' } as const
    expect(read(exact).verdict.state).toBe('known')
    expect(told(read({ ...exact, [field]: known(value) })[field])).toEqual({
      what: 'is refused in this letter case',
      instead,
    })
  })

  it('fills in the defaults at the rule, and refuses a rule that has none to fill in', () => {
    const rule = read({ verdict: known(''), direction: ABSENT, protocol: ABSENT, ports: ABSENT })
    expect(rule.protocol).toEqual({ state: 'known', value: 'all', origin: RULE_ORIGIN })
    expect(rule.ports).toEqual({ state: 'known', value: ALL_PORTS, origin: RULE_ORIGIN })
    expect(rule.verdict).toMatchObject({ origin: RULE_ORIGIN, text: 'rule 1', problem: { what: 'has no action' } })
    expect(rule.direction).toMatchObject({ origin: RULE_ORIGIN, text: 'rule 1', problem: { what: 'has no direction' } })
    expect(rule.description).toBe(ABSENT)
    expect(rule.plane).toBe(ABSENT)
    expect(rule).not.toHaveProperty('services')
    expect(rule).not.toHaveProperty('charge')
  })

  it.each(['verdict', 'direction', 'protocol', 'ports', 'description'] as const)(
    'leaves an unknown or invalid %s as it is',
    (field) => {
      for (const raw of [unknown('var.x'), invalid()]) {
        const rule = read({ [field]: raw })
        expect(rule[field]).toBe(raw)
        expect(rule.remarks).toEqual([])
      }
    },
  )

  it('knows one plane only', () => {
    expect(read({ plane: known('internet') }).plane).toBe(ABSENT)
  })
})

describe('ports', () => {
  it.each([
    ['TCP', 'all', ALL_PORTS],
    [
      'TCP',
      '22,80',
      [
        { first: 22, last: 22 },
        { first: 80, last: 80 },
      ],
    ],
    ['UDP', 53, [{ first: 53, last: 53 }]],
    ['ALL', 'ALL', ALL_PORTS],
    ['ALL', '80', EVERY_PROTOCOL],
    ['', '80', EVERY_PROTOCOL],
    ['SCTP', '80', [{ first: 80, last: 80 }]],
    ['TCP', '90-80', { what: 'is reversed', instead: '80-90' }],
  ])('%s %j', (protocol, text, expected) => {
    const rule = read({ protocol: known(protocol), ports: known(text) })
    expect(told(rule.ports)).toEqual(expected)
    expect(rule.remarks).toEqual([])
  })

  it.each(['ICMP', 'ICMPv6', 'GRE'])('remarks on ports of %s, which has none', (protocol) => {
    const rule = read({ protocol: known(protocol), ports: known('80', 7) })
    expect(told(rule.ports)).toEqual(ALL_PORTS)
    expect(rule.remarks).toMatchObject([{ text: '80', problem: ONLY_TCP_UDP, origin: { place: { range: [7, 7] } } }])
    expect(read({ protocol: known(protocol), ports: known('ALL') }).remarks).toEqual([])
  })

  it('remarks on a list that holds a range', () => {
    const rule = read({ ports: known('22,80-90') })
    expect(told(rule.ports)).toHaveLength(2)
    expect(rule.remarks).toMatchObject([
      {
        text: '22,80-90',
        problem: { what: 'lists a range, but only single ports can be listed: give the range a rule of its own' },
      },
    ])
  })
})

describe('lite rules', () => {
  const exact = { verdict: known('ACCEPT'), protocol: known('TCP'), letterCase: 'exact' } as const

  it.each(['GRE', 'ICMPv6'])('take no %s', (protocol) => {
    expect(told(read({ ...exact, protocol: known(protocol) }).protocol)).toEqual({
      what: 'is refused: write one of TCP, UDP, ICMP, ALL',
    })
  })

  it('offer no ICMPv6 for an IPv6 peer', () => {
    const rule = read({ ...exact, protocol: known('ICMP'), ports: known('ALL'), peers: [peer('address', '::/0')] })
    expect(rule.remarks.map(({ problem }) => problem)).toEqual([{ what: 'is for IPv4 alone, but the peer is IPv6' }])
  })

  it.each(['port', 'protocol'])('need a %s', (part) => {
    const field = part === 'port' ? 'ports' : 'protocol'
    const problem = { what: `has no ${part}: write \`ALL\` if every ${part} is meant` }
    for (const raw of [known(''), ABSENT]) {
      const rule = read({ ...exact, ports: known('ALL'), [field]: raw })
      expect(rule.remarks).toEqual([{ origin: RULE_ORIGIN, text: 'rule 1', problem }])
      expect(rule[field].state).toBe('known')
    }
    expect(
      read({ ...exact, ports: ABSENT, protocol: ABSENT, services: { value: known('ppm-12345678') } }).remarks,
    ).toEqual([])
  })
})

describe('order', () => {
  const index = known(12)

  it.each([
    [
      { by: 'position', position: 3 },
      { by: 'position', position: 3 },
    ],
    [
      { by: 'index', index },
      { by: 'position', position: 12, index: index.origin },
    ],
    [
      { by: 'index', index: { ...index, value: '0' } },
      { by: 'position', position: 0, index: index.origin },
    ],
    [{ by: 'index', index: ABSENT }, { by: 'undefined' }],
    [{ by: 'index', index: unknown('var.i') }, { by: 'undefined' }],
    [{ by: 'priority', priority: known(1) }, { by: 'undefined' }],
  ] as const)('%j', (raw, expected) => {
    const rule = read({ order: raw })
    expect(rule.order).toEqual(expected)
    expect(rule.remarks).toEqual([])
  })

  it.each([-1, 'first', 1.5])('remarks on the index %j', (index) => {
    const raw = known(index, 7)
    const rule = read({ order: { by: 'index', index: raw } })
    expect(rule.order).toEqual({ by: 'undefined' })
    expect(rule.remarks).toEqual([
      { origin: raw.origin, text: String(index), problem: { what: 'is no whole number from 0' } },
    ])
  })
})

describe('peers', () => {
  const readPeers = (...peers: RawPeer[]): Rule => read({ peers })

  it.each([
    ['ipv4', '10.0.0.1', { ranges: [{ family: 4, first: 0x0a000001, last: 0x0a000001 }] }],
    ['ipv4', '0.0.0.0', { ranges: [{ family: 4, first: 0, last: 0 }] }],
    ['ipv4', '0.0.0.0/0', { ranges: [EVERYBODY] }],
    ['ipv6', '::1', { ranges: [{ family: 6, first: 1n, last: 1n }] }],
    ['address', '::1', { ranges: [{ family: 6, first: 1n, last: 1n }] }],
    ['address', '0.0.0.0/0', { ranges: [EVERYBODY] }],
    ['ipv4', 'MY_PUBLIC_IP', { of: 'address', name: 'MY_PUBLIC_IP' }],
    ['ipv6', 'MY_PUBLIC_IP', { of: 'address', name: 'MY_PUBLIC_IP' }],
    ['group', 'sg-12345678', { of: 'group', name: 'sg-12345678' }],
    ['list', 'ipm-12345678', { of: 'list', name: 'ipm-12345678' }],
    ['address', 'sg-12345678', { of: 'group', name: 'sg-12345678' }],
    ['address', 'ipm-12345678', { of: 'list', name: 'ipm-12345678' }],
    ['address', 'ipmg-12345678', { of: 'list', name: 'ipmg-12345678' }],
    ['ipv4', 'sg-12345678', { what: 'is no IP address or CIDR' }],
    ['ipv4', '::1', { what: 'is IPv6, where IPv4 is expected' }],
    ['ipv6', '10.0.0.1', { what: 'is IPv4, where IPv6 is expected' }],
    ['ipv4', '10.0.0.0/8,11.0.0.0/8', { what: 'is no IP address or CIDR' }],
    ['ipv4', '0.0.0.0/33', { what: 'is no IP address or CIDR' }],
  ] as const)('reads %s %s', (role, text, expected) => {
    const rule = readPeers(peer(role, text))
    expect(told(rule.peers[0]?.reading)).toMatchObject(expected)
    expect(rule.remarks).toEqual([])
  })

  it.each(['0.0.0.0/1', '0.0.0.0/8', '0.0.0.0/32'])('takes %s for everybody, as it is stored', (text) => {
    const rule = readPeers(peer('ipv4', text))
    expect(told(rule.peers[0]?.reading)).toEqual({ kind: 'addresses', ranges: [EVERYBODY] })
    expect(rule.remarks).toMatchObject([
      { text, problem: { what: 'is stored as `0.0.0.0/0`, which is everybody: name the addresses that are meant' } },
    ])
  })

  it('remarks on host bits', () => {
    expect(readPeers(peer('ipv4', '10.0.0.1/8')).remarks).toMatchObject([
      {
        text: '10.0.0.1/8',
        problem: { what: 'has host bits set, but the prefix ignores them', instead: '10.0.0.0/8' },
      },
    ])
  })

  it('takes one peer', () => {
    const rule = readPeers(peer('group', 'sg-1'), peer('ipv4', '10.0.0.0/8'))
    expect(rule.peers.map(({ field }) => field)).toEqual(['group_field', 'ipv4_field'])
    expect(rule.remarks).toMatchObject([
      {
        text: '10.0.0.0/8',
        problem: { what: 'stands beside `group_field`, but a rule takes one peer: give each a rule of its own' },
      },
    ])
    expect(readPeers().remarks).toMatchObject([
      { origin: RULE_ORIGIN, problem: { what: 'names no peer, but the provider takes no rule without one' } },
    ])
  })

  it('remarks on ICMP with an IPv6 peer', () => {
    const rule = read({ protocol: known('ICMP'), ports: ABSENT, peers: [peer('ipv6', '::/0')] })
    expect(rule.remarks).toMatchObject([
      { text: 'ICMP', problem: { what: 'is for IPv4 alone, but the peer is IPv6', instead: 'ICMPv6' } },
    ])
    expect(read({ protocol: known('ICMP'), ports: ABSENT }).remarks).toEqual([])
  })

  it('expands an address template and charges every element', () => {
    const content = [known('10.0.0.1-10.0.0.100'), known('0.0.0.0/1'), known('::1')]
    const rule = readPeers(peer('list', 'ipm-12345678', { content }))
    expect(told(rule.peers[0]?.reading)).toEqual({
      kind: 'addresses',
      list: 'ipm-12345678',
      ranges: [
        { family: 4, first: 0x0a000001, last: 0x0a000064 },
        { family: 4, first: 0, last: 0x7fffffff },
        { family: 6, first: 1n, last: 1n },
      ],
      charge: 3,
    })
    expect(rule.charge).toBe(3)
  })
})

describe('service templates', () => {
  const template = (...content: (Raw | string)[]): RawRule['services'] => ({
    value: known('ppm-12345678'),
    content: content.map((element) => (typeof element === 'string' ? known(element) : element)),
  })
  const readTemplate = (services: RawRule['services'], fields: Partial<RawRule> = {}): Rule =>
    read({ protocol: ABSENT, ports: ABSENT, ...(services === undefined ? {} : { services }), ...fields })

  it.each([
    ['tcp:80', 6, [{ first: 80, last: 80 }]],
    [
      'TCP:80,443',
      6,
      [
        { first: 80, last: 80 },
        { first: 443, last: 443 },
      ],
    ],
    ['tcp:3306-20000', 6, [{ first: 3306, last: 20000 }]],
    ['udp:all', 17, ALL_PORTS],
    ['icmp', 1, ALL_PORTS],
    ['gre', 47, ALL_PORTS],
    ['all', 'all', ALL_PORTS],
  ])('reads %s', (element, protocol, ports) => {
    const rule = readTemplate(template(element))
    expect(told(rule.services)).toEqual([{ protocol, ports }])
    expect(rule.remarks).toEqual([])
  })

  it.each([
    ['tcp', { what: 'names no port' }],
    ['sctp:80', { what: 'is refused: write one of TCP, UDP, ICMP, ICMPv6, GRE, ALL' }],
    ['all:80', EVERY_PROTOCOL],
    ['tcp:', { what: 'is no port and no range such as `8000-8010`' }],
    ['tcp:80:90', { what: 'is no port and no range such as `8000-8010`' }],
    ['tcp:90-80', { what: 'is reversed' }],
  ])('refuses %s', (element, problem) => {
    expect(told(readTemplate(template('tcp:80', element)).services)).toEqual(problem)
  })

  it('remarks on ports of ICMP', () => {
    const rule = readTemplate(template('icmp:10-30'))
    expect(told(rule.services)).toEqual([{ protocol: 1, ports: ALL_PORTS }])
    expect(rule.remarks).toMatchObject([{ text: 'icmp:10-30', problem: ONLY_TCP_UDP }])
  })

  it('takes the place of protocol and ports', () => {
    const rule = readTemplate(template('tcp:80', 'udp:53'), { protocol: known(''), ports: known('') })
    expect([rule.protocol.state, rule.ports.state]).toEqual(['absent', 'absent'])
    expect(rule.remarks).toEqual([])
    expect(rule.charge).toBe(2)
  })

  it('remarks on protocol and ports beside it', () => {
    const rule = readTemplate(template('tcp:80'), { protocol: known('TCP'), ports: known('80') })
    const what = 'stands beside a service template, but a rule takes one or the other'
    expect(rule.remarks).toMatchObject([
      { text: 'TCP', problem: { what } },
      { text: '80', problem: { what } },
    ])
  })

  it('charges every pair of an address and a service', () => {
    const list = peer('list', 'ipm-12345678', { content: [known('10.0.0.0/8'), known('::1'), known('::2')] })
    expect(readTemplate(template('tcp:80', 'udp:53'), { peers: [list] }).charge).toBe(6)
  })

  it('is an unknown with its own identity where the file does not declare it', () => {
    expect(readTemplate({ value: known('ppm-12345678') }).services).toMatchObject({
      state: 'unknown',
      text: 'ppm-12345678',
      identity: 'ppm-12345678',
    })
    expect(readTemplate(template('tcp:80', unknown())).services).toMatchObject({ identity: 'ppm-12345678' })
  })

  it('stays unknown or invalid, and is not there when empty', () => {
    for (const value of [unknown('var.x'), invalid()]) expect(readTemplate({ value }).services).toBe(value)
    for (const value of [known(''), ABSENT]) {
      const rule = readTemplate({ value })
      expect(rule).not.toHaveProperty('services')
      expect(told(rule.protocol)).toBe('all')
    }
  })
})

it('no text throws, in any field', () => {
  const raw = fc
    .oneof(fc.string(), fc.double(), fc.stringMatching(/^[-0-9a-f:./,]{0,20}$/))
    .map((value) => known(value))
  const role = fc.constantFrom<PeerRole>('address', 'ipv4', 'ipv6', 'group', 'list')
  const fields = fc.record({ verdict: raw, direction: raw, protocol: raw, ports: raw, description: raw })
  fc.assert(
    fc.property(fields, fc.array(fc.tuple(role, raw)), raw, fc.array(raw), (texts, peers, index, content) => {
      const rule = read({
        ...texts,
        peers: peers.map(([as, value]) => peer(as, value, { content })),
        order: { by: 'index', index },
        services: { value: index, content },
      })
      expect(rule.peers.length).toBeLessThanOrEqual(peers.length)
    }),
    { numRuns: 500 },
  )
})
