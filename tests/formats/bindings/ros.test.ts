import { describe, expect, it } from 'vitest'
import { summaries } from './read.ts'

const instance = (Properties: object, rest: object = {}): object => ({
  Type: 'ALIYUN::ECS::Instance',
  Properties,
  ...rest,
})
const template = (Resources: object, rest: object = {}): object => ({
  ROSTemplateFormatVersion: '2015-09-01',
  Resources: {
    A: { Type: 'ALIYUN::ECS::SecurityGroup' },
    B: { Type: 'ALIYUN::ECS::SecurityGroupClone' },
    ...Resources,
  },
  ...rest,
})
const ref = (name: string): object => ({ Ref: name })
const read = (resources: object, rest: object = {}): readonly string[] =>
  summaries(template(resources, rest), 'stack.json')

describe('a template', () => {
  it.each([
    ['ALIYUN::ECS::Instance', 'instance'],
    ['ALIYUN::ECS::InstanceClone', 'instance'],
    ['ALIYUN::ECS::InstanceGroup', 'instance'],
    ['ALIYUN::ECS::InstanceGroupClone', 'instance'],
    ['ALIYUN::ECS::LaunchTemplate', 'template'],
    ['ALIYUN::ECS::NetworkInterface', 'interface'],
    ['ALIYUN::ESS::ScalingConfiguration', 'template'],
  ])('binds groups to %s', (Type, kind) => {
    const X = { Type, Properties: { SecurityGroupIds: [ref('A'), { 'Fn::GetAtt': ['B', 'SecurityGroupId'] }] } }
    expect(read({ X })).toEqual([`${kind} X: A, B (irrelevant, complete)`])
  })

  it.each<[object, string]>([
    [{ SecurityGroupId: ref('A') }, 'A (irrelevant, complete)'],
    [{ SecurityGroupId: 'sg-1' }, 'sg-1 (irrelevant, complete)'],
    [{ SecurityGroupId: ref('Open') }, '?Open (irrelevant, complete)'],
    [{ SecurityGroupId: ref('Defaulted') }, '?Defaulted (irrelevant, complete)'],
    [
      { SecurityGroupId: { 'Fn::GetAtt': ['Elsewhere', 'Outputs.Sg'] } },
      '?Elsewhere.Outputs.Sg (irrelevant, complete)',
    ],
    [{ SecurityGroupIds: ref('List') }, ' (irrelevant, open)'],
    [{ SecurityGroupIds: { 'Fn::Split': [',', ref('List')] } }, ' (irrelevant, open)'],
    [{ SecurityGroupIds: [ref('A'), { 'Fn::If': ['C', ref('B'), ref('ALIYUN::NoValue')] }] }, 'A (irrelevant, open)'],
    [{ SecurityGroupIds: [ref('A'), ref('ALIYUN::NoValue')] }, 'A (irrelevant, complete)'],
    [{ SecurityGroupIds: [ref('A')], SecurityGroupId: ref('B') }, 'A (irrelevant, complete)'],
  ])('settles %j', (properties, expected) => {
    const Parameters = {
      Open: { Type: 'String' },
      Defaulted: { Type: 'String', Default: 'sg-2' },
      List: { Type: 'CommaDelimitedList', Default: 'sg-3,sg-4' },
    }
    expect(read({ X: instance(properties) }, { Parameters })).toEqual([`instance X: ${expected}`])
  })

  it.each([{}, { SecurityGroupIds: [] }, { SecurityGroupId: ref('ALIYUN::NoValue') }, { SecurityGroupId: '' }])(
    'binds nothing in %j',
    (properties) => {
      expect(read({ X: instance(properties) })).toEqual([])
    },
  )

  it('holds further interfaces, and instances under conditions', () => {
    const NetworkInterfaces = [{ SecurityGroupId: ref('B') }]
    expect(
      read({
        X: instance({ SecurityGroupId: ref('A'), NetworkInterfaces }, { Condition: 'Small' }),
        Y: instance({ SecurityGroupId: ref('A') }, { Count: 3 }),
      }),
    ).toEqual([
      'instance X: A (irrelevant, complete, Small=true)',
      'interface X NetworkInterfaces[0]: B (irrelevant, complete, Small=true)',
      'instance Y: A (irrelevant, complete)',
    ])
  })

  it('joins groups to what it or another declares', () => {
    const join = (Properties: object): object => ({ Type: 'ALIYUN::ECS::JoinSecurityGroup', Properties })
    expect(
      read({
        X: instance({ SecurityGroupId: ref('A') }),
        G: { Type: 'ALIYUN::ECS::InstanceGroup', Properties: { SecurityGroupId: ref('A') } },
        J: join({ SecurityGroupId: ref('B'), InstanceId: ref('X') }),
        K: join({ SecurityGroupId: ref('B'), InstanceIdList: { 'Fn::GetAtt': ['G', 'InstanceIds'] } }),
        L: join({ SecurityGroupId: ref('B'), NetworkInterfaceList: ['eni-1', ref('Eni')] }),
      }),
    ).toEqual([
      'instance X: A, B (irrelevant, complete)',
      'instance G: A, B (irrelevant, complete)',
      'interface eni-1: B (irrelevant, open)',
      'interface Eni: B (irrelevant, open)',
    ])
  })

  it('is the same in YAML with tags', () => {
    const text = `
ROSTemplateFormatVersion: '2015-09-01'
Resources:
  A: { Type: ALIYUN::ECS::SecurityGroup }
  X:
    Type: ALIYUN::ECS::Instance
    Properties:
      SecurityGroupIds: [!Ref A, !GetAtt A.SecurityGroupId]
`
    expect(summaries(text, 'stack.yml')).toEqual(['instance X: A, A (irrelevant, complete)'])
  })
})
