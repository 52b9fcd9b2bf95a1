import { requireRuleDescription } from '../../rules/require-rule-description.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  liteRules,
  mark,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const rule: ExpectedError = { messageId: 'rule', data: {} }
const group: ExpectedError = { messageId: 'group', data: {} }

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

function loud(name: string, code: string, errors: readonly ExpectedError[], filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code, errors }
}

const described = { description: 'SSH of the office' }

const crossplane = (description: string, name = 'ssh') => `apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1
kind: SecurityGroupRule
metadata: {name: ${name}}
spec:
  forProvider: {type: ingress, ipProtocol: tcp, portRange: 22/22, cidrIp: 10.0.0.0/8, securityGroupId: sg-1${description}}
`

const pulumi = (description: string, name = 'ssh') => `name: app
runtime: yaml
resources:
  ${name}:
    type: tencentcloud:Security:GroupRule
    properties: {securityGroupId: sg-1, type: ingress, policy: accept, cidrIp: 10.0.0.0/8${description}}
`

const ansible = (group: string, rule: string, module = 'ali_security_group') => `- hosts: localhost
  tasks:
    - ${module}:
        name: web
        vpc_id: vpc-1${group}
        rules:
          - ${rule}
`

runRule('require-rule-description', requireRuleDescription, {
  valid: [
    silent('rules and groups with descriptions', alicloudRules({ ssh: alicloudRule(described) }, {}, described)),
    silent('a group that is declared elsewhere', ruleSet([setRule(described)])),
    silent('strings, which have no place for one', liteRules(['"ACCEPT#0.0.0.0/0#80#TCP"'])),
    silent(
      'a description that the file does not settle',
      alicloudRules({ ssh: alicloudRule({ description: '${var.why}' }) }, {}, { description: '${var.what}' }),
    ),
    silent(
      'an empty default that a caller may fill in',
      alicloudRules(
        { ssh: alicloudRule({ description: '${var.why}' }) },
        { variable: { why: { default: '' } } },
        { description: '${var.why}' },
      ),
    ),
    silent(
      'an empty default of a ROS parameter',
      ros([permission({ Description: { Ref: 'Why' } })], [], {
        Parameters: { Why: { Type: 'String', Default: '' } },
      }).replace('"VpcId"', '"Description": { "Ref": "Why" }, "VpcId"'),
      'ros.json',
    ),
    silent(
      'a rule that the file does not settle',
      resources('tencentcloud_security_group_rule_set', {
        web: { security_group_id: 'sg-1', ingress: ['${var.rule}'] },
      }),
    ),
    silent(
      'rules that the system made',
      dump([permission({ Direction: 'ingress', Priority: 110 })]).replace('"VpcId"', '"Description": "x", "VpcId"'),
      'dump.json',
    ),
    silent(
      'a dump of policies that tells nothing of the group',
      policySet([policy({ PolicyDescription: 'web' })]),
      'set.json',
    ),
    silent('a Crossplane object', crossplane(', description: SSH'), 'rule.yaml'),
    silent('a Pulumi resource', pulumi(', description: SSH'), 'Pulumi.yaml'),
    silent(
      'an Ansible task',
      ansible(
        '\n        description: web',
        '{ip_protocol: tcp, port_range: 80/80, source_cidr_ip: 0.0.0.0/0, description: web}',
      ),
      'play.yaml',
    ),
  ],
  invalid: [
    loud('resources of Alibaba Cloud', alicloudRules({ '⟦ssh⟧': alicloudRule() }).replace('"app": {', '⟦"app"⟧: {'), [
      group,
      rule,
    ]),
    loud('an item of a rule set', ruleSet([setRule(described), mark(setRule())]), [rule]),
    loud('an empty one', ruleSet([mark(setRule({ description: '' }))]), [rule]),
    loud('a blank one', ruleSet([mark(setRule({ description: ' ' }))]), [rule]),
    loud(
      'an empty one of a group',
      resources('tencentcloud_security_group', { '⟦web⟧': { name: 'web', description: '' } }),
      [group],
    ),
    loud(
      'resources of Tencent Cloud',
      resources('tencentcloud_security_group_rule', {
        '⟦web⟧': { security_group_id: 'sg-1', type: 'ingress', policy: 'accept', cidr_ip: '0.0.0.0/0' },
      }),
      [rule],
    ),
    loud(
      'an empty local',
      alicloudRules({ '⟦ssh⟧': alicloudRule({ description: '${local.why}' }) }, { locals: { why: '' } }, described),
      [rule],
    ),
    loud('a ROS template', ros([mark(permission())]).replace('"App"', '⟦"App"⟧'), [group, rule], 'ros.json'),
    loud(
      'a dump of a group',
      dump([mark(permission({ Direction: 'ingress', Description: '' }))]).replace('"sg-bp1"', '⟦"sg-bp1"⟧'),
      [group, rule],
      'dump.json',
    ),
    loud('a dump of policies', policySet([mark(policy())]), [rule], 'set.json'),
    loud(
      'a request that makes a group',
      json({ GroupName: '⟦web⟧', SecurityGroupPolicySet: { Ingress: [policy({ PolicyDescription: 'web' })] } }),
      [group],
      'request.json',
    ),
    loud('a Crossplane object', crossplane('', '⟦ssh⟧'), [rule], 'rule.yaml'),
    loud('a Pulumi resource', pulumi('', '⟦ssh⟧'), [rule], 'Pulumi.yaml'),
    loud(
      'an Ansible task',
      ansible('', '⟦{ip_protocol: tcp, port_range: 80/80, source_cidr_ip: 0.0.0.0/0}⟧', '⟦ali_security_group⟧'),
      [group, rule],
      'play.yaml',
    ),
  ],
})
