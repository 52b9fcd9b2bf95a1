import { describe, expect, it } from 'vitest'
import { decide, PROTOCOL, type Packet } from '../../src/evaluator/index.ts'
import { readDeclarations } from '../../src/formats/index.ts'
import type { Declarations } from '../../src/model/declarations.ts'
import { boundPolicies, separatePolicies } from '../../src/policy/bound-policy.ts'
import { bypasses } from '../../src/policy/bypass.ts'
import { root } from '../formats/terraform/read.ts'

type Fields = Readonly<Record<string, unknown>>

function read(resource: object): Declarations {
  return readDeclarations([root({ resource })], { filename: 'main.tf.json' })
}

const id = (name: string): string => `\${tencentcloud_security_group.${name}.id}`
const item = (action: string, cidr_block: string): Fields => ({ action, cidr_block, protocol: 'TCP', port: '22' })

/** Groups with a rule set each; `bound` binds them. */
function groups(ingress: Readonly<Record<string, readonly Fields[]>>, bound: Fields): Declarations {
  const entries = Object.entries(ingress)
  return read({
    tencentcloud_security_group: Object.fromEntries(entries.map(([name]) => [name, { name }])),
    tencentcloud_security_group_rule_set: Object.fromEntries(
      entries.map(([name, rules]) => [name, { security_group_id: id(name), ingress: rules }]),
    ),
    ...bound,
  })
}

const listed = (...names: readonly string[]): Fields => ({
  tencentcloud_instance: { vm: { orderly_security_groups: names.map(id) } },
})

function ssh(address: string): Packet {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return { protocol: PROTOCOL.tcp, port: 22, peer: { family: 4, address: ((a * 256 + b) * 256 + c) * 256 + d } }
}

describe('a policy of groups that are bound in an order', () => {
  const sets = {
    a: [item('DROP', '9.9.9.9'), item('ACCEPT', '9.9.9.0/24')],
    b: [item('DROP', '9.9.0.0/16'), item('ACCEPT', '0.0.0.0/0')],
  }

  it.each([
    ['9.9.9.9', 'drop', 'a'],
    ['9.9.9.8', 'accept', 'a'],
    ['9.9.8.8', 'drop', 'b'],
    ['8.8.8.8', 'accept', 'b'],
  ])('asks one group after the other: %s', (address, verdict, group) => {
    const [policy] = boundPolicies(groups(sets, listed('a', 'b')))
    const decision = policy && decide(policy.policy, ssh(address))
    expect(decision).toMatchObject({ verdict })
    const rule = decision && 'rule' in decision ? (decision.rule ?? -1) : -1
    expect(policy?.groups[policy.groupOf[rule] ?? -1]?.group.key).toBe(`tencentcloud_security_group.${group}`)
  })

  it('has one implicit default, behind all groups', () => {
    const [policy] = boundPolicies(
      groups({ a: [item('DROP', '9.9.9.9')], b: [item('ACCEPT', '8.8.8.8')] }, listed('a', 'b')),
    )
    expect(policy?.policy).toMatchObject({ defaultVerdict: 'drop', complete: true })
    expect(policy && decide(policy.policy, ssh('8.8.8.8'))).toMatchObject({ verdict: 'accept' })
    expect(policy && decide(policy.policy, ssh('7.7.7.7'))).toMatchObject({ verdict: 'drop' })
  })

  it('keeps the indexes of a group within it, however large they are', () => {
    const single = (group: string, policy: string, policy_index: number | undefined): Fields => ({
      ...{ security_group_id: id(group), type: 'ingress', policy, cidr_ip: '9.9.9.9', policy_index },
    })
    const declarations = read({
      tencentcloud_security_group: { a: {}, b: {} },
      tencentcloud_security_group_rule: {
        late: single('a', 'DROP', Number.MAX_SAFE_INTEGER),
        early: single('a', 'ACCEPT', Number.MAX_SAFE_INTEGER - 1),
        open: single('b', 'DROP', undefined),
        first: single('b', 'ACCEPT', 0),
      },
      ...listed('a', 'b'),
    })
    const [policy] = boundPolicies(declarations)
    const ranks = policy?.policy.rules.map(({ rank }) => rank)
    expect(ranks).toEqual([
      { kind: 'at', value: 1 },
      { kind: 'at', value: 0 },
      { kind: 'between', first: 2, last: 3.5 },
      { kind: 'at', value: 2 },
    ])
  })

  it('is shared by all instances that bind the same groups so', () => {
    const two = {
      a: { orderly_security_groups: [id('a'), id('b')] },
      b: { orderly_security_groups: [id('a'), id('b')] },
    }
    const other = { c: { orderly_security_groups: [id('b'), id('a')] } }
    const policies = boundPolicies(groups(sets, { tencentcloud_instance: { ...two, ...other } }))
    expect(policies.map(({ bindings }) => bindings.map(({ binding }) => binding.label))).toEqual([
      ['tencentcloud_instance.a', 'tencentcloud_instance.b'],
      ['tencentcloud_instance.c'],
    ])
  })

  it.each<[string, Fields]>([
    ['one group', listed('a')],
    ['one group twice', listed('a', 'a')],
    [
      'a group that the file does not hold',
      { tencentcloud_instance: { vm: { orderly_security_groups: [id('a'), 'sg-1'] } } },
    ],
    ['a group without rules', listed('a', 'none')],
  ])('needs two groups with rules: %s', (_, bound) => {
    expect(boundPolicies(groups({ ...sets, none: [] }, bound))).toEqual([])
  })

  it('is incomplete where a group is, or is not held by the file', () => {
    const bound = { tencentcloud_instance: { vm: { orderly_security_groups: [id('a'), id('b'), '${var.c}'] } } }
    expect(boundPolicies(groups(sets, bound))[0]?.policy.complete).toBe(false)
  })

  it('holds the rules of a group that nothing but an expression names', () => {
    const set = (action: string): Fields => ({ ingress: [item(action, '9.9.9.9')] })
    const declarations = read({
      tencentcloud_security_group_rule_set: {
        a: { security_group_id: '${var.a}', ...set('ACCEPT') },
        b: { security_group_id: '${var.b}', ...set('DROP') },
      },
      tencentcloud_instance: { vm: { orderly_security_groups: ['${var.a}', '${var.b}'] } },
    })
    expect(bypasses(boundPolicies(declarations)).map(({ rule }) => rule.label)).toEqual(['ingress rule 1'])
  })
})

describe('a policy of groups whose rules are merged', () => {
  const ali = (name: string): string => `\${alicloud_security_group.${name}.id}`
  const rule = (group: string, policy: string, fields: Fields = {}): Fields => ({
    ...{ security_group_id: ali(group), type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '9.9.9.9' },
    ...{ policy, priority: 5, ...fields },
  })
  const merged = (rules: Fields, group: Fields = { vpc_id: 'vpc-1' }): Declarations =>
    read({
      alicloud_security_group: { a: group, b: group },
      alicloud_security_group_rule: rules,
      alicloud_instance: { vm: { security_groups: [ali('b'), ali('a')] } },
    })

  it.each([
    [5, 5, 'drop'],
    [5, 6, 'accept'],
    [6, 5, 'drop'],
  ])('asks the lowest number first, and drops on a tie: accept %i, drop %i', (accept, drop, verdict) => {
    const rules = { a: rule('a', 'accept', { priority: accept }), b: rule('b', 'drop', { priority: drop }) }
    const [policy] = boundPolicies(merged(rules))
    expect(policy && decide(policy.policy, ssh('9.9.9.9'))).toMatchObject({ verdict })
  })

  it('does not take two open values for one', () => {
    const rules = {
      a: rule('a', 'accept', { cidr_ip: '${each.key}' }),
      b: rule('b', 'drop', { cidr_ip: '${each.key}', priority: 9 }),
    }
    const [policy] = boundPolicies(merged(rules))
    const names = policy?.policy.rules.flatMap(({ peers }) => peers.symbols?.map(({ name }) => name) ?? [])
    expect(new Set(names).size).toBe(2)
    expect(bypasses(policy ? [policy] : [])).toEqual([])
  })

  it.each<[string, Fields, unknown]>([
    ['of basic groups', { vpc_id: 'vpc-1' }, 'accept'],
    ['of enterprise groups', { vpc_id: 'vpc-1', security_group_type: 'enterprise' }, 'drop'],
    ['of groups of an unknown type', { vpc_id: 'vpc-1', security_group_type: '${var.type}' }, undefined],
  ])('has the default %s on the way out', (_, group, verdict) => {
    const rules = { a: rule('a', 'accept', { type: 'egress' }), b: rule('b', 'drop', { type: 'egress' }) }
    const [policy] = boundPolicies(merged(rules, group))
    expect(policy?.policy.defaultVerdict).toBe(verdict)
  })

  it('has two planes in a classic network', () => {
    const rules = {
      a: rule('a', 'accept', { nic_type: 'intranet' }),
      b: rule('b', 'drop', { nic_type: 'internet', priority: 9 }),
    }
    const planes = (group: Fields): unknown =>
      boundPolicies(merged(rules, group))[0]?.policy.rules.map(({ plane }) => plane)
    expect(planes({})).toEqual(['intranet', 'internet'])
    expect(planes({ vpc_id: 'vpc-1' })).toEqual([undefined, undefined])
  })

  it('holds rules that exist whenever the instance does', () => {
    const Properties = (Policy: string, Priority: number): object => ({
      SecurityGroupIngress: [{ IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '9.9.9.9', Policy, Priority }],
    })
    const template = (Condition: string): Declarations =>
      readDeclarations(
        [
          root({
            ROSTemplateFormatVersion: '2015-09-01',
            Resources: {
              A: { Type: 'ALIYUN::ECS::SecurityGroup', Condition: 'Web', Properties: Properties('accept', 1) },
              B: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: Properties('drop', 2) },
              I: {
                Type: 'ALIYUN::ECS::Instance',
                Condition,
                Properties: { SecurityGroupIds: [{ Ref: 'A' }, { Ref: 'B' }] },
              },
            },
          }),
        ],
        { filename: 'stack.json' },
      )
    expect(bypasses(boundPolicies(template('Web')))).toHaveLength(1)
    expect(bypasses(boundPolicies(template('Other')))).toEqual([])
  })
})

describe('groups that are bound as a set', () => {
  it('have policies of their own, in the order of the file', () => {
    const bound = { tencentcloud_instance: { vm: { security_groups: [id('b'), id('a')] } } }
    const sets = { a: [item('DROP', '9.9.9.9')], b: [item('ACCEPT', '9.9.9.9'), item('DROP', '0.0.0.0/0')] }
    const [policy] = boundPolicies(groups(sets, bound))
    const separate = policy && separatePolicies(policy)
    expect(separate?.map(({ rules, complete }) => [rules.map(({ verdict }) => verdict), complete])).toEqual([
      [['drop'], true],
      [['accept', 'drop'], true],
    ])
    expect(policy && bypasses([policy])).toEqual([])
  })
})

describe('a file that binds one large group in many ways', () => {
  it('is judged in part', () => {
    const names = Array.from({ length: 60 }, (_, index) => `g${String(index)}`)
    const wide = Array.from({ length: 1000 }, (_, index) =>
      item('DROP', `9.${String(index >> 8)}.${String(index & 255)}.0/24`),
    )
    const vms = Object.fromEntries(names.map((name) => [name, { orderly_security_groups: [id('wide'), id(name)] }]))
    const sets = Object.fromEntries(names.map((name) => [name, [item('ACCEPT', '9.9.9.9')]]))
    expect(boundPolicies(groups({ wide, ...sets }, { tencentcloud_instance: vms }))).toHaveLength(19)
  })

  it('is judged as a whole where it binds each large group once', () => {
    const many = Array.from({ length: 10_001 }, (_, index) =>
      item('DROP', `9.${String(index >> 8)}.${String(index & 255)}.0`),
    )
    expect(boundPolicies(groups({ a: many, b: many }, listed('a', 'b')))).toHaveLength(1)
  })
})
