import { describe, expect, it, test } from 'vitest'
import { only, plainReading } from '../documents.ts'
import { alicloudGroup, managed, readObjects, readRuleOf, ssh, tencentcloudGroup } from './objects.ts'

describe('a group of Alibaba Cloud', () => {
  const read = (forProvider: object, spec: object = {}) =>
    only(readObjects(managed('alicloud', 'SecurityGroup', 'web', forProvider, { spec })))

  it('has its facts', () => {
    const group = read({
      securityGroupName: 'Web',
      name: 'old',
      description: 'd',
      securityGroupType: 'enterprise',
      vpcId: 'vpc-1',
    })
    expect(group).toMatchObject({
      provider: 'alicloud',
      key: 'web',
      network: 'vpc',
      complete: { ingress: true, egress: true },
    })
    expect([group.name, group.description, group.type].map(plainReading)).toEqual([
      { state: 'known', value: 'Web' },
      { state: 'known', value: 'd' },
      { state: 'known', value: 'enterprise' },
    ])
  })

  test('`name` is the older spelling of its name', () => {
    expect(read({ name: 'old' }).name).toMatchObject({ state: 'known', value: 'old' })
  })

  test('a type that does not exist is invalid', () => {
    expect(read({ securityGroupType: 'advanced' }).type).toMatchObject({ state: 'invalid' })
  })

  test.each([
    [{}, 'classic'],
    [{ vpcId: null }, 'classic'],
    [{ vpcId: 'vpc-1' }, 'vpc'],
    [{ vpcIdRef: { name: 'main' } }, 'vpc'],
    [{ vpcIdSelector: { matchLabels: { a: 'b' } } }, 'vpc'],
  ])('%j makes its network %s', (forProvider, network) => {
    expect(read(forProvider).network).toBe(network)
  })

  test('`initProvider` stands in for what `forProvider` leaves out', () => {
    const { name, description } = read(
      { description: 'd' },
      { initProvider: { securityGroupName: 'n', description: 'x' } },
    )
    expect([name, description]).toMatchObject([{ value: 'n' }, { value: 'd' }])
  })

  test.each(['${arguments}', 5, [1]])('%j in place of its arguments leaves them unknown', (forProvider) => {
    const { name, type } = only(readObjects(managed('alicloud', 'SecurityGroup', 'web', forProvider)))
    expect([name.state, type.state]).toEqual(['unknown', 'unknown'])
  })
})

describe('a rule of Alibaba Cloud', () => {
  const read = (fields: object) =>
    readRuleOf(alicloudGroup, managed('alicloud', 'SecurityGroupRule', 'ssh', { ...ssh, ...fields }))

  it('has its fields', () => {
    const rule = read({ policy: 'drop', priority: 7, nicType: 'intranet', description: 'd' })
    const { label, direction, verdict, protocol, ports, order, plane, description, conditions, remarks } = rule
    expect(label).toBe('SecurityGroupRule/ssh')
    expect([direction, verdict, protocol, ports, plane, description].map(plainReading)).toEqual([
      { state: 'known', value: 'ingress' },
      { state: 'known', value: 'drop' },
      { state: 'known', value: 6 },
      { state: 'known', value: [{ first: 22, last: 22 }] },
      { state: 'known', value: 'intranet' },
      { state: 'known', value: 'd' },
    ])
    expect(order).toMatchObject({ by: 'priority', priority: { state: 'known', value: 7 } })
    expect([conditions, remarks]).toEqual([[], []])
  })

  test.each([
    ['cidrIp', '10.0.0.0/8', { kind: 'addresses' }],
    ['ipv6CidrIp', '::/0', { kind: 'addresses' }],
    ['sourceSecurityGroupId', 'sg-1', { kind: 'symbol', of: 'group', name: 'sg-1' }],
    ['prefixListId', 'pl-1', { kind: 'symbol', of: 'list', name: 'pl-1' }],
  ])('%s is a peer', (field, value, peer) => {
    expect(read({ cidrIp: null, [field]: value }).peers).toMatchObject([
      { field, reading: { state: 'known', value: peer } },
    ])
  })

  test('Terraform takes its words in lower case only', () => {
    expect(read({ ipProtocol: 'TCP', policy: 'Accept' })).toMatchObject({
      protocol: { state: 'invalid' },
      verdict: { state: 'invalid' },
    })
  })

  test.each(['${port}', '{{ .Values.port }}', 'x${port}'])('%s is filled in later', (portRange) => {
    expect(read({ portRange }).ports).toMatchObject({ state: 'unknown', identity: portRange })
  })

  test.each([[['22/22']], [{ a: 1 }], [true]])('%j is no port range', (portRange) => {
    expect(read({ portRange }).ports.state).toBe('invalid')
  })
})

describe('a rule of Tencent Cloud', () => {
  const read = (fields: object) => {
    const web = { securityGroupIdRef: { name: 'web' }, type: 'ingress', policy: 'ACCEPT', cidrIp: '10.0.0.0/8' }
    return readRuleOf(tencentcloudGroup, managed('tencentcloud', 'SecurityGroupRule', 'web', { ...web, ...fields }))
  }

  it('has its fields', () => {
    const rule = read({ type: 'EGRESS', policy: 'drop', ipProtocol: 'udp', portRange: '53,80', description: 'd' })
    const { direction, verdict, protocol, ports, order, description, remarks } = rule
    expect([direction, verdict, protocol, ports, description].map(plainReading)).toEqual([
      { state: 'known', value: 'egress' },
      { state: 'known', value: 'drop' },
      { state: 'known', value: 17 },
      { state: 'known', value: [53, 80].map((port) => ({ first: port, last: port })) },
      { state: 'known', value: 'd' },
    ])
    expect([order, remarks]).toEqual([{ by: 'undefined' }, []])
  })

  test('its place is `policyIndex`', () => {
    expect(read({ policyIndex: 3 }).order).toMatchObject({ by: 'position', position: 3 })
  })

  test.each([
    [{ cidrIp: '10.0.0.0/8' }, 'cidrIp', { kind: 'addresses' }],
    [{ sourceSgid: 'sg-1' }, 'sourceSgid', { of: 'group', name: 'sg-1' }],
    [{ addressTemplate: [{ templateId: 'ipm-1' }] }, 'addressTemplate', { of: 'list', name: 'ipm-1' }],
    [{ addressTemplate: { groupId: 'ipmg-1' } }, 'addressTemplate', { of: 'list', name: 'ipmg-1' }],
  ])('%j is a peer', (fields, field, value) => {
    expect(read({ cidrIp: null, ...fields }).peers).toMatchObject([{ field, reading: { state: 'known', value } }])
  })

  test.each([
    ['ipm-1', 'invalid'],
    [['ipm-1'], 'invalid'],
    [['${template}'], 'unknown'],
    ['${template}', 'unknown'],
  ])('%j is no object with a template', (addressTemplate, state) => {
    expect(read({ cidrIp: null, addressTemplate }).peers).toMatchObject([
      { field: 'addressTemplate', reading: { state } },
    ])
  })

  test('a template stands for its services', () => {
    expect(read({ protocolTemplate: [{ templateId: 'ppm-1' }] }).services).toMatchObject({
      state: 'unknown',
      identity: 'ppm-1',
    })
    expect(read({ protocolTemplate: [] })).not.toHaveProperty('services')
  })
})

describe('the `#` strings of Tencent Cloud', () => {
  const read = (lists: object) =>
    only(readObjects(managed('tencentcloud', 'SecurityGroupLiteRule', 'web', { securityGroupId: 'sg-1', ...lists })))

  it('are in order', () => {
    const { rules } = read({
      ingress: ['ACCEPT#10.0.0.0/8#22,80#TCP', 'DROP#sg-12345678#ALL#ALL'],
      egress: ['ACCEPT#ipm-12345678##ppm-12345678'],
    })
    expect(
      rules.map(({ label, direction, verdict, order }) => [
        label,
        plainReading(direction),
        plainReading(verdict),
        order,
      ]),
    ).toEqual([
      [
        'ingress rule 1',
        { state: 'known', value: 'ingress' },
        { state: 'known', value: 'accept' },
        { by: 'position', position: 0 },
      ],
      [
        'ingress rule 2',
        { state: 'known', value: 'ingress' },
        { state: 'known', value: 'drop' },
        { by: 'position', position: 1 },
      ],
      [
        'egress rule 1',
        { state: 'known', value: 'egress' },
        { state: 'known', value: 'accept' },
        { by: 'position', position: 0 },
      ],
    ])
    expect(rules.map(({ peers }) => peers[0]?.reading)).toMatchObject([
      { value: { kind: 'addresses' } },
      { value: { of: 'group', name: 'sg-12345678' } },
      { value: { of: 'list', name: 'ipm-12345678' } },
    ])
    expect(rules[0]).toMatchObject({ protocol: { value: 6 }, ports: { value: [{ first: 22 }, { first: 80 }] } })
    expect(rules[2]?.services).toMatchObject({ state: 'unknown', identity: 'ppm-12345678' })
  })

  test('their words are in upper case only', () => {
    expect(only(read({ ingress: ['accept#10.0.0.0/8#22#TCP'] }).rules).verdict.state).toBe('invalid')
  })

  test.each([
    ['ACCEPT#10.0.0.0/8#22', 'invalid'],
    [22, 'invalid'],
    [{ action: 'ACCEPT' }, 'invalid'],
    [['ACCEPT#10.0.0.0/8#22#TCP'], 'invalid'],
    ['${rule}', 'unknown'],
    ['${action}#10.0.0.0/8#22#TCP', 'unknown'],
  ])('%j is not read', (item, state) => {
    expect(only(read({ ingress: [item] }).rules).verdict.state).toBe(state)
  })

  test('a placeholder leaves the other parts as they are', () => {
    const rule = only(read({ ingress: ['ACCEPT#${cidr}#22#TCP'] }).rules)
    expect(rule).toMatchObject({ verdict: { value: 'accept' }, ports: { state: 'known' } })
    expect(rule.peers[0]?.reading).toMatchObject({ state: 'unknown', identity: '${cidr}' })
  })

  test('a part is rewritten where it stands', () => {
    const { rules } = read({ ingress: ['ACCEPT#10.0.0.0/8#22#TCP'] })
    const { ports } = only(rules)
    expect(ports.state === 'known' && ports.origin.rewrite('443')?.map(({ text }) => text)).toEqual([
      '"ACCEPT#10.0.0.0/8#443#TCP"',
    ])
  })
})
