import { noUnrestrictedEgress } from '../../rules/no-unrestricted-egress.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  liteRules,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const all = setRule({ protocol: 'ALL', port: 'ALL' })
const marked = { ...all, cidr_block: '⟦0.0.0.0/0⟧' }
const smtp = setRule({ action: 'DROP', port: '25' })

function unrestricted(data: { peer?: string; note?: string } = {}): ExpectedError {
  return { messageId: 'unrestricted', data: { peer: '0.0.0.0/0', note: '', ...data } }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error = unrestricted(), options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

const dumped = { SourceCidrIp: '', Direction: 'egress', IpProtocol: 'ALL', PortRange: '-1/-1' }

runRule('no-unrestricted-egress', noUnrestrictedEgress, {
  valid: [
    silent('ingress', ruleSet([all])),
    silent('one port', ruleSet([], [setRule({ port: '443' })])),
    silent('every TCP port', ruleSet([], [setRule({ port: 'ALL' })])),
    silent('a drop rule', ruleSet([], [{ ...all, action: 'DROP' }])),
    silent('a drop of everything ahead', ruleSet([], [{ ...all, action: 'DROP' }, all])),
    silent('a drop of one port ahead', ruleSet([], [smtp, all])),
    silent('a private network', ruleSet([], [{ ...all, cidr_block: '10.0.0.0/8' }])),
    silent('a /8', ruleSet([], [{ ...all, cidr_block: '8.0.0.0/8' }])),
    silent('a group as peer', ruleSet([], [{ ...all, cidr_block: undefined, source_security_id: 'sg-87654321' }])),
    silent('an unknown destination', ruleSet([], [{ ...all, cidr_block: '${var.destination}' }])),
    silent(
      'unique local IPv6 addresses',
      ruleSet([], [{ ...all, cidr_block: undefined, ipv6_cidr_block: 'fc00::/7' }]),
    ),
    silent('a wider limit', ruleSet([], [{ ...all, cidr_block: '8.0.0.0/7' }]), {
      widestSource: { ipv4: 7, ipv6: 16 },
    }),
    silent('no egress rule at all', ruleSet([setRule()])),
    silent('Alibaba Cloud: the default of a basic group', alicloudRules({})),
    {
      name: 'ROS: ingress from everyone',
      filename: 'template.json',
      code: ros([permission({ IpProtocol: 'all', PortRange: '-1/-1' })]),
    },
  ],
  invalid: [
    loud('everything', ruleSet([], [marked])),
    loud('protocol and port left out', ruleSet([], [{ action: 'ACCEPT', cidr_block: '⟦0.0.0.0/0⟧' }])),
    loud('a rule ahead accepts one port too', ruleSet([], [setRule({ port: '443' }), marked])),
    loud('a drop behind', ruleSet([], [marked, smtp])),
    loud('a drop ahead for few addresses', ruleSet([], [{ ...smtp, cidr_block: '9.9.9.9' }, marked])),
    loud('drops of ingress', ruleSet([{ ...all, action: 'DROP' }], [marked])),
    loud('a /7', ruleSet([], [{ ...all, cidr_block: '⟦8.0.0.0/7⟧' }]), unrestricted({ peer: '8.0.0.0/7' })),
    loud('a /8 that Tencent Cloud stores as everyone', ruleSet([], [{ ...all, cidr_block: '⟦0.0.0.0/8⟧' }])),
    loud(
      'every IPv6 address',
      ruleSet([], [{ ...all, cidr_block: undefined, ipv6_cidr_block: '⟦::/0⟧' }]),
      unrestricted({ peer: '::/0' }),
    ),
    loud(
      'a narrower limit',
      ruleSet([], [{ ...all, cidr_block: '⟦8.8.0.0/16⟧' }]),
      unrestricted({ peer: '8.8.0.0/16' }),
      { widestSource: { ipv4: 24, ipv6: 16 } },
    ),
    loud(
      'the default of a variable',
      ruleSet([], [{ ...all, cidr_block: '⟦${var.out}⟧' }], { variable: { out: { default: '0.0.0.0/0' } } }),
      unrestricted({ note: ', by the default of var.out' }),
    ),
    loud('a lite rule', liteRules([], ['⟦"ACCEPT#0.0.0.0/0#ALL#ALL"⟧'])),
    loud(
      'a single rule of Tencent Cloud',
      resources('tencentcloud_security_group_rule', {
        out: { security_group_id: 'sg-12345678', type: 'egress', policy: 'ACCEPT', cidr_ip: '⟦0.0.0.0/0⟧' },
      }),
    ),
    loud(
      'a rule of Alibaba Cloud',
      alicloudRules({
        out: alicloudRule({ type: 'egress', ip_protocol: 'all', port_range: '-1/-1', cidr_ip: '⟦0.0.0.0/0⟧' }),
      }),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([], [{ IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '⟦0.0.0.0/0⟧' }]),
      errors: [unrestricted()],
    },
    {
      name: 'an egress resource of ROS, as YAML',
      filename: 'template.yml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Out:
    Type: ALIYUN::ECS::SecurityGroupEgress
    Properties: { SecurityGroupId: sg-1, IpProtocol: all, PortRange: -1/-1, DestCidrIp: ⟦0.0.0.0/0⟧, Policy: accept }
`,
      errors: [unrestricted()],
    },
    {
      name: 'a policy set of the API',
      filename: 'policies.json',
      code: policySet([], [policy({ Protocol: 'ALL', Port: 'ALL', CidrBlock: '⟦0.0.0.0/0⟧' })]),
      errors: [unrestricted()],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([permission({ ...dumped, DestCidrIp: '⟦0.0.0.0/0⟧' })]),
      errors: [unrestricted()],
    },
  ],
})
