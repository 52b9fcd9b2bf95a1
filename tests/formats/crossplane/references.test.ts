import { describe, expect, it, test } from 'vitest'
import { only, readJson, readYaml, textAt } from '../documents.ts'
import { alicloudGroup, managed, readObjects, ssh, tencentcloudGroup } from './objects.ts'

const labelled = (name: string, labels: object) =>
  managed('alicloud', 'SecurityGroup', name, {}, { metadata: { labels } })
const rule = (fields: object) =>
  managed('alicloud', 'SecurityGroupRule', 'ssh', { ...ssh, securityGroupIdRef: null, ...fields })
const select = (matchLabels: unknown) => rule({ securityGroupIdSelector: { matchLabels } })

/** Groups by key, with how many rules they have and whether they are declared and whole. */
const summary = (...objects: readonly object[]) =>
  readObjects(...objects).map(({ key, rules, declaration, complete }) => [
    key,
    rules.length,
    declaration !== undefined,
    complete.ingress,
  ])

describe('a rule belongs to the group', () => {
  test('that it refers to by name, before or behind it', () => {
    expect(summary(rule({ securityGroupIdRef: { name: 'web' } }), alicloudGroup)).toEqual([['web', 1, true, true]])
    expect(summary(alicloudGroup, rule({ securityGroupIdRef: { name: 'web' } }))).toEqual([['web', 1, true, true]])
  })

  test('of another file', () => {
    expect(summary(alicloudGroup, rule({ securityGroupIdRef: { name: 'db' } }))).toEqual([
      ['web', 0, true, true],
      ['db', 1, false, false],
    ])
  })

  test('with its id', () => {
    const external = managed(
      'alicloud',
      'SecurityGroup',
      'web',
      {},
      {
        metadata: { annotations: { 'crossplane.io/external-name': 'sg-1' } },
      },
    )
    expect(summary(external, rule({ securityGroupId: 'sg-1' }))).toEqual([['web', 1, true, true]])
    expect(summary(alicloudGroup, rule({ securityGroupId: 'sg-1' })).at(-1)).toEqual(['sg-1', 1, false, false])
  })

  test('that alone has all the labels', () => {
    const groups = [labelled('web', { app: 'web', tier: 'a' }), labelled('db', { app: 'db', tier: 'a' })]
    expect(summary(...groups, select({ tier: 'a', app: 'db' }))).toEqual([
      ['web', 0, true, true],
      ['db', 1, true, true],
    ])
  })

  test('that its id names, whatever else it refers to', () => {
    const fields = { securityGroupId: 'sg-1', securityGroupIdRef: { name: 'web' } }
    expect(summary(alicloudGroup, rule(fields)).at(-1)).toEqual(['sg-1', 1, false, false])
  })

  test('of its own cloud', () => {
    expect(summary(tencentcloudGroup, rule({ securityGroupIdRef: { name: 'web' } }))).toEqual([
      ['web', 0, true, true],
      ['web', 1, false, false],
    ])
  })
})

describe('a rule may belong to any group', () => {
  test.each([
    ['with the labels of several', select({ tier: 'a' })],
    ['with a selector without labels', select(undefined)],
    ['with a selector of another kind', rule({ securityGroupIdSelector: 'web' })],
    ['with more labels than are looked up', select(Object.fromEntries([...Array(17).keys()].map((n) => [n, 'x'])))],
    ['with a reference without a name', rule({ securityGroupIdRef: {} })],
  ])('%s', (_, object) => {
    expect(summary(labelled('web', { tier: 'a' }), labelled('db', { tier: 'a' }), object)).toEqual([
      ['web', 0, true, false],
      ['db', 0, true, false],
      ['SecurityGroupRule/ssh', 1, false, false],
    ])
  })
})

test('rules with labels that no group has belong together', () => {
  expect(summary(alicloudGroup, select({ a: 'b', c: 'd' }), select({ c: 'd', a: 'b' }))).toMatchObject([
    ['web', 0, true, true],
    [expect.any(String), 2, false, false],
  ])
})

test('a group is the peer of a rule by its name', () => {
  const objects = [
    alicloudGroup,
    labelled('db', { app: 'db' }),
    rule({
      cidrIp: null,
      securityGroupIdRef: { name: 'web' },
      sourceSecurityGroupIdSelector: { matchLabels: { app: 'db' } },
    }),
  ]
  expect(readObjects(...objects)[0]?.rules[0]?.peers).toMatchObject([
    { field: 'sourceSecurityGroupId', reading: { state: 'known', value: { of: 'group', name: 'db' } } },
  ])
})

describe('what Crossplane only observes', () => {
  const observe = { spec: { managementPolicies: ['Observe'] } }

  it('is declared elsewhere', () => {
    const group = managed('alicloud', 'SecurityGroup', 'web', {}, observe)
    expect(summary(group, rule({ securityGroupIdRef: { name: 'web' } }))).toEqual([['web', 1, false, false]])
    expect(summary(alicloudGroup, managed('alicloud', 'SecurityGroupRule', 'ssh', ssh, observe))).toEqual([
      ['web', 0, true, true],
    ])
  })

  test.each([[['*']], [['Create', 'Observe']], [[]], ['Observe'], [['${policy}']]])(
    'is not %j',
    (managementPolicies) => {
      expect(summary(managed('alicloud', 'SecurityGroup', 'web', {}, { spec: { managementPolicies } }))).toHaveLength(1)
    },
  )
})

describe('places', () => {
  const text = `apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1
kind: SecurityGroup
metadata: {name: web}
spec: {forProvider: {}}
---
apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1
kind: SecurityGroupRule
metadata: {generateName: ssh-}
spec: {forProvider: {securityGroupIdRef: {name: web}, type: ingress, ipProtocol: tcp, portRange: 22/22}}
`
  const group = only(readYaml(text))

  it('are names, or kinds where there is no name', () => {
    expect(textAt(text, group.declaration)).toBe('web')
    expect(textAt(text, only(group.rules).origin)).toBe('SecurityGroupRule')
  })

  it('stand for the whole object, which goes with its document', () => {
    const { origin } = only(group.rules)
    expect(origin.remove()).toHaveLength(1)
    expect(origin.rewrite('x')).toBeUndefined()
  })

  it('say where an absent field is written', () => {
    const { priority } = only(group.rules).order as { priority: { origin: object } }
    expect(priority.origin).toHaveProperty('rewrite')
  })
})

describe('look-alikes declare nothing', () => {
  test.each([
    managed('alicloud', 'Instance', 'web', { securityGroupRefs: [{ name: 'web' }] }),
    managed('alicloud', 'SecurityGroupLiteRule', 'web', { ingress: ['ACCEPT#0.0.0.0/0#ALL#ALL'] }),
    managed('tencentcloud', 'RouteTable', 'web', {}),
    { apiVersion: 'ecs.alibabacloud.crossplane.io/v1alpha1', kind: 'SecurityGroup', metadata: { name: 'web' } },
    { apiVersion: 'ecs.alibabacloud.crossplane.io/v1alpha1', kind: 'SecurityGroup', spec: {} },
    { apiVersion: 'ecs.alibabacloud.crossplane.io', kind: 'SecurityGroup', spec: { forProvider: {} } },
    { apiVersion: 'ec2.aws.upbound.io/v1beta1', kind: 'SecurityGroup', spec: { forProvider: {} } },
    { apiVersion: 'vpcresources.k8s.aws/v1beta1', kind: 'SecurityGroupPolicy', spec: { securityGroups: {} } },
    { kind: 'ecs.alibabacloud.crossplane.io', spec: { forProvider: {} } },
  ])('%j', (object) => {
    expect(readObjects(object)).toEqual([])
  })
})

test('a great many groups are told apart', () => {
  const many = [...Array(300).keys()]
  const items = [
    ...many.map((n) => labelled(`g${n}`, { all: 'x', own: String(n) })),
    ...many.map((n) => select({ all: 'x', own: String(n) })),
    ...many.map((n) => select({ all: 'x', other: String(n % 2) })),
  ]
  const groups = readJson(JSON.stringify({ kind: 'List', items }))
  expect(groups.filter(({ declaration, rules }) => declaration && rules.length === 1)).toHaveLength(300)
})
