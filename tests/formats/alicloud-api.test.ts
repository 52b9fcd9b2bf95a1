import { describe, expect, it } from 'vitest'
import { only, plainReading, readBoth, readGroup, readJson, readRule, textAt } from './documents.ts'

const known = (value: unknown) => ({ state: 'known', value })
const address = { kind: 'addresses', ranges: [{ family: 4, first: 0xc0000201, last: 0xc0000201 }] }
const ssh = { IpProtocol: 'TCP', PortRange: '22/22', SourceCidrIp: '192.0.2.1', Policy: 'Accept', Priority: '1' }
const out = { IpProtocol: 'ALL', PortRange: '-1/-1', DestCidrIp: '192.0.2.1', Policy: 'Drop', Priority: 100 }
const dumped = { ...ssh, Direction: 'ingress', NicType: 'intranet', SourceGroupId: '', DestCidrIp: '', Description: '' }
const dump = (permissions: unknown, attributes: object = {}) => ({
  SecurityGroupId: 'sg-1',
  RegionId: 'cn-hangzhou',
  ...attributes,
  Permissions: { Permission: permissions },
})
const request = (permissions: unknown, attributes: object = {}) => ({
  RegionId: 'cn-hangzhou',
  SecurityGroupId: 'sg-1',
  ...attributes,
  Permissions: permissions,
})
const directions = (data: unknown) => readGroup(data).rules.map(({ direction }) => plainReading(direction))
const whole = { ingress: true, egress: true }
const open = { ingress: false, egress: false }

describe('a dump of a group', () => {
  it('says what it is', () => {
    const attributes = { SecurityGroupName: 'web', Description: 'shop', VpcId: 'vpc-1', InnerAccessPolicy: 'Accept' }
    const text = JSON.stringify(dump([dumped], attributes))
    const group = only(readJson(text))
    expect(group).toMatchObject({ provider: 'alicloud', key: 'sg-1', network: 'vpc', complete: whole })
    expect(plainReading(group.name)).toEqual(known('web'))
    expect(plainReading(group.description)).toEqual(known('shop'))
    expect(textAt(text, group.anchor)).toBe('"sg-1"')
    expect(textAt(text, group.declaration)).toBe('"sg-1"')
    expect(textAt(text, group.rules[0]?.origin)).toBe(JSON.stringify(dumped))
  })

  it.each([
    [{ VpcId: 'vpc-1' }, 'vpc'],
    [{ VpcId: '' }, 'classic'],
    [{}, 'unknown'],
  ])('lives in a network: %j', (attributes, network) => {
    expect(readGroup(dump([dumped], attributes)).network).toBe(network)
  })

  it('leaves the type open, which the operation does not tell', () => {
    expect(readGroup(dump([dumped])).type.state).toBe('unknown')
    expect(plainReading(readGroup(dump([dumped], { SecurityGroupType: 'enterprise' })).type)).toEqual(
      known('enterprise'),
    )
  })

  it.each([
    [{ NextToken: 'abc' }, open],
    [{ NextToken: '' }, whole],
  ])('may be one page of many: %j', (attributes, complete) => {
    expect(readGroup(dump([dumped], attributes)).complete).toEqual(complete)
  })

  it('may have no rules', () => {
    expect(readGroup(dump([]))).toMatchObject({ rules: [], complete: whole })
  })

  it('may have one rule without a list', () => {
    expect(readGroup(dump(dumped)).rules).toHaveLength(1)
  })

  it('is anchored at its permissions where it has no id', () => {
    const text = JSON.stringify({ Permissions: { Permission: [dumped] } })
    expect(textAt(text, only(readJson(text)).anchor)).toBe('"Permissions"')
  })

  it('may hold a rule that the system made', () => {
    const { order } = readRule(dump([{ ...dumped, Priority: 110 }]))
    expect(order.by === 'priority' && plainReading(order.priority)).toEqual(known(110))
  })
})

describe('an authorize request', () => {
  it('adds to a group', () => {
    const group = readGroup(request([ssh], { Description: 'not of the group' }))
    expect(group).toMatchObject({ key: 'sg-1', complete: open, description: { state: 'unknown' } })
    expect(group.declaration).toBeUndefined()
  })

  it.each([
    ['the peers', request([ssh, out]), ['ingress', 'egress']],
    ['no peers', request([{ IpProtocol: 'tcp', PortRange: '1/2' }]), ['ingress']],
    ['a quintuple rule', request([{ ...ssh, DestCidrIp: '192.0.2.1' }]), ['ingress']],
    ['its action', request([ssh], { Action: 'AuthorizeSecurityGroupEgress' }), ['egress']],
    ['its operation', request([out], { api: 'AuthorizeSecurityGroup' }), ['ingress']],
    ['another action', request([out], { Action: 'Other' }), ['egress']],
    ['the permission', request([{ ...ssh, Direction: 'egress' }], { Action: 'AuthorizeSecurityGroup' }), ['egress']],
  ])('has the direction of %s', (_, data, expected) => {
    expect(directions(data)).toEqual(expected.map(known))
  })

  it('may be spread over keys', () => {
    const flat = {
      RegionId: 'cn-hangzhou',
      SecurityGroupId: 'sg-1',
      'Permissions.2.IpProtocol': 'udp',
      'Permissions.1.IpProtocol': 'tcp',
      'Permissions.1.PortRange': '22/22',
      'Permissions.1.SourceCidrIp': '192.0.2.1',
      'Permissions.2.PortRange': '53/53',
      'Permissions.2.SourceCidrIp': '192.0.2.1',
    }
    const group = readGroup(flat)
    expect(group.complete).toEqual(open)
    expect(group.rules.map(({ protocol }) => plainReading(protocol))).toEqual([known(17), known(6)])
    const text = JSON.stringify(flat)
    const origin = only(readJson(text)).rules[0]?.origin
    expect(textAt(text, origin)).toBe('"Permissions.2.IpProtocol"')
    expect([origin?.remove(), origin?.rewrite('x')]).toEqual([undefined, undefined])
  })

  it('may be spread over keys, of which one is missing', () => {
    const flat = {
      SecurityGroupId: 'sg-1',
      'Permissions.1.IpProtocol': 'all',
      'Permissions.1.SourceCidrIp': '192.0.2.1',
    }
    expect(readGroup(flat)).toMatchObject({ key: 'sg-1', rules: [{ ports: { state: 'known' } }] })
  })

  it('may hold its only permission itself', () => {
    const group = readGroup({ RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-1', ...ssh })
    expect(group).toMatchObject({ key: 'sg-1', complete: open })
    expect(plainReading(only(group.rules).protocol)).toEqual(known(6))
  })
})

describe('a console export', () => {
  const rules = [dumped, { ...out, Direction: 'egress' }]

  it.each([
    ['a bare list', rules],
    ['a list of permissions', { Permissions: rules }],
  ])('is %s', (_, data) => {
    const group = readGroup(data)
    expect(group).toMatchObject({ key: 'Permissions', network: 'unknown', complete: whole })
    expect(group.rules.map(({ label }) => label)).toEqual(['ingress rule 1', 'egress rule 2'])
  })

  it('may hold less than the group where a rule has no direction', () => {
    expect(readGroup([dumped, ssh]).complete).toEqual(open)
  })
})

describe('the fields of a permission', () => {
  it.each([
    ['verdict', 'accept'],
    ['protocol', 6],
    ['ports', [{ first: 22, last: 22 }]],
    ['plane', 'intranet'],
    ['direction', 'ingress'],
  ] as const)('%s', (field, value) => {
    expect(plainReading(readRule(dump([dumped]))[field])).toEqual(known(value))
  })

  it('are unused where they are empty', () => {
    const rule = readRule(dump([{ ...dumped, SourcePortRange: '', Ipv6SourceCidrIp: '', SourcePrefixListId: '' }]))
    expect(rule.peers.map(({ field, reading }) => [field, plainReading(reading)])).toEqual([
      ['SourceCidrIp', known(address)],
    ])
    expect(rule.description).toEqual({ state: 'absent' })
    expect(rule.conditions).toEqual([])
    expect(rule.remarks).toEqual([])
  })

  it('name a list of ports where there are none of its own', () => {
    const listed = { ...dumped, PortRange: undefined, PortRangeListId: 'prl-1' }
    expect(plainReading(readRule(dump([listed])).ports)).toMatchObject({ state: 'unknown', identity: 'prl-1' })
    expect(plainReading(readRule(dump([{ ...listed, PortRange: '1/2' }])).ports)).toEqual(
      known([{ first: 1, last: 2 }]),
    )
    expect(readRule(dump([{ ...listed, PortRangeListId: ['prl-1'] }])).ports.state).toBe('invalid')
  })

  it('narrow a rule down at the instance’s own end', () => {
    const rule = readRule(dump([{ ...dumped, SourcePortRange: '1000/2000', DestCidrIp: '192.0.2.1' }]))
    expect(rule.conditions).toEqual(['SourcePortRange 1000/2000=true', 'DestCidrIp 192.0.2.1=true'])
  })

  it.each(['tcp', 4, null, ['tcp']])('leave the rule invalid that has none: %j', (item) => {
    const rule = readRule(dump([item]))
    expect(rule.protocol.state).toBe('invalid')
    expect(rule.direction.state).toBe('unknown')
    expect(rule.remarks).toEqual([])
  })

  it.each(['both', 4])('leave an invalid direction so: %j', (Direction) => {
    expect(readRule(dump([{ ...dumped, Direction }])).direction.state).toBe('invalid')
  })
})

describe('what is not Alibaba Cloud’s', () => {
  it.each([
    ['permissions of a role', { Permissions: ['ecs:*'] }],
    ['permissions of another product', { Permissions: [{ Principal: 'a', Permissions: ['ALL'] }] }],
    ['a permission list of another product', { Permissions: { Permission: [{ Name: 'read' }] } }],
    ['permissions as text', { SecurityGroupId: 'sg-1', Permissions: 'all' }],
    ['permissions of AWS', { Permissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [] }] }],
    ['a dump of AWS', { SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22 }] }] }],
    ['an entry of a NAT gateway', { IpProtocol: 'Any', ExternalPort: 'any', RegionId: 'r', SecurityGroupId: 's' }],
    ['a network ACL', [{ Policy: 'accept', SourceCidrIp: '0.0.0.0/0', Port: '1/2', Protocol: 'tcp' }]],
    ['a part of a template', { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '0.0.0.0/0' }],
    ['a list with other things', [dumped, 'and more']],
    ['keys that look so', { 'Permissions.1.IpProtocol': 'tcp', 'Permissions.x.PortRange': '1/2' }],
    ['an empty list', []],
  ])('%s', (_, data) => {
    expect(readBoth(data)).toEqual([])
  })
})

describe('several dumps in one document', () => {
  const summary = (data: unknown) =>
    readBoth(data).map(({ key, rules, complete }) => [key, rules.map(({ label }) => label), complete.ingress])

  it.each([
    ['a list', [dump([dumped]), dump([dumped], { SecurityGroupId: 'sg-2' })]],
    ['an object', { web: dump([dumped]), db: { body: dump([dumped], { SecurityGroupId: 'sg-2' }) } }],
    ['another shape each', [dump([dumped]), { SecurityGroupId: 'sg-2', Permissions: [dumped] }]],
  ])('in %s are a group each', (_, data) => {
    expect(summary(data)).toEqual([
      ['sg-1', ['ingress rule 1'], true],
      ['sg-2', ['ingress rule 1'], true],
    ])
  })

  it('are one group where each says that another page follows', () => {
    const pages = [dump([dumped], { NextToken: 'a' }), dump([dumped, dumped], { NextToken: 'b' }), dump([dumped])]
    expect(summary(pages)).toEqual([
      ['sg-1', ['ingress rule 1', 'ingress rule 2', 'ingress rule 3', 'ingress rule 4'], false],
    ])
  })

  it('are two where the first was whole: one before a change, one behind it', () => {
    expect(summary([dump([dumped]), dump([dumped])])).toEqual([
      ['sg-1', ['ingress rule 1'], true],
      ['sg-1', ['ingress rule 1'], true],
    ])
  })

  it('may lack the id of their group', () => {
    const unnamed = { Permissions: { Permission: [dumped] } }
    expect(summary([unnamed, unnamed]).map(([key]) => key)).toEqual(['Permissions', 'Permissions 2'])
  })

  it('do not come from lists and requests that say nothing of what they are', () => {
    expect(readBoth({ rules: [ssh], task: { RegionId: 'r', SecurityGroupId: 'sg-1', ...ssh } })).toEqual([])
  })
})

describe('values that are filled in before the request is sent', () => {
  it.each(['{{ office }}', '${OFFICE}'])('are unknown: %s', (text) => {
    const { protocol, peers, order } = readRule(
      request([{ ...ssh, SourceCidrIp: text, IpProtocol: text, Priority: text }]),
    )
    expect([protocol.state, peers[0]?.reading.state]).toEqual(['unknown', 'unknown'])
    expect(order).toMatchObject({ priority: { state: 'unknown' } })
  })

  it('may be a whole permission', () => {
    const [first, second] = readGroup(request(['{{ rule }}', ssh])).rules
    expect([first?.protocol.state, second?.protocol.state]).toEqual(['unknown', 'known'])
  })
})
