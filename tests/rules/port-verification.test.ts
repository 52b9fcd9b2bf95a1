import { expect, it } from 'vitest'
import { portVerification } from '../../rules/port-verification.ts'
import { lint } from '../support/lint.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import { surfaces } from '../support/surfaces.ts'
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
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

interface Otherwise {
  readonly check: string
  readonly expected: 'closed' | 'open'
  readonly packet: string
  readonly note?: string
}

function byRule({ note = '', ...data }: Otherwise & { readonly rule: string }): ExpectedError {
  return { messageId: 'byRule', data: { ...data, note, outcome: data.expected === 'open' ? 'dropped' : 'let through' } }
}

function byDefault({ note = '', ...data }: Otherwise): ExpectedError {
  return {
    messageId: 'byDefault',
    data: { ...data, note, outcome: data.expected === 'open' ? 'dropped' : 'let through' },
  }
}

function silent(name: string, code: string, ...checks: object[]): ValidCase {
  return { name, filename: 'main.tf.json', code, options: [{ checks }] }
}

function loud(name: string, code: string, checks: readonly object[], ...errors: ExpectedError[]): InvalidCase {
  return { ...silent(name, code, ...checks), errors }
}

const accept = setRule()
const drop = setRule({ action: 'DROP' })
const ssh = { direction: 'ingress', protocol: 'tcp', port: 22, ip: 'ALL', expect: 'open' }
const noSsh = { ...ssh, expect: 'closed' }
const out = { direction: 'egress', protocol: 'all', ip: 'ALL', expect: 'open' }

const owned = (label: string, name: string, ingress: readonly object[]) =>
  json({
    resource: {
      tencentcloud_security_group: { [label]: { name } },
      tencentcloud_security_group_rule_set: {
        rules: { security_group_id: '${tencentcloud_security_group.web.id}', ingress },
      },
    },
  })

runRule('port-verification', portVerification, {
  valid: [
    { name: 'no checks', filename: 'main.tf.json', code: ruleSet([accept]) },
    silent('open, as expected', ruleSet([accept]), ssh),
    silent('closed, as expected', ruleSet([drop, accept]), noSsh),
    silent('closed by the default of Tencent Cloud', owned('web', 'web', []), noSsh, { ...out, expect: 'closed' }),
    silent('open by the default of a basic group of Alibaba Cloud', alicloudRules({}), out, noSsh),
    silent('open for one address', ruleSet([setRule({ cidr_block: '9.9.9.0/24' })]), { ...ssh, ip: '9.9.9.9' }),
    silent('closed for another', ruleSet([setRule({ cidr_block: '9.9.9.0/24' })]), { ...noSsh, ip: '9.9.8.0/24' }),
    silent('open by two rules together', ruleSet([setRule({ cidr_block: '128.0.0.0/1' }), accept]), ssh),
    silent('ALL is every IPv4 address, and no IPv6 one', ruleSet([accept]), ssh),
    silent(
      'every port',
      ruleSet([setRule({ protocol: 'ALL', port: 'ALL' })]),
      { ...ssh, port: undefined },
      { ...ssh, protocol: 'icmp', port: undefined },
    ),
    silent('a group of another name', owned('web', 'web', []), { ...ssh, group: 'db-*' }),
    silent('what the file does not settle', ruleSet([setRule({ port: '${var.port}' })]), ssh, noSsh),
    silent(
      'a rule that may belong to either direction',
      alicloudRules({ a: alicloudRule({ type: '${var.type}' }) }),
      ssh,
    ),
    silent('the default of a group that is declared elsewhere', liteRules([]), ssh, noSsh),
    silent(
      'a drop ahead that may not exist',
      alicloudRules({ a: alicloudRule(), no: alicloudRule({ policy: 'drop', priority: 1, count: '${var.n}' }) }),
      ssh,
      noSsh,
    ),
    {
      name: 'by option, what the file settles whatever its values are',
      filename: 'main.tf.json',
      code: ruleSet(
        [setRule({ cidr_block: '${var.office}' }), accept],
        [setRule({ action: 'DROP', port: '${var.port}' })],
      ),
      options: [{ checks: [ssh, { ...out, expect: 'closed' }], reportUnknown: true }],
    },
    {
      name: 'the common ports, all open',
      filename: 'main.tf.json',
      code: ruleSet(
        [setRule({ port: '20,21,22,80,443,3389' }), setRule({ protocol: 'ICMP', port: 'ALL' })],
        [setRule({ protocol: 'ALL', port: 'ALL' })],
      ),
      options: [{ commonPorts: 'open' }],
    },
    {
      name: 'the common ports, all closed',
      filename: 'main.tf.json',
      code: owned('web', 'web', []),
      options: [{ commonPorts: 'closed' }],
    },
    { name: 'a file without groups', filename: 'a.json', code: '{"PortRange": "22/22"}', options: [{ checks: [ssh] }] },
  ],
  invalid: [
    loud(
      'open, against the expectation',
      ruleSet([setRule({ port: '80' }), mark(setRule({ port: '1-1024' })), drop]),
      [noSsh],
      byRule({
        check: 'tcp 22 from ALL',
        expected: 'closed',
        rule: 'ingress rule 2 (line 8: accept tcp 1-1024 from 0.0.0.0/0)',
        packet: '203.0.113.5 → tcp 22',
      }),
    ),
    loud(
      'closed for some addresses',
      ruleSet([mark({ ...drop, cidr_block: '9.9.9.0/24' }), accept]),
      [ssh],
      byRule({
        check: 'tcp 22 from ALL',
        expected: 'open',
        rule: 'ingress rule 1 (line 7: drop tcp 22 from 9.9.9.0/24)',
        packet: '9.9.9.0 → tcp 22',
      }),
    ),
    loud(
      'closed by default, at the group',
      owned('⟦web⟧', 'web', [setRule({ port: '80' })]),
      [ssh],
      byDefault({ check: 'tcp 22 from ALL', expected: 'open', packet: '203.0.113.5 → tcp 22' }),
    ),
    loud(
      'closed by default, where the group has no declaration',
      ruleSet([setRule({ port: '80' })]).replace('"web"', '⟦"web"⟧'),
      [ssh],
      byDefault({ check: 'tcp 22 from ALL', expected: 'open', packet: '203.0.113.5 → tcp 22' }),
    ),
    loud(
      'open by the default of a basic group of Alibaba Cloud',
      json({ resource: { alicloud_security_group: { '⟦app⟧': { security_group_name: 'app', vpc_id: 'vpc-1' } } } }),
      [{ ...out, expect: 'closed' }],
      byDefault({ check: 'all to ALL', expected: 'closed', packet: 'tcp 22 → 203.0.113.5' }),
    ),
    loud(
      'IPv6, which ALL leaves out',
      ruleSet([accept]).replace('"web"', '⟦"web"⟧'),
      [{ ...ssh, ip: '::/0' }],
      byDefault({ check: 'tcp 22 from ::/0', expected: 'open', packet: '2001:db8::5 → tcp 22' }),
    ),
    loud(
      'one address, UDP, egress',
      ruleSet([], [mark(setRule({ protocol: 'UDP', port: '53' }))]),
      [{ direction: 'egress', protocol: 'udp', port: 53, ip: '10.0.1.12', expect: 'closed' }],
      byRule({
        check: 'udp 53 to 10.0.1.12',
        expected: 'closed',
        rule: 'egress rule 1 (line 8: accept udp 53 to 0.0.0.0/0)',
        packet: 'udp 53 → 10.0.1.12',
      }),
    ),
    loud(
      'a group by its name',
      owned('⟦web⟧', 'web-1', []),
      [
        { ...ssh, group: 'web-*' },
        { ...ssh, port: 80, group: 'db' },
      ],
      byDefault({ check: 'tcp 22 from ALL', expected: 'open', packet: '203.0.113.5 → tcp 22' }),
    ),
    loud(
      'a group by its address',
      owned('⟦web⟧', '${var.name}', []),
      [{ ...ssh, group: 'tencentcloud_security_group.*' }],
      byDefault({ check: 'tcp 22 from ALL', expected: 'open', packet: '203.0.113.5 → tcp 22' }),
    ),
    loud(
      'more checks than the console takes',
      ruleSet([mark(setRule({ port: '1-20' }))].map((rule) => rule))
        .replace('⟦{', '⟦'.repeat(16) + '{')
        .replace('}⟧', '}' + '⟧'.repeat(16)),
      Array.from({ length: 16 }, (_, index) => ({ ...noSsh, port: index + 1 })),
      ...Array.from({ length: 16 }, (_, index) =>
        byRule({
          check: `tcp ${index + 1} from ALL`,
          expected: 'closed',
          rule: 'ingress rule 1 (line 7: accept tcp 1-20 from 0.0.0.0/0)',
          packet: `203.0.113.5 → tcp ${index + 1}`,
        }),
      ),
    ),
    {
      name: 'the common ports that are closed',
      filename: 'main.tf.json',
      code: ruleSet(
        [
          setRule({ port: '20-22,80,443' }),
          mark({ ...drop, port: '3389' }),
          setRule({ protocol: 'ICMP', port: 'ALL' }),
        ],
        [setRule({ protocol: 'ALL', port: 'ALL' })],
      ).replace('20-22,80,443', '20,21,22,80,443'),
      options: [{ commonPorts: 'open' }],
      errors: [
        byRule({
          check: 'tcp 3389 from ALL',
          expected: 'open',
          rule: 'ingress rule 2 (line 8: drop tcp 3389 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 3389',
        }),
      ],
    },
    {
      name: 'a common port, and outbound traffic, that are open',
      filename: 'main.tf.json',
      code: ruleSet([mark(setRule({ port: '443' }))], [mark(setRule({ protocol: 'ALL', port: 'ALL' }))]),
      options: [{ commonPorts: 'closed' }],
      errors: [
        byRule({
          check: 'tcp 443 from ALL',
          expected: 'closed',
          rule: 'ingress rule 1 (line 7: accept tcp 443 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 443',
        }),
        byRule({
          check: 'all to ALL',
          expected: 'closed',
          rule: 'egress rule 1 (line 10: accept all to 0.0.0.0/0)',
          packet: 'tcp 22 → 203.0.113.5',
        }),
      ],
    },
    {
      name: 'what the file does not settle, by option',
      filename: 'main.tf.json',
      code: owned('⟦web⟧', 'web', [setRule({ port: '${var.port}' })]),
      options: [{ checks: [ssh], reportUnknown: true }],
      errors: [{ messageId: 'unknown', data: { check: 'tcp 22 from ALL', expected: 'open' } }],
    },
    {
      name: 'lists and groups that are only named, by option',
      filename: 'policies.json',
      code: policySet([
        policy({ CidrBlock: '', AddressTemplate: { AddressId: 'ipm-12345678' } }),
        policy({ CidrBlock: '', SecurityGroupId: 'sg-12345678', Port: '80' }),
      ]).replace('"SecurityGroupPolicySet"', '⟦⟦"SecurityGroupPolicySet"⟧⟧'),
      options: [{ checks: [noSsh, { ...noSsh, port: 80 }, { ...noSsh, port: 443 }], reportUnknown: true }],
      errors: [
        { messageId: 'unknown', data: { check: 'tcp 22 from ALL', expected: 'closed' } },
        { messageId: 'unknown', data: { check: 'tcp 80 from ALL', expected: 'closed' } },
      ],
    },
    loud(
      'by the default of a variable',
      ruleSet([mark(setRule({ port: '${var.port}' }))], [], { variable: { port: { default: 22 } } }),
      [noSsh],
      byRule({
        check: 'tcp 22 from ALL',
        expected: 'closed',
        rule: 'ingress rule 1 (line 12: accept tcp 22 from 0.0.0.0/0)',
        packet: '203.0.113.5 → tcp 22',
        note: ', by the default of var.port',
      }),
    ),
    loud(
      'closed by default, since a variable has a default',
      ruleSet([setRule({ port: '${var.port}' })], [], { variable: { port: { default: 80 } } }).replace(
        '"web"',
        '⟦"web"⟧',
      ),
      [ssh],
      byDefault({
        check: 'tcp 22 from ALL',
        expected: 'open',
        packet: '203.0.113.5 → tcp 22',
        note: ', by the default of var.port',
      }),
    ),
    loud(
      'a lite rule',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#ALL#ALL"⟧']),
      [noSsh],
      byRule({
        check: 'tcp 22 from ALL',
        expected: 'closed',
        rule: 'ingress rule 1 (line 6: accept all from 0.0.0.0/0)',
        packet: '203.0.113.5 → tcp 22',
      }),
    ),
    loud(
      'Alibaba Cloud: the lower number decides',
      alicloudRules({ ssh: alicloudRule(), '⟦no⟧': alicloudRule({ policy: 'drop', priority: 5, cidr_ip: '9.9.9.9' }) }),
      [ssh],
      byRule({
        check: 'tcp 22 from ALL',
        expected: 'open',
        rule: 'alicloud_security_group_rule.no (line 19: drop tcp 22 from 9.9.9.9)',
        packet: '9.9.9.9 → tcp 22',
      }),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([mark(permission())]),
      options: [{ checks: [{ ...noSsh, group: 'App' }] }],
      errors: [
        byRule({
          check: 'tcp 22 from ALL',
          expected: 'closed',
          rule: 'ingress rule 1 (line 9: accept tcp 22 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 22',
        }),
      ],
    },
    {
      name: 'a policy set of the API',
      filename: 'policies.json',
      code: policySet([mark(policy())]),
      options: [{ checks: [noSsh] }],
      errors: [
        byRule({
          check: 'tcp 22 from ALL',
          expected: 'closed',
          rule: 'ingress rule 1 (line 6: accept tcp 22 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 22',
        }),
      ],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([mark(permission({ Direction: 'ingress' }))]),
      options: [{ checks: [{ ...noSsh, group: 'app' }] }],
      errors: [
        byRule({
          check: 'tcp 22 from ALL',
          expected: 'closed',
          rule: 'ingress rule 1 (line 8: accept tcp 22 from 0.0.0.0/0)',
          packet: '203.0.113.5 → tcp 22',
        }),
      ],
    },
  ],
})

it.each(['everyone', '10.0.0.0/33'])('refuses a check of %s', (ip) => {
  const [surface] = surfaces
  if (!surface) throw new Error('There is no surface.')
  const subject = { name: 'port-verification', rule: portVerification, options: [{ checks: [{ ...ssh, ip }] }] }
  expect(() => lint(subject, surface, 'main.tf.json', ruleSet([accept]))).toThrow(
    `Option checks: \`${ip}\` is no IP address or CIDR.`,
  )
})
