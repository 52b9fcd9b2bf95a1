import { describe, expect, it } from 'vitest'
import { summaries } from './read.ts'

describe('Pulumi programs', () => {
  const program = (resources: object, rest: object = {}): readonly string[] =>
    summaries({ name: 'p', runtime: 'yaml', resources, ...rest }, 'Pulumi.json')

  it.each([
    ['alicloud:ecs/instance:Instance', 'securityGroups', 'instance', 'irrelevant'],
    ['alicloud:ecs:EcsInstanceSet', 'securityGroupIds', 'instance', 'irrelevant'],
    ['alicloud:ecs:EcsLaunchTemplate', 'securityGroupIds', 'template', 'irrelevant'],
    ['alicloud:ecs:EcsNetworkInterface', 'securityGroupIds', 'interface', 'irrelevant'],
    ['alicloud:ecs:LaunchTemplate', 'securityGroupIds', 'template', 'irrelevant'],
    ['alicloud:ess:ScalingConfiguration', 'securityGroupIds', 'template', 'irrelevant'],
    ['alicloud:vpc:NetworkInterface', 'securityGroups', 'interface', 'irrelevant'],
    ['tencentcloud:As:ScalingConfig', 'securityGroupIds', 'template', 'listed'],
    ['tencentcloud:Clb/instance:Instance', 'securityGroups', 'balancer', 'listed'],
    ['tencentcloud:Cvm:LaunchTemplate', 'securityGroupIds', 'template', 'undefined'],
    ['tencentcloud:Cvm:LaunchTemplateVersion', 'securityGroupIds', 'template', 'undefined'],
    ['tencentcloud:Eni/instance:Instance', 'orderlySecurityGroups', 'interface', 'listed'],
    ['tencentcloud:Instance/instance:Instance', 'orderlySecurityGroups', 'instance', 'listed'],
    ['tencentcloud:Instance:Instance', 'securityGroups', 'instance', 'undefined'],
    ['tencentcloud:Instance:Set', 'securityGroups', 'instance', 'undefined'],
  ])('bind groups to %s by %s', (type, property, kind, order) => {
    expect(program({ x: { type, properties: { [property]: ['${a.id}', '${b}', 'sg-1'] } }, a: {}, b: {} })).toEqual([
      `${kind} x: a, b, sg-1 (${order}, complete)`,
    ])
  })

  it('hold nested objects and attachments', () => {
    const autoScalingConfig = { orderlySecurityGroupIds: ['sg-1', 'sg-2'] }
    expect(
      program({
        pool: { type: 'tencentcloud:Kubernetes:NodePool', properties: { autoScalingConfig } },
        web: { type: 'tencentcloud:Instance:Instance', properties: { orderlySecurityGroups: ['sg-1'] } },
        more: {
          type: 'tencentcloud:Cvm:SecurityGroupAttachment',
          properties: { instanceId: '${web.id}', securityGroupId: 'sg-2' },
        },
        eni: {
          type: 'tencentcloud:Eni/sgAttachment:SgAttachment',
          properties: { networkInterfaceIds: ['eni-1'], securityGroupIds: ['sg-1', 'sg-2'] },
        },
        clb: {
          type: 'tencentcloud:Clb:SecurityGroupAttachment',
          properties: { loadBalancerIds: ['lb-1'], securityGroup: 'sg-1' },
        },
      }),
    ).toEqual([
      'template pool auto_scaling_config[0]: sg-1, sg-2 (listed, complete)',
      'instance web: sg-1, sg-2 (undefined, complete)',
      'interface eni-1: sg-1, sg-2 (undefined, open)',
      'balancer lb-1: sg-1 (undefined, open)',
    ])
  })

  it.each<[unknown, readonly string[]]>([
    ['${groups}', ['instance x: ?stack.id (listed, complete)']],
    ['${open}', ['instance x:  (listed, open)']],
    [undefined, []],
    [[], []],
  ])('leave open what a list of %j holds', (orderlySecurityGroups, expected) => {
    const variables = { groups: ['${stack.id}'] }
    const x = { type: 'tencentcloud:Instance:Instance', properties: { orderlySecurityGroups } }
    expect(program({ x }, { variables })).toEqual(expected)
  })

  it('are open where the properties are no object', () => {
    expect(
      program({ x: { type: 'alicloud:ecs:Instance', properties: '${open}' }, y: { type: 'alicloud:ecs:Instance' } }),
    ).toEqual(['instance x:  (irrelevant, open)'])
  })
})

describe('Crossplane objects', () => {
  const read = (...objects: object[]): readonly string[] =>
    summaries({ apiVersion: 'v1', kind: 'List', items: objects }, 'stack.json')
  const alicloud = (kind: string, name: string, forProvider: object, metadata: object = {}): object => ({
    apiVersion: 'ecs.alibabacloud.crossplane.io/v1alpha1',
    kind,
    metadata: { name, ...metadata },
    spec: { forProvider },
  })
  const tencentcloud = (kind: string, name: string, forProvider: object): object => ({
    apiVersion: `${kind === 'SecurityGroup' ? 'vpc' : 'cvm'}.tencentcloud.crossplane.io/v1alpha1`,
    kind,
    metadata: { name, annotations: { 'crossplane.io/external-name': `id-of-${name}` } },
    spec: { forProvider },
  })
  const groups = [
    alicloud('SecurityGroup', 'a', {}, { labels: { app: 'web', tier: 'front' } }),
    alicloud('SecurityGroup', 'b', {}, { labels: { app: 'web' } }),
  ]

  it.each<[object, readonly string[]]>([
    [{ securityGroups: ['sg-1', 'sg-2'] }, ['sg-1, sg-2 (irrelevant, complete)']],
    [{ securityGroupRefs: [{ name: 'a' }, { name: 'b' }] }, ['a, b (irrelevant, complete)']],
    [{ securityGroups: ['sg-1'], securityGroupRefs: [{ name: 'a' }] }, ['sg-1 (irrelevant, complete)']],
    [{ securityGroupSelector: { matchLabels: { tier: 'front' } } }, ['a (irrelevant, open)']],
    [{ securityGroupSelector: { matchLabels: { app: 'web' } } }, [' (irrelevant, open)']],
    [{ securityGroups: '${GROUPS}' }, [' (irrelevant, open)']],
    [{ securityGroups: ['${GROUP}'] }, ['?${GROUP} (irrelevant, complete)']],
    [{ securityGroups: [] }, []],
    [{}, []],
  ])('bind groups to an instance by %j', (forProvider, expected) => {
    const bindings = read(...groups, alicloud('Instance', 'x', forProvider))
    expect(bindings).toEqual(expected.map((text) => `instance Instance/x: ${text}`))
  })

  it('bind groups of another API group', () => {
    expect(
      read(
        tencentcloud('SecurityGroup', 'a', {}),
        tencentcloud('Instance', 'x', { orderlySecurityGroups: ['id-of-a', 'sg-1'] }),
        tencentcloud('InstanceSet', 'y', { securityGroups: ['id-of-a', 'sg-1'] }),
      ),
    ).toEqual([
      'instance Instance/x: a, sg-1 (listed, complete)',
      'instance InstanceSet/y: a, sg-1 (undefined, complete)',
    ])
  })
})
