import { noAmbiguousOrder } from '../../rules/no-ambiguous-order.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  idOf,
  json,
  mark,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
  tencentcloudGroups,
} from './declarations.ts'

interface Found {
  readonly other: string
  readonly packet: string
  readonly note?: string
}

function tie({ other, packet, note = '' }: Found): ExpectedError {
  return { messageId: 'tie', data: { other, packet, note, outcome: 'dropped' } }
}

function open({ other, packet, note = '' }: Found): ExpectedError {
  return { messageId: 'undefined', data: { other, packet, note } }
}

function silent(name: string, code: string): ValidCase {
  return { name, filename: 'main.tf.json', code }
}

function loud(name: string, code: string, ...errors: ExpectedError[]): InvalidCase {
  return { name, filename: 'main.tf.json', code, errors }
}

const SINGLE = 'tencentcloud_security_group_rule'
const single = (fields: object = {}) => ({
  security_group_id: 'sg-12345678',
  type: 'ingress',
  policy: 'ACCEPT',
  cidr_ip: '0.0.0.0/0',
  ip_protocol: 'TCP',
  port_range: '22',
  ...fields,
})

const blocked = setRule({ action: 'DROP', cidr_block: '9.9.9.9' })
const rest = { action: 'DROP', cidr_block: '0.0.0.0/0', protocol: 'ALL', port: 'ALL' }

/** An instance with a set of groups. */
const asSet = (...groups: readonly string[]) => ({
  tencentcloud_instance: { vm: { security_groups: groups.map(idOf) } },
})

/** An instance with one group, to which another is attached. */
const attached = (fields: object) => ({
  tencentcloud_instance: { vm: { orderly_security_groups: [idOf('web')] } },
  tencentcloud_cvm_security_group_attachment: {
    ban: { instance_id: '${tencentcloud_instance.vm.id}', security_group_id: idOf('ban'), ...fields },
  },
})

function inSet(found: Record<string, string>): ExpectedError {
  return {
    messageId: 'set',
    data: {
      ...{ group: 'web', note: '', packet: '9.9.9.9 → tcp 22' },
      other: 'ingress rule 1 (line 15: accept tcp 22 from 0.0.0.0/0)',
      ...found,
    },
  }
}

const drop = alicloudRule({ policy: 'drop', cidr_ip: '9.9.9.0/24' })
const dropped = 'alicloud_security_group_rule.no (line 19: drop tcp 22 from 9.9.9.0/24)'

const BOTH_BOUND = { alicloud_instance: { vm: { security_groups: ['sg-1', 'sg-2'] } } }

/** An accept and a drop of one priority in two groups. */
function merged(fields: object, bound: object = BOTH_BOUND, label = 'ssh', rest: object = {}): string {
  const rules = {
    [label]: alicloudRule({ security_group_id: 'sg-1', ...fields }),
    no: { ...drop, security_group_id: 'sg-2' },
  }
  return json({ resource: { alicloud_security_group_rule: rules, ...bound }, ...rest })
}

function inMerged(found: Record<string, string>): ExpectedError {
  const other = 'alicloud_security_group_rule.no (line 13: drop tcp 22 from 9.9.9.0/24)'
  const data = { other, group: 'sg-2', packet: '9.9.9.0 → tcp 22', outcome: 'dropped', note: '' }
  return { messageId: 'merged', data: { ...data, binding: 'alicloud_instance.vm (line 24)', ...found } }
}

runRule('no-ambiguous-order', noAmbiguousOrder, {
  valid: [
    silent('a list, whose order is its own', ruleSet([setRule({ action: 'DROP', cidr_block: '9.9.9.9' }), setRule()])),
    silent('different priorities', alicloudRules({ ssh: alicloudRule(), no: { ...drop, priority: 9 } })),
    silent(
      'equal priorities of rules that share nothing',
      alicloudRules({ ssh: alicloudRule({ port_range: '80/80' }), no: drop }),
    ),
    silent(
      'equal priorities and verdicts',
      alicloudRules({ ssh: alicloudRule(), web: alicloudRule({ cidr_ip: '9.9.9.0/24' }) }),
    ),
    silent('equal priorities of both directions', alicloudRules({ out: alicloudRule({ type: 'egress' }), no: drop })),
    silent(
      'IPv4 and IPv6',
      alicloudRules({ ssh: alicloudRule({ cidr_ip: undefined, ipv6_cidr_ip: '::/0' }), no: drop }),
    ),
    silent('TCP and UDP', alicloudRules({ ssh: alicloudRule({ ip_protocol: 'udp' }), no: drop })),
    // no-shadowed-rules reports the loser.
    silent('a loser that never takes effect', alicloudRules({ ssh: alicloudRule({ cidr_ip: '9.9.9.9' }), no: drop })),
    silent(
      'a tie that a rule ahead of both settles',
      alicloudRules({ ssh: alicloudRule(), no: drop, first: alicloudRule({ cidr_ip: '9.9.9.0/24', priority: 1 }) }),
    ),
    silent('an unknown priority', alicloudRules({ ssh: alicloudRule({ priority: '${var.priority}' }), no: drop })),
    silent('an unknown port', alicloudRules({ ssh: alicloudRule({ port_range: '${var.ports}' }), no: drop })),
    silent('an unknown verdict', alicloudRules({ ssh: alicloudRule({ policy: '${var.policy}' }), no: drop })),
    silent('rules of two groups', alicloudRules({ ssh: alicloudRule({ security_group_id: 'sg-1' }), no: drop })),
    silent(
      'separate rules that each have an index',
      resources(SINGLE, {
        ssh: single({ policy_index: 1 }),
        no: single({ policy: 'DROP', cidr_ip: '9.9.9.9', policy_index: 0 }),
      }),
    ),
    silent(
      'separate rules of one index, of which another one settles the packets',
      resources(SINGLE, {
        ssh: single({ policy_index: 1 }),
        no: single({ policy: 'DROP', cidr_ip: '9.9.9.9', policy_index: 1 }),
        first: single({ policy_index: 0 }),
      }),
    ),
    silent('separate rules of one verdict', resources(SINGLE, { ssh: single(), web: single({ cidr_ip: '9.9.9.9' }) })),
    silent(
      'separate rules that share nothing',
      resources(SINGLE, { ssh: single(), no: single({ policy: 'DROP', port_range: '23' }) }),
    ),
    silent(
      'separate rules of two groups',
      resources(SINGLE, { ssh: single(), no: single({ policy: 'DROP', security_group_id: 'sg-87654321' }) }),
    ),
    {
      name: 'a policy set of the API, which is ordered',
      filename: 'policies.json',
      code: policySet([policy({ Action: 'DROP', CidrBlock: '9.9.9.9' }), policy()]),
    },
    {
      name: 'ROS: rules of different branches',
      filename: 'template.json',
      code: ros([{ 'Fn::If': ['A', permission(), permission({ Policy: 'drop', SourceCidrIp: '9.9.9.9' })] }]),
    },
    {
      name: 'planes of a classic network',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', NicType: 'internet' }),
        permission({ Direction: 'ingress', NicType: 'intranet', Policy: 'Drop', SourceCidrIp: '9.9.9.9' }),
      ]).replace('"vpc-1"', '""'),
    },
    silent(
      'groups bound in an order',
      tencentcloudGroups(
        { web: [setRule()], ban: [blocked] },
        {
          tencentcloud_instance: { vm: { orderly_security_groups: [idOf('ban'), idOf('web')] } },
        },
      ),
    ),
    silent(
      'groups bound as a set, with one verdict where they meet',
      tencentcloudGroups({ web: [setRule()], ban: [{ ...blocked, port: '23' }] }, asSet('ban', 'web')),
    ),
    silent(
      'groups bound as a set, of which one may have more rules',
      tencentcloudGroups(
        { web: [setRule()] },
        {
          ...asSet('web', 'ban'),
          tencentcloud_security_group_rule: { no: { ...single(), security_group_id: idOf('ban'), policy: 'DROP' } },
        },
      ),
    ),
    silent(
      'attachments of which one may not exist',
      tencentcloudGroups({ web: [setRule()], ban: [blocked] }, attached({ count: '${var.n}' })),
    ),
    silent(
      'groups of Alibaba Cloud, whose rules are merged',
      json({
        resource: {
          alicloud_security_group_rule: {
            ssh: alicloudRule({ security_group_id: 'sg-1' }),
            no: { ...drop, priority: 20, security_group_id: 'sg-2' },
          },
          alicloud_instance: { vm: { security_groups: ['sg-1', 'sg-2'] } },
        },
      }),
    ),
    silent(
      'groups of Alibaba Cloud, where no interface has both',
      merged({}, { alicloud_instance: { vm: { security_groups: ['sg-1'] }, db: { security_groups: ['sg-2'] } } }),
    ),
    silent('groups of Alibaba Cloud, with rules that share nothing', merged({ port_range: '80/80' })),
    silent('groups of Alibaba Cloud, where a rule may not exist', merged({ count: '${var.n}' })),
  ],
  invalid: [
    loud(
      'Alibaba Cloud: a tie with a rule of a group that is bound beside',
      merged({}, BOTH_BOUND, '⟦ssh⟧'),
      inMerged({}),
    ),
    loud(
      'Alibaba Cloud: a tie with a group that is bound beside, also where all is lost',
      merged({ cidr_ip: '9.9.9.9' }, BOTH_BOUND, '⟦ssh⟧'),
      inMerged({ packet: '9.9.9.9 → tcp 22' }),
    ),
    loud(
      'Alibaba Cloud: a tie on two instances is reported once',
      merged(
        {},
        { alicloud_instance: { ...BOTH_BOUND.alicloud_instance, db: { security_groups: ['sg-2', 'sg-1'] } } },
        '⟦ssh⟧',
      ),
      inMerged({ binding: 'alicloud_instance.vm (line 24) and 1 more' }),
    ),
    loud(
      'Alibaba Cloud: a tie by the defaults of variables, of a rule and of what is bound',
      merged(
        { cidr_ip: '${var.all}' },
        { alicloud_instance: { vm: { security_groups: ['sg-1', '${var.other}'] } } },
        '⟦ssh⟧',
        { variable: { all: { default: '0.0.0.0/0' }, other: { default: 'sg-2' } } },
      ),
      inMerged({ note: ', by the default of var.all and var.other' }),
    ),
    loud(
      'Alibaba Cloud: a rule that loses a tie in its own group is not reported for another group, too',
      json({
        resource: {
          alicloud_security_group_rule: {
            '⟦ssh⟧': alicloudRule({ security_group_id: 'sg-1' }),
            own: { ...drop, security_group_id: 'sg-1' },
            no: { ...drop, security_group_id: 'sg-2' },
          },
          ...BOTH_BOUND,
        },
      }),
      tie({
        other: 'alicloud_security_group_rule.own (line 13: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
    ),
    loud(
      'Alibaba Cloud: the accept loses',
      alicloudRules({ '⟦ssh⟧': alicloudRule(), no: drop }),
      tie({ other: dropped, packet: '9.9.9.0 → tcp 22' }),
    ),
    loud(
      'Alibaba Cloud: the accept loses, later in the file',
      alicloudRules({ no: drop, '⟦ssh⟧': alicloudRule() }),
      tie({
        other: 'alicloud_security_group_rule.no (line 10: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
    ),
    loud(
      'Alibaba Cloud: priorities left to their default',
      alicloudRules({ '⟦ssh⟧': alicloudRule({ priority: undefined }), no: { ...drop, priority: undefined } }),
      tie({
        other: 'alicloud_security_group_rule.no (line 18: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
    ),
    loud(
      'Alibaba Cloud: the number of one rule, and the same as a string',
      alicloudRules({ '⟦ssh⟧': alicloudRule({ priority: '10' }), no: drop }),
      tie({ other: dropped, packet: '9.9.9.0 → tcp 22' }),
    ),
    loud(
      'Alibaba Cloud: by the default of a variable',
      alicloudRules(
        { '⟦ssh⟧': alicloudRule({ priority: '${var.priority}' }), no: drop },
        { variable: { priority: { default: 10 } } },
      ),
      tie({
        other: 'alicloud_security_group_rule.no (line 24: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
        note: ', by the default of var.priority',
      }),
    ),
    loud(
      'Alibaba Cloud: egress',
      alicloudRules({ '⟦out⟧': alicloudRule({ type: 'egress' }), no: { ...drop, type: 'egress' } }),
      tie({
        other: 'alicloud_security_group_rule.no (line 19: drop tcp 22 to 9.9.9.0/24)',
        packet: 'tcp 22 → 9.9.9.0',
      }),
    ),
    loud(
      'Alibaba Cloud: one report for each loser',
      alicloudRules({ '⟦a⟧': alicloudRule(), '⟦b⟧': alicloudRule({ port_range: '1/1024' }), no: drop }),
      tie({
        other: 'alicloud_security_group_rule.no (line 28: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
      tie({
        other: 'alicloud_security_group_rule.no (line 28: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([mark(permission()), permission({ Policy: 'drop', SourceCidrIp: '9.9.9.9' })]),
      errors: [tie({ other: 'ingress rule 2 (line 10: drop tcp 22 from 9.9.9.9)', packet: '9.9.9.9 → tcp 22' })],
    },
    {
      name: 'ROS as YAML, rules of different resources',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App: { Type: ALIYUN::ECS::SecurityGroup, Properties: { VpcId: vpc-1 } }
  ⟦Ssh⟧:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties: { SecurityGroupId: { Ref: App }, IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0 }
  No:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties: { SecurityGroupId: !GetAtt App.SecurityGroupId, IpProtocol: all, PortRange: -1/-1, SourceCidrIp: 9.9.9.9, Policy: drop }
`,
      errors: [tie({ other: 'No (line 7: drop all from 9.9.9.9)', packet: '9.9.9.9 → tcp 22' })],
    },
    {
      name: 'a dump of Alibaba Cloud, minified',
      filename: 'group.json',
      code: JSON.stringify({
        SecurityGroupId: 'sg-1',
        Permissions: {
          Permission: [
            permission({ Direction: 'ingress', Policy: 'Drop', SourceCidrIp: '9.9.9.9' }),
            permission({ Direction: 'ingress', Policy: 'Accept', Priority: '10' }),
          ],
        },
      })
        .replace('},{', '},⟦{')
        .replace('}]', '}⟧]'),
      errors: [tie({ other: 'ingress rule 1 (line 1: drop tcp 22 from 9.9.9.9)', packet: '9.9.9.9 → tcp 22' })],
    },
    loud(
      'Tencent Cloud: separate rules, the later one',
      resources(SINGLE, { ssh: single(), '⟦no⟧': single({ policy: 'DROP', cidr_ip: '9.9.9.9' }) }),
      open({ other: `${SINGLE}.ssh (line 4: accept tcp 22 from 0.0.0.0/0)`, packet: '9.9.9.9 → tcp 22' }),
    ),
    loud(
      'Tencent Cloud: one of two has an index',
      resources(SINGLE, { no: single({ policy: 'DROP', cidr_ip: '9.9.9.9', policy_index: 0 }), '⟦ssh⟧': single() }),
      open({ other: `${SINGLE}.no (line 4: drop tcp 22 from 9.9.9.9)`, packet: '9.9.9.9 → tcp 22' }),
    ),
    loud(
      'Tencent Cloud: rules that match the same packets',
      resources(SINGLE, {
        ssh: single({ cidr_ip: '9.9.9.9' }),
        '⟦no⟧': single({ policy: 'DROP', cidr_ip: '9.9.9.9' }),
      }),
      open({ other: `${SINGLE}.ssh (line 4: accept tcp 22 from 9.9.9.9)`, packet: '9.9.9.9 → tcp 22' }),
    ),
    loud(
      'Tencent Cloud: by the default of a variable',
      resources(
        SINGLE,
        { ssh: single({ cidr_ip: '${var.all}' }), '⟦no⟧': single({ policy: 'DROP', cidr_ip: '9.9.9.9' }) },
        { variable: { all: { default: '0.0.0.0/0' } } },
      ),
      open({
        other: `${SINGLE}.ssh (line 9: accept tcp 22 from 0.0.0.0/0)`,
        packet: '9.9.9.9 → tcp 22',
        note: ', by the default of var.all',
      }),
    ),
    loud(
      'Tencent Cloud: beside a group that the file declares, CRLF',
      json({
        resource: {
          tencentcloud_security_group: { app: { name: 'app' } },
          [SINGLE]: {
            ssh: single({ security_group_id: '${tencentcloud_security_group.app.id}' }),
            '⟦no⟧': single({
              security_group_id: '${tencentcloud_security_group.app.id}',
              policy: 'DROP',
              ip_protocol: undefined,
              port_range: undefined,
              cidr_ip: '9.9.9.9',
            }),
          },
        },
      }).replaceAll('\n', '\r\n'),
      open({ other: `${SINGLE}.ssh (line 9: accept tcp 22 from 0.0.0.0/0)`, packet: '9.9.9.9 → tcp 22' }),
    ),
    loud(
      'Tencent Cloud: groups bound as a set',
      tencentcloudGroups({ web: [setRule()], ban: [mark(blocked)] }, asSet('ban', 'web')),
      inSet({ binding: 'tencentcloud_instance.vm (line 26)' }),
    ),
    loud(
      'Tencent Cloud: groups bound by attachments, and by a list beside one',
      tencentcloudGroups({ web: [setRule()], ban: [mark(blocked)] }, attached({})),
      inSet({ binding: 'tencentcloud_instance.vm (line 26)' }),
    ),
    loud(
      'Tencent Cloud: the rule of the later group, on whichever side the drop is',
      tencentcloudGroups({ ban: [blocked], web: [mark(setRule())] }, asSet('ban', 'web')),
      inSet({
        ...{ group: 'ban', binding: 'tencentcloud_instance.vm (line 26)' },
        other: 'ingress rule 1 (line 15: drop tcp 22 from 9.9.9.9)',
      }),
    ),
    loud(
      'Tencent Cloud: several instances with one set of groups',
      tencentcloudGroups(
        { web: [setRule()], ban: [mark(blocked)] },
        { ...asSet('ban', 'web'), tencentcloud_eni: { vm: { security_groups: [idOf('web'), idOf('ban')] } } },
      ),
      inSet({ binding: 'tencentcloud_instance.vm (line 26) and 1 more' }),
    ),
    loud(
      'Tencent Cloud: what is dropped first in one group is the rest in the other',
      tencentcloudGroups(
        { web: [setRule(), rest], ban: [mark(setRule({ port: '80' })), mark(rest)] },
        asSet('web', 'ban'),
      ),
      inSet({
        ...{ binding: 'tencentcloud_instance.vm (line 28)', packet: '203.0.113.5 → tcp 80' },
        other: 'ingress rule 2 (line 16: drop all from 0.0.0.0/0)',
      }),
      inSet({ binding: 'tencentcloud_instance.vm (line 28)', packet: '203.0.113.5 → tcp 22' }),
    ),
  ],
})
