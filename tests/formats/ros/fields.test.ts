import { describe, expect, it } from 'vitest'
import { plainReading, readGroup, readJson, readRule, readYaml, textAt } from '../documents.ts'
import { out, resource, ssh, template, withIngress } from './templates.ts'

const known = (value: unknown) => ({ state: 'known', value })
const range = (first: number, last: number) => ({ kind: 'addresses', ranges: [{ family: 4, first, last }] })
const everywhere = range(0, 4294967295)

const readEgress = (rule: object) =>
  readRule(template({ Sg: resource('SecurityGroup', { SecurityGroupEgress: [rule] }) }))

describe('the fields of an inline rule', () => {
  const full = {
    ...ssh,
    Policy: 'drop',
    Priority: 7,
    NicType: 'intranet',
    Description: 'office',
    SecurityGroupId: 'sg-redundant',
    SourceGroupOwnerId: '1234',
  }

  it.each([
    ['direction', 'ingress'],
    ['verdict', 'drop'],
    ['protocol', 6],
    ['ports', [{ first: 22, last: 22 }]],
    ['plane', 'intranet'],
    ['description', 'office'],
  ] as const)('%s', (field, value) => {
    expect(plainReading(readRule(withIngress([full]))[field])).toEqual(known(value))
  })

  it.each([7, '7'])('takes the priority %j', (priority) => {
    const { order } = readRule(withIngress([{ ...full, Priority: priority }]))
    expect(order.by).toBe('priority')
    expect(order.by === 'priority' && plainReading(order.priority)).toEqual(known(7))
  })

  it('takes the letter case that templates use', () => {
    const rule = readRule(withIngress([{ ...ssh, IpProtocol: 'TCP', Policy: 'Drop' }]))
    expect(plainReading(rule.protocol)).toEqual(known(6))
    expect(plainReading(rule.verdict)).toEqual(known('drop'))
  })

  it('reads YAML numbers and strings that JSON would quote', () => {
    const [group] = readYaml(
      [
        'ROSTemplateFormatVersion: 2015-09-01',
        'Resources:',
        '  Sg:',
        '    Type: ALIYUN::ECS::SecurityGroup',
        '    Properties:',
        '      SecurityGroupIngress:',
        '        - IpProtocol: tcp',
        '          PortRange: 22/22',
        '          Priority: 3',
        '          SourceCidrIp: 0.0.0.0/0',
      ].join('\n'),
    )
    expect(plainReading(group?.rules[0]?.peers[0]?.reading)).toEqual(known(everywhere))
  })
})

describe('the peers of a rule', () => {
  it.each([
    ['SourceCidrIp', '192.0.2.1', range(0xc0000201, 0xc0000201)],
    ['Ipv6SourceCidrIp', '::/0', { kind: 'addresses', ranges: [{ family: 6, first: 0n, last: (1n << 128n) - 1n }] }],
    ['SourceGroupId', 'sg-1', { kind: 'symbol', of: 'group', name: 'sg-1' }],
    ['SourcePrefixListId', 'pl-1', { kind: 'symbol', of: 'list', name: 'pl-1' }],
  ])('%s', (field, value, peer) => {
    const rule = readRule(withIngress([{ IpProtocol: 'tcp', PortRange: '1/2', [field]: value }]))
    expect(rule.peers.map((each) => [each.field, plainReading(each.reading)])).toEqual([[field, known(peer)]])
    expect(rule.conditions).toEqual([])
  })

  it.each([
    ['DestCidrIp', '0.0.0.0/0', everywhere],
    ['Ipv6DestCidrIp', '::1', { kind: 'addresses', ranges: [{ family: 6, first: 1n, last: 1n }] }],
    ['DestGroupId', 'sg-1', { kind: 'symbol', of: 'group', name: 'sg-1' }],
    ['DestPrefixListId', 'pl-1', { kind: 'symbol', of: 'list', name: 'pl-1' }],
  ])('%s', (field, value, peer) => {
    const rule = readEgress({ IpProtocol: 'all', PortRange: '-1/-1', [field]: value })
    expect(plainReading(rule.direction)).toEqual(known('egress'))
    expect(rule.peers.map((each) => [each.field, plainReading(each.reading)])).toEqual([[field, known(peer)]])
    expect(rule.conditions).toEqual([])
  })

  it('holds up to ten addresses in one field', () => {
    const rule = readRule(withIngress([{ ...ssh, SourceCidrIp: '192.0.2.1,192.0.2.3' }]))
    const ranges = [0xc0000201, 0xc0000203].map((address) => ({ family: 4, first: address, last: address }))
    expect(plainReading(rule.peers[0]?.reading)).toEqual(known({ kind: 'addresses', ranges }))
  })

  it('takes an empty string and null for no peer', () => {
    const rule = readRule(withIngress([{ ...ssh, SourceGroupId: '', Ipv6SourceCidrIp: null }]))
    expect(rule.peers.map(({ field }) => field)).toEqual(['SourceCidrIp'])
  })

  it('expands a prefix list of the template, at the charge of its size', () => {
    const list = resource('PrefixList', { MaxEntries: 5, Entries: [{ Cidr: '192.0.2.1' }, { Cidr: '192.0.2.3/32' }] })
    const rule = {
      IpProtocol: 'tcp',
      PortRange: '22/22',
      SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] },
    }
    const group = resource('SecurityGroup', {
      SecurityGroupIngress: [rule, { ...rule, SourcePrefixListId: { Ref: 'List' } }],
    })
    const { rules } = readGroup(template({ Sg: group, List: list }))
    const ranges = [0xc0000201, 0xc0000203].map((address) => ({ family: 4, first: address, last: address }))
    for (const { peers, charge } of rules) {
      expect(plainReading(peers[0]?.reading)).toEqual(known({ kind: 'addresses', ranges, charge: 5, list: 'List' }))
      expect(charge).toBe(5)
    }
    expect(rules).toHaveLength(2)
  })

  it.each([
    ['its entries are a parameter', { Entries: { Ref: 'P' } }, {}],
    [
      'an entry is a function',
      { Entries: [{ 'Fn::If': ['C', { Cidr: '192.0.2.1' }, { Ref: 'ALIYUN::NoValue' }] }] },
      {},
    ],
    ['it may not exist', { Entries: [{ Cidr: '192.0.2.1' }] }, { Condition: 'C' }],
    [
      'it is longer than the provider takes',
      { Entries: Array.from({ length: 201 }, () => ({ Cidr: '192.0.2.1' })) },
      {},
    ],
  ])('keeps a prefix list as a name where %s', (_, properties, attributes) => {
    const list = resource('PrefixList', properties, attributes)
    const rule = { IpProtocol: 'tcp', PortRange: '22/22', SourcePrefixListId: { Ref: 'List' } }
    const group = resource('SecurityGroup', { SecurityGroupIngress: [rule] })
    const { peers } = readRule(template({ Sg: group, List: list }))
    expect(plainReading(peers[0]?.reading)).toEqual(known({ kind: 'symbol', of: 'list', name: 'List' }))
  })
})

describe('demands that the packet space does not hold', () => {
  it.each([
    [{ SourcePortRange: '1/65535' }, []],
    [{ SourcePortRange: '-1/-1' }, []],
    [{ SourcePortRange: '' }, []],
    [{ DestCidrIp: '0.0.0.0/0', Ipv6DestCidrIp: '::/0' }, []],
    [{ SourcePortRange: '1024/2048' }, ['SourcePortRange 1024/2048=true']],
    [{ SourcePortRange: { Ref: 'Ports' } }, ['SourcePortRange Ports=true']],
    [{ DestCidrIp: '192.0.2.1' }, ['DestCidrIp 192.0.2.1=true']],
    [{ Ipv6DestCidrIp: '2001:db8::1' }, ['Ipv6DestCidrIp 2001:db8::1=true']],
  ])('%j on ingress', (demand, conditions) => {
    expect(readRule(withIngress([{ ...ssh, ...demand }])).conditions).toEqual(conditions)
  })

  it('reads the source of an egress rule so', () => {
    expect(readEgress({ ...out, SourceCidrIp: '192.0.2.1' }).conditions).toEqual(['SourceCidrIp 192.0.2.1=true'])
  })

  it('keeps equal texts of unsettled values apart', () => {
    const rule = { ...ssh, SourcePortRange: { 'Fn::Select': [{ Ref: 'ALIYUN::Index' }, { Ref: 'Ports' }] } }
    const text = JSON.stringify(withIngress([rule, rule]))
    const [group] = readJson(text)
    const [first, second] = group?.rules ?? []
    expect(first?.conditions).toHaveLength(1)
    expect(first?.conditions).not.toEqual(second?.conditions)
  })
})

describe('values of the wrong kind', () => {
  it.each([
    ['verdict', { Policy: true }],
    ['verdict', { Policy: 'allow' }],
    ['protocol', { IpProtocol: ['tcp'] }],
    ['ports', { PortRange: 22 }],
    ['ports', { PortRange: { From: 22 } }],
    ['plane', { NicType: 'lan' }],
  ] as const)('leave %s invalid: %j', (field, fields) => {
    expect(readRule(withIngress([{ ...ssh, ...fields }]))[field].state).toBe('invalid')
  })

  it('leave a peer invalid', () => {
    const { peers } = readRule(withIngress([{ ...ssh, SourceCidrIp: ['10.0.0.0/8'] }]))
    expect(peers.map(({ reading }) => reading.state)).toEqual(['invalid'])
  })

  it.each(['accept all', 4, true, ['tcp'], null])('leave the rule invalid: %j', (item) => {
    const rule = readRule(withIngress([item]))
    expect(rule.protocol.state).toBe('invalid')
    expect(rule.verdict.state).toBe('unknown')
    expect(rule.peers.map(({ reading }) => reading.state)).toEqual(['unknown'])
    expect(rule.remarks).toEqual([])
  })

  it('leave the rule of a resource invalid', () => {
    expect(readRule(template({ Ssh: resource('SecurityGroupIngress', 'tcp 22') })).protocol.state).toBe('invalid')
  })

  it('leave the only rule of a list that is none invalid', () => {
    expect(readRule(withIngress('tcp 22')).protocol.state).toBe('invalid')
  })

  it('take an object in place of a list for its only rule', () => {
    expect(plainReading(readRule(withIngress(ssh)).protocol)).toEqual(known(6))
  })
})

describe('places', () => {
  const item = '{"IpProtocol":"tcp","PortRange":"22/22","SourceCidrIp":"0.0.0.0/0"}'

  it('are the item of an inline rule and the values of its fields', () => {
    const text = `{"Resources":{"Sg":{"Type":"ALIYUN::ECS::SecurityGroup","Properties":{"SecurityGroupIngress":[${item}]}}}}`
    const [group] = readJson(text)
    const rule = group?.rules[0]
    expect(textAt(text, group?.declaration)).toBe('"Sg"')
    expect(textAt(text, rule?.origin)).toBe(item)
    expect(rule?.ports.state === 'known' && textAt(text, rule.ports.origin)).toBe('"22/22"')
  })

  it('are the logical id of a rule with a resource of its own', () => {
    const text = `{"Resources":{"Ssh":{"Type":"ALIYUN::ECS::SecurityGroupIngress","Properties":${item}}}}`
    const [group] = readJson(text)
    expect(group?.declaration).toBeUndefined()
    expect(textAt(text, group?.anchor)).toBe('"Ssh"')
    expect(textAt(text, group?.rules[0]?.origin)).toBe('"Ssh"')
  })

  it('are the reference where a parameter holds the value', () => {
    const text = [
      'Parameters: {Cidr: {Type: String, Default: 0.0.0.0/0}}',
      'Resources:',
      '  Ssh:',
      '    Type: ALIYUN::ECS::SecurityGroupIngress',
      '    Properties: {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: !Ref Cidr}',
    ].join('\r\n')
    const reading = readYaml(text)[0]?.rules[0]?.peers[0]?.reading
    expect(reading?.state === 'known' && textAt(text, reading.origin)).toBe('!Ref Cidr')
  })
})
