import { describe, expect, it, test } from 'vitest'
import { only, plainReading, readBoth, readGroup, readJson, readRule, textAt } from '../documents.ts'
import {
  GROUP,
  program,
  RULE,
  sg,
  TENCENT_GROUP,
  TENCENT_RULE,
  TENCENT_RULE_SET,
  withRule,
  withRuleSet,
} from './programs.ts'

describe('a group of Alibaba Cloud', () => {
  it('has its facts', () => {
    const properties = {
      securityGroupName: 'Web',
      description: 'd',
      securityGroupType: 'enterprise',
      vpcId: '${vpc.id}',
    }
    const group = readGroup(program({ sg: { type: GROUP, properties } }))
    expect(group).toMatchObject({
      provider: 'alicloud',
      key: 'sg',
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
    const group = readGroup(program({ sg: { type: GROUP, properties: { name: 'old' } } }))
    expect(group).toMatchObject({ name: { value: 'old' }, network: 'classic' })
  })

  test.each([undefined, null, {}])('%j for properties leaves every argument out', (properties) => {
    const group = readGroup(program({ sg: { type: GROUP, properties } }))
    expect(group).toMatchObject({ name: { state: 'absent' }, network: 'classic' })
  })

  test.each(['${settings}', 5, ['a'], { 'fn::invoke': { function: 'f' } }])(
    '%j for properties leaves them unknown',
    (properties) => {
      expect(readGroup(program({ sg: { type: GROUP, properties } })).name.state).toBe('unknown')
    },
  )

  test('of a repeated name the last counts', () => {
    const text = `{"resources": {"sg": {"type": "${GROUP}", "properties": {"name": "a"}}, "sg": {"type": "${GROUP}", "properties": {"name": "b"}}}}`
    expect(only(readJson(text)).name).toMatchObject({ value: 'b' })
  })
})

describe('a rule of Alibaba Cloud', () => {
  it('has its fields', () => {
    const rule = readRule(withRule({ policy: 'drop', priority: 7, nicType: 'intranet', description: 'd' }))
    const { label, direction, verdict, protocol, ports, order, plane, description, conditions, remarks } = rule
    expect(label).toBe('ssh')
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
    ['sourceSecurityGroupId', '${sg.id}', { of: 'group', name: 'sg' }],
    ['sourceSecurityGroupId', 'sg-1', { of: 'group', name: 'sg-1' }],
    ['prefixListId', 'pl-1', { of: 'list', name: 'pl-1' }],
  ])('%s: %s is a peer', (field, value, peer) => {
    const { peers } = readRule(withRule({ cidrIp: undefined, [field]: value }))
    expect(peers).toMatchObject([{ field, reading: { state: 'known', value: peer } }])
  })

  test('Terraform takes its words in lower case only', () => {
    expect(readRule(withRule({ ipProtocol: 'TCP' })).protocol.state).toBe('invalid')
  })

  test('a rule in its own declaration', () => {
    const text = JSON.stringify(withRule({}))
    expect(textAt(text, only(only(readJson(text)).rules).origin)).toBe('"ssh"')
  })
})

describe('a rule of Tencent Cloud', () => {
  const read = (fields: object) => {
    const web = { securityGroupId: '${sg.id}', type: 'ingress', policy: 'accept' }
    const group = { type: TENCENT_GROUP, properties: { name: 'web', description: 'd' } }
    return readGroup(program({ sg: group, web: { type: TENCENT_RULE, properties: { ...web, ...fields } } }))
  }

  it('has its fields', () => {
    const group = read({ ipProtocol: 'UDP', portRange: '53', cidrIp: '10.0.0.0/8', policyIndex: 2, description: 'r' })
    expect(group).toMatchObject({
      provider: 'tencentcloud',
      network: 'vpc',
      name: { value: 'web' },
      description: { value: 'd' },
    })
    expect(only(group.rules)).toMatchObject({
      label: 'web',
      direction: { value: 'ingress' },
      verdict: { value: 'accept' },
      protocol: { value: 17 },
      ports: { value: [{ first: 53, last: 53 }] },
      peers: [{ field: 'cidrIp', reading: { state: 'known' } }],
      order: { by: 'position', position: 2 },
      description: { value: 'r' },
    })
  })

  test.each([
    [{ sourceSgid: '${sg.id}' }, 'sourceSgid', { of: 'group', name: 'sg' }],
    [{ addressTemplate: { templateId: 'ipm-1' } }, 'addressTemplate', { of: 'list', name: 'ipm-1' }],
    [{ addressTemplate: { groupId: 'ipmg-1' } }, 'addressTemplate', { of: 'list', name: 'ipmg-1' }],
  ])('%j is a peer', (fields, field, value) => {
    expect(only(read(fields).rules).peers).toMatchObject([{ field, reading: { value } }])
  })

  test('a template stands for its services', () => {
    const { services } = only(read({ protocolTemplate: { groupId: 'ppmg-1' } }).rules)
    expect(services).toMatchObject({ state: 'unknown', identity: 'ppmg-1' })
  })
})

describe('a rule set', () => {
  const all = { action: 'DROP', cidrBlock: '0.0.0.0/0' }

  it('holds all rules of its group, in order', () => {
    const ingresses = [
      { action: 'accept', cidrBlock: '10.0.0.0/8', protocol: 'TCP', port: '22', description: 'd' },
      all,
    ]
    const group = readGroup(withRuleSet({ ingresses, egresses: all }))
    expect(group.complete).toEqual({ ingress: true, egress: true })
    expect(group.rules.map(({ label, order }) => [label, order])).toEqual([
      ['ingress rule 1', { by: 'position', position: 0 }],
      ['ingress rule 2', { by: 'position', position: 1 }],
      ['egress rule 1', { by: 'position', position: 0 }],
    ])
    expect(group.rules[0]).toMatchObject({
      verdict: { value: 'accept' },
      protocol: { value: 6 },
      ports: { value: [{ first: 22, last: 22 }] },
      description: { value: 'd' },
    })
  })

  test('holds all rules of a group that is declared elsewhere', () => {
    const groups = readBoth(withRuleSet({ securityGroupId: 'sg-1', ingresses: [all] }))
    expect(groups.map(({ key, declaration, complete }) => [key, declaration !== undefined, complete.ingress])).toEqual([
      ['sg', true, true],
      ['sg-1', false, true],
    ])
  })

  test.each([
    ['cidrBlock', '10.0.0.0/8', { kind: 'addresses' }],
    ['ipv6CidrBlock', '::/0', { kind: 'addresses' }],
    ['sourceSecurityId', '${sg.id}', { of: 'group', name: 'sg' }],
    ['addressTemplateId', 'ipm-1', { of: 'list', name: 'ipm-1' }],
    ['addressTemplateGroup', 'ipmg-1', { of: 'list', name: 'ipmg-1' }],
  ])('%s is a peer', (field, value, peer) => {
    const { peers } = readRule(withRuleSet({ ingresses: [{ action: 'ACCEPT', [field]: value }] }))
    expect(peers).toMatchObject([{ field, reading: { state: 'known', value: peer } }])
  })

  test.each([
    ['serviceTemplateId', 'ppm-1'],
    ['serviceTemplateGroup', 'ppmg-1'],
  ])('%s stands for services', (field, id) => {
    const { services } = readRule(withRuleSet({ ingresses: [{ ...all, [field]: id }] }))
    expect(services).toMatchObject({ state: 'unknown', identity: id })
  })

  test.each([
    ['DROP', 'invalid'],
    [[all], 'invalid'],
    ['${rule}', 'unknown'],
    [{ 'fn::invoke': { function: 'f' } }, 'unknown'],
  ])('%j is no rule', (item, state) => {
    expect(readRule(withRuleSet({ ingresses: [item] })).verdict.state).toBe(state)
  })

  test.each(['${rules}', { 'fn::invoke': { function: 'f' } }])('%j may hold any rules', (ingresses) => {
    expect(readGroup(withRuleSet({ ingresses }))).toMatchObject({
      rules: [],
      complete: { ingress: false, egress: true },
    })
  })

  test('what is no list is no rule either', () => {
    expect(readRule(withRuleSet({ ingresses: 'all' })).verdict.state).toBe('invalid')
  })

  test('without properties holds no rules', () => {
    expect(readGroup(program({ rules: { type: TENCENT_RULE_SET } }))).toMatchObject({ key: 'rules', rules: [] })
  })

  test('unknown properties hold any rules of any group', () => {
    const groups = readBoth(withRuleSet('${settings}'))
    expect(groups.map(({ rules, complete }) => [rules.length, complete.ingress])).toEqual([
      [0, false],
      [0, false],
    ])
  })
})

describe('rules belong to groups', () => {
  const rule = (securityGroupId: unknown) => ({ type: RULE, properties: { securityGroupId, type: 'egress' } })

  test('by references, ids and expressions', () => {
    const resources = {
      a: rule('${sg.id}'),
      sg,
      b: rule('sg-1'),
      c: rule('${other.groupId}'),
      d: rule('${sg}'),
      e: rule('${other.groupId}'),
    }
    expect(
      readBoth(program(resources)).map(({ key, rules, complete }) => [key, rules.length, complete.egress]),
    ).toEqual([
      ['sg', 2, true],
      ['sg-1', 1, false],
      ['other.groupId', 2, false],
    ])
  })

  test('or may belong to any', () => {
    const resources = { sg, a: rule({ 'fn::select': [0, ['sg-1']] }) }
    expect(readBoth(program(resources)).map(({ key, complete }) => [key, complete])).toEqual([
      ['sg', { ingress: true, egress: false }],
      ['a', { ingress: false, egress: false }],
    ])
  })

  test('what is only looked up is declared elsewhere', () => {
    const resources = { sg: { type: GROUP, get: { id: 'sg-1' } }, a: rule('${sg.id}') }
    const group = readGroup(program(resources))
    expect([group.key, group.declaration, group.complete.egress]).toEqual(['sg', undefined, false])
  })
})

describe('types', () => {
  test.each([GROUP, 'alicloud:ecs:SecurityGroup', TENCENT_GROUP, 'tencentcloud:Security:Group'])(
    '%s is read',
    (type) => {
      expect(readBoth(program({ sg: { type } }))).toHaveLength(1)
    },
  )

  test.each([
    'aws:ec2/securityGroup:SecurityGroup',
    'alicloud:vpc/securityGroup:SecurityGroup',
    'alicloud:ecs/instance:Instance',
    'tencentcloud:security:Group',
    'alicloud:ecs',
    5,
    { a: 1 },
  ])('%j declares nothing', (type) => {
    expect(readBoth(program({ sg: { type, properties: { name: 'web' } } }))).toEqual([])
  })

  test.each([null, [], 'x', { sg: null }, { sg: [GROUP] }])('resources that are %j declare nothing', (resources) => {
    expect(readBoth({ name: 'web', runtime: 'yaml', resources })).toEqual([])
  })
})
