import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rule, SecurityGroup } from '../../src/model/declarations.ts'
import { ALL_PORTS } from '../../src/model/packet-space.ts'
import type { PeerRole, Raw, RawPeer, RawRule } from '../../src/model/raw-rule.ts'
import { ABSENT, type Reading } from '../../src/model/reading.ts'
import { alicloud } from '../../src/providers/alicloud.ts'
import { invalid, known, origin, peer, rawRule, RULE_ORIGIN, unknown } from './raw-rules.ts'

function read(fields: Partial<RawRule> = {}): Rule {
  return alicloud.rule(rawRule('alicloud', fields))
}

/** What a test asserts of a reading: its value, or its problem. */
function told(reading: Reading<unknown>): unknown {
  if (reading.state === 'known') return reading.value
  return reading.state === 'invalid' ? reading.problem : reading.state
}

const NO_PEER = 'names no peer, but the provider takes no rule without one'

const priority = (value: Raw): RawRule['order'] => ({ by: 'priority', priority: value })

describe('verdict, protocol and plane', () => {
  it.each([
    ['verdict', 'accept', 'accept'],
    ['verdict', 'Drop', 'drop'],
    ['verdict', 'deny', { what: 'is refused: write one of accept, drop' }],
    ['protocol', 'tcp', 6],
    ['protocol', 'UDP', 17],
    ['protocol', 'icmp', 1],
    ['protocol', 'ICMPv6', 58],
    ['protocol', 'GRE', 47],
    ['protocol', 'ALL', 'all'],
    ['protocol', 'sctp', { what: 'is refused: write one of tcp, udp, icmp, icmpv6, gre, all' }],
    ['protocol', 6, { what: 'is refused: write one of tcp, udp, icmp, icmpv6, gre, all' }],
    ['plane', 'internet', 'internet'],
    ['plane', 'Intranet', 'intranet'],
    ['plane', 'vpc', { what: 'is refused: write one of internet, intranet' }],
    ['direction', 'egress', 'egress'],
    ['direction', 'Egress', { what: 'is refused in this letter case', instead: 'egress' }],
    ['description', 'ssh', 'ssh'],
    ['description', 22, '22'],
  ] as const)('reads %s %j', (field, value, expected) => {
    expect(told(read({ [field]: known(value) })[field] ?? ABSENT)).toEqual(expected)
  })

  it.each([
    ['verdict', 'Accept', 'accept'],
    ['protocol', 'TCP', 'tcp'],
    ['plane', 'Internet', 'internet'],
  ] as const)('refuses %s %s where the format is exact', (field, value, instead) => {
    const rule = read({ [field]: known(value), letterCase: 'exact' })
    expect(told(rule[field])).toEqual({ what: 'is refused in this letter case', instead })
  })

  it('fills in the defaults at the rule, and refuses a rule that has none to fill in', () => {
    const rule = read({
      verdict: ABSENT,
      direction: known(''),
      protocol: ABSENT,
      ports: ABSENT,
      order: priority(ABSENT),
    })
    expect(rule.verdict).toEqual({ state: 'known', value: 'accept', origin: RULE_ORIGIN })
    expect(rule.order).toEqual({ by: 'priority', priority: { state: 'known', value: 1, origin: RULE_ORIGIN } })
    expect(rule.ports).toEqual({ state: 'known', value: ALL_PORTS, origin: RULE_ORIGIN })
    expect(rule.direction).toMatchObject({ origin: RULE_ORIGIN, text: 'rule 1', problem: { what: 'has no direction' } })
    expect(rule.protocol).toMatchObject({ origin: RULE_ORIGIN, text: 'rule 1', problem: { what: 'has no protocol' } })
    expect(rule.plane).toBe(ABSENT)
    expect(rule.description).toBe(ABSENT)
  })

  it.each(['verdict', 'direction', 'protocol', 'ports', 'plane', 'description'] as const)(
    'leaves an unknown or invalid %s as it is',
    (field) => {
      for (const raw of [unknown('var.x'), unknown(), invalid()]) {
        const rule = read({ [field]: raw })
        expect(rule[field]).toBe(raw)
        expect(rule.remarks).toEqual([])
      }
    },
  )

  it('keeps origin, label and conditions, and says that a value rests on a default', () => {
    const verdict = { ...known('drop', 7), viaDefault: 'var.policy' }
    const rule = read({ verdict, conditions: ['Prod=true'] })
    expect(rule).toMatchObject({ origin: RULE_ORIGIN, label: 'rule 1', conditions: ['Prod=true'] })
    expect(rule.verdict).toEqual({ ...verdict, value: 'drop' })
  })
})

it('says that a refused value rests on a default', () => {
  const viaDefault = 'var.x'
  const rule = read({
    verdict: { ...known('deny'), viaDefault },
    peers: [peer('ipv4', { ...known('10.0.0.1/8'), viaDefault }), peer('group', { ...known('sg-1'), viaDefault })],
  })
  expect(rule.verdict).toMatchObject({ state: 'invalid', viaDefault })
  expect(rule.remarks).toMatchObject([
    { text: '10.0.0.1/8', viaDefault },
    { text: 'sg-1', viaDefault },
  ])
  expect(read({ verdict: known('deny') }).verdict).not.toHaveProperty('viaDefault')
})

describe('ports', () => {
  const ports = (protocol: Raw, text: number | string): unknown => told(read({ protocol, ports: known(text) }).ports)
  const onlyTcpUdp = 'names ports, which only tcp and udp have'

  it.each([
    ['tcp', '22/22', [{ first: 22, last: 22 }]],
    ['udp', '1/65535', [{ first: 1, last: 65535 }]],
    ['tcp', '-1/-1', { what: 'is for protocols without ports, but tcp and udp have some', instead: '1/65535' }],
    ['udp', '80', { what: 'is not written `first/last`', instead: '80/80' }],
    ['tcp', 80, { what: 'is not written `first/last`', instead: '80/80' }],
    ['all', '-1/-1', ALL_PORTS],
    ['icmp', '-1/-1', ALL_PORTS],
    ['icmpv6', '-1/-1', ALL_PORTS],
    ['gre', '-1/-1', ALL_PORTS],
    ['icmp', '22/22', { what: onlyTcpUdp, instead: '-1/-1' }],
    ['all', '1/65535', { what: onlyTcpUdp, instead: '-1/-1' }],
    ['all', '22/22', { what: 'names ports, but every protocol is meant: name tcp or udp' }],
  ])('%s %j', (protocol, text, expected) => {
    expect(ports(known(protocol), text)).toEqual(expected)
  })

  it('reads either kind beside a protocol that is not settled', () => {
    expect(ports(unknown(), '-1/-1')).toEqual(ALL_PORTS)
    expect(ports(known('sctp'), '22/22')).toEqual([{ first: 22, last: 22 }])
  })

  it.each(['tcp', 'udp'])('asks for ports of %s', (protocol) => {
    const rule = read({ protocol: known(protocol), ports: known('') })
    const problem = { what: 'has no port range, which tcp and udp need' }
    expect(rule.ports).toEqual({ state: 'invalid', origin: RULE_ORIGIN, text: 'rule 1', problem })
  })

  it.each(['all', 'icmp'])('takes absent ports of %s for all', (protocol) => {
    expect(told(read({ protocol: known(protocol), ports: ABSENT }).ports)).toEqual(ALL_PORTS)
  })
})

describe('priority', () => {
  it.each([
    [1, 1],
    ['100', 100],
    [0, { what: 'is no whole number from 1 to 100' }],
    [110, { what: 'is no whole number from 1 to 100' }],
    [101, { what: 'is no whole number from 1 to 100' }],
    [1.5, { what: 'is no whole number from 1 to 100' }],
    ['high', { what: 'is no whole number from 1 to 100' }],
  ])('reads %j', (value, expected) => {
    const { order } = read({ order: priority(known(value)) })
    expect(order.by === 'priority' && told(order.priority)).toEqual(expected)
  })

  it.each([
    [110, 110],
    [111, { what: 'is no whole number from 1 to 100' }],
  ])('reads %j where the format shows the rules of the system', (value, expected) => {
    const { order } = read({ order: priority(known(value)), showsSystemRules: true })
    expect(order.by === 'priority' && told(order.priority)).toEqual(expected)
  })

  it('leaves an unknown priority as it is', () => {
    const raw = unknown('var.priority')
    expect(read({ order: priority(raw) }).order).toEqual({ by: 'priority', priority: raw })
  })
})

describe('peers', () => {
  const TEN = { family: 4, first: 0x0a000000, last: 0x0affffff }
  const readPeers = (...peers: RawPeer[]): Rule => read({ peers })

  it.each([
    ['ipv4', '10.0.0.0/8', [TEN]],
    ['ipv4', '10.0.0.0/8, ::/0', { what: 'holds `::/0`, which is IPv6, where IPv4 is expected' }],
    ['ipv4', '::1', { what: 'is IPv6, where IPv4 is expected' }],
    ['ipv6', '::1', [{ family: 6, first: 1n, last: 1n }]],
    ['ipv6', '10.0.0.1', { what: 'is IPv4, where IPv6 is expected' }],
    ['address', '10.0.0.0/8,::1', [TEN, { family: 6, first: 1n, last: 1n }]],
    ['ipv4', 'everyone', { what: 'is no IP address or CIDR' }],
  ] as const)('reads %s %s', (role, text, expected) => {
    const value = 'what' in expected ? expected : { kind: 'addresses', ranges: expected }
    expect(readPeers(peer(role, text)).peers.map(({ reading }) => told(reading))).toEqual([value])
  })

  it('takes ten CIDRs in a field and no more', () => {
    const cidrs = (count: number): string => Array.from({ length: count }, () => '10.0.0.0/8').join(',')
    expect(readPeers(peer('ipv4', cidrs(10))).peers[0]?.reading.state).toBe('known')
    const [field] = readPeers(peer('ipv4', cidrs(11))).peers
    expect(field && told(field.reading)).toEqual({ what: 'holds more than ten CIDRs: divide them over several rules' })
  })

  it('remarks on host bits', () => {
    const value = known('10.0.0.1/8', 7)
    const rule = readPeers(peer('ipv4', value))
    expect(rule.remarks).toEqual([
      {
        origin: value.origin,
        text: '10.0.0.1/8',
        problem: { what: 'has host bits set, but the prefix ignores them', instead: '10.0.0.0/8' },
      },
    ])
    expect(readPeers(peer('ipv4', '10.0.0.0/8, 10.0.0.1/8,10.0.0.2/8')).remarks.map(({ problem }) => problem)).toEqual([
      {
        what: 'holds `10.0.0.1/8`, which has host bits set, but the prefix ignores them',
        instead: '10.0.0.0/8,10.0.0.0/8,10.0.0.2/8',
      },
    ])
  })

  it.each([
    ['group', 'sg-1'],
    ['list', 'pl-1'],
  ] as const)('reads a %s by its name', (role, name) => {
    const [field] = readPeers(peer(role, name)).peers
    expect(field).toMatchObject({ field: `${role}_field`, reading: { value: { kind: 'symbol', of: role, name } } })
  })

  it('refuses an address for a group', () => {
    const [field] = readPeers(peer('group', '0.0.0.0/0')).peers
    expect(field && told(field.reading)).toEqual({
      what: 'is an address, where the id of a security group is expected',
    })
  })

  it.each<PeerRole>(['ipv4', 'group', 'list'])('leaves an unknown or invalid %s as it is', (role) => {
    for (const raw of [unknown('var.x'), invalid()]) {
      expect(readPeers(peer(role, raw, { content: [known('10.0.0.0/8')] })).peers[0]?.reading).toBe(raw)
    }
  })

  it('orders peers by what wins, and remarks on all but the first', () => {
    const rule = readPeers(
      peer('list', 'pl-1'),
      peer('ipv6', ''),
      peer('group', known('sg-1', 7)),
      peer('ipv4', '10.0.0.0/8'),
    )
    expect(rule.peers.map(({ field }) => field)).toEqual(['ipv4_field', 'group_field', 'list_field'])
    const what = 'stands beside `ipv4_field`, but a rule takes one peer: give each a rule of its own'
    expect(rule.remarks.map(({ text, problem }) => [text, problem])).toEqual([
      ['sg-1', { what }],
      ['pl-1', { what }],
    ])
    expect(rule.remarks[0]?.origin.place.loc.start.line).toBe(7)
  })

  it('remarks on an invalid value beside another', () => {
    const rule = readPeers(peer('ipv4', '10.0.0.0/8'), peer('group', invalid(7)))
    expect(rule.remarks).toMatchObject([
      {
        text: 'true',
        problem: { what: 'stands beside `ipv4_field`, but a rule takes one peer: give each a rule of its own' },
      },
    ])
  })

  it('says nothing of peers that may turn out to be unset', () => {
    expect(readPeers(peer('ipv4', unknown()), peer('group', 'sg-1'), peer('list', unknown())).remarks).toEqual([])
  })

  it('remarks on a rule without any', () => {
    for (const peers of [[], [peer('ipv4', ''), peer('group', ABSENT)]]) {
      const rule = read({ peers })
      expect(rule.peers).toEqual([])
      expect(rule.remarks).toEqual([{ origin: RULE_ORIGIN, text: 'rule 1', problem: { what: NO_PEER } }])
    }
  })

  it('remarks on icmp with IPv6 addresses alone', () => {
    const icmp = { protocol: known('icmp', 7), ports: known('-1/-1') }
    const texts = (peers: RawPeer[]): object[] => read({ ...icmp, peers }).remarks.map(({ problem }) => problem)
    expect(texts([peer('ipv6', '::/0')])).toEqual([
      { what: 'is for IPv4 alone, but the peer is IPv6', instead: 'icmpv6' },
    ])
    expect(texts([peer('address', '10.0.0.0/8,::/0')])).toEqual([])
    expect(texts([peer('ipv4', '10.0.0.0/8')])).toEqual([])
    expect(texts([peer('group', 'sg-1')])).toEqual([])
    expect(texts([peer('ipv6', unknown())])).toEqual([])
    expect(texts([peer('list', 'pl-1', { content: [] })])).toEqual([])
    expect(read({ ...icmp, protocol: known('icmpv6'), peers: [peer('ipv6', '::/0')] }).remarks).toEqual([])
  })
})

describe('prefix lists', () => {
  const readList = (content: readonly Raw[], charge?: Raw): Rule =>
    read({
      peers: [
        peer('list', 'alicloud_ecs_prefix_list.office', charge === undefined ? { content } : { content, charge }),
      ],
    })

  it('reads what the file declares, charged at its maximum', () => {
    const rule = readList([known('10.0.0.0/8'), ABSENT, known('::1')], known(20))
    expect(rule.peers[0]?.reading).toMatchObject({
      state: 'known',
      value: {
        kind: 'addresses',
        ranges: [
          { family: 4, first: 0x0a000000, last: 0x0affffff },
          { family: 6, first: 1n, last: 1n },
        ],
        charge: 20,
      },
    })
    expect(rule.charge).toBe(20)
  })

  it.each([undefined, ABSENT, unknown(), invalid(), known(0), known(201)])('knows no charge from %j', (charge) => {
    const rule = readList([known('10.0.0.0/8')], charge)
    expect(rule).not.toHaveProperty('charge')
    expect(rule.peers[0]?.reading).not.toHaveProperty('value.charge')
  })

  it('is as unknown as its name when an element is', () => {
    const name = 'alicloud_ecs_prefix_list.office'
    expect(readList([known('10.0.0.0/8'), unknown('var.x')]).peers[0]?.reading).toMatchObject({
      state: 'unknown',
      text: name,
      identity: name,
    })
  })

  it('is as invalid as its elements', () => {
    const [field] = readList([unknown(), known('everyone', 7)]).peers
    expect(field?.reading).toMatchObject({ state: 'invalid', text: 'everyone', origin: { place: { range: [7, 7] } } })
    expect(readList([known('10.0.0.1-10.0.0.9')]).peers[0]?.reading.state).toBe('invalid')
  })

  it('tells of every element that is refused', () => {
    const rule = readList([known('everyone', 7), known('10.0.0.0/8'), known('nobody', 8)])
    expect(rule.peers[0]?.reading).toMatchObject({ state: 'invalid', text: 'everyone' })
    expect(rule.remarks).toMatchObject([{ text: 'nobody', origin: { place: { range: [8, 8] } } }])
  })

  it('rests on the defaults that its elements rest on', () => {
    const rule = readList([known('10.0.0.0/8'), { ...known('::1'), viaDefault: 'var.office' }])
    expect(rule.peers[0]?.reading).toMatchObject({ viaDefault: 'var.office' })
    expect(readList([known('10.0.0.0/8')]).peers[0]?.reading).not.toHaveProperty('viaDefault')
  })
})

describe('defaultVerdict', () => {
  const group = (type: SecurityGroup['type'], declared: boolean): SecurityGroup => ({
    provider: 'alicloud',
    key: 'g',
    anchor: origin(),
    ...(declared ? { declaration: origin() } : {}),
    name: ABSENT,
    description: ABSENT,
    type,
    network: 'vpc',
    rules: [],
    complete: { ingress: true, egress: true },
  })
  const type = (value: 'enterprise' | 'normal'): SecurityGroup['type'] => ({ state: 'known', value, origin: origin() })

  it.each([
    ['basic', group(type('normal'), false), 'accept'],
    ['enterprise', group(type('enterprise'), true), 'drop'],
    ['declared without a type', group(ABSENT, true), 'accept'],
    ['only named', group(ABSENT, false), undefined],
    ['of unknown type', group(unknown(), true), undefined],
  ] as const)('a group that is %s', (_, subject, egress) => {
    expect(alicloud.defaultVerdict(subject, 'egress')).toBe(egress)
    expect(alicloud.defaultVerdict(subject, 'ingress')).toBe('drop')
  })
})

it('no text throws, in any field', () => {
  const raw = fc
    .oneof(fc.string(), fc.double(), fc.stringMatching(/^[-0-9a-f:./,]{0,20}$/))
    .map((value) => known(value))
  const role = fc.constantFrom<PeerRole>('address', 'ipv4', 'ipv6', 'group', 'list')
  const fields = fc.record({ verdict: raw, direction: raw, protocol: raw, ports: raw, plane: raw, description: raw })
  fc.assert(
    fc.property(fields, fc.array(fc.tuple(role, raw)), raw, (texts, peers, rank) => {
      const rule = read({ ...texts, peers: peers.map(([as, value]) => peer(as, value)), order: priority(rank) })
      expect(rule.peers.length).toBeLessThanOrEqual(peers.length)
    }),
    { numRuns: 500 },
  )
})
