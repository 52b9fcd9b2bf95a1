import { noShadowedRules } from '../../rules/no-shadowed-rules.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import type { ExpectedSuggestion } from '../support/suggestions.ts'
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

interface Blocked {
  readonly blockers: string
  readonly packet: string
  /** Default: still let through. */
  readonly outcome?: string
  readonly note?: string
}

function shadowed(
  { blockers, packet, outcome = 'still let through', note = '' }: Blocked,
  ...suggestions: ExpectedSuggestion[]
): ExpectedError {
  const decide = blockers.includes(' and ') ? 'decide' : 'decides'
  return { messageId: 'shadowed', data: { blockers, decide, packet, outcome, note }, suggestions }
}

function move(blocker: string, output: string): ExpectedSuggestion {
  return { messageId: 'move', data: { blocker }, output }
}

function prioritize(priority: number, output: string): ExpectedSuggestion {
  return { messageId: 'prioritize', data: { priority }, output }
}

function remove(output: string): ExpectedSuggestion {
  return { messageId: 'remove', output }
}

function silent(name: string, code: string): ValidCase {
  return { name, filename: 'main.tf.json', code }
}

function loud(name: string, code: string, ...errors: ExpectedError[]): InvalidCase {
  return { name, filename: 'main.tf.json', code, errors }
}

const accept = setRule()
const drop = setRule({ action: 'DROP' })
const ACCEPT_FIRST = 'ingress rule 1 (line 7: accept tcp 22 from 0.0.0.0/0)'

const separate = {
  security_group_id: 'sg-12345678',
  type: 'ingress',
  cidr_ip: '9.9.9.9',
  ip_protocol: 'TCP',
  port_range: '22',
}

runRule('no-shadowed-rules', noShadowedRules, {
  valid: [
    silent('a drop ahead of a wider accept', ruleSet([setRule({ action: 'DROP', cidr_block: '9.9.9.0/24' }), accept])),
    silent(
      'rules that part of each other',
      ruleSet([setRule({ port: '22-80' }), setRule({ action: 'DROP', port: '80-443' })]),
    ),
    silent(
      'separate rules of one index, of which either may come first',
      resources('tencentcloud_security_group_rule', {
        no: { ...separate, policy: 'DROP', policy_index: 1 },
        ssh: { ...separate, policy: 'ACCEPT', policy_index: 1 },
      }),
    ),
    silent('a duplicate, which is redundant and not shadowed', ruleSet([accept, accept])),
    silent('a rule inside a wider one of its verdict', ruleSet([setRule({ port: 'ALL' }), accept])),
    silent(
      'a union that leaves one address',
      ruleSet([setRule({ cidr_block: '0.0.0.1/32' }), setRule({ cidr_block: '128.0.0.0/1' }), drop]),
    ),
    silent(
      'a union that leaves one port',
      ruleSet([setRule({ port: '1-21' }), setRule({ port: '23-65535' }), setRule({ action: 'DROP', port: 'ALL' })]),
    ),
    silent('another protocol', ruleSet([setRule({ protocol: 'UDP' }), drop])),
    silent(
      'IPv4 never covers IPv6',
      ruleSet([
        { ...accept, protocol: 'ALL', port: 'ALL' },
        { action: 'DROP', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '22' },
      ]),
    ),
    silent(
      'ICMP never covers ICMPv6',
      ruleSet([
        setRule({ protocol: 'ICMP', port: 'ALL' }),
        { action: 'DROP', ipv6_cidr_block: '::/0', protocol: 'ICMPv6', port: 'ALL' },
      ]),
    ),
    silent('the other direction', ruleSet([accept], [drop])),
    silent(
      'an unknown peer ahead',
      ruleSet([setRule({ cidr_block: '${var.office}' }), setRule({ action: 'DROP', cidr_block: '203.0.113.0/24' })]),
    ),
    silent('an unknown port ahead', ruleSet([setRule({ port: '${var.port}' }), drop])),
    silent('an unknown verdict ahead', ruleSet([setRule({ action: '${var.action}' }), drop])),
    silent('a rule ahead that the provider refuses', ruleSet([setRule({ port: '0-70000' }), drop])),
    silent(
      'a template ahead whose addresses are declared elsewhere',
      ruleSet([setRule({ cidr_block: undefined, address_template_id: 'ipm-12345678' }), drop]),
    ),
    silent(
      'separate resources, whose order nothing settles',
      resources('tencentcloud_security_group_rule', {
        all: { security_group_id: 'sg-12345678', type: 'ingress', policy: 'ACCEPT', cidr_ip: '0.0.0.0/0' },
        no: { security_group_id: 'sg-12345678', type: 'ingress', policy: 'DROP', cidr_ip: '9.9.9.9' },
      }),
    ),
    silent(
      'Alibaba Cloud: a lower number later in the file',
      alicloudRules({ ssh: alicloudRule(), no: alicloudRule({ policy: 'drop', priority: 9, cidr_ip: '9.9.9.9' }) }),
    ),
    silent(
      'Alibaba Cloud: a drop of the same number, which wins the tie',
      alicloudRules({ ssh: alicloudRule(), no: alicloudRule({ policy: 'drop', cidr_ip: '9.9.9.9' }) }),
    ),
    silent(
      'Alibaba Cloud: an unknown priority',
      alicloudRules({ ssh: alicloudRule({ priority: '${var.priority}' }), no: alicloudRule({ policy: 'drop' }) }),
    ),
    silent(
      'rules of two groups',
      resources('alicloud_security_group_rule', {
        ssh: alicloudRule({ security_group_id: 'sg-a' }),
        no: alicloudRule({ security_group_id: 'sg-b', policy: 'drop', priority: 20 }),
      }),
    ),
    silent(
      'a rule ahead of which there may be none',
      alicloudRules({ ssh: alicloudRule({ count: '${var.n}' }), no: alicloudRule({ policy: 'drop', priority: 20 }) }),
    ),
    {
      name: 'ROS: rules of different branches',
      filename: 'template.json',
      code: ros([{ 'Fn::If': ['Open', permission(), permission({ Policy: 'drop', Priority: 20 })] }]),
    },
    {
      name: 'a rule of the system behind, which nobody can change',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress' }),
        permission({ Direction: 'ingress', Policy: 'Drop', Priority: 110 }),
      ]),
    },
    {
      name: 'planes of a classic network',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', NicType: 'internet' }),
        permission({ Direction: 'ingress', NicType: 'intranet', Policy: 'Drop', Priority: 20 }),
      ]).replace('"vpc-1"', '""'),
    },
  ],
  invalid: [
    loud(
      'a drop behind a wider accept',
      ruleSet([accept, mark(setRule({ action: 'DROP', cidr_block: '9.9.9.0/24' }))]),
      shadowed(
        { blockers: ACCEPT_FIRST, packet: '9.9.9.0 → tcp 22' },
        move(ACCEPT_FIRST, ruleSet([setRule({ action: 'DROP', cidr_block: '9.9.9.0/24' }), accept])),
        remove(ruleSet([accept])),
      ),
    ),
    loud(
      'an accept behind a drop of everything',
      ruleSet([{ ...drop, protocol: 'ALL', port: 'ALL' }, mark({ ...accept, cidr_block: '10.1.0.0/16' })]),
      shadowed(
        {
          blockers: 'ingress rule 1 (line 7: drop all from 0.0.0.0/0)',
          packet: '10.1.0.0 → tcp 22',
          outcome: 'dropped',
        },
        move(
          'ingress rule 1 (line 7: drop all from 0.0.0.0/0)',
          ruleSet([
            { ...accept, cidr_block: '10.1.0.0/16' },
            { ...drop, protocol: 'ALL', port: 'ALL' },
          ]),
        ),
        remove(ruleSet([{ ...drop, protocol: 'ALL', port: 'ALL' }])),
      ),
    ),
    loud(
      'a union of addresses',
      ruleSet([
        setRule({ cidr_block: '9.9.8.0/24' }),
        setRule({ cidr_block: '9.9.9.0/24' }),
        mark({ ...drop, cidr_block: '9.9.8.0/23' }),
      ]),
      shadowed(
        {
          blockers:
            'ingress rule 1 (line 7: accept tcp 22 from 9.9.8.0/24) and ingress rule 2 (line 8: accept tcp 22 from 9.9.9.0/24)',
          packet: '9.9.8.0 → tcp 22',
        },
        remove(ruleSet([setRule({ cidr_block: '9.9.8.0/24' }), setRule({ cidr_block: '9.9.9.0/24' })])),
      ),
    ),
    loud(
      'a union of ports and protocols, of which one drops too',
      ruleSet([
        { ...drop, protocol: 'UDP', port: 'ALL' },
        setRule({ port: '1-1000' }),
        setRule({ port: '1001-65535' }),
        mark({ ...drop, port: '80,5000' }),
      ]),
      shadowed(
        {
          blockers:
            'ingress rule 2 (line 8: accept tcp 1-1000 from 0.0.0.0/0) and ingress rule 3 (line 9: accept tcp 1001-65535 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 80',
        },
        move(
          'ingress rule 2 (line 8: accept tcp 1-1000 from 0.0.0.0/0)',
          ruleSet([
            { ...drop, protocol: 'UDP', port: 'ALL' },
            { ...drop, port: '80,5000' },
            setRule({ port: '1-1000' }),
            setRule({ port: '1001-65535' }),
          ]),
        ),
        remove(
          ruleSet([
            { ...drop, protocol: 'UDP', port: 'ALL' },
            setRule({ port: '1-1000' }),
            setRule({ port: '1001-65535' }),
          ]),
        ),
      ),
    ),
    loud(
      'the last drop of a list that lets everything in',
      ruleSet([{ ...accept, protocol: 'ALL', port: 'ALL' }, mark({ ...drop, protocol: 'ALL', port: 'ALL' })]),
      shadowed(
        { blockers: 'ingress rule 1 (line 7: accept all from 0.0.0.0/0)', packet: '203.0.113.5 → tcp 22' },
        remove(ruleSet([{ ...accept, protocol: 'ALL', port: 'ALL' }])),
      ),
    ),
    loud(
      'egress',
      ruleSet([], [{ ...accept, port: 'ALL' }, mark({ ...drop, port: '25' })]),
      shadowed(
        { blockers: 'egress rule 1 (line 8: accept tcp to 0.0.0.0/0)', packet: 'tcp 25 → 203.0.113.5' },
        move(
          'egress rule 1 (line 8: accept tcp to 0.0.0.0/0)',
          ruleSet(
            [],
            [
              { ...drop, port: '25' },
              { ...accept, port: 'ALL' },
            ],
          ),
        ),
        remove(ruleSet([], [{ ...accept, port: 'ALL' }])),
      ),
    ),
    loud(
      'a /8 that Tencent Cloud stores as everyone',
      ruleSet([{ ...accept, cidr_block: '0.0.0.0/8' }, mark({ ...drop, cidr_block: '9.9.9.9' })]),
      shadowed(
        { blockers: ACCEPT_FIRST, packet: '9.9.9.9 → tcp 22' },
        move(
          ACCEPT_FIRST,
          ruleSet([
            { ...drop, cidr_block: '9.9.9.9' },
            { ...accept, cidr_block: '0.0.0.0/8' },
          ]),
        ),
        remove(ruleSet([{ ...accept, cidr_block: '0.0.0.0/8' }])),
      ),
    ),
    loud(
      'the same unknown peer',
      ruleSet([
        setRule({ cidr_block: '${var.office}', port: 'ALL' }),
        mark(setRule({ action: 'DROP', cidr_block: '${var.office}' })),
      ]),
      shadowed(
        { blockers: 'ingress rule 1 (line 7: accept tcp from `${var.office}`)', packet: 'var.office → tcp 22' },
        move(
          'ingress rule 1 (line 7: accept tcp from `${var.office}`)',
          ruleSet([
            setRule({ action: 'DROP', cidr_block: '${var.office}' }),
            setRule({ cidr_block: '${var.office}', port: 'ALL' }),
          ]),
        ),
        remove(ruleSet([setRule({ cidr_block: '${var.office}', port: 'ALL' })])),
      ),
    ),
    loud(
      'the same group as peer',
      ruleSet([
        { action: 'DROP', source_security_id: 'sg-87654321', protocol: 'TCP', port: 'ALL' },
        mark({ action: 'ACCEPT', source_security_id: 'sg-87654321', protocol: 'TCP', port: '22' }),
      ]),
      shadowed(
        {
          blockers: 'ingress rule 1 (line 7: drop tcp from sg-87654321)',
          packet: 'sg-87654321 → tcp 22',
          outcome: 'dropped',
        },
        move(
          'ingress rule 1 (line 7: drop tcp from sg-87654321)',
          ruleSet([
            { action: 'ACCEPT', source_security_id: 'sg-87654321', protocol: 'TCP', port: '22' },
            { action: 'DROP', source_security_id: 'sg-87654321', protocol: 'TCP', port: 'ALL' },
          ]),
        ),
        remove(ruleSet([{ action: 'DROP', source_security_id: 'sg-87654321', protocol: 'TCP', port: 'ALL' }])),
      ),
    ),
    loud(
      'the default of a variable',
      ruleSet([{ ...accept, cidr_block: '${var.all}' }, mark({ ...drop, cidr_block: '9.9.9.9' })], [], {
        variable: { all: { default: '0.0.0.0/0' } },
      }),
      shadowed(
        {
          blockers: 'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
          packet: '9.9.9.9 → tcp 22',
          note: ', by the default of var.all',
        },
        move(
          'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
          ruleSet(
            [
              { ...drop, cidr_block: '9.9.9.9' },
              { ...accept, cidr_block: '${var.all}' },
            ],
            [],
            {
              variable: { all: { default: '0.0.0.0/0' } },
            },
          ),
        ),
        remove(ruleSet([{ ...accept, cidr_block: '${var.all}' }], [], { variable: { all: { default: '0.0.0.0/0' } } })),
      ),
    ),
    loud(
      'a lite rule',
      liteRules(['"ACCEPT#0.0.0.0/0#ALL#TCP"', '⟦"DROP#9.9.9.9#22#TCP"⟧']),
      shadowed(
        { blockers: 'ingress rule 1 (line 6: accept tcp from 0.0.0.0/0)', packet: '9.9.9.9 → tcp 22' },
        move(
          'ingress rule 1 (line 6: accept tcp from 0.0.0.0/0)',
          liteRules(['"DROP#9.9.9.9#22#TCP"', '"ACCEPT#0.0.0.0/0#ALL#TCP"']),
        ),
        remove(liteRules(['"ACCEPT#0.0.0.0/0#ALL#TCP"'])),
      ),
    ),
    loud(
      'Alibaba Cloud: the loser of a tie, whatever the order in the file',
      alicloudRules({ '⟦ssh⟧': alicloudRule(), no: alicloudRule({ policy: 'drop' }) }),
      shadowed(
        {
          blockers: 'alicloud_security_group_rule.no (line 19: drop tcp 22 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 22',
          outcome: 'dropped',
        },
        remove(alicloudRules({ no: alicloudRule({ policy: 'drop' }) })),
      ),
    ),
    loud(
      'Alibaba Cloud: a drop of a higher number goes ahead',
      alicloudRules({
        ssh: alicloudRule(),
        '⟦no⟧': alicloudRule({ policy: 'drop', priority: 50, cidr_ip: '9.9.9.9' }),
      }),
      shadowed(
        {
          blockers: 'alicloud_security_group_rule.ssh (line 10: accept tcp 22 from 0.0.0.0/0)',
          packet: '9.9.9.9 → tcp 22',
        },
        prioritize(
          9,
          alicloudRules({
            ssh: alicloudRule(),
            no: alicloudRule({ policy: 'drop', priority: 9, cidr_ip: '9.9.9.9' }),
          }),
        ),
        remove(alicloudRules({ ssh: alicloudRule() })),
      ),
    ),
    loud(
      'Alibaba Cloud: an accept goes ahead',
      alicloudRules({
        no: alicloudRule({ policy: 'drop' }),
        '⟦ssh⟧': alicloudRule({ priority: 50, cidr_ip: '10.0.0.0/8' }),
      }),
      shadowed(
        {
          blockers: 'alicloud_security_group_rule.no (line 10: drop tcp 22 from 0.0.0.0/0)',
          packet: '10.0.0.0 → tcp 22',
          outcome: 'dropped',
        },
        prioritize(
          9,
          alicloudRules({
            no: alicloudRule({ policy: 'drop' }),
            ssh: alicloudRule({ priority: 9, cidr_ip: '10.0.0.0/8' }),
          }),
        ),
        remove(alicloudRules({ no: alicloudRule({ policy: 'drop' }) })),
      ),
    ),
    loud(
      'Alibaba Cloud: no number is left ahead of priority 1',
      alicloudRules({
        no: alicloudRule({ policy: 'drop', priority: 1 }),
        '⟦ssh⟧': alicloudRule({ priority: 50, cidr_ip: '10.0.0.0/8' }),
      }),
      shadowed(
        {
          blockers: 'alicloud_security_group_rule.no (line 10: drop tcp 22 from 0.0.0.0/0)',
          packet: '10.0.0.0 → tcp 22',
          outcome: 'dropped',
        },
        {
          messageId: 'postpone',
          data: { priority: '51', blocker: 'alicloud_security_group_rule.no (line 10: drop tcp 22 from 0.0.0.0/0)' },
          output: alicloudRules({
            no: alicloudRule({ policy: 'drop', priority: 51 }),
            ssh: alicloudRule({ priority: 50, cidr_ip: '10.0.0.0/8' }),
          }),
        },
        remove(alicloudRules({ no: alicloudRule({ policy: 'drop', priority: 1 }) })),
      ),
    ),
    {
      name: 'ROS: within one branch of Fn::If',
      filename: 'template.json',
      code: ros([
        permission({ PortRange: '1/1024' }),
        { 'Fn::If': ['Strict', { Ref: 'ALIYUN::NoValue' }, permission({ Policy: 'drop', Priority: 20 })] },
      ])
        .replace('{"IpProtocol":"tcp","PortRange":"22/22"', '⟦{"IpProtocol":"tcp","PortRange":"22/22"')
        .replace('"0.0.0.0/0"}]}', '"0.0.0.0/0"}⟧]}'),
      errors: [
        shadowed(
          { blockers: 'ingress rule 1 (line 9: accept tcp 1-1024 from 0.0.0.0/0)', packet: '203.0.113.5 → tcp 22' },
          prioritize(
            9,
            ros([
              permission({ PortRange: '1/1024' }),
              { 'Fn::If': ['Strict', { Ref: 'ALIYUN::NoValue' }, permission({ Policy: 'drop', Priority: 9 })] },
            ]),
          ),
        ),
      ],
    },
    {
      name: 'ROS as YAML: rules of a resource of their own',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - { IpProtocol: all, PortRange: -1/-1, SourceCidrIp: 0.0.0.0/0, Policy: drop, Priority: 1 }
  ⟦Ssh⟧:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: !Ref App
      IpProtocol: tcp
      PortRange: 22/22
      SourceCidrIp: 10.0.0.0/8
      Policy: accept
      Priority: 2
`,
      errors: [
        shadowed(
          {
            blockers: 'ingress rule 1 (line 7: drop all from 0.0.0.0/0)',
            packet: '10.0.0.0 → tcp 22',
            outcome: 'dropped',
          },
          {
            messageId: 'postpone',
            data: { priority: '3', blocker: 'ingress rule 1 (line 7: drop all from 0.0.0.0/0)' },
            output: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - { IpProtocol: all, PortRange: -1/-1, SourceCidrIp: 0.0.0.0/0, Policy: drop, Priority: 3 }
  Ssh:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: !Ref App
      IpProtocol: tcp
      PortRange: 22/22
      SourceCidrIp: 10.0.0.0/8
      Policy: accept
      Priority: 2
`,
          },
          remove(`ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - { IpProtocol: all, PortRange: -1/-1, SourceCidrIp: 0.0.0.0/0, Policy: drop, Priority: 1 }
`),
        ),
      ],
    },
    {
      name: 'a policy set of the API',
      filename: 'policies.json',
      code: policySet([policy(), mark(policy({ Action: 'DROP', CidrBlock: '9.9.9.9' }))]),
      errors: [
        shadowed(
          { blockers: 'ingress rule 1 (line 6: accept tcp 22 from 0.0.0.0/0)', packet: '9.9.9.9 → tcp 22' },
          move(
            'ingress rule 1 (line 6: accept tcp 22 from 0.0.0.0/0)',
            policySet([policy({ Action: 'DROP', CidrBlock: '9.9.9.9' }), policy()]),
          ),
          remove(policySet([policy()])),
        ),
      ],
    },
    {
      name: 'a dump of Alibaba Cloud, behind a rule of the system that comes last',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', Priority: 110, Policy: 'Drop', IpProtocol: 'ALL', PortRange: '-1/-1' }),
        permission({ Direction: 'ingress', Priority: 100 }),
        mark(permission({ Direction: 'ingress', Priority: 100, Policy: 'Accept', PortRange: '80/80' })),
        permission({ Direction: 'ingress', Priority: 5, Policy: 'Drop', PortRange: '80/90' }),
      ]),
      errors: [
        shadowed(
          {
            blockers: 'ingress rule 4 (line 11: drop tcp 80-90 from 0.0.0.0/0)',
            packet: '203.0.113.5 → tcp 80',
            outcome: 'dropped',
          },
          prioritize(
            4,
            dump([
              permission({
                Direction: 'ingress',
                Priority: 110,
                Policy: 'Drop',
                IpProtocol: 'ALL',
                PortRange: '-1/-1',
              }),
              permission({ Direction: 'ingress', Priority: 100 }),
              permission({ Direction: 'ingress', Priority: 4, Policy: 'Accept', PortRange: '80/80' }),
              permission({ Direction: 'ingress', Priority: 5, Policy: 'Drop', PortRange: '80/90' }),
            ]),
          ),
          remove(
            dump([
              permission({
                Direction: 'ingress',
                Priority: 110,
                Policy: 'Drop',
                IpProtocol: 'ALL',
                PortRange: '-1/-1',
              }),
              permission({ Direction: 'ingress', Priority: 100 }),
              permission({ Direction: 'ingress', Priority: 5, Policy: 'Drop', PortRange: '80/90' }),
            ]),
          ),
        ),
      ],
    },
    {
      name: 'minified, in two documents',
      filename: 'policies.yml',
      code: `{"Ingress":[{"Action":"DROP","CidrBlock":"0.0.0.0/0"},⟦{"Action":"ACCEPT","CidrBlock":"9.9.9.9"}⟧]}\n---\n{"Ingress":[{"Action":"ACCEPT","CidrBlock":"9.9.9.9"}]}\n`,
      errors: [
        shadowed(
          {
            blockers: 'ingress rule 1 (line 1: drop all from 0.0.0.0/0)',
            packet: '9.9.9.9 → tcp 22',
            outcome: 'dropped',
          },
          move(
            'ingress rule 1 (line 1: drop all from 0.0.0.0/0)',
            `{"Ingress":[{"Action":"ACCEPT","CidrBlock":"9.9.9.9"},{"Action":"DROP","CidrBlock":"0.0.0.0/0"}]}\n---\n{"Ingress":[{"Action":"ACCEPT","CidrBlock":"9.9.9.9"}]}\n`,
          ),
          remove(
            `{"Ingress":[{"Action":"DROP","CidrBlock":"0.0.0.0/0"}]}\n---\n{"Ingress":[{"Action":"ACCEPT","CidrBlock":"9.9.9.9"}]}\n`,
          ),
        ),
      ],
    },
    loud(
      'more blockers than a message lists',
      ruleSet([
        ...[0, 1, 2, 3, 4, 5].map((each) => setRule({ cidr_block: `9.9.${each}.0/24` })),
        setRule({ cidr_block: '9.9.6.0/23' }),
        mark({ ...drop, cidr_block: '9.9.0.0/21' }),
      ]),
      shadowed(
        {
          blockers:
            'ingress rule 1 (line 7: accept tcp 22 from 9.9.0.0/24), ingress rule 2 (line 8: accept tcp 22 from 9.9.1.0/24), ingress rule 3 (line 9: accept tcp 22 from 9.9.2.0/24), ingress rule 4 (line 10: accept tcp 22 from 9.9.3.0/24) and 3 more rules',
          packet: '9.9.0.0 → tcp 22',
        },
        remove(
          ruleSet([
            ...[0, 1, 2, 3, 4, 5].map((each) => setRule({ cidr_block: `9.9.${each}.0/24` })),
            setRule({ cidr_block: '9.9.6.0/23' }),
          ]),
        ),
      ),
    ),
    {
      name: 'a file that declares two groups',
      filename: 'main.tf.json',
      code: json({
        resource: {
          tencentcloud_security_group_lite_rule: {
            a: { security_group_id: 'sg-aaaaaaaa', ingress: ['ACCEPT#0.0.0.0/0#ALL#ALL', '⟦DROP#0.0.0.0/0#22#TCP⟧'] },
            b: { security_group_id: 'sg-bbbbbbbb', ingress: ['DROP#0.0.0.0/0#22#TCP', 'ACCEPT#0.0.0.0/0#ALL#ALL'] },
          },
        },
      }),
      errors: [
        shadowed(
          { blockers: 'ingress rule 1 (line 7: accept all from 0.0.0.0/0)', packet: '203.0.113.5 → tcp 22' },
          move(
            'ingress rule 1 (line 7: accept all from 0.0.0.0/0)',
            json({
              resource: {
                tencentcloud_security_group_lite_rule: {
                  a: {
                    security_group_id: 'sg-aaaaaaaa',
                    ingress: ['DROP#0.0.0.0/0#22#TCP', 'ACCEPT#0.0.0.0/0#ALL#ALL'],
                  },
                  b: {
                    security_group_id: 'sg-bbbbbbbb',
                    ingress: ['DROP#0.0.0.0/0#22#TCP', 'ACCEPT#0.0.0.0/0#ALL#ALL'],
                  },
                },
              },
            }),
          ),
          remove(
            json({
              resource: {
                tencentcloud_security_group_lite_rule: {
                  a: { security_group_id: 'sg-aaaaaaaa', ingress: ['ACCEPT#0.0.0.0/0#ALL#ALL'] },
                  b: {
                    security_group_id: 'sg-bbbbbbbb',
                    ingress: ['DROP#0.0.0.0/0#22#TCP', 'ACCEPT#0.0.0.0/0#ALL#ALL'],
                  },
                },
              },
            }),
          ),
        ),
      ],
    },
  ],
})
