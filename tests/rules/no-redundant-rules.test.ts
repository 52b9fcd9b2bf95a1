import { noRedundantRules } from '../../rules/no-redundant-rules.ts'
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

function redundant(output: string, others: string, note = ''): ExpectedError {
  return {
    messageId: 'restated',
    data: { others, decide: others.includes(' and ') ? 'decide' : 'decides', note },
    suggestions: [{ messageId: 'remove', output }],
  }
}

function restatesDefault(output: string, outcome: string): ExpectedError {
  return { messageId: 'byDefault', data: { outcome, note: '' }, suggestions: [{ messageId: 'remove', output }] }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

const accept = setRule()
const drop = setRule({ action: 'DROP' })
const everything = { protocol: 'ALL', port: 'ALL' }
const between = (...rules: Parameters<typeof ruleSet>[0]): string =>
  ruleSet(rules, [], { variable: { verdict: { default: 'ACCEPT' } } })
const RESTATED = { reportImplicitDefault: true }

const single = {
  security_group_id: '${tencentcloud_security_group.app.id}',
  type: 'ingress',
  policy: 'ACCEPT',
  cidr_ip: '9.9.9.9',
  ip_protocol: 'TCP',
  port_range: '22',
}
const singles = (rules: object) =>
  json({
    resource: {
      tencentcloud_security_group: { app: { name: 'app' } },
      tencentcloud_security_group_rule: rules,
    },
  })

runRule('no-redundant-rules', noRedundantRules, {
  valid: [
    silent('one rule', ruleSet([accept])),
    silent('rules that share nothing', ruleSet([accept, setRule({ port: '80' })])),
    silent('rules that overlap in part', ruleSet([setRule({ port: '1-100' }), setRule({ port: '50-200' })])),
    silent(
      'IPv4 and IPv6',
      ruleSet([accept, { action: 'ACCEPT', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '22' }]),
    ),
    silent(
      'a narrower accept that a drop between keeps needed',
      ruleSet([setRule({ cidr_block: '9.9.9.9' }), { ...drop, cidr_block: '9.9.9.0/24' }, accept]),
    ),
    silent('a shadowed rule, which is no redundant one', ruleSet([accept, drop])),
    silent('a drop that only restates the default', ruleSet([accept, { ...drop, ...everything }])),
    silent('a drop of one port that restates the default', ruleSet([drop])),
    silent(
      'an unknown peer and the same rule for a known one',
      ruleSet([setRule({ cidr_block: '${var.office}' }), setRule({ cidr_block: '203.0.113.0/24' })]),
    ),
    silent('unknown ports that may differ', ruleSet([setRule({ port: '${var.a}' }), setRule({ port: '${var.b}' })])),
    silent(
      'different groups as peers',
      ruleSet([
        setRule({ cidr_block: undefined, source_security_id: 'sg-aaaaaaaa' }),
        setRule({ cidr_block: undefined, source_security_id: 'sg-bbbbbbbb' }),
      ]),
    ),
    silent('the other direction', ruleSet([accept], [accept])),
    silent(
      'a narrower rule ahead in a list that a dynamic block may add to',
      json({
        resource: {
          tencentcloud_security_group_rule_set: {
            web: {
              security_group_id: 'sg-12345678',
              ingress: [setRule({ cidr_block: '9.9.9.9' }), accept],
              dynamic: {
                ingress: { for_each: '${var.more}', content: setRule({ action: '${ingress.value.action}' }) },
              },
            },
          },
        },
      }),
    ),
    silent(
      'Alibaba Cloud: a narrower rule ahead, where the group is declared elsewhere',
      resources('alicloud_security_group_rule', {
        one: alicloudRule({ security_group_id: 'sg-1', cidr_ip: '9.9.9.9', priority: 1 }),
        all: alicloudRule({ security_group_id: 'sg-1' }),
      }),
    ),
    silent(
      'Tencent Cloud: equal resources without any order, between which a drop of another file may stand',
      resources('tencentcloud_security_group_rule', {
        a: { ...single, security_group_id: 'sg-12345678' },
        b: { ...single, security_group_id: 'sg-12345678' },
      }),
    ),
    silent(
      'equal rules of two groups',
      resources('alicloud_security_group_rule', {
        a: alicloudRule({ security_group_id: 'sg-a' }),
        b: alicloudRule({ security_group_id: 'sg-b' }),
      }),
    ),
    silent(
      'a duplicate of which there may be none, and asked before the other',
      alicloudRules({ a: alicloudRule({ count: '${var.n}', priority: 1 }), b: alicloudRule() }),
    ),
    silent(
      'an egress accept that restates the default of a basic group',
      alicloudRules({ out: alicloudRule({ type: 'egress', ip_protocol: 'all', port_range: '-1/-1' }) }),
    ),
    silent(
      'an egress accept in an enterprise group, whose default is to drop',
      alicloudRules(
        { out: alicloudRule({ type: 'egress', ip_protocol: 'all', port_range: '-1/-1' }) },
        {},
        { security_group_type: 'enterprise' },
      ),
      RESTATED,
    ),
    {
      name: 'ROS: equal rules in different branches',
      filename: 'template.json',
      code: ros([{ 'Fn::If': ['A', permission(), permission()] }]),
    },
    {
      name: 'a request that adds rules to a group',
      filename: 'request.json',
      code: json({
        RegionId: 'cn-hangzhou',
        SecurityGroupId: 'sg-1',
        Permissions: [permission({ SourceCidrIp: '9.9.9.9', Priority: 1 }), permission()],
      }),
    },
    {
      name: 'a rule of the system behind, which nobody can change',
      filename: 'group.json',
      code: dump([permission({ Direction: 'ingress' }), permission({ Direction: 'ingress', Priority: 110 })]),
    },
    {
      name: 'planes of a classic network',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', NicType: 'internet' }),
        permission({ Direction: 'ingress', NicType: 'intranet' }),
      ]).replace('"vpc-1"', '""'),
    },
  ],
  invalid: [
    loud(
      'a duplicate: the one behind',
      ruleSet([accept, mark(accept)]),
      redundant(ruleSet([accept]), 'ingress rule 1 (line 7: accept tcp 22 from 0.0.0.0/0)'),
    ),
    loud(
      'a narrower rule behind',
      ruleSet([setRule({ port: 'ALL' }), mark(accept)]),
      redundant(ruleSet([setRule({ port: 'ALL' })]), 'ingress rule 1 (line 7: accept tcp from 0.0.0.0/0)'),
    ),
    loud(
      'a narrower rule ahead',
      ruleSet([mark(setRule({ cidr_block: '9.9.9.9' })), accept]),
      redundant(ruleSet([accept]), 'ingress rule 2 (line 8: accept tcp 22 from 0.0.0.0/0)'),
    ),
    loud(
      'a rule that a union of rules behind covers',
      ruleSet([
        mark(setRule({ cidr_block: '9.9.8.0/23' })),
        setRule({ cidr_block: '9.9.8.0/24', port: '1-80' }),
        setRule({ cidr_block: '9.9.9.0/24', port: '22,443' }),
      ]),
      redundant(
        ruleSet([
          setRule({ cidr_block: '9.9.8.0/24', port: '1-80' }),
          setRule({ cidr_block: '9.9.9.0/24', port: '22,443' }),
        ]),
        'ingress rule 2 (line 8: accept tcp 1-80 from 9.9.8.0/24) and ingress rule 3 (line 9: accept tcp 22, 443 from 9.9.9.0/24)',
      ),
    ),
    {
      name: 'rules that can all go together',
      filename: 'main.tf.json',
      code: ruleSet([
        mark(accept),
        mark(setRule({ port: '80' })),
        setRule({ port: '1-1024' }),
        mark(setRule({ port: '443' })),
      ]),
      errors: [
        redundant(
          ruleSet([setRule({ port: '80' }), setRule({ port: '1-1024' }), setRule({ port: '443' })]),
          'ingress rule 3 (line 9: accept tcp 1-1024 from 0.0.0.0/0)',
        ),
        redundant(
          ruleSet([accept, setRule({ port: '1-1024' }), setRule({ port: '443' })]),
          'ingress rule 3 (line 9: accept tcp 1-1024 from 0.0.0.0/0)',
        ),
        redundant(
          ruleSet([accept, setRule({ port: '80' }), setRule({ port: '1-1024' })]),
          'ingress rule 3 (line 9: accept tcp 1-1024 from 0.0.0.0/0)',
        ),
      ],
    },
    loud(
      'a drop inside a wider drop',
      ruleSet([{ ...drop, ...everything, cidr_block: '9.9.9.0/24' }, mark({ ...drop, cidr_block: '9.9.9.9' }), accept]),
      redundant(
        ruleSet([{ ...drop, ...everything, cidr_block: '9.9.9.0/24' }, accept]),
        'ingress rule 1 (line 7: drop all from 9.9.9.0/24)',
      ),
    ),
    loud(
      'the same unknown port and peer',
      ruleSet([
        setRule({ port: '${var.port}', cidr_block: '${var.office}' }),
        mark(setRule({ port: '${var.port}', cidr_block: '${var.office}' })),
      ]),
      redundant(
        ruleSet([setRule({ port: '${var.port}', cidr_block: '${var.office}' })]),
        'ingress rule 1 (line 7: accept tcp `${var.port}` from `${var.office}`)',
      ),
    ),
    loud(
      'a group as peer, behind everyone',
      ruleSet([
        setRule(everything),
        { action: 'ACCEPT', ipv6_cidr_block: '::/0', ...everything },
        mark({ action: 'ACCEPT', source_security_id: 'sg-87654321', protocol: 'TCP', port: '22' }),
      ]),
      redundant(
        ruleSet([setRule(everything), { action: 'ACCEPT', ipv6_cidr_block: '::/0', ...everything }]),
        'ingress rule 1 (line 7: accept all from 0.0.0.0/0) and ingress rule 2 (line 8: accept all from ::/0)',
      ),
    ),
    loud(
      'a drop that only restates the default, by option',
      ruleSet([accept, mark({ ...drop, ...everything })]),
      restatesDefault(ruleSet([accept]), 'dropped'),
      RESTATED,
    ),
    loud(
      'an egress accept that only restates the default of a basic group, by option',
      alicloudRules({
        '⟦out⟧': alicloudRule({ type: 'egress', ip_protocol: 'all', port_range: '-1/-1' }),
        ssh: alicloudRule(),
      }),
      restatesDefault(alicloudRules({ ssh: alicloudRule() }), 'let through'),
      RESTATED,
    ),
    loud(
      'by the default of a variable',
      ruleSet([accept, mark(setRule({ cidr_block: '${var.office}' }))], [], {
        variable: { office: { default: '9.9.9.9' } },
      }),
      redundant(
        ruleSet([accept], [], { variable: { office: { default: '9.9.9.9' } } }),
        'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
        ', by the default of var.office',
      ),
    ),
    loud(
      'by the default of the wider rule',
      ruleSet([setRule({ cidr_block: '${var.all}' }), mark(setRule({ cidr_block: '9.9.9.9' }))], [], {
        variable: { all: { default: '0.0.0.0/0' } },
      }),
      redundant(
        ruleSet([setRule({ cidr_block: '${var.all}' })], [], { variable: { all: { default: '0.0.0.0/0' } } }),
        'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
        ', by the default of var.all',
      ),
    ),
    {
      name: 'by the default of a rule in between, which is redundant itself',
      filename: 'main.tf.json',
      code: between(
        mark(setRule({ cidr_block: '9.9.0.0/16' })),
        mark(setRule({ action: '${var.verdict}', cidr_block: '9.9.9.9' })),
        accept,
      ),
      errors: [
        between(setRule({ action: '${var.verdict}', cidr_block: '9.9.9.9' }), accept),
        between(setRule({ cidr_block: '9.9.0.0/16' }), accept),
      ].map((output) =>
        redundant(output, 'ingress rule 3 (line 14: accept tcp 22 from 0.0.0.0/0)', ', by the default of var.verdict'),
      ),
    },
    loud(
      'whatever the default of another rule becomes',
      ruleSet([accept, setRule({ port: '80', cidr_block: '${var.all}' }), mark(accept)], [], {
        variable: { all: { default: '0.0.0.0/0' } },
      }),
      redundant(
        ruleSet([accept, setRule({ port: '80', cidr_block: '${var.all}' })], [], {
          variable: { all: { default: '0.0.0.0/0' } },
        }),
        'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
      ),
    ),
    {
      name: 'behind a rule of unknown verdict that decides everything',
      filename: 'main.tf.json',
      code: ruleSet([setRule({ ...everything, action: '${var.action}' }), mark(accept)]),
      errors: [
        {
          messageId: 'redundant',
          data: { note: '' },
          suggestions: [
            { messageId: 'remove', output: ruleSet([setRule({ ...everything, action: '${var.action}' })]) },
          ],
        },
      ],
    },
    loud(
      'an accept from which a drop takes a part, and that a wider accept restates',
      ruleSet([
        { ...drop, cidr_block: '9.9.9.9' },
        mark(setRule({ cidr_block: '9.9.9.0/24' })),
        setRule({ port: '1-1024' }),
      ]),
      redundant(
        ruleSet([{ ...drop, cidr_block: '9.9.9.9' }, setRule({ port: '1-1024' })]),
        'ingress rule 3 (line 9: accept tcp 1-1024 from 0.0.0.0/0)',
      ),
    ),
    loud(
      'a lite rule',
      liteRules(['"ACCEPT#0.0.0.0/0#ALL#TCP"', '⟦"ACCEPT#9.9.9.9#22#TCP"⟧']),
      redundant(liteRules(['"ACCEPT#0.0.0.0/0#ALL#TCP"']), 'ingress rule 1 (line 6: accept tcp from 0.0.0.0/0)'),
    ),
    loud(
      'Tencent Cloud: equal resources without any order, in a group that the file declares',
      singles({ a: single, '⟦b⟧': single }),
      redundant(singles({ a: single }), 'tencentcloud_security_group_rule.a (line 9: accept tcp 22 from 9.9.9.9)'),
    ),
    loud(
      'Alibaba Cloud: a duplicate of a higher number, earlier in the file',
      alicloudRules({ '⟦late⟧': alicloudRule({ priority: 50 }), soon: alicloudRule() }),
      redundant(
        alicloudRules({ soon: alicloudRule() }),
        'alicloud_security_group_rule.soon (line 19: accept tcp 22 from 0.0.0.0/0)',
      ),
    ),
    loud(
      'Alibaba Cloud: a rule behind, where the group is declared elsewhere',
      resources('alicloud_security_group_rule', {
        all: alicloudRule({ security_group_id: 'sg-1', priority: 1 }),
        '⟦one⟧': alicloudRule({ security_group_id: 'sg-1', cidr_ip: '9.9.9.9' }),
      }),
      redundant(
        resources('alicloud_security_group_rule', { all: alicloudRule({ security_group_id: 'sg-1', priority: 1 }) }),
        'alicloud_security_group_rule.all (line 4: accept tcp 22 from 0.0.0.0/0)',
      ),
    ),
    loud(
      'of two equal rules the one of which there may be none',
      alicloudRules({ '⟦a⟧': alicloudRule({ count: '${var.n}' }), b: alicloudRule() }),
      redundant(
        alicloudRules({ b: alicloudRule() }),
        'alicloud_security_group_rule.b (line 20: accept tcp 22 from 0.0.0.0/0)',
      ),
    ),
    loud(
      'Alibaba Cloud: a narrower rule of the same priority, wherever it stands, where the group is declared elsewhere',
      resources('alicloud_security_group_rule', {
        '⟦one⟧': alicloudRule({ security_group_id: 'sg-1', cidr_ip: '9.9.9.9' }),
        all: alicloudRule({ security_group_id: 'sg-1' }),
      }),
      redundant(
        resources('alicloud_security_group_rule', { all: alicloudRule({ security_group_id: 'sg-1' }) }),
        'alicloud_security_group_rule.all (line 13: accept tcp 22 from 0.0.0.0/0)',
      ),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([permission({ PortRange: '1/1024' }), mark(permission())]),
      errors: [
        redundant(
          ros([permission({ PortRange: '1/1024' })]),
          'ingress rule 1 (line 9: accept tcp 1-1024 from 0.0.0.0/0)',
        ),
      ],
    },
    {
      name: 'ROS as YAML, an alias of the rule',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - &ssh { IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8 }
        - ⟦*ssh⟧
`,
      errors: [
        redundant(
          `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - &ssh { IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8 }
`,
          'ingress rule 1 (line 8: accept tcp 22 from 10.0.0.0/8)',
        ),
      ],
    },
    {
      name: 'a policy set of the API, CRLF',
      filename: 'policies.json',
      code: policySet([policy(), mark(policy({ CidrBlock: '9.9.9.9' }))]).replaceAll('\n', '\r\n'),
      errors: [
        redundant(
          policySet([policy()]).replaceAll('\n', '\r\n'),
          'ingress rule 1 (line 6: accept tcp 22 from 0.0.0.0/0)',
        ),
      ],
    },
    {
      name: 'a dump of Alibaba Cloud, which holds the list whole',
      filename: 'group.json',
      code: dump([
        mark(permission({ Direction: 'ingress', SourceCidrIp: '9.9.9.9', Priority: 1 })),
        permission({ Direction: 'ingress' }),
      ]),
      errors: [
        redundant(
          dump([permission({ Direction: 'ingress' })]),
          'ingress rule 2 (line 9: accept tcp 22 from 0.0.0.0/0)',
        ),
      ],
    },
    {
      name: 'a policy that is listed twice on one line',
      filename: 'policies.yaml',
      code: "Ingress: [{ Action: ACCEPT, CidrBlock: 9.9.9.9 }, ⟦{ Action: accept, CidrBlock: '9.9.9.9/32' }⟧]\n",
      errors: [
        redundant(
          'Ingress: [{ Action: ACCEPT, CidrBlock: 9.9.9.9 }]\n',
          'ingress rule 1 (line 1: accept all from 9.9.9.9)',
        ),
      ],
    },
  ],
})
