import { noInternetNicInVpc } from '../../rules/no-internet-nic-in-vpc.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  minified,
  permission,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

type Reason = 'groupPeer' | 'vpc'

/** The finding, with the text after the intranet is used instead. */
function internet(messageId: Reason, output?: string, note = ''): ExpectedError {
  return {
    messageId,
    data: { plane: 'internet', note },
    suggestions: output === undefined ? [] : [{ messageId: 'intranet', output }],
  }
}

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

/** `code` writes the declaration with this NIC type. */
function loud(name: string, messageId: Reason, code: (nic: string) => string, filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code: code('⟦internet⟧'), errors: [internet(messageId, code('intranet'))] }
}

const CLASSIC = { vpc_id: undefined }
const BASTION = { cidr_ip: undefined, source_security_group_id: 'sg-2' }
/** A rule of a group that the file does not declare. */
const elsewhere = (fields: object): string =>
  resources('alicloud_security_group_rule', { web: alicloudRule({ security_group_id: 'sg-1', ...fields }) })

runRule('no-internet-nic-in-vpc', noInternetNicInVpc, {
  valid: [
    silent('intranet in a VPC', alicloudRules({ web: alicloudRule({ nic_type: 'intranet' }) })),
    silent('no NIC type in a VPC, whatever the default', alicloudRules({ web: alicloudRule() })),
    silent('an empty NIC type', alicloudRules({ web: alicloudRule({ nic_type: '' }) })),
    silent(
      'internet in a classic network',
      alicloudRules({ web: alicloudRule({ nic_type: 'internet' }) }, {}, CLASSIC),
    ),
    silent('an unknown NIC type', alicloudRules({ web: alicloudRule({ nic_type: '${var.nic}' }) })),
    silent('a NIC type that is refused', alicloudRules({ web: alicloudRule({ nic_type: 'Internet' }) })),
    silent('a group that may be classic', elsewhere({ nic_type: 'internet' })),
    silent('a group as the peer, intranet', elsewhere({ ...BASTION, nic_type: 'intranet' })),
    silent('a CIDR that wins over a group', elsewhere({ source_security_group_id: 'sg-2', nic_type: 'internet' })),
    silent(
      'a group as the peer that may be unset',
      elsewhere({ cidr_ip: undefined, source_security_group_id: '${var.bastion}', nic_type: 'internet' }),
    ),
    silent(
      'a prefix list as the peer',
      elsewhere({ cidr_ip: undefined, prefix_list_id: 'pl-1', nic_type: 'internet' }),
    ),
    silent('Tencent Cloud knows no NIC types', ruleSet([setRule({ nic_type: 'internet' })])),
    silent('ROS: intranet', ros([permission({ NicType: 'intranet' })]), 'template.json'),
    silent(
      'ROS: a VPC that a condition leaves open',
      ros([permission({ NicType: 'internet' })]).replace(
        '"vpc-1"',
        '{ "Fn::If": ["A", "vpc-1", { "Ref": "ALIYUN::NoValue" }] }',
      ),
      'template.json',
    ),
    silent(
      'a dump of a classic network',
      dump([permission({ Direction: 'ingress', NicType: 'internet' })]).replace('"vpc-1"', '""'),
      'group.json',
    ),
  ],
  invalid: [
    loud('a VPC', 'vpc', (nic) => alicloudRules({ web: alicloudRule({ nic_type: nic }) })),
    loud('egress', 'vpc', (nic) => alicloudRules({ web: alicloudRule({ type: 'egress', nic_type: nic }) })),
    loud('a drop', 'vpc', (nic) => alicloudRules({ web: alicloudRule({ policy: 'drop', nic_type: nic }) })),
    loud('a VPC of a variable', 'vpc', (nic) =>
      alicloudRules({ web: alicloudRule({ nic_type: nic }) }, {}, { vpc_id: '${var.vpc}' }),
    ),
    loud('a group as the peer in a VPC: once', 'vpc', (nic) =>
      alicloudRules({ web: alicloudRule({ ...BASTION, nic_type: nic }) }),
    ),
    loud('a group as the peer in a classic network', 'groupPeer', (nic) =>
      alicloudRules({ web: alicloudRule({ ...BASTION, nic_type: nic }) }, {}, CLASSIC),
    ),
    loud('a group as the peer, in a group declared elsewhere', 'groupPeer', (nic) =>
      elsewhere({ ...BASTION, nic_type: nic }),
    ),
    loud('a group of the file as the peer', 'groupPeer', (nic) =>
      alicloudRules(
        {
          web: alicloudRule({
            ...BASTION,
            source_security_group_id: '${alicloud_security_group.app.id}',
            nic_type: nic,
          }),
        },
        {},
        CLASSIC,
      ),
    ),
    loud('a count', 'vpc', (nic) => alicloudRules({ web: alicloudRule({ count: 2, nic_type: nic }) })),
    loud('a local value', 'vpc', (nic) =>
      nic === 'intranet'
        ? alicloudRules({ web: alicloudRule({ nic_type: nic }) }, { locals: { nic: 'internet' } })
        : alicloudRules({ web: alicloudRule({ nic_type: '⟦${local.nic}⟧' }) }, { locals: { nic: 'internet' } }),
    ),
    {
      name: 'the default of a variable, without a suggestion',
      filename: 'main.tf.json',
      code: alicloudRules(
        { web: alicloudRule({ nic_type: '⟦${var.nic}⟧' }) },
        { variable: { nic: { default: 'internet' } } },
      ),
      errors: [internet('vpc', undefined, ', the default of var.nic,')],
    },
    {
      name: 'every rule of a group',
      filename: 'main.tf.json',
      code: alicloudRules({
        a: alicloudRule({ nic_type: '⟦internet⟧' }),
        b: alicloudRule({ nic_type: '⟦internet⟧', port_range: '80/80' }),
      }),
      errors: [
        internet(
          'vpc',
          alicloudRules({
            a: alicloudRule({ nic_type: 'intranet' }),
            b: alicloudRule({ nic_type: 'internet', port_range: '80/80' }),
          }),
        ),
        internet(
          'vpc',
          alicloudRules({
            a: alicloudRule({ nic_type: 'internet' }),
            b: alicloudRule({ nic_type: 'intranet', port_range: '80/80' }),
          }),
        ),
      ],
    },
    loud('ROS', 'vpc', (nic) => ros([permission({ NicType: nic })]), 'template.json'),
    loud(
      'ROS: egress',
      'vpc',
      (nic) => ros([], [{ IpProtocol: 'all', PortRange: '-1/-1', DestCidrIp: '0.0.0.0/0', NicType: nic }]),
      'template.json',
    ),
    loud(
      'ROS as YAML, CRLF: a group as the peer',
      'groupPeer',
      (nic) =>
        `ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupIngress\r\n    Properties:\r\n      NicType: ${nic} # the default\r\n      IpProtocol: tcp\r\n      PortRange: 22/22\r\n      SourceGroupId: sg-2\r\n`,
      'template.yaml',
    ),
    loud(
      'a dump, minified',
      'vpc',
      (nic) =>
        minified({
          SecurityGroupId: 'sg-1',
          VpcId: 'vpc-1',
          Permissions: { Permission: [permission({ Direction: 'ingress', NicType: nic })] },
        }),
      'group.json',
    ),
    loud(
      'an authorize request with a group as the peer',
      'groupPeer',
      (nic) =>
        json({
          RegionId: 'cn-hangzhou',
          SecurityGroupId: 'sg-1',
          Permissions: [permission({ SourceCidrIp: undefined, SourceGroupId: 'sg-2', NicType: nic })],
        }),
      'request.json',
    ),
  ],
})
