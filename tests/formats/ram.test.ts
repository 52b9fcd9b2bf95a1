import { describe, expect, it } from 'vitest'
import { mayDeclareAny } from '../../src/formats/index.ts'
import type { AccessPolicy } from '../../src/model/access-policy.ts'
import { partialDeny } from '../../src/policy/access.ts'
import { GROUP_OPERATIONS } from '../../src/providers/alicloud-operations.ts'
import { readJsonFile } from './documents.ts'
import { plan, shown } from './terraform-plan/files.ts'

const POLICY = { Version: '1', Statement: [{ Effect: 'Deny', Action: ['ecs:Authorize*'], Resource: '*' }] }

function policiesOf(data: unknown): readonly AccessPolicy[] {
  return readJsonFile(JSON.stringify(data)).accessPolicies ?? []
}

function deniedOf(data: unknown): (number | undefined)[] {
  return policiesOf(data).map((policy) => partialDeny(policy)?.denied)
}

describe('where policies stand', () => {
  const resource = { address: 'alicloud_ram_policy.a', values: { policy_document: JSON.stringify(POLICY) } }

  it.each([
    ['a file of its own', POLICY],
    ['a number for the version', { ...POLICY, Version: 1 }],
    ['the deprecated member', { resource: { alicloud_ram_policy: { a: { document: JSON.stringify(POLICY) } } } }],
    ['a plan', plan({ resources: [resource] })],
    ['a state', shown({ resources: [resource] })],
    [
      'an unchecked document',
      { Resources: { A: { Type: 'ALIYUN::RAM::ManagedPolicy', Properties: { PolicyDocumentUnchecked: POLICY } } } },
    ],
  ])('%s', (_, data) => {
    expect(deniedOf(data)).toEqual([2])
  })

  it.each([
    [
      'a resource of which there is none',
      { resource: { alicloud_ram_policy: { a: { count: 0, document: JSON.stringify(POLICY) } } } },
    ],
    ['another resource', { resource: { aws_iam_policy: { a: { policy_document: JSON.stringify(POLICY) } } } }],
    ['another version', { ...POLICY, Version: '2012-10-17' }],
    ['no version', { Statement: POLICY.Statement }],
    ['another type', { Resources: { A: { Type: 'ALIYUN::OOS::Template', Properties: { PolicyDocument: POLICY } } } }],
    [
      'a document that is a call',
      { Resources: { A: { Type: 'ALIYUN::RAM::ManagedPolicy', Properties: { PolicyDocument: { Ref: 'A' } } } } },
    ],
  ])('%s is read as none', (_, data) => {
    expect(policiesOf(data)).toEqual([])
  })
})

describe('documents that are hostile or broken', () => {
  const inString = (document: unknown): unknown => ({ resource: { alicloud_ram_policy: { a: { document } } } })

  it.each([
    ['not JSON', '{"Statement": ['],
    ['no object', '[]'],
    ['an empty string', ''],
    ['nested deeply', '['.repeat(100_000)],
    ['no text', 22],
    ['an own key', '{"__proto__": {"Statement": []}}'],
  ])('%s: no policy', (_, document) => {
    expect(policiesOf(inString(document))).toEqual([])
  })

  it.each([
    ['statements that are none', { ...POLICY, Statement: [...POLICY.Statement, null, 'x'] }],
    ['members that are lists', { ...POLICY, Statement: [{ Effect: [], Action: [['ecs:Authorize*']], Resource: {} }] }],
    ['nothing in a statement', { ...POLICY, Statement: [{}] }],
    ['no statement', { ...POLICY, Statement: null }],
  ])('%s: nothing is certain', (_, data) => {
    expect(deniedOf(data)).toEqual([undefined])
  })

  it('a pattern of many wildcards', () => {
    const action = `ecs:${'*S'.repeat(2000)}`
    expect(
      deniedOf({ ...POLICY, Statement: [...POLICY.Statement, { Effect: 'Deny', Action: action, Resource: '*' }] }),
    ).toEqual([2])
  })
})

describe('patterns', () => {
  it.each([
    ['ecs:AuthorizeSecurityGroup', 1],
    ['ecs:AuthorizeSecurityGroup*', 2],
    ['ecs:*Egress', 2],
    ['ecs:*Egress*', 3],
    ['ecs:*Security*Egress*Rule', 1],
    ['ecs:Revoke?ecurityGroup', 1],
    ['ecs:??????SecurityGroup', 1],
    ['ECS:REVOKE*', 2],
    ['*Permissions', 1],
    ['ecs:A*G*p', 1],
    ['ecs:AuthorizeSecurityGrou', undefined],
    ['ecs:AuthorizeSecurityGroup?', undefined],
    ['vpc:*', undefined],
    ['', undefined],
    ['***', undefined],
    ['ecs:**', undefined],
  ])('%s denies %s', (action, count) => {
    expect(deniedOf({ ...POLICY, Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] })).toEqual([count])
  })
})

it('detection keys stand in a policy with any of the operations', () => {
  for (const operation of GROUP_OPERATIONS.value) {
    for (const action of [operation, operation.toLowerCase(), operation.toUpperCase(), `ecs:${operation.charAt(4)}*`]) {
      const text = JSON.stringify({ ...POLICY, Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] })
      expect(mayDeclareAny(text), text).toBe(true)
    }
  }
})
