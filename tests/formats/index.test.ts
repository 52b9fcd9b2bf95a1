import { describe, expect, it } from 'vitest'
import { detectionKeys, formats } from '../../src/formats/index.ts'
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

  it('gather the substrings that each of them must find', () => {
    expect(formats.filter(({ keys }) => keys.length === 0)).toEqual([])
    expect(detectionKeys).toEqual(expect.arrayContaining(formats.flatMap(({ keys }) => keys)))
  })
})
