import { noUnresolvedValues } from '../../rules/no-unresolved-values.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  liteRules,
  minified,
  permission,
  policy,
  policySet,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

function unresolved(value: string, fields: string, rule = 'ingress rule 1'): ExpectedError {
  return { messageId: 'unresolved', data: { value, fields, holder: rule } }
}

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

function loud(name: string, code: string, error: ExpectedError, filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code, errors: [error] }
}

const RULE = 'alicloud_security_group_rule.web'

runRule('no-unresolved-values', noUnresolvedValues, {
  valid: [
    silent('settled values', ruleSet([setRule()], [setRule()])),
    silent('absent values', ruleSet([{ action: 'ACCEPT', cidr_block: '10.0.0.0/8' }])),
    silent('values that are refused', ruleSet([setRule({ port: 'ssh', cidr_block: 'everyone' })])),
    silent('a rule that is refused as a whole', liteRules(['"ACCEPT#10.0.0.0/8"'])),
    silent('a default', ruleSet([setRule({ port: '${var.p}' })], undefined, { variable: { p: { default: '22' } } })),
    silent('a local value', ruleSet([setRule({ port: '${local.p}' })], undefined, { locals: { p: '22' } })),
    silent('a group as the peer', ruleSet([setRule({ cidr_block: undefined, source_security_id: 'sg-87654321' })])),
    silent('a description, which decides no packet', ruleSet([setRule({ description: '${var.text}' })])),
    silent(
      'an address template of the file',
      json({
        resource: {
          tencentcloud_address_template: { office: { name: 'office', addresses: ['10.0.0.0/8'] } },
          tencentcloud_security_group_rule_set: {
            web: {
              security_group_id: 'sg-12345678',
              ingress: [{ action: 'ACCEPT', address_template_id: '${tencentcloud_address_template.office.id}' }],
            },
          },
        },
      }),
    ),
    silent(
      'Alibaba Cloud',
      alicloudRules({ web: alicloudRule({ security_group_id: '${alicloud_security_group.app.id}' }) }),
    ),
    silent(
      'a bound group that rules name by the same expression',
      json({
        resource: {
          tencentcloud_instance: { vm: { orderly_security_groups: ['${var.group}', 'sg-1'] } },
          tencentcloud_security_group_rule_set: { a: { security_group_id: '${var.group}', ingress: [setRule()] } },
        },
      }),
    ),
    silent('the group of a rule', alicloudRules({ web: alicloudRule({ security_group_id: '${var.group}' }) })),
    silent('ROS', ros([permission()]), 'template.json'),
    silent(
      'ROS: the default of a parameter',
      ros([permission({ SourceCidrIp: { Ref: 'Office' } })], [], {
        Parameters: { Office: { Type: 'String', Default: '10.0.0.0/8' } },
      }),
      'template.json',
    ),
    silent('ROS: no value', ros([permission({ NicType: { Ref: 'ALIYUN::NoValue' } })]), 'template.json'),
    silent('a policy set', policySet([policy()], [policy()]), 'policies.json'),
    silent('a dump, which tells no type of its group', dump([permission({ Direction: 'ingress' })]), 'group.json'),
  ],
  invalid: [
    loud('the peer', ruleSet([setRule({ cidr_block: '⟦${var.office}⟧' })]), unresolved('${var.office}', 'peer')),
    loud('the port', ruleSet([setRule({ port: '⟦${var.port}⟧' })]), unresolved('${var.port}', 'ports')),
    loud('the protocol', ruleSet([setRule({ protocol: '⟦${var.p}⟧' })]), unresolved('${var.p}', 'protocol')),
    loud('the verdict', ruleSet([setRule({ action: '⟦${var.a}⟧' })]), unresolved('${var.a}', 'verdict')),
    loud(
      'a part of a text',
      ruleSet([setRule({ cidr_block: '⟦${var.net}.0/24⟧' })]),
      unresolved('${var.net}.0/24', 'peer'),
    ),
    loud(
      'a group of a module',
      ruleSet([], [setRule({ cidr_block: undefined, source_security_id: '⟦${module.bastion.id}⟧' })]),
      unresolved('${module.bastion.id}', 'peer', 'egress rule 1'),
    ),
    loud(
      'an address template that is not in the file',
      ruleSet([setRule({ cidr_block: undefined, address_template_id: '⟦ipm-12345678⟧' })]),
      unresolved('ipm-12345678', 'peer'),
    ),
    loud(
      'a service template that is not in the file',
      ruleSet([setRule({ protocol: undefined, port: undefined, service_template_id: '⟦ppm-12345678⟧' })]),
      unresolved('ppm-12345678', 'services'),
    ),
    {
      name: 'several values of a rule',
      filename: 'main.tf.json',
      code: ruleSet([setRule({ action: '⟦${var.a}⟧', cidr_block: '⟦${var.b}⟧' })]),
      errors: [unresolved('${var.a}', 'verdict'), unresolved('${var.b}', 'peer')],
    },
    loud(
      'a whole rule: once',
      ruleSet([]).replace('[]', '[⟦"${var.rule}"⟧]'),
      unresolved('${var.rule}', 'verdict, protocol, ports and peer'),
    ),
    {
      name: 'a whole list of rules',
      filename: 'main.tf.json',
      code: ruleSet([]).replace('[]', '⟦"${var.rules}"⟧'),
      errors: [{ messageId: 'unread', data: { value: '${var.rules}' } }],
    },
    {
      name: 'ROS: a list of rules, and a part of one',
      filename: 'template.json',
      code: ros([], [])
        .replace('"SecurityGroupIngress": []', '"SecurityGroupIngress": ⟦{ "Ref": "Rules" }⟧')
        .replace('"SecurityGroupEgress": []', '"SecurityGroupEgress": { "Fn::ListMerge": [⟦{ "Ref": "More" }⟧, []] }'),
      errors: [
        { messageId: 'unread', data: { value: '{ "Ref": "Rules" }' } },
        { messageId: 'unread', data: { value: '{ "Ref": "More" }' } },
      ],
    },
    {
      name: 'a lite rule: the parts of one string',
      filename: 'main.tf.json',
      code: liteRules(['⟦⟦"ACCEPT#${var.office}#${var.port}#TCP"⟧⟧']),
      errors: [unresolved('${var.port}', 'ports'), unresolved('${var.office}', 'peer')],
    },
    loud(
      'a priority',
      alicloudRules({ web: alicloudRule({ priority: '⟦${var.p}⟧' }) }),
      unresolved('${var.p}', 'priority', RULE),
    ),
    loud(
      'a direction',
      alicloudRules({ web: alicloudRule({ type: '⟦${var.d}⟧' }) }),
      unresolved('${var.d}', 'direction', RULE),
    ),
    loud(
      'a NIC type',
      alicloudRules({ web: alicloudRule({ nic_type: '⟦${var.n}⟧' }) }),
      unresolved('${var.n}', 'plane', RULE),
    ),
    loud(
      'a prefix list that is not in the file',
      alicloudRules({ web: alicloudRule({ cidr_ip: undefined, prefix_list_id: '⟦pl-1⟧' }) }),
      unresolved('pl-1', 'peer', RULE),
    ),
    {
      name: 'ROS: a parameter without a default',
      filename: 'template.json',
      code: ros([permission()]).replace('"0.0.0.0/0"', '⟦{ "Ref": "Office" }⟧'),
      errors: [unresolved('{ "Ref": "Office" }', 'peer')],
    },
    {
      name: 'ROS as YAML, CRLF: a tag',
      filename: 'template.yaml',
      code: 'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupIngress\r\n    Properties:\r\n      IpProtocol: tcp\r\n      PortRange: 22/22\r\n      SourceCidrIp: ⟦!Ref Office⟧\r\n',
      errors: [unresolved('!Ref Office', 'peer', 'App')],
    },
    {
      name: 'the public address of a caller, minified',
      filename: 'policies.json',
      code: minified({ SecurityGroupPolicySet: { Ingress: [policy({ CidrBlock: '⟦MY_PUBLIC_IP⟧' })] } }),
      errors: [unresolved('MY_PUBLIC_IP', 'peer')],
    },
    {
      name: 'a port list',
      filename: 'request.json',
      code: json({
        RegionId: 'cn-hangzhou',
        SecurityGroupId: 'sg-1',
        Permissions: [permission({ PortRange: undefined, PortRangeListId: '⟦prl-1⟧' })],
      }),
      errors: [unresolved('prl-1', 'ports')],
    },
    {
      name: 'an alias: each place of use',
      filename: 'policies.yaml',
      code: 'Ingress:\n  - &open { Action: ACCEPT, Protocol: TCP, Port: 22, AddressTemplate: { AddressId: ⟦ipm-1⟧ } }\n  - ⟦*open⟧\n',
      errors: [unresolved('ipm-1', 'peer'), unresolved('ipm-1', 'peer', 'ingress rule 2')],
    },
    loud(
      'a bound group',
      json({ resource: { tencentcloud_instance: { vm: { orderly_security_groups: ['sg-1', '⟦${var.more}⟧'] } } } }),
      unresolved('${var.more}', 'bound group', 'tencentcloud_instance.vm'),
    ),
  ],
})
