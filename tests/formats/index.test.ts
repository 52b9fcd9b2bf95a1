import { describe, expect, it } from 'vitest'
import { formats, mayDeclareAny, mayDeclareIn } from '../../src/formats/index.ts'
import { readYaml } from './documents.ts'

describe('formats', () => {
  it('have names of their own', () => {
    const names = formats.map(({ name }) => name)
    expect(names).toEqual([
      'terraform-plan',
      'terraform-state',
      'terraform-state-file',
      'terraform-json',
      'ros',
      'crossplane',
      'pulumi-yaml',
      'ansible',
      'tencentcloud-api',
      'alicloud-api',
      'ram-policy',
    ])
  })

  it('are read one per document', () => {
    const groups = readYaml(`
Resources: {Sg: {Type: 'ALIYUN::ECS::SecurityGroup'}}
---
SecurityGroupPolicySet: {Ingress: [{Action: ACCEPT, CidrBlock: 0.0.0.0/0}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
spec: {ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}], egress: []}
---
SecurityGroupId: sg-1
Permissions: {Permission: []}
`)
    expect(groups.map(({ provider, key }) => [provider, key])).toEqual([
      ['alicloud', 'Sg'],
      ['tencentcloud', 'SecurityGroupPolicySet'],
      ['alicloud', 'sg-1'],
    ])
  })

  it('each have words that their declarations hold', () => {
    expect(formats.filter(({ keys }) => keys.length === 0 || keys.some((words) => words.length === 0))).toEqual([])
  })
})

describe('a text', () => {
  it.each([
    ['SecurityGroupPolicySet: {}', true],
    ['{"Ingress":[{"Action":"drop","CidrBlock":"10.0.0.0/8"}]}', true],
    ['{"Egress":[{"Action":"drop","SecurityGroupId":"sg-1"}]}', true],
    ['- {IpProtocol: TCP, PortRangeListId: prl-1}', true],
    ['{"Permissions.1.IpProtocol":"TCP","Permissions.1.PortRange":"22/22"}', true],
    ['{"Permissions.1.IpProtocol":"TCP","SecurityGroupId":"sg-1"}', true],
    ['{"SecurityGroupId":"sg-1","Permissions":{}}', true],
    // AWS: its words begin or end otherwise, or are not all of them there.
    ['PermissionsBoundary: !Ref Boundary\nSecurityGroupId: sg-1', false],
    ['{"SecurityGroupIds":["sg-1"],"Permissions":{}}', false],
    ['SecurityGroupIngress: [{IpProtocol: tcp, CidrIp: 10.0.0.0/8}]\nAction: a\nCidrBlock: 10.0.0.0/8', false],
    ['{"Type":"AWS::EC2::NetworkAclEntry","Properties":{"CidrBlock":"0.0.0.0/0","PortRange":{"From":22}}}', false],
    ['Statement: [{Effect: Deny, Action: "ecs:RunTask"}]', true],
    ['Statement: [{Effect: Allow, Action: "ecs:RunTask"}]', false],
    // Crossplane: an object of a kind, and the definition of the kind.
    ['apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1\nkind: SecurityGroup', true],
    ['kind: CustomResourceDefinition\nspec: {group: ecs.alibabacloud.crossplane.io}', false],
    // Azure.
    ['{"Permissions":{},"protocol":"Tcp","destinationPortRange":"22"}', false],
  ])('%s', (text, may) => {
    expect(mayDeclareAny(text)).toBe(may)
  })

  it('of several that are read together may hold one word of a set', () => {
    const [ros] = formats.filter(({ name }) => name === 'ros')
    const words = ['Type: ALIYUN::RAM::ManagedPolicy', 'Effect: Deny', '- ecs:RevokeSecurityGroup']
    expect(ros && [words, ...words.map((word) => [word])].map((texts) => mayDeclareIn(ros, texts))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
