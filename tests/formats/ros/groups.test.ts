import { describe, expect, it } from 'vitest'
import type { SecurityGroup } from '../../../src/model/declarations.ts'
import { plainReading, readBoth, readGroup, readJson, readJsonFile, readYaml, textAt } from '../documents.ts'
import { out, resource, ssh, template, web, withIngress } from './templates.ts'

const summary = (groups: readonly SecurityGroup[]) =>
  groups.map(({ key, declaration, rules, complete }) => ({
    key,
    declared: declaration !== undefined,
    rules: rules.map(({ label }) => label),
    complete,
  }))
const whole = { ingress: true, egress: true }
const conditionsOf = (group: SecurityGroup) => group.rules.map(({ conditions }) => conditions)

describe('a group', () => {
  it('says its name, description, type and network', () => {
    const properties = { SecurityGroupName: 'web', Description: 'of the shop', SecurityGroupType: 'enterprise' }
    const group = readGroup(template({ Sg: resource('SecurityGroup', { ...properties, VpcId: { Ref: 'Vpc' } }) }))
    expect(group).toMatchObject({ provider: 'alicloud', key: 'Sg', network: 'vpc', complete: whole, rules: [] })
    expect(plainReading(group.name)).toEqual({ state: 'known', value: 'web' })
    expect(plainReading(group.description)).toEqual({ state: 'known', value: 'of the shop' })
    expect(plainReading(group.type)).toEqual({ state: 'known', value: 'enterprise' })
  })

  it.each([undefined, null, {}])('may have nothing to say: %j', (properties) => {
    const group = readGroup(template({ Sg: resource('SecurityGroup', properties) }))
    expect(group).toMatchObject({ network: 'classic', complete: whole })
    expect([group.name, group.description, group.type].map(({ state }) => state)).toEqual([
      'absent',
      'absent',
      'absent',
    ])
  })

  it.each([
    [{ VpcId: { 'Fn::If': ['C', 'vpc-1', { Ref: 'ALIYUN::NoValue' }] } }, 'unknown'],
    [{ VpcId: { Ref: 'ALIYUN::NoValue' } }, 'classic'],
    [{ VpcId: 'vpc-1' }, 'vpc'],
  ])('lives in a network: %j', (properties, network) => {
    expect(readGroup(template({ Sg: resource('SecurityGroup', properties) })).network).toBe(network)
  })

  it('has one of two types', () => {
    const group = readGroup(template({ Sg: resource('SecurityGroup', { SecurityGroupType: 'Enterprise' }) }))
    expect(group.type.state).toBe('invalid')
  })

  it.each([{ 'Fn::Jq': ['.', {}] }, { Ref: 'Properties' }, 'text'])(
    'is unknown where its properties are: %j',
    (properties) => {
      const group = readGroup(template({ Sg: resource('SecurityGroup', properties) }))
      expect(group).toMatchObject({ network: 'unknown', complete: { ingress: false, egress: false } })
      expect(group.type.state).toBe('unknown')
    },
  )

  it('holds its rules of both directions', () => {
    const properties = { SecurityGroupIngress: [ssh, web], SecurityGroupEgress: [out] }
    expect(summary(readBoth(template({ Sg: resource('SecurityGroup', properties) })))).toEqual([
      { key: 'Sg', declared: true, rules: ['ingress rule 1', 'ingress rule 2', 'egress rule 1'], complete: whole },
    ])
  })

  it('may be named like a property of every object', () => {
    const groups = readYaml(`
Resources:
  __proto__: {Type: 'ALIYUN::ECS::SecurityGroup'}
  constructor: {Type: 'ALIYUN::ECS::SecurityGroup'}
`)
    expect(groups.map(({ key }) => key)).toEqual(['__proto__', 'constructor'])
  })

  it('is the last of those with its logical id', () => {
    const named = (name: string) => `"Sg": ${JSON.stringify(resource('SecurityGroup', { SecurityGroupName: name }))}`
    const [group, ...others] = readJson(`{"Resources": {${named('first')}, ${named('last')}}}`)
    expect(others).toEqual([])
    expect(group && plainReading(group.name)).toEqual({ state: 'known', value: 'last' })
  })
})

describe('rules with resources of their own', () => {
  const sg = resource('SecurityGroup', { SecurityGroupIngress: [web] })

  it.each([{ Ref: 'Sg' }, { 'Fn::GetAtt': ['Sg', 'SecurityGroupId'] }, { 'Fn::GetAtt': 'Sg.SecurityGroupId' }])(
    'join the group that they name by %j',
    (SecurityGroupId) => {
      const rules = {
        Ssh: resource('SecurityGroupIngress', { SecurityGroupId, ...ssh }),
        More: resource('SecurityGroupIngresses', { SecurityGroupId, Permissions: [ssh, web] }),
        Out: resource('SecurityGroupEgress', { SecurityGroupId, ...out }),
      }
      expect(summary(readBoth(template({ ...rules, Sg: sg })))).toEqual([
        {
          key: 'Sg',
          declared: true,
          rules: ['ingress rule 1', 'Ssh', 'More rule 1', 'More rule 2', 'Out'],
          complete: whole,
        },
      ])
    },
  )

  it('gather under a group that the file only names', () => {
    const parameters = { Existing: { Type: 'String', Default: 'sg-9' } }
    const rules = {
      A: resource('SecurityGroupIngress', { SecurityGroupId: 'sg-1', ...ssh }),
      B: resource('SecurityGroupIngress', { SecurityGroupId: { Ref: 'Existing' }, ...ssh }),
      C: resource('SecurityGroupEgress', { SecurityGroupId: 'sg-1', ...out }),
      D: resource('SecurityGroupEgress', { SecurityGroupId: { 'Fn::GetAtt': ['Stack', 'Outputs.Sg'] }, ...out }),
      E: resource('SecurityGroupEgress', { SecurityGroupId: { Ref: 'Existing' }, ...out }),
    }
    const complete = { ingress: false, egress: false }
    const groups = readBoth(template({ ...rules, Sg: sg }, { Parameters: parameters }))
    expect(summary(groups)).toEqual([
      { key: 'Sg', declared: true, rules: ['ingress rule 1'], complete: whole },
      { key: 'sg-1', declared: false, rules: ['A', 'C'], complete },
      { key: 'Existing', declared: false, rules: ['B', 'E'], complete },
      { key: 'Stack.Outputs.Sg', declared: false, rules: ['D'], complete },
    ])
    expect(groups[1]).toMatchObject({ network: 'unknown', name: { state: 'unknown' }, type: { state: 'unknown' } })
  })

  it.each([
    [undefined],
    [{ 'Fn::If': ['C', { Ref: 'Sg' }, 'sg-1'] }],
    [{ 'Fn::Select': [{ Ref: 'ALIYUN::Index' }, { Ref: 'Sg' }] }],
    [{ Ref: 'ALIYUN::StackId' }],
    [['sg-1']],
  ])('leave every group open where theirs is not settled: %j', (SecurityGroupId) => {
    const rule = resource('SecurityGroupIngress', { ...ssh, ...(SecurityGroupId && { SecurityGroupId }) })
    expect(summary(readBoth(template({ Ssh: rule, Sg: sg })))).toEqual([
      { key: 'Sg', declared: true, rules: ['ingress rule 1'], complete: { ingress: false, egress: true } },
      { key: 'Ssh', declared: false, rules: ['Ssh'], complete: { ingress: false, egress: false } },
    ])
  })
})

describe('conditions', () => {
  const nothing = { Ref: 'ALIYUN::NoValue' }
  const open = { ingress: false, egress: true }

  it.each([
    ['a list', { 'Fn::If': ['C', [ssh, web], nothing] }, [['C=true'], ['C=true']]],
    ['both branches of a list', { 'Fn::If': ['C', [ssh], [web]] }, [['C=true'], ['C=false']]],
    ['a rule', [ssh, { 'Fn::If': ['C', web, nothing] }], [[], ['C=true']]],
    ['both branches of a rule', [{ 'Fn::If': ['C', ssh, web] }], [['C=true'], ['C=false']]],
    ['rules in a rule’s place', [{ 'Fn::If': ['C', [ssh, web], nothing] }], [['C=true'], ['C=true']]],
    [
      'branches in branches',
      { 'Fn::If': ['C', [{ 'Fn::If': ['D', ssh, web] }], nothing] },
      [
        ['C=true', 'D=true'],
        ['C=true', 'D=false'],
      ],
    ],
  ])('around %s', (_, list, conditions) => {
    const group = readGroup(withIngress(list))
    expect(conditionsOf(group)).toEqual(conditions)
    expect(group.complete).toEqual(open)
  })

  it('may be written in place', () => {
    const condition = { 'Fn::Equals': ['a', { Ref: 'P' }] }
    const [group] = readYaml(JSON.stringify(withIngress([{ 'Fn::If': [condition, ssh, web] }])))
    expect(group && conditionsOf(group)).toEqual([
      [`${JSON.stringify(condition)}=true`],
      [`${JSON.stringify(condition)}=false`],
    ])
  })

  it('may have the short form', () => {
    const [group] = readYaml(`
Resources:
  Sg:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - !If [C, {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0}, !Ref 'ALIYUN::NoValue']
        - !Ref ALIYUN::NoValue
`)
    expect(group && conditionsOf(group)).toEqual([['C=true']])
  })

  it('hold for every rule of the resource that has one', () => {
    const group = resource('SecurityGroup', { SecurityGroupIngress: [ssh] }, { Condition: 'C' })
    const read = readGroup(template({ Sg: group }))
    expect(conditionsOf(read)).toEqual([['C=true']])
    expect(read.complete).toEqual(whole)
  })

  it('leave the group of a rule open', () => {
    const rule = resource('SecurityGroupEgress', { SecurityGroupId: { Ref: 'Sg' }, ...out }, { Condition: 'C' })
    const group = readGroup(template({ Sg: resource('SecurityGroup', {}), Out: rule }))
    expect(conditionsOf(group)).toEqual([['C=true']])
    expect(group.complete).toEqual({ ingress: true, egress: false })
  })
})

describe('conditions of settled values', () => {
  const Conditions = {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Not': ['Yes'] },
    Open: { 'Fn::Equals': ['a', { Ref: 'Unset' }] },
    ByDefault: { 'Fn::Equals': ['a', { Ref: 'Set' }] },
    Same: { 'Fn::Equals': [{ Ref: 'Unset' }, { Ref: 'Unset' }] },
    Spelled: { 'Fn::Equals': ['1', 1] },
    Loop: { 'Fn::Not': 'Round' },
    Round: { 'Fn::Or': ['Loop', 'Loop'] },
    Alias: 'Yes',
    Flag: true,
    Number: 1,
  }
  const sections = { Conditions, Parameters: { Unset: { Type: 'String' }, Set: { Type: 'String', Default: 'a' } } }

  it.each([
    ['Yes', true],
    ['No', false],
    ['Alias', true],
    ['Flag', true],
    ['Same', true],
    [{ 'Fn::And': ['Yes', 'Flag'] }, true],
    [{ 'Fn::And': ['Open', 'No'] }, false],
    [{ 'Fn::Or': ['Open', 'Yes'] }, true],
    [{ 'Fn::Or': ['No', { 'Fn::Not': { 'Fn::Or': ['No', 'No'] } }] }, true],
    [{ 'Fn::Equals': [{ 'Fn::FindInMap': ['M', 'a', 'b'] }, 'x'] }, undefined],
    [{ 'Fn::And': ['Open', 'Yes'] }, undefined],
    [{ 'Fn::And': [] }, undefined],
    [{ 'Fn::Or': ['Open', 'No'] }, undefined],
    [{ 'Fn::Equals': ['a'] }, undefined],
    [{ 'Fn::Any': ['Yes'] }, undefined],
    ['Open', undefined],
    ['ByDefault', undefined],
    ['Spelled', undefined],
    ['Loop', undefined],
    ['Number', undefined],
    ['Undeclared', undefined],
  ])('%j is %s', (condition, truth) => {
    // A condition in place is known by its text, which differs between JSON and YAML.
    const [group] = readJson(JSON.stringify(withIngress([{ 'Fn::If': [condition, ssh, web] }], sections)))
    const rules = group?.rules ?? []
    const ports = rules.map(({ ports: { state, ...reading } }) => (reading as { value?: unknown }).value)
    const both = [[{ first: 22, last: 22 }], [{ first: 443, last: 443 }]]
    expect(ports).toEqual(truth === undefined ? both : truth ? [both[0]] : [both[1]])
    expect(rules.map(({ conditions }) => conditions.length)).toEqual(truth === undefined ? [1, 1] : [0])
  })

  it.each([
    ['Yes', [[]], whole],
    ['No', [], whole],
    ['Open', [['Open=true']], { ingress: false, egress: true }],
  ])('decide whether a resource exists: %s', (Condition, conditions, complete) => {
    const rule = resource('SecurityGroupIngress', { SecurityGroupId: { Ref: 'Sg' }, ...ssh }, { Condition })
    const group = readGroup(template({ Sg: resource('SecurityGroup', {}), Ssh: rule }, sections))
    expect(conditionsOf(group)).toEqual(conditions)
    expect(group.complete).toEqual(complete)
  })

  it('decide on a whole list, which is complete then', () => {
    const group = readGroup(withIngress({ 'Fn::If': ['Yes', [ssh, web], { Ref: 'ALIYUN::NoValue' }] }, sections))
    expect(conditionsOf(group)).toEqual([[], []])
    expect(group.complete).toEqual(whole)
  })
})

describe('lists that are put together', () => {
  const merge = (...parts: unknown[]): object => ({ 'Fn::ListMerge': parts })
  const labels = (list: unknown, sections: object = {}): unknown => {
    const { rules, complete } = readGroup(withIngress(list, sections))
    return [rules.map(({ label }) => label), complete.ingress]
  }

  it('hold the rules of all their parts', () => {
    expect(labels(merge([ssh], [web, ssh]))).toEqual([['ingress rule 1', 'ingress rule 2', 'ingress rule 3'], true])
  })

  it.each([{ Ref: 'Open' }, { 'Fn::If': ['C', [web], []] }])('may hold more where a part is %j', (part) => {
    const [, complete] = labels(merge([ssh], part)) as [unknown, boolean]
    expect(complete).toBe(false)
  })

  it('come from the default of a parameter', () => {
    const Parameters = { Rules: { Type: 'Json', Default: [ssh, { ...web, SourceCidrIp: { Ref: 'Office' } }] } }
    const { rules, complete } = readGroup(withIngress({ Ref: 'Rules' }, { Parameters }))
    expect(complete).toEqual(whole)
    expect(rules.map(({ protocol }) => plainReading(protocol))).toEqual([
      { state: 'known', value: 6, viaDefault: 'Rules' },
      { state: 'known', value: 6, viaDefault: 'Rules' },
    ])
    // The default of a parameter is data: nothing in it is a function.
    expect(rules[1]?.peers[0]?.reading.state).toBe('invalid')
  })

  it.each([
    ['holds more than a group takes', { Type: 'Json', Default: Array(201).fill(ssh) }],
    ['is a text', { Type: 'String', Default: '[]' }],
    ['is a row of texts', { Type: 'CommaDelimitedList', Default: 'a,b' }],
  ])('are left open where the default %s', (_, Rules) => {
    expect(labels({ Ref: 'Rules' }, { Parameters: { Rules } })).toEqual([[], false])
  })
})

describe('lists that the template does not settle', () => {
  it.each([{ Ref: 'Rules' }, { 'Fn::ListMerge': { Ref: 'Rules' } }, { 'Fn::Jq': ['.', [ssh]] }, { 'Fn::If': ['C'] }])(
    '%j',
    (list) => {
      const group = readGroup(withIngress(list))
      expect(group.rules).toEqual([])
      expect(group.complete).toEqual({ ingress: false, egress: true })
    },
  )

  it('keep a rule that is not settled as an unknown one', () => {
    const { rules, complete } = readGroup(withIngress([{ Ref: 'Rule' }, ssh]))
    expect(rules.map(({ protocol }) => protocol.state)).toEqual(['unknown', 'known'])
    expect(complete).toEqual({ ingress: false, egress: true })
  })

  it.each([undefined, null, [], { Ref: 'ALIYUN::NoValue' }])('hold no rules where they are %j', (list) => {
    expect(readGroup(withIngress(list))).toMatchObject({ rules: [], complete: whole })
  })
})

describe('Count', () => {
  const count = (value: unknown) =>
    readBoth(
      template({
        Sg: resource('SecurityGroup', {}),
        Ssh: resource('SecurityGroupIngress', { SecurityGroupId: { Ref: 'Sg' }, ...ssh }, { Count: value }),
      }),
    )

  it.each([
    [1, [[]], whole],
    [3, [[]], { ingress: false, egress: true }],
    [0, [], whole],
    ['0', [], whole],
    ['1', [[]], whole],
    [{ 'Fn::If': [true, 0, 1] }, [], whole],
    [{ Ref: 'Copies' }, [['Count of Ssh=some']], { ingress: false, egress: true }],
  ])('%j', (value, conditions, complete) => {
    const [group, ...others] = count(value)
    expect(others).toEqual([])
    expect(group && conditionsOf(group)).toEqual(conditions)
    expect(group?.complete).toEqual(complete)
  })

  it('makes copies of a group that are not told apart from each other, yet from the rest', () => {
    const groups = readBoth(
      template({
        Sg: resource('SecurityGroup', { SecurityGroupIngress: [web] }, { Count: 2 }),
        Ssh: resource('SecurityGroupIngress', { SecurityGroupId: { Ref: 'Sg[0]' }, ...ssh }),
      }),
    )
    const complete = { ingress: false, egress: false }
    expect(summary(groups)).toEqual([
      { key: 'Sg', declared: true, rules: ['ingress rule 1'], complete },
      { key: 'Sg[0]', declared: false, rules: ['Ssh'], complete },
    ])
  })
})

describe('templates', () => {
  const resources = { Sg: resource('SecurityGroup', { SecurityGroupIngress: [ssh] }) }

  it('need no version where a resource has a type of their own', () => {
    expect(readBoth({ Resources: resources })).toHaveLength(1)
  })

  it.each(['Aliyun::Terraform-v1.5', ['Aliyun::Terraform-v1.0']])('hold none that carry Terraform: %j', (transform) => {
    expect(readBoth(template(resources, { Transform: transform }))).toEqual([])
  })

  it('are read under other transforms', () => {
    expect(readBoth(template(resources, { Transform: 'Aliyun::Serverless-2018-04-03' }))).toHaveLength(1)
  })

  it('may be several in one file', () => {
    const one = (id: string) => `Resources:\n  ${id}:\n    Type: ALIYUN::ECS::SecurityGroup\n`
    expect(readYaml(`${one('A')}---\n- other\n---\n${one('B')}`).map(({ key }) => key)).toEqual(['A', 'B'])
  })

  it('inside a string are not read', () => {
    const stack = { Type: 'ALIYUN::ROS::Stack', Properties: { TemplateBody: JSON.stringify(template(resources)) } }
    expect(readBoth(template({ Stack: stack }))).toEqual([])
  })

  it.each([
    { ROSTemplateFormatVersion: '2015-09-01' },
    { ROSTemplateFormatVersion: '2015-09-01', Resources: [] },
    { ROSTemplateFormatVersion: '2015-09-01', Resources: { Sg: 'ALIYUN::ECS::SecurityGroup', Other: { Type: 4 } } },
    { Type: 'ALIYUN::ECS::SecurityGroup', Properties: { SecurityGroupIngress: [ssh] } },
    { Resources: { Sg: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: [ssh] } } } },
  ])('declare nothing: %j', (data) => {
    expect(readBoth(data)).toEqual([])
  })
})

describe('a template within a template', () => {
  const inner = template({ Sg: { Type: 'ALIYUN::ECS::SecurityGroup' } })

  it.each([
    [inner, ['"TemplateBody"']],
    [JSON.stringify(inner), ['"TemplateBody"']],
    [template({ Vpc: { Type: 'ALIYUN::ECS::VPC' } }), []],
    [undefined, []],
  ])('is told of where it may declare groups: %j', (TemplateBody, expected) => {
    const text = JSON.stringify(template({ Stack: { Type: 'ALIYUN::ROS::Stack', Properties: { TemplateBody } } }))
    const { groups, unread = [] } = readJsonFile(text)
    expect(groups).toEqual([])
    expect(unread.map(({ origin }) => textAt(text, origin))).toEqual(expected)
  })
})
