import { noSmtpPort25 } from '../../rules/no-smtp-port-25.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  liteRules,
  minified,
  permission,
  policy,
  policySet,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const TENCENT = { provider: 'Tencent Cloud', smtp: 'blocks that port until asked to unblock it' }
const ALIBABA = { provider: 'Alibaba Cloud', smtp: 'disables that port' }

/** The finding, with the text after port 465 is used instead; none where a range holds the port. */
function blocked(by: typeof ALIBABA, output?: string, note = ''): ExpectedError {
  return {
    messageId: 'blocked',
    data: { ...by, note },
    suggestions: output === undefined ? [] : [{ messageId: 'useSmtps', output }],
  }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

const smtp = setRule({ port: '25' })
const marked = setRule({ port: '⟦25⟧' })
const smtps = setRule({ port: '465' })

runRule('no-smtp-port-25', noSmtpPort25, {
  valid: [
    silent('port 465', ruleSet([smtps], [smtps])),
    silent('UDP 25', ruleSet([setRule({ protocol: 'UDP', port: '25' })])),
    silent(
      'a drop rule',
      ruleSet([setRule({ action: 'DROP', port: '25' })], [setRule({ action: 'DROP', port: '25' })]),
    ),
    silent('a drop ahead', ruleSet([], [setRule({ action: 'DROP', port: '25' }), smtp])),
    silent('every port, which does not choose this one', ruleSet([setRule({ port: 'ALL' })])),
    silent('every protocol', ruleSet([], [setRule({ protocol: 'ALL', port: 'ALL' })])),
    silent('a wide range', ruleSet([setRule({ port: '1-1024' })])),
    silent('one port more than the widest range', ruleSet([setRule({ port: '1-101' })])),
    silent('a narrower widest range', ruleSet([setRule({ port: '20-29' })]), { widestRange: 9 }),
    silent('an unknown port', ruleSet([setRule({ port: '${var.port}' })])),
    silent('an unknown verdict', ruleSet([setRule({ port: '25', action: '${var.action}' })])),
    silent(
      'an unknown protocol',
      alicloudRules({ mail: alicloudRule({ port_range: '25/25', ip_protocol: '${var.protocol}' }) }),
    ),
    silent('a port that the provider refuses', alicloudRules({ mail: alicloudRule({ port_range: '25' }) })),
    silent(
      'a resource of which there is none',
      alicloudRules({ mail: alicloudRule({ port_range: '25/25', count: 0 }) }),
    ),
    {
      name: 'Alibaba Cloud: a drop of the same priority wins',
      filename: 'template.json',
      code: ros([permission({ PortRange: '25/25' }), permission({ PortRange: '25/25', Policy: 'drop' })]),
    },
  ],
  invalid: [
    loud('ingress', ruleSet([marked]), blocked(TENCENT, ruleSet([smtps]))),
    loud('egress', ruleSet([], [marked]), blocked(TENCENT, ruleSet([], [smtps]))),
    loud(
      'among other ports',
      ruleSet([], [setRule({ port: '⟦80,25,443⟧' })]),
      blocked(TENCENT, ruleSet([], [setRule({ port: '80,465,443' })])),
    ),
    loud('a range, of which 465 is no part', ruleSet([setRule({ port: '⟦20-25⟧' })]), blocked(TENCENT)),
    loud('the widest range', ruleSet([setRule({ port: '⟦1-100⟧' })]), blocked(TENCENT)),
    loud('a wider widest range', ruleSet([setRule({ port: '⟦1-1024⟧' })]), blocked(TENCENT), { widestRange: 1024 }),
    loud(
      'a private peer',
      ruleSet([{ ...marked, cidr_block: '10.0.0.0/8' }]),
      blocked(TENCENT, ruleSet([{ ...smtps, cidr_block: '10.0.0.0/8' }])),
    ),
    loud(
      'a group as peer',
      ruleSet([], [{ ...marked, cidr_block: undefined, source_security_id: 'sg-87654321' }]),
      blocked(TENCENT, ruleSet([], [{ ...smtps, cidr_block: undefined, source_security_id: 'sg-87654321' }])),
    ),
    loud(
      'an unknown peer',
      ruleSet([], [{ ...marked, cidr_block: '${var.relay}' }]),
      blocked(TENCENT, ruleSet([], [{ ...smtps, cidr_block: '${var.relay}' }])),
    ),
    loud(
      'IPv6',
      ruleSet([], [{ action: 'ACCEPT', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '⟦25⟧' }]),
      blocked(TENCENT, ruleSet([], [{ action: 'ACCEPT', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '465' }])),
    ),
    loud(
      'a drop ahead for others',
      ruleSet([], [setRule({ action: 'DROP', port: '25', cidr_block: '8.0.0.0/8' }), marked]),
      blocked(TENCENT, ruleSet([], [setRule({ action: 'DROP', port: '25', cidr_block: '8.0.0.0/8' }), smtps])),
    ),
    loud(
      'the default of a variable, behind which 465 can stand',
      ruleSet([], [setRule({ port: '⟦${var.port}⟧' })], { variable: { port: { default: '25' } } }),
      blocked(TENCENT, ruleSet([], [smtps], { variable: { port: { default: '25' } } }), ', by the default of var.port'),
    ),
    loud(
      'a lite rule',
      liteRules([], ['⟦"ACCEPT#0.0.0.0/0#25#TCP"⟧']),
      blocked(TENCENT, liteRules([], ['"ACCEPT#0.0.0.0/0#465#TCP"'])),
    ),
    loud(
      'Alibaba Cloud',
      alicloudRules({ mail: alicloudRule({ type: 'egress', port_range: '⟦25/25⟧' }) }),
      blocked(ALIBABA, alicloudRules({ mail: alicloudRule({ type: 'egress', port_range: '465/465' }) })),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([], [{ IpProtocol: 'tcp', PortRange: '⟦25/25⟧', DestCidrIp: '0.0.0.0/0' }]),
      errors: [blocked(ALIBABA, ros([], [{ IpProtocol: 'tcp', PortRange: '465/465', DestCidrIp: '0.0.0.0/0' }]))],
    },
    {
      name: 'ROS as YAML, CRLF',
      filename: 'template.yaml',
      code: 'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupEgress\r\n    Properties:\r\n      PortRange: ⟦25/25⟧\r\n      IpProtocol: tcp\r\n      DestCidrIp: 0.0.0.0/0\r\n',
      errors: [
        blocked(
          ALIBABA,
          'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupEgress\r\n    Properties:\r\n      PortRange: 465/465\r\n      IpProtocol: tcp\r\n      DestCidrIp: 0.0.0.0/0\r\n',
        ),
      ],
    },
    {
      name: 'a policy set of the API, minified',
      filename: 'policies.json',
      code: minified({ SecurityGroupPolicySet: { Egress: [policy({ Port: '⟦25⟧' })] } }),
      errors: [blocked(TENCENT, minified({ SecurityGroupPolicySet: { Egress: [policy({ Port: '465' })] } }))],
    },
    {
      name: 'a policy set of the API, ingress',
      filename: 'policies.json',
      code: policySet([policy({ Port: '⟦25⟧' })]),
      errors: [blocked(TENCENT, policySet([policy({ Port: '465' })]))],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([permission({ Direction: 'ingress', PortRange: '⟦25/25⟧' })]),
      errors: [blocked(ALIBABA, dump([permission({ Direction: 'ingress', PortRange: '465/465' })]))],
    },
  ],
})
