import { validRuleFields } from '../../rules/valid-rule-fields.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  liteRules,
  mark,
  minified,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

function refused(value: string, problem: string, note = ''): ExpectedError {
  return { messageId: 'refused', data: { value, problem, note } }
}

/** The finding, with the text after its suggestion. */
function replaceable(value: string, problem: string, instead: string, output: string): ExpectedError {
  return {
    messageId: 'replaceable',
    data: { value, problem, instead, note: '' },
    suggestions: [{ messageId: 'instead', data: { instead }, output }],
  }
}

const ali = (name: string) => `\${alicloud_security_group.${name}.id}`

/** Groups, and an instance that has them. */
const typedGroups = (groups: Readonly<Record<string, object>>, security_groups: readonly string[]) =>
  json({
    variable: { type: { default: 'enterprise' } },
    resource: {
      alicloud_security_group: Object.fromEntries(
        Object.entries(groups).map(([name, fields]) => [name, { vpc_id: 'vpc-1', ...fields }]),
      ),
      alicloud_instance: { vm: { security_groups } },
    },
  })

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

function loud(name: string, code: string, error: ExpectedError, filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code, errors: [error] }
}

/** One field of a rule set's rule that is refused; `instead` is what is suggested. */
function inSet(field: string, value: string, problem: string, instead?: string, others: object = {}): InvalidCase {
  const code = (written: string): string => ruleSet([setRule({ ...others, [field]: written })])
  return loud(
    `Tencent Cloud: ${field} ${value} ${JSON.stringify(others)}`,
    code(`⟦${value}⟧`),
    instead === undefined ? refused(value, problem) : replaceable(value, problem, instead, code(instead)),
  )
}

/** The same of an `alicloud_security_group_rule`. */
function inRule(field: string, value: string, problem: string, instead?: string, others: object = {}): InvalidCase {
  const code = (written: string): string => alicloudRules({ web: alicloudRule({ ...others, [field]: written }) })
  return loud(
    `Alibaba Cloud: ${field} ${value} ${JSON.stringify(others)}`,
    code(`⟦${value}⟧`),
    instead === undefined ? refused(value, problem) : replaceable(value, problem, instead, code(instead)),
  )
}

const NO_CIDR = 'is no IP address or CIDR'
const HOST_BITS = 'has host bits set, but the prefix ignores them'
const EVERYBODY = 'is stored as `0.0.0.0/0`, which is everybody: name the addresses that are meant'
const WRONG_CASE = 'is refused in this letter case'
const ONLY_TCP_UDP = 'names ports, which only TCP and UDP have'
const ONLY_LOWER = 'names ports, which only tcp and udp have'
const NO_PEER = 'names no peer, but the provider takes no rule without one'
const IPV4_ALONE = 'is for IPv4 alone, but the peer is IPv6'
const SERVICES = 'stands beside a service template, but a rule takes one or the other'

function beside(field: string): string {
  return `stands beside \`${field}\`, but a rule takes one peer: give each a rule of its own`
}

const template = (addresses: readonly string[], rules = ['a']): string =>
  json({
    resource: {
      tencentcloud_address_template: { office: { name: 'office', addresses } },
      tencentcloud_security_group_rule_set: {
        web: {
          security_group_id: 'sg-12345678',
          ingress: rules.map(() => ({
            action: 'ACCEPT',
            protocol: 'TCP',
            port: '22',
            address_template_id: '${tencentcloud_address_template.office.id}',
          })),
        },
      },
    },
  })

runRule('valid-rule-fields', validRuleFields, {
  valid: [
    silent(
      'Tencent Cloud: every spelling that is taken',
      ruleSet(
        [
          setRule({ cidr_block: '203.0.113.7' }),
          setRule({ port: '22,3389' }),
          setRule({ port: '8000-8010' }),
          setRule({ port: 22 }),
          setRule({ action: 'accept', protocol: 'tcp', port: 'all' }),
          setRule({ protocol: 'ICMP', port: 'ALL' }),
          setRule({ protocol: 'GRE', port: undefined }),
          setRule({ protocol: 'ALL', port: 'ALL' }),
          setRule({ protocol: undefined, port: undefined }),
          setRule({ protocol: 'ICMPV6', port: undefined, cidr_block: undefined, ipv6_cidr_block: '::/0' }),
          setRule({ cidr_block: '', source_security_id: 'sg-87654321' }),
          setRule({ cidr_block: undefined, address_template_id: 'ipm-12345678' }),
          setRule({ protocol: undefined, port: undefined, service_template_id: 'ppm-12345678' }),
        ],
        [setRule({ action: 'DROP' })],
      ),
    ),
    silent(
      'lite rules',
      liteRules(
        ['"ACCEPT#0.0.0.0/0#22,80#TCP"', '"DROP#203.0.113.0/24#8000-8010#UDP"', '"ACCEPT#sg-12345678#ALL#ICMP"'],
        [
          '"ACCEPT#ipm-12345678##ppm-12345678"',
          '"ACCEPT#ipmg-12345678##ppmg-12345678"',
          '"ACCEPT#2001:db8::/32#ALL#ALL"',
        ],
      ),
    ),
    silent(
      'Alibaba Cloud: every spelling that is taken',
      alicloudRules({
        one: alicloudRule(),
        two: alicloudRule({ priority: '100', port_range: '1/65535', ip_protocol: 'udp', policy: 'drop' }),
        three: alicloudRule({ ip_protocol: 'all', port_range: '-1/-1' }),
        four: alicloudRule({ ip_protocol: 'icmp', port_range: undefined, priority: undefined, policy: undefined }),
        five: alicloudRule({ ip_protocol: 'icmpv6', port_range: '-1/-1', cidr_ip: undefined, ipv6_cidr_ip: '::/0' }),
        six: alicloudRule({ cidr_ip: undefined, source_security_group_id: 'sg-1', nic_type: 'intranet' }),
        seven: alicloudRule({ cidr_ip: undefined, prefix_list_id: 'pl-1', type: 'egress' }),
      }),
    ),
    silent(
      'values that the file does not settle',
      ruleSet([setRule({ action: '${var.a}', protocol: '${var.b}', port: '${var.c}', cidr_block: '${var.d}' })]),
    ),
    silent(
      'a peer beside one that may be unset',
      alicloudRules({
        web: alicloudRule({ source_security_group_id: '${var.bastion}', prefix_list_id: '${var.list}' }),
      }),
    ),
    silent(
      'ports of a protocol that is not settled',
      alicloudRules({ web: alicloudRule({ ip_protocol: '${var.p}' }) }),
    ),
    silent(
      'ROS: ten CIDRs, upper case, both kinds of number',
      ros([
        permission({ IpProtocol: 'TCP', Policy: 'Accept', Priority: '1' }),
        permission({ SourceCidrIp: Array.from({ length: 10 }, (_, index) => `10.${index}.0.0/16`).join(',') }),
      ]),
      'template.json',
    ),
    silent(
      'a dump: empty fields, rules of the system',
      dump([
        {
          Direction: 'ingress',
          IpProtocol: 'ICMP',
          PortRange: '-1/-1',
          Policy: 'Accept',
          Priority: 110,
          NicType: 'intranet',
          SourceCidrIp: '0.0.0.0/0',
          Ipv6SourceCidrIp: '',
          SourceGroupId: '',
          DestCidrIp: '',
        },
      ]),
      'group.json',
    ),
    silent(
      'a response: empty peers and templates',
      policySet([
        policy({
          Protocol: 'All',
          Port: 'all',
          Action: 'accept',
          Ipv6CidrBlock: '',
          SecurityGroupId: '',
          AddressTemplate: { AddressId: '', AddressGroupId: '' },
          ServiceTemplate: { ServiceId: '', ServiceGroupId: '' },
        }),
        policy({ CidrBlock: 'MY_PUBLIC_IP' }),
      ]),
      'policies.json',
    ),
    silent('an address template', template(['10.0.0.1-10.0.0.100', '203.0.113.0/24', '::1'])),
    silent('resources of another cloud', resources('aws_security_group', { web: { ingress: [{ from_port: 99999 }] } })),
    silent(
      'Alibaba Cloud: two basic groups',
      typedGroups({ a: {}, b: { security_group_type: 'normal' } }, [ali('a'), ali('b')]),
    ),
    silent(
      'Alibaba Cloud: a group of an unknown type',
      typedGroups({ a: {}, b: { security_group_type: '${var.open}' } }, [ali('a'), ali('b')]),
    ),
    silent(
      'Alibaba Cloud: an enterprise group beside one declared elsewhere',
      typedGroups({ b: { security_group_type: 'enterprise' } }, ['sg-1', ali('b')]),
    ),
  ],
  invalid: [
    inSet('port', '0', 'is outside ports 1 to 65535'),
    inSet('port', '65536', 'is outside ports 1 to 65535'),
    inSet('port', '22,70000', 'holds `70000`, which is outside ports 1 to 65535'),
    inSet('port', '90-80', 'is reversed', '80-90'),
    inSet('port', '22,', 'holds an empty element'),
    inSet('port', 'ssh', 'is no port and no range such as `8000-8010`'),
    inSet('port', '80/80', 'is no port and no range such as `8000-8010`'),
    inSet('port', '-1/-1', 'is no port and no range such as `8000-8010`'),
    inSet('port', '22,80-90', 'lists a range, but only single ports can be listed: give the range a rule of its own'),
    inSet('port', '22', ONLY_TCP_UDP, undefined, { protocol: 'ICMP' }),
    inSet('port', '22', ONLY_TCP_UDP, undefined, { protocol: 'GRE' }),
    inSet('port', '22', 'names ports, but every protocol is meant: name TCP or UDP', undefined, { protocol: 'ALL' }),
    inSet('port', '22', 'names ports, but every protocol is meant: name TCP or UDP', undefined, {
      protocol: undefined,
    }),
    inSet('port', '22', SERVICES, undefined, { protocol: undefined, service_template_id: 'ppm-12345678' }),
    inSet('protocol', 'SCTP', 'is refused: write one of TCP, UDP, ICMP, ICMPv6, GRE, ALL'),
    inSet('protocol', 'ICMP', IPV4_ALONE, 'ICMPv6', {
      port: undefined,
      cidr_block: undefined,
      ipv6_cidr_block: '::/0',
    }),
    inSet('action', 'REJECT', 'is refused: write one of ACCEPT, DROP'),
    inSet('cidr_block', 'everyone', NO_CIDR),
    inSet('cidr_block', '10.0.0.0/33', NO_CIDR),
    inSet('cidr_block', '10.0.0', NO_CIDR),
    inSet('cidr_block', '10.0.0.0/8,11.0.0.0/8', NO_CIDR),
    inSet('cidr_block', '::/0', 'is IPv6, where IPv4 is expected'),
    inSet('cidr_block', '10.1.2.3/8', HOST_BITS, '10.0.0.0/8'),
    inSet('cidr_block', '10.1.2.3/0', 'covers every address, whatever stands before `/0`'),
    inSet('cidr_block', '0.0.0.0/8', EVERYBODY),
    inSet('ipv6_cidr_block', '2001:db8::1/32', HOST_BITS, '2001:db8::/32', { cidr_block: undefined }),
    inSet('ipv6_cidr_block', '10.0.0.0/8', 'is IPv4, where IPv6 is expected', undefined, { cidr_block: undefined }),
    inSet('ipv6_cidr_block', '::/0', beside('cidr_block')),
    inSet('source_security_id', '0.0.0.0/0', 'is an address, where the id of a security group is expected', undefined, {
      cidr_block: undefined,
    }),
    loud('no peer', ruleSet([mark(setRule({ cidr_block: undefined }))]), refused('ingress rule 1', NO_PEER)),
    loud('empty peers are none', ruleSet([], [mark(setRule({ cidr_block: '' }))]), refused('egress rule 1', NO_PEER)),
    loud('no action', ruleSet([mark(setRule({ action: undefined }))]), refused('ingress rule 1', 'has no action')),
    {
      name: 'several problems of several values',
      filename: 'main.tf.json',
      code: ruleSet([{ action: '⟦deny⟧', cidr_block: '⟦10.0.0⟧', protocol: '⟦tpc⟧', port: '⟦99999⟧' }]),
      errors: [
        refused('deny', 'is refused: write one of ACCEPT, DROP'),
        refused('10.0.0', NO_CIDR),
        refused('tpc', 'is refused: write one of TCP, UDP, ICMP, ICMPv6, GRE, ALL'),
        refused('99999', 'is outside ports 1 to 65535'),
      ],
    },
    {
      name: 'a list for a port',
      filename: 'main.tf.json',
      code: ruleSet([setRule({ port: '22' })]).replace('"22"', '⟦["22", "80"]⟧'),
      errors: [refused('["22", "80"]', 'is not a string or a number')],
    },
    loud(
      'a local value, which the file settles',
      ruleSet([setRule({ port: '⟦${local.ports}⟧' })], undefined, { locals: { ports: '90-80' } }),
      replaceable(
        '90-80',
        'is reversed',
        '80-90',
        ruleSet([setRule({ port: '80-90' })], undefined, { locals: { ports: '90-80' } }),
      ),
    ),
    loud(
      'the default of a variable, without a suggestion',
      ruleSet([setRule({ port: '⟦${var.ports}⟧' })], undefined, { variable: { ports: { default: '90-80' } } }),
      {
        messageId: 'replaceable',
        data: { value: '90-80', note: ', the default of var.ports,', problem: 'is reversed', instead: '80-90' },
      },
    ),
    loud(
      'a default that is read, yet not as written',
      ruleSet([setRule({ cidr_block: '⟦${var.office}⟧' })], undefined, {
        variable: { office: { default: '0.0.0.0/8' } },
      }),
      refused('0.0.0.0/8', EVERYBODY, ', the default of var.office,'),
    ),
    {
      name: 'an address template that two rules share: every element once',
      filename: 'main.tf.json',
      code: template(['10.0.0.0/8', '⟦everyone⟧', '⟦10.0.0.9-10.0.0.1⟧'], ['a', 'b']),
      errors: [
        refused('everyone', NO_CIDR),
        replaceable(
          '10.0.0.9-10.0.0.1',
          'is reversed',
          '10.0.0.1-10.0.0.9',
          template(['10.0.0.0/8', 'everyone', '10.0.0.1-10.0.0.9'], ['a', 'b']),
        ),
      ],
    },
    loud(
      'a lite rule in lower case',
      liteRules(['⟦"accept#0.0.0.0/0#22#TCP"⟧']),
      replaceable('accept', WRONG_CASE, 'ACCEPT', liteRules(['"ACCEPT#0.0.0.0/0#22#TCP"'])),
    ),
    loud(
      'a lite rule of three parts',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#22"⟧']),
      refused('ACCEPT#0.0.0.0/0#22', 'is not written `action#source#port#protocol`'),
    ),
    loud(
      'a lite rule of GRE',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#ALL#GRE"⟧']),
      refused('GRE', 'is refused: write one of TCP, UDP, ICMP, ALL'),
    ),
    loud(
      'a lite rule: the id of a group that is too short',
      liteRules(['⟦"ACCEPT#sg-1234567#22#TCP"⟧']),
      refused('sg-1234567', NO_CIDR),
    ),
    loud(
      'a lite rule: the id of an address template that is too long',
      liteRules(['⟦"ACCEPT#ipm-123456789#22#TCP"⟧']),
      refused('ipm-123456789', NO_CIDR),
    ),
    loud(
      'a lite rule: the id of a service template that is too short',
      liteRules(['⟦"ACCEPT#10.0.0.0/8#ALL#ppm-1234567"⟧']),
      refused('ppm-1234567', 'is refused: write one of TCP, UDP, ICMP, ALL'),
    ),
    loud(
      'a lite rule without a port',
      liteRules(['⟦"ACCEPT#0.0.0.0/0##TCP"⟧']),
      refused('ingress rule 1', 'has no port: write `ALL` if every port is meant'),
    ),
    {
      name: 'a lite rule: two parts of one string',
      filename: 'main.tf.json',
      code: liteRules([], ['⟦⟦"ACCEPT#10.0.0#99999#TCP"⟧⟧']),
      errors: [refused('99999', 'is outside ports 1 to 65535'), refused('10.0.0', NO_CIDR)],
    },
    inRule('port_range', '0/80', 'is outside ports 1 to 65535'),
    inRule('port_range', '1/65536', 'is outside ports 1 to 65535'),
    inRule('port_range', '200/1', 'is reversed', '1/200'),
    inRule('port_range', '80', 'is not written `first/last`', '80/80'),
    inRule('port_range', '80-90', 'is not written `first/last`', '80/90'),
    inRule('port_range', '80/80,443/443', 'is not written `first/last`'),
    inRule('port_range', '-1/-1', 'is for protocols without ports, but tcp and udp have some', '1/65535'),
    inRule('port_range', '22/22', ONLY_LOWER, '-1/-1', { ip_protocol: 'icmp' }),
    inRule('port_range', '22/22', ONLY_LOWER, '-1/-1', { ip_protocol: 'gre' }),
    inRule('port_range', '1/65535', ONLY_LOWER, '-1/-1', { ip_protocol: 'all' }),
    inRule('port_range', '22/22', 'names ports, but every protocol is meant: name tcp or udp', undefined, {
      ip_protocol: 'all',
    }),
    inRule('ip_protocol', 'TCP', WRONG_CASE, 'tcp'),
    inRule('ip_protocol', 'sctp', 'is refused: write one of tcp, udp, icmp, icmpv6, gre, all'),
    inRule('ip_protocol', 'icmp', IPV4_ALONE, 'icmpv6', {
      port_range: '-1/-1',
      cidr_ip: undefined,
      ipv6_cidr_ip: '::/0',
    }),
    inRule('policy', 'Accept', WRONG_CASE, 'accept'),
    inRule('policy', 'deny', 'is refused: write one of accept, drop'),
    inRule('type', 'Ingress', WRONG_CASE, 'ingress'),
    inRule('type', 'inbound', 'is refused: write one of ingress, egress'),
    inRule('nic_type', 'Intranet', WRONG_CASE, 'intranet'),
    inRule('priority', '0', 'is no whole number from 1 to 100'),
    inRule('priority', '101', 'is no whole number from 1 to 100'),
    inRule('priority', '110', 'is no whole number from 1 to 100'),
    inRule('priority', '1.5', 'is no whole number from 1 to 100'),
    inRule('cidr_ip', '192.168.31.200/19', HOST_BITS, '192.168.0.0/19'),
    inRule('cidr_ip', '10.0.0.1-10.0.0.9', NO_CIDR),
    inRule('ipv6_cidr_ip', '::/0', beside('cidr_ip')),
    inRule('prefix_list_id', 'pl-1', beside('cidr_ip')),
    loud(
      'Alibaba Cloud: no peer, at the label',
      alicloudRules({ '⟦web⟧': alicloudRule({ cidr_ip: undefined }) }),
      refused('alicloud_security_group_rule.web', NO_PEER),
    ),
    loud(
      'Alibaba Cloud: TCP without ports',
      alicloudRules({ '⟦web⟧': alicloudRule({ port_range: undefined }) }),
      refused('alicloud_security_group_rule.web', 'has no port range, which tcp and udp need'),
    ),
    loud(
      'the type of a group',
      alicloudRules({ web: alicloudRule() }, {}, { security_group_type: '⟦Enterprise⟧' }),
      refused('Enterprise', 'is neither `normal` nor `enterprise`'),
    ),
    loud(
      'ROS: one of several CIDRs',
      ros([permission({ SourceCidrIp: '⟦10.0.0.0/8,11.1.1.1/8⟧' })]),
      replaceable(
        '10.0.0.0/8,11.1.1.1/8',
        `holds \`11.1.1.1/8\`, which ${HOST_BITS}`,
        '10.0.0.0/8,11.0.0.0/8',
        ros([permission({ SourceCidrIp: '10.0.0.0/8,11.0.0.0/8' })]),
      ),
      'template.json',
    ),
    loud(
      'ROS: a priority of the system',
      ros([permission({ Priority: '⟦110⟧' })]),
      refused('110', 'is no whole number from 1 to 100'),
      'template.json',
    ),
    {
      name: 'ROS as YAML, CRLF',
      filename: 'template.yaml',
      code: 'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupIngress\r\n    Properties:\r\n      IpProtocol: tcp\r\n      PortRange: ⟦-1/-1⟧\r\n      SourceCidrIp: 10.0.0.0/8\r\n',
      errors: [
        replaceable(
          '-1/-1',
          'is for protocols without ports, but tcp and udp have some',
          '1/65535',
          'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroupIngress\r\n    Properties:\r\n      IpProtocol: tcp\r\n      PortRange: 1/65535\r\n      SourceCidrIp: 10.0.0.0/8\r\n',
        ),
      ],
    },
    {
      name: 'an alias, where nothing is rewritten',
      filename: 'policies.yaml',
      code: 'Ingress:\n  - { Action: ACCEPT, Protocol: TCP, Port: &range ⟦90-80⟧, CidrBlock: 10.0.0.0/8 }\n  - { Action: ACCEPT, Protocol: UDP, Port: ⟦*range⟧, CidrBlock: 10.0.0.0/8 }\n',
      errors: [
        replaceable(
          '90-80',
          'is reversed',
          '80-90',
          'Ingress:\n  - { Action: ACCEPT, Protocol: TCP, Port: &range 80-90, CidrBlock: 10.0.0.0/8 }\n  - { Action: ACCEPT, Protocol: UDP, Port: *range, CidrBlock: 10.0.0.0/8 }\n',
        ),
        { messageId: 'replaceable', data: { value: '90-80', note: '', problem: 'is reversed', instead: '80-90' } },
      ],
    },
    loud(
      'a policy set of the API, minified',
      minified({ SecurityGroupPolicySet: { Egress: [policy({ CidrBlock: '⟦10.0.0.1/8⟧' })] } }),
      replaceable(
        '10.0.0.1/8',
        HOST_BITS,
        '10.0.0.0/8',
        minified({ SecurityGroupPolicySet: { Egress: [policy({ CidrBlock: '10.0.0.0/8' })] } }),
      ),
      'policies.json',
    ),
    loud(
      'a policy with an index that is none',
      json({
        SecurityGroupPolicySet: {
          Ingress: [policy({ PolicyIndex: '⟦first⟧' }), policy({ PolicyIndex: 1, Port: '80' })],
        },
      }),
      refused('first', 'is no whole number from 0'),
      'policies.json',
    ),
    loud(
      'a policy that is no object',
      '{ "SecurityGroupPolicySet": { "Ingress": [⟦"ssh"⟧] } }',
      refused('"ssh"', 'is not a rule'),
      'policies.json',
    ),
    {
      name: 'a list item without anything in it',
      filename: 'policies.yaml',
      code: 'Ingress:\n  ⟦-⟧\n  - { Action: ACCEPT, CidrBlock: 10.0.0.0/8 }\n',
      errors: [refused('null', 'is not a rule')],
    },
    loud(
      'a dump',
      dump([permission({ Direction: 'ingress', IpProtocol: '⟦SCTP⟧' })]),
      refused('SCTP', 'is refused: write one of tcp, udp, icmp, icmpv6, gre, all'),
      'group.json',
    ),
    loud(
      'a plan of another version, of which nothing is read',
      json({ format_version: '⟦2.0⟧', planned_values: { groups: ['alicloud_security_group.web'] } }),
      refused('2.0', 'is no version of this format that is read, so that nothing of the file was judged'),
      'plan.json',
    ),
    loud(
      'an authorize request, which adds no rules of the system',
      json({ RegionId: 'r', SecurityGroupId: 'sg-1', Permissions: [permission({ Priority: '⟦110⟧' })] }),
      refused('110', 'is no whole number from 1 to 100'),
      'request.json',
    ),
    loud(
      'Alibaba Cloud: an enterprise group behind a basic one',
      typedGroups({ a: {}, b: { security_group_type: 'enterprise' } }, [ali('a'), `⟦${ali('b')}⟧`]),
      refused(
        'alicloud_security_group.b',
        'is an enterprise group, but `alicloud_security_group.a` beside it is a basic group: one interface takes groups of one type',
      ),
    ),
    loud(
      'Alibaba Cloud: a basic group behind an enterprise one, by a default',
      typedGroups({ a: { security_group_type: '${var.type}' }, b: { security_group_type: 'normal' } }, [
        ali('a'),
        `⟦${ali('b')}⟧`,
      ]),
      refused(
        'alicloud_security_group.b',
        'is a basic group, but `alicloud_security_group.a` beside it is an enterprise group: one interface takes groups of one type',
      ),
    ),
    loud(
      'a list in the place of a bound group',
      json({ resource: { tencentcloud_instance: { vm: { security_groups: ['sg-1', '⟦true⟧'] } } } }).replace(
        '"true"',
        'true',
      ),
      refused('true', 'is not a string or a number'),
    ),
  ],
})
