import { preferMergedRules } from '../../rules/prefer-merged-rules.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
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

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

/** A case of one run, whose suggestion leads to `output`. */
function merges(
  name: string,
  code: string,
  { others, dimension = 'ports', merged, count = 2 }: Run,
  output: string | undefined,
  filename = 'main.tf.json',
): InvalidCase {
  const suggestions = output === undefined ? [] : [{ messageId: 'merge', data: { count, merged }, output }]
  const error: ExpectedError = { messageId: 'mergeable', data: { others, dimension, merged }, suggestions }
  return { name, filename, code, errors: [error] }
}

interface Run {
  readonly others: string
  readonly dimension?: 'addresses' | 'ports'
  readonly merged: string
  readonly count?: number
}

const on = (port: string, fields: Readonly<Record<string, unknown>> = {}) =>
  setRule({ cidr_block: '10.0.0.0/8', port, ...fields })
const from = (cidr: string, fields: Readonly<Record<string, unknown>> = {}) =>
  setRule({ cidr_block: cidr, port: '22', ...fields })
const dropAll = setRule({ action: 'DROP', cidr_block: '0.0.0.0/0', protocol: 'ALL', port: 'ALL' })

const opening = (port: string, fields: Readonly<Record<string, unknown>> = {}) =>
  alicloudRule({ port_range: port, cidr_ip: '10.0.0.0/8', ...fields })

const http = { others: 'ingress rule 1 (line 7: accept tcp 80 from 10.0.0.0/8)', merged: 'tcp 80-90' }

const block = (second: string) => `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp # web
          PortRange: '80/80'
          SourceCidrIp: 10.0.0.0/8
        ${second}- IpProtocol: udp
          PortRange: 53/53
          SourceCidrIp: 10.0.0.0/8
`

const crossplane = (cidr: string, name: string) => `apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1
kind: SecurityGroupRule
metadata: {name: ${name}}
spec:
  forProvider: {type: ingress, ipProtocol: tcp, portRange: 22/22, cidrIp: ${cidr}, securityGroupId: sg-1}
`

runRule('prefer-merged-rules', preferMergedRules, {
  valid: [
    silent('ports with a gap', ruleSet([on('80'), on('82')])),
    silent('blocks that are no halves of one', ruleSet([from('10.0.1.0/24'), from('10.0.2.0/24')])),
    silent(
      'blocks of two families',
      ruleSet([from('10.0.0.0/25'), from('', { cidr_block: undefined, ipv6_cidr_block: '::/1' })]),
    ),
    silent('another verdict', ruleSet([on('80'), on('81', { action: 'DROP' })])),
    silent('another protocol', ruleSet([on('80'), on('81', { protocol: 'UDP' })])),
    silent('another peer', ruleSet([on('80'), on('81', { cidr_block: '10.0.0.0/9' })])),
    silent('both different', ruleSet([from('10.0.0.0/25'), from('10.0.0.128/25', { port: '23' })])),
    silent('another direction', ruleSet([on('80')], [on('81')])),
    silent('another description', ruleSet([on('80', { description: 'web' }), on('81', { description: 'proxy' })])),
    silent('a description of one', ruleSet([on('80'), on('81', { description: 'proxy' })])),
    silent(
      'descriptions that may differ',
      ruleSet([on('80', { description: '${var.a}' }), on('81', { description: '${var.b}' })]),
    ),
    silent('another priority', alicloudRules({ a: opening('80/80'), b: opening('81/81', { priority: 20 }) })),
    silent(
      'another plane',
      alicloudRules({ a: opening('80/80', { nic_type: 'intranet' }), b: opening('81/81') }, {}, { vpc_id: '' }),
    ),
    silent('a drop in between', ruleSet([on('80'), dropAll, on('81')])),
    silent(
      'a drop of a part in between',
      ruleSet([on('80'), on('81', { action: 'DROP', cidr_block: '10.1.0.0/16' }), on('81')]),
    ),
    silent('what may be a drop in between', ruleSet([on('80'), on('81', { action: '${var.action}' }), on('81')])),
    silent(
      'what may be a drop of these packets',
      ruleSet([on('80'), setRule({ action: 'DROP', cidr_block: '${var.cidr}', port: '81' }), on('81')]),
    ),
    silent('a redundant rule', ruleSet([on('80'), on('81'), on('80-90')])),
    silent('a rule that is shadowed', ruleSet([on('81', { action: 'DROP' }), on('80'), on('81')])),
    silent('rules inside each other', alicloudRules({ a: opening('80/80'), b: opening('80/90') })),
    silent(
      'rules of two groups',
      alicloudRules({ a: opening('80/80'), b: opening('81/81', { security_group_id: 'sg-2' }) }),
    ),
    silent(
      'a rule that may not exist',
      alicloudRules({ a: opening('80/80'), b: opening('81/81', { count: '${var.n}' }) }),
    ),
    silent(
      'a default that a caller may override',
      alicloudRules({ a: opening('80/80'), b: opening('${var.port}') }, { variable: { port: { default: '81/81' } } }),
    ),
    silent(
      'lists of addresses',
      resources('tencentcloud_security_group_rule_set', {
        web: {
          security_group_id: 'sg-1',
          ingress: ['a', 'b'].map((name) => ({
            action: 'ACCEPT',
            address_template_id: `\${tencentcloud_address_template.${name}.id}`,
          })),
        },
      }).replace(
        '"resource": {',
        '"resource": {"tencentcloud_address_template": {"a": {"addresses": ["10.0.0.0/25"]}, "b": {"addresses": ["10.0.0.128/25"]}},',
      ),
    ),
    silent('a value with host bits, which comes right first', ruleSet([from('10.0.0.1/25'), from('10.0.0.128/25')])),
    silent(
      'rules without order, one of which a drop may meet',
      resources('tencentcloud_security_group_rule', {
        a: {
          security_group_id: '${tencentcloud_security_group.a.id}',
          type: 'ingress',
          policy: 'accept',
          ip_protocol: 'tcp',
          port_range: '80',
          cidr_ip: '10.0.0.0/8',
        },
        b: {
          security_group_id: '${tencentcloud_security_group.a.id}',
          type: 'ingress',
          policy: 'accept',
          ip_protocol: 'tcp',
          port_range: '81',
          cidr_ip: '10.0.0.0/8',
        },
        c: {
          security_group_id: '${tencentcloud_security_group.a.id}',
          type: 'ingress',
          policy: 'drop',
          ip_protocol: 'tcp',
          port_range: '81',
          cidr_ip: '10.0.0.0/8',
        },
      }).replace('"resource": {', '"resource": {"tencentcloud_security_group": {"a": {"name": "a"}},'),
    ),
  ],
  invalid: [
    merges(
      'ports of a rule set',
      ruleSet([on('80'), mark(on('81-90')), dropAll]),
      http,
      ruleSet([on('80-90'), dropAll]),
    ),
    merges(
      'single ports that a list names',
      ruleSet([on('80'), mark(on('81,82'))]),
      { ...http, merged: 'tcp 80-82' },
      ruleSet([on('80-82')]),
    ),
    merges(
      'ports that overlap',
      ruleSet([on('80-85'), mark(on('83-90'))]),
      { ...http, others: http.others.replace('tcp 80', 'tcp 80-85') },
      ruleSet([on('80-90')]),
    ),
    merges(
      'the wider ports first',
      ruleSet([on('81-90'), mark(on('80'))]),
      { ...http, others: http.others.replace('tcp 80', 'tcp 81-90') },
      ruleSet([on('80-90')]),
    ),
    merges(
      'a run of three, in one edit',
      ruleSet([on('80'), on('82-90'), mark(on('81')), dropAll]),
      {
        others: `${http.others} and ingress rule 2 (line 8: accept tcp 82-90 from 10.0.0.0/8)`,
        merged: 'tcp 80-90',
        count: 3,
      },
      ruleSet([on('80-90'), dropAll]),
    ),
    merges(
      'neighbouring blocks',
      ruleSet([from('10.0.0.0/25'), mark(from('10.0.0.128/25'))]),
      {
        others: 'ingress rule 1 (line 7: accept tcp 22 from 10.0.0.0/25)',
        dimension: 'addresses',
        merged: '10.0.0.0/24',
      },
      ruleSet([from('10.0.0.0/24')]),
    ),
    merges(
      'three blocks that are one',
      ruleSet([from('10.0.0.128/26'), from('10.0.0.0/25'), mark(from('10.0.0.192/26'))]),
      {
        others:
          'ingress rule 1 (line 7: accept tcp 22 from 10.0.0.128/26) and ingress rule 2 (line 8: accept tcp 22 from 10.0.0.0/25)',
        dimension: 'addresses',
        merged: '10.0.0.0/24',
        count: 3,
      },
      ruleSet([from('10.0.0.0/24')]),
    ),
    merges(
      'strings of a group that is declared elsewhere',
      liteRules(['"ACCEPT#10.0.0.0/9#22#TCP"', '⟦"ACCEPT#10.128.0.0/9#22#TCP"⟧', '"DROP#0.0.0.0/0#ALL#ALL"']),
      {
        others: 'ingress rule 1 (line 6: accept tcp 22 from 10.0.0.0/9)',
        dimension: 'addresses',
        merged: '10.0.0.0/8',
      },
      liteRules(['"ACCEPT#10.0.0.0/8#22#TCP"', '"DROP#0.0.0.0/0#ALL#ALL"']),
    ),
    merges(
      'past a drop of other packets',
      ruleSet([on('80'), on('443', { action: 'DROP' }), mark(on('81-90'))]),
      http,
      ruleSet([on('80-90'), on('443', { action: 'DROP' })]),
    ),
    merges(
      'what a drop leaves of a run',
      ruleSet([on('80'), mark(on('81-90')), on('91', { action: 'DROP', cidr_block: '10.0.0.0/16' }), on('91')]),
      http,
      ruleSet([on('80-90'), on('91', { action: 'DROP', cidr_block: '10.0.0.0/16' }), on('91')]),
    ),
    merges(
      'drops',
      ruleSet([on('80', { action: 'DROP' }), mark(on('81-90', { action: 'DROP' })), on('443')]),
      { ...http, others: http.others.replace('accept', 'drop') },
      ruleSet([on('80-90', { action: 'DROP' }), on('443')]),
    ),
    merges(
      'the same description',
      ruleSet([on('80', { description: 'web' }), mark(on('81-90', { description: 'web' }))]),
      http,
      ruleSet([on('80-90', { description: 'web' })]),
    ),
    merges(
      'a peer that only has a name',
      ruleSet([
        on('80', { cidr_block: undefined, source_security_id: 'sg-2' }),
        mark(on('81-90', { cidr_block: undefined, source_security_id: 'sg-2' })),
      ]),
      { ...http, others: http.others.replace('10.0.0.0/8', 'sg-2') },
      ruleSet([on('80-90', { cidr_block: undefined, source_security_id: 'sg-2' })]),
    ),
    merges(
      'resources of one priority',
      alicloudRules({ a: opening('80/80'), deny: opening('443/443', { policy: 'drop' }), '⟦b⟧': opening('81/90') }),
      { ...http, others: 'alicloud_security_group_rule.a (line 10: accept tcp 80 from 10.0.0.0/8)' },
      alicloudRules({ a: opening('80/90'), deny: opening('443/443', { policy: 'drop' }) }),
    ),
    merges(
      'a resource that is referred to, without an edit',
      alicloudRules({
        a: opening('80/80'),
        '⟦b⟧': opening('81/90'),
        c: opening('443/443', { depends_on: ['alicloud_security_group_rule.b'] }),
      }),
      { ...http, others: 'alicloud_security_group_rule.a (line 10: accept tcp 80 from 10.0.0.0/8)' },
      undefined,
    ),
    merges(
      'a ROS template, IPv6',
      ros([
        permission({ SourceCidrIp: undefined, Ipv6SourceCidrIp: '2001:db8::/33' }),
        mark(permission({ SourceCidrIp: undefined, Ipv6SourceCidrIp: '2001:db8:8000::/33' })),
      ]),
      {
        others: 'ingress rule 1 (line 9: accept tcp 22 from 2001:db8::/33)',
        dimension: 'addresses',
        merged: '2001:db8::/32',
      },
      ros([permission({ SourceCidrIp: undefined, Ipv6SourceCidrIp: '2001:db8::/32' })]),
      'ros.json',
    ),
    merges(
      'egress of a dump of policies',
      policySet(
        [],
        [policy({ CidrBlock: '10.0.0.0/8', Port: '80' }), mark(policy({ CidrBlock: '10.0.0.0/8', Port: '81-90' }))],
      ),
      { ...http, others: 'egress rule 1 (line 7: accept tcp 80 to 10.0.0.0/8)' },
      policySet([], [policy({ CidrBlock: '10.0.0.0/8', Port: '80-90' })]),
      'set.json',
    ),
    merges(
      'a request that adds rules',
      policySet([
        policy({ CidrBlock: '10.0.0.0/8', Port: '80' }),
        mark(policy({ CidrBlock: '10.0.0.0/8', Port: '81-90' })),
      ])
        .replace('"Version": "3",', '')
        .replace('"Response": {', '"Response": { "Action": "CreateSecurityGroupPolicies",'),
      { ...http, others: http.others.replace('line 7', 'line 6') },
      policySet([policy({ CidrBlock: '10.0.0.0/8', Port: '80-90' })])
        .replace('"Version": "3",', '')
        .replace('"Response": {', '"Response": { "Action": "CreateSecurityGroupPolicies",'),
      'request.json',
    ),
    merges(
      'block YAML with comments',
      block(`- ⟦IpProtocol: tcp
          PortRange: 81/90
          SourceCidrIp: 10.0.0.0/8⟧ # more web
        `),
      { ...http, others: http.others.replace('line 7', 'line 8') },
      block('').replace("'80/80'", "'80/90'"),
      'ros.yaml',
    ),
    merges(
      'Crossplane objects, one of which goes with its document',
      `${crossplane('10.0.0.0/9', 'a')}---\n${crossplane('10.128.0.0/9', '⟦b⟧')}`,
      {
        others: 'SecurityGroupRule/a (line 3: accept tcp 22 from 10.0.0.0/9)',
        dimension: 'addresses',
        merged: '10.0.0.0/8',
      },
      crossplane('10.0.0.0/8', 'a'),
      'rules.yaml',
    ),
    merges(
      'an alias in place of a rule',
      block('- ⟦*more⟧\n        ').replace(
        'Resources:',
        'Mappings: {Web: &more {IpProtocol: tcp, PortRange: 81/90, SourceCidrIp: 10.0.0.0/8}}\nResources:',
      ),
      { ...http, others: http.others.replace('line 7', 'line 9') },
      block('')
        .replace("'80/80'", "'80/90'")
        .replace(
          'Resources:',
          'Mappings: {Web: &more {IpProtocol: tcp, PortRange: 81/90, SourceCidrIp: 10.0.0.0/8}}\nResources:',
        ),
      'ros.yaml',
    ),
  ],
})
