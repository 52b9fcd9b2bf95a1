import { describe, expect, it } from 'vitest'
import { policiesOf, policyOf } from '../../src/policy/build.ts'
import { readGroup as readApi } from '../formats/documents.ts'
import { readGroup as readTerraform } from '../formats/terraform/read.ts'

const permission = {
  Direction: 'ingress',
  IpProtocol: 'TCP',
  PortRange: '22/22',
  Policy: 'Accept',
  Priority: 10,
  SourceCidrIp: '203.0.113.0/24',
}
const dump = (permissions: object[], body: object = {}) =>
  readApi({ SecurityGroupId: 'sg-1', VpcId: 'vpc-1', Permissions: { Permission: permissions }, ...body })

const ruleSet = (ingress: object[]) =>
  readTerraform({ resource: { tencentcloud_security_group_rule_set: { web: { security_group_id: 'sg-1', ingress } } } })

const planesOf = (group: ReturnType<typeof dump>) => policyOf(group, 'ingress').policy.rules.map(({ plane }) => plane)

describe('the policies of a group', () => {
  it('are those of the directions that have rules, ingress first', () => {
    const egress = { ...permission, Direction: 'egress', SourceCidrIp: '', DestCidrIp: '0.0.0.0/0' }
    expect(policiesOf(dump([egress])).map(({ direction }) => direction)).toEqual(['egress'])
    expect(policiesOf(dump([egress, permission])).map(({ direction }) => direction)).toEqual(['ingress', 'egress'])
    expect(policiesOf(dump([]))).toEqual([])
  })

  it('know the rule behind each of theirs', () => {
    const egress = { ...permission, Direction: 'egress', SourceCidrIp: '', DestCidrIp: '0.0.0.0/0' }
    const group = dump([permission, egress, { ...permission, PortRange: '80/80' }])
    const { policy, rules } = policyOf(group, 'ingress')
    expect(rules).toEqual([group.rules[0], group.rules[2]])
    expect(policy.rules.map(({ services }) => services.certain)).toEqual([
      [{ protocol: 6, ports: [{ first: 22, last: 22 }] }],
      [{ protocol: 6, ports: [{ first: 80, last: 80 }] }],
    ])
  })

  it('take precedence and default from the provider', () => {
    expect(policyOf(dump([permission]), 'ingress').policy).toMatchObject({
      tie: 'drop',
      defaultVerdict: 'drop',
      complete: true,
      rules: [{ verdict: 'accept', rank: { kind: 'at', value: 10 }, conditions: [] }],
    })
    const { policy } = policyOf(ruleSet([{ action: 'DROP', cidr_block: '0.0.0.0/0' }]), 'ingress')
    expect(policy).toMatchObject({
      defaultVerdict: 'drop',
      rules: [{ verdict: 'drop', rank: { kind: 'at', value: 0 } }],
    })
    expect(policy.tie).toBeUndefined()
  })

  it('leave open what the file does: default, rank, verdict', () => {
    expect(policyOf(dump([permission]), 'egress').policy.defaultVerdict).toBeUndefined()
    const group = readTerraform({
      resource: {
        alicloud_security_group_rule: {
          a: { security_group_id: 'sg-1', type: 'ingress', policy: '${var.policy}', priority: '${var.priority}' },
        },
      },
    })
    expect(policyOf(group, 'ingress').policy.rules).toMatchObject([{ verdict: undefined, rank: { kind: 'between' } }])
  })

  it('hold a rule of unknown direction twice, each time under a condition', () => {
    const group = readTerraform({
      resource: { alicloud_security_group_rule: { a: { security_group_id: 'sg-1', type: '${var.type}' } } },
    })
    const conditions = policiesOf(group).map(({ policy }) => policy.rules.map((rule) => rule.conditions))
    expect(conditions).toEqual([[['direction of 0=ingress']], [['direction of 0=egress']]])
  })
})

describe('what a rule matches', () => {
  const services = (fields: object) =>
    policyOf(ruleSet([{ action: 'ACCEPT', cidr_block: '0.0.0.0/0', ...fields }]), 'ingress').policy.rules[0]?.services

  it('by protocol and ports', () => {
    expect(services({})).toEqual({ certain: 'all' })
    expect(services({ protocol: 'ICMP' })).toEqual({ certain: [{ protocol: 1 }] })
    expect(services({ protocol: 'UDP', port: '53,67-68' })).toBeDefined()
    expect(services({ protocol: 'UDP', port: '53' })).toEqual({
      certain: [{ protocol: 17, ports: [{ first: 53, last: 53 }] }],
    })
  })

  it('is bounded from both sides where the file leaves it open', () => {
    expect(services({ protocol: 'TCP', port: '${var.port}' })).toEqual({
      certain: [],
      possible: [{ protocol: 6 }],
      identity: '6 var.port',
    })
    expect(services({ protocol: '${var.protocol}' })).toMatchObject({ certain: [], possible: 'all' })
    expect(services({ protocol: 'TCP', port: '99999' })).toEqual({ certain: [], possible: [{ protocol: 6 }] })
  })

  it('by the peer that the provider ranks first', () => {
    const { policy } = policyOf(dump([{ ...permission, SourceGroupId: 'sg-2' }]), 'ingress')
    expect(policy.rules[0]?.peers).toEqual({ ranges: [{ family: 4, first: 0xcb007100, last: 0xcb0071ff }] })
  })

  it('is a set of its own where the peer is only named, or unsettled', () => {
    const peers = policyOf(
      ruleSet([
        { action: 'ACCEPT', source_security_id: 'sg-2' },
        { action: 'ACCEPT', cidr_block: '${var.office}' },
        { action: 'ACCEPT', cidr_block: '300.0.0.0/8' },
        { action: 'ACCEPT' },
      ]),
      'ingress',
    ).policy.rules.map((rule) => rule.peers)
    expect(peers).toEqual([
      { ranges: [], symbols: [{ name: 'sg-2', kind: 'named' }] },
      { ranges: [], symbols: [{ name: 'var.office', kind: 'unresolved' }] },
      { ranges: [], symbols: [{ name: 'peer of rule 2', kind: 'unresolved' }] },
      { ranges: [], symbols: [{ name: 'peer of rule 3', kind: 'unresolved' }] },
    ])
  })
})

describe('planes', () => {
  const intranet = { ...permission, NicType: 'intranet' }

  it('are two in a classic network, and the Internet one where a rule names none', () => {
    expect(planesOf(dump([permission, intranet], { VpcId: '' }))).toEqual(['internet', 'intranet'])
  })

  it('are one in a VPC, and where no rule names any', () => {
    expect(planesOf(dump([permission, intranet]))).toEqual([undefined, undefined])
    expect(planesOf(dump([permission], { VpcId: '' }))).toEqual([undefined])
  })

  it('are unknown where the file says none that exists', () => {
    expect(planesOf(dump([{ ...permission, NicType: 'both' }], { VpcId: '' }))).toEqual(['unknown'])
  })
})
