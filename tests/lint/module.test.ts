/** The files of a Terraform module are judged together: each finding is reported once, in the file where its node is. */
import { Linter } from 'eslint'
import { describe, expect, it, vi } from 'vitest'
import { noCrossGroupBypass } from '../../rules/no-cross-group-bypass.ts'
import { noPublicAdminPorts } from '../../rules/no-public-admin-ports.ts'
import { noQuotaOverflow } from '../../rules/no-quota-overflow.ts'
import { noRedundantRules } from '../../rules/no-redundant-rules.ts'
import { noShadowedRules } from '../../rules/no-shadowed-rules.ts'
import { noUnresolvedValues } from '../../rules/no-unresolved-values.ts'
import { noUnusedRemarks } from '../../rules/no-unused-remarks.ts'
import { portVerification } from '../../rules/port-verification.ts'
import { rules } from '../../rules/index.ts'
import { uniqueGroupNames } from '../../rules/unique-group-names.ts'
import { validRuleFields } from '../../rules/valid-rule-fields.ts'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'
import * as build from '../../src/policy/build.ts'
import { folderOf, writeFiles } from '../support/folder.ts'
import { interpolate } from '../support/lint.ts'
import { readMarks } from '../support/marked.ts'
import { type Surface, surfacesOf } from '../support/surfaces.ts'
import { alicloudRule, resources } from '../rules/declarations.ts'

vi.mock('../../src/policy/build.ts', { spy: true })

type Texts = Readonly<Record<string, string>>
type Turned = Readonly<Record<string, readonly [rule: SecurityGroupRule, options?: unknown]>>

/** Lints one of the files on the disk, whose text may be another one. */
function lint(folder: string, name: string, text: string, on: Turned, { config }: Surface): Linter.LintMessage[] {
  const files = ['**/*.json']
  const plugin = { rules: Object.fromEntries(Object.entries(on).map(([id, [rule]]) => [id, rule])) }
  const configured = Object.entries(on).map(([id, [, ...options]]) => [`security-group/${id}`, ['error', ...options]])
  return new Linter({ cwd: folder }).verify(
    text,
    [
      { files, ...config },
      {
        files,
        plugins: { 'security-group': plugin },
        rules: Object.fromEntries(configured) as Linter.RulesRecord,
      },
    ],
    name,
  )
}

interface Expected {
  readonly messageId: string
  readonly data?: Record<string, unknown>
  /** What each suggestion makes of the text, by its message id. */
  readonly suggestions?: Readonly<Record<string, string>>
}

/** Expects findings at the places that are marked, and nowhere else in the module; on every surface. */
function expectFindings(
  id: keyof typeof rules,
  [rule, options]: readonly [rule: SecurityGroupRule, options?: unknown],
  marked: Texts,
  expected: Readonly<Record<string, readonly Expected[]>>,
): void {
  const files = Object.entries(marked).map(([name, text]) => ({ name, ...readMarks(text) }))
  const folder = folderOf(Object.fromEntries(files.map(({ name, text }) => [name, text])))
  for (const { name, text, regions } of files.filter((file) => file.name.endsWith('.json'))) {
    const wanted = (expected[name] ?? []).map(({ messageId, data, suggestions = {} }, index) => ({
      message: interpolate(rule, messageId, data),
      ...regions[index],
      suggestions: Object.entries(suggestions),
    }))
    for (const surface of surfacesOf(name)) {
      const turned = { [id]: options === undefined ? ([rule] as const) : ([rule, options] as const) }
      const found = lint(folder, name, text, turned, surface).map((message) => ({
        message: message.message,
        line: message.line,
        column: message.column,
        endLine: message.endLine,
        endColumn: message.endColumn,
        suggestions: (message.suggestions ?? []).map(({ messageId = '', fix }) => [
          messageId,
          text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]),
        ]),
      }))
      expect({ name, surface: surface.name, found }).toEqual({ name, surface: surface.name, found: wanted })
    }
  }
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('"⟦', '⟦"').replaceAll('⟧"', '"⟧')
}

const GROUP = resources('alicloud_security_group', { app: { security_group_name: 'app', vpc_id: 'vpc-1' } })

function ruleFile(more: Readonly<Record<string, unknown>>, name = 'ssh'): string {
  return pretty({ resource: { alicloud_security_group_rule: { [name]: alicloudRule(more) } } })
}

describe('what one file says of another', () => {
  const exposed = (note: string): Expected => ({
    messageId: 'exposed',
    data: { services: 'tcp 22', peer: '0.0.0.0/0', note },
  })

  it('the default of a variable', () => {
    const text = ruleFile({ cidr_ip: '⟦${var.from}⟧' })
    const { text: plain } = readMarks(text)
    expectFindings(
      'no-public-admin-ports',
      [noPublicAdminPorts],
      { 'main.tf.json': text, 'variables.tf.json': pretty({ variable: { from: { default: '0.0.0.0/0' } } }) },
      {
        'main.tf.json': [
          {
            ...exposed(', by the default of var.from'),
            suggestions: { drop: plain.replace('"accept"', '"drop"') },
          },
        ],
      },
    )
  })

  it('the value of a variable, which its default does not have', () => {
    const text = ruleFile({ cidr_ip: '⟦${var.from}⟧' })
    expectFindings(
      'no-public-admin-ports',
      [noPublicAdminPorts],
      {
        'main.tf.json': text,
        'terraform.tfvars.json': '{"from": "0.0.0.0/0"}',
        'variables.tf.json': pretty({ variable: { from: { default: '10.0.0.0/8' } } }),
      },
      {
        'main.tf.json': [
          {
            ...exposed(', by the default of var.from in terraform.tfvars.json'),
            suggestions: { drop: readMarks(text).text.replace('"accept"', '"drop"') },
          },
        ],
      },
    )
  })

  it('a whole rule, which is reported where it stands', () => {
    const set = { web: { security_group_id: 'sg-1', ingress: '${var.rules}' } }
    const text = '{"rules": [{"action": "ACCEPT", "cidr_block": ⟦"0.0.0.0/0"⟧, "protocol": "TCP", "port": "22"}]}'
    expectFindings(
      'no-public-admin-ports',
      [noPublicAdminPorts],
      { 'main.tf.json': resources('tencentcloud_security_group_rule_set', set), 'prod.auto.tfvars.json': text },
      {
        'prod.auto.tfvars.json': [
          {
            ...exposed(', by the default of var.rules in prod.auto.tfvars.json'),
            suggestions: { drop: readMarks(text).text.replace('ACCEPT', 'DROP') },
          },
        ],
      },
    )
  })

  it('that a group lies in a VPC, and has no other rules', () => {
    const behind = ruleFile({ port_range: '20/30', priority: 20 }, 'wide')
    const files = { 'group.tf.json': GROUP, 'wide.tf.json': behind }
    const text = pretty({ resource: { alicloud_security_group_rule: { '⟦ssh⟧': alicloudRule() } } })
    const removed = pretty({ resource: { alicloud_security_group_rule: {} } })
    expectFindings(
      'no-redundant-rules',
      [noRedundantRules],
      { ...files, 'ssh.tf.json': text },
      {
        'ssh.tf.json': [
          {
            messageId: 'restated',
            data: {
              others: 'alicloud_security_group_rule.wide (wide.tf.json, line 4: accept tcp 20-30 from 0.0.0.0/0)',
              ...{ decide: 'decides', note: '' },
            },
            suggestions: { remove: removed },
          },
        ],
      },
    )
    // A rule that is not read may come between the two.
    const hcl = 'resource "alicloud_security_group_rule" "between" {}'
    expectFindings(
      'no-redundant-rules',
      [noRedundantRules],
      { ...files, 'ssh.tf.json': ruleFile({}), 'main.tf': hcl },
      {},
    )
  })

  it('the rules ahead of a rule, which the message says the file of', () => {
    const text = pretty({ resource: { alicloud_security_group_rule: { '⟦late⟧': alicloudRule({ priority: 20 }) } } })
    const plain = readMarks(text).text
    expectFindings(
      'no-shadowed-rules',
      [noShadowedRules],
      {
        'drop.tf.json': ruleFile({ policy: 'drop', port_range: '1/100' }, 'early'),
        'group.tf.json': GROUP,
        'late.tf.json': text,
      },
      {
        'late.tf.json': [
          {
            messageId: 'shadowed',
            data: {
              blockers: 'alicloud_security_group_rule.early (drop.tf.json, line 4: drop tcp 1-100 from 0.0.0.0/0)',
              decide: 'decides',
              packet: '203.0.113.5 → tcp 22',
              outcome: 'dropped',
              note: '',
            },
            suggestions: {
              prioritize: plain.replace('"priority": 20', '"priority": 9'),
              remove: pretty({ resource: { alicloud_security_group_rule: {} } }),
            },
          },
        ],
      },
    )
  })

  it('what the indexes of its rules are', () => {
    const rule = (policy: string, port: string, index: number): object => ({
      ...{ security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'tcp', cidr_ip: '10.0.0.0/8' },
      ...{ policy, port_range: port, policy_index: index },
    })
    const file = (name: string, body: object): string =>
      pretty({ resource: { tencentcloud_security_group_rule: { [name]: body } } })
    const text = file('⟦late⟧', rule('accept', '22', 2))
    const plain = readMarks(text).text
    expectFindings(
      'no-shadowed-rules',
      [noShadowedRules],
      { 'early.tf.json': file('early', rule('drop', '1-100', 1)), 'late.tf.json': text },
      {
        'late.tf.json': [
          {
            messageId: 'shadowed',
            data: {
              blockers:
                'tencentcloud_security_group_rule.early (early.tf.json, line 4: drop tcp 1-100 from 10.0.0.0/8)',
              decide: 'decides',
              packet: '10.0.0.0 → tcp 22',
              outcome: 'dropped',
              note: '',
            },
            suggestions: {
              renumber: plain.replace('"policy_index": 2', '"policy_index": 0'),
              remove: pretty({ resource: { tencentcloud_security_group_rule: {} } }),
            },
          },
        ],
      },
    )
  })

  it('what a template holds, and that it is refused: in the file of the template, which names no group', () => {
    const template = {
      resource: { tencentcloud_address_template: { lan: { name: 'lan', addresses: ['⟦10.0.0.1/8⟧'] } } },
    }
    const text = pretty(template)
    const item = {
      action: 'ACCEPT',
      address_template_id: '${tencentcloud_address_template.lan.id}',
      protocol: 'TCP',
      port: '22',
    }
    const set = { web: { security_group_id: 'sg-1', ingress: [item] } }
    expectFindings(
      'valid-rule-fields',
      [validRuleFields],
      { 'main.tf.json': resources('tencentcloud_security_group_rule_set', set), 'templates.tf.json': text },
      {
        'templates.tf.json': [
          {
            messageId: 'replaceable',
            data: {
              value: '10.0.0.1/8',
              note: '',
              problem: 'has host bits set, but the prefix ignores them',
              instead: '10.0.0.0/8',
            },
            suggestions: { instead: readMarks(text).text.replace('10.0.0.1/8', '10.0.0.0/8') },
          },
        ],
      },
    )
  })

  it('how many rules a group has', () => {
    const many = (from: number, to: number): string => {
      const numbers = Array.from({ length: to - from }, (_, index) => from + index)
      const bodies = numbers.map((n) => [`r${String(n)}`, alicloudRule({ port_range: `${String(n)}/${String(n)}` })])
      return resources('alicloud_security_group_rule', Object.fromEntries(bodies) as Record<string, unknown>)
    }
    expectFindings(
      'no-quota-overflow',
      [noQuotaOverflow],
      {
        'a.tf.json': many(1000, 1120),
        'b.tf.json': many(2000, 2090),
        'group.tf.json': GROUP.replace('"app":', '⟦"app"⟧:'),
      },
      {
        'group.tf.json': [
          {
            messageId: 'overflow',
            data: {
              ...{ count: '210', counted: 'ingress and egress rules', limit: '200', provider: 'Alibaba Cloud' },
              ...{ redundant: '', note: '' },
            },
          },
        ],
      },
    )
  })

  it('the names of its groups', () => {
    const named = (name: string, label: string): string =>
      pretty({ resource: { alicloud_security_group: { [label]: { security_group_name: name } } } })
    expectFindings(
      'unique-group-names',
      [uniqueGroupNames],
      { 'a.tf.json': named('app', 'a'), 'b.tf.json': named('⟦app⟧', 'b') },
      { 'b.tf.json': [{ messageId: 'repeated', data: { name: 'app', line: 'a.tf.json, line 4', note: '' } }] },
    )
  })

  it('which groups meet on an instance', () => {
    const group = (name: string, rule: object): string =>
      pretty({
        resource: {
          tencentcloud_security_group: { [name]: { name } },
          tencentcloud_security_group_rule_set: {
            [name]: { security_group_id: `\${tencentcloud_security_group.${name}.id}`, ingress: [rule] },
          },
        },
      })
        .replace('"<', '⟦{"port": "')
        .replace('>"', '", "action": "DROP", "cidr_block": "10.0.0.0/8", "protocol": "TCP"}⟧')
    const bound = ['a', 'b'].map((name) => `\${tencentcloud_security_group.${name}.id}`)
    expectFindings(
      'no-cross-group-bypass',
      [noCrossGroupBypass],
      {
        'a.tf.json': group('a', { action: 'ACCEPT', cidr_block: '10.0.0.0/8', protocol: 'TCP', port: '1-100' }),
        'b.tf.json': group('b', '<22>' as unknown as object),
        'main.tf.json': resources('tencentcloud_instance', { web: { orderly_security_groups: bound } }),
      },
      {
        'b.tf.json': [
          {
            messageId: 'byOrder',
            data: {
              binding: 'tencentcloud_instance.web (main.tf.json, line 4)',
              ...{ group: 'b', other: 'a', packet: '10.0.0.0 → tcp 22', note: '' },
              accept: 'ingress rule 1 (a.tf.json, line 12: accept tcp 1-100 from 10.0.0.0/8)',
            },
            // The order of the groups stands in another file.
            suggestions: {},
          },
        ],
      },
    )
  })

  it('which rule decides a check', () => {
    const check = { direction: 'ingress', protocol: 'tcp', port: 22, ip: 'ALL', expect: 'closed' }
    expectFindings(
      'port-verification',
      [portVerification, { checks: [check] }],
      { 'group.tf.json': GROUP, 'main.tf.json': ruleFile({}).replace('"ssh"', '⟦"ssh"⟧') },
      {
        'main.tf.json': [
          {
            messageId: 'byRule',
            data: {
              check: 'tcp 22 from ALL',
              expected: 'closed',
              rule: 'alicloud_security_group_rule.ssh (line 4: accept tcp 22 from 0.0.0.0/0)',
              packet: '203.0.113.5 → tcp 22',
              outcome: 'let through',
              note: '',
            },
          },
        ],
      },
    )
  })

  it('values of one spelling at one place of two files are two', () => {
    const rule = (name: string): string => ruleFile({ cidr_ip: '⟦${var.from}⟧' }, name)
    const unresolved = (name: string): Expected => ({
      messageId: 'unresolved',
      data: { value: '${var.from}', fields: 'peer', holder: `alicloud_security_group_rule.${name}` },
    })
    expectFindings(
      'no-unresolved-values',
      [noUnresolvedValues],
      { 'a.tf.json': rule('a'), 'b.tf.json': rule('b'), 'group.tf.json': GROUP },
      { 'a.tf.json': [unresolved('a')], 'b.tf.json': [unresolved('b')] },
    )
  })
})

it('no suggestion edits another file', () => {
  const override = pretty({ resource: { alicloud_security_group_rule: { ssh: { policy: 'accept' } } } })
  expectFindings(
    'no-public-admin-ports',
    [noPublicAdminPorts],
    { 'main.tf.json': ruleFile({ cidr_ip: '⟦0.0.0.0/0⟧' }), 'override.tf.json': override },
    {
      'main.tf.json': [{ messageId: 'exposed', data: { services: 'tcp 22', peer: '0.0.0.0/0', note: '' } }],
    },
  )
})

describe('remarks', () => {
  const remark = 'eslint-disable security-group/no-public-admin-ports'
  const main = pretty({
    resource: { alicloud_security_group_rule: { ssh: { '//': remark, ...alicloudRule({ cidr_ip: '${var.from}' }) } } },
  })
  const files = { 'main.tf.json': main, 'variables.tf.json': '{"variable": {"from": {"default": "0.0.0.0/0"}}}' }
  const on: Turned = { 'no-public-admin-ports': [noPublicAdminPorts], 'no-unused-remarks': [noUnusedRemarks] }

  it('suppress what is found in their own file', () => {
    const folder = folderOf(files)
    for (const surface of surfacesOf('main.tf.json')) {
      for (const [name, text] of Object.entries(files)) expect(lint(folder, name, text, on, surface)).toEqual([])
    }
  })

  it('and nothing in another', () => {
    const folder = folderOf({ ...files, 'other.tf.json': `{"//": "${remark}"}` })
    const other = JSON.stringify({
      resource: { alicloud_security_group_rule: { ssh: alicloudRule({ cidr_ip: '${var.from}' }) } },
    })
    for (const surface of surfacesOf('main.tf.json')) {
      expect(lint(folder, 'main.tf.json', other, on, surface)).toHaveLength(1)
      const [unused, ...others] = lint(folder, 'other.tf.json', `{"//": "${remark}"}`, on, surface)
      // It names no group: parsers leave it alone, and the remark is reported at its place all the same.
      expect(unused).toMatchObject({ ruleId: 'security-group/no-unused-remarks', line: 1, column: 8 })
      expect(others).toEqual([])
    }
  })
})

describe('an editor', () => {
  const group = GROUP
  const files = { 'group.tf.json': group, 'main.tf.json': ruleFile({}), 'drop.tf.json': '{}' }
  const [surface] = surfacesOf('main.tf.json')
  const on: Turned = { 'no-shadowed-rules': [noShadowedRules] }

  it('sees its own text beside the others on the disk', () => {
    const folder = folderOf(files)
    const drop = ruleFile({ policy: 'drop', priority: 1 }, 'early')
    if (!surface) throw new Error('no surface')
    expect(lint(folder, 'main.tf.json', files['main.tf.json'], on, surface)).toEqual([])
    // Typed, and not saved: the other file is linted as the disk has it.
    expect(lint(folder, 'drop.tf.json', drop, on, surface)).toEqual([])
    expect(lint(folder, 'main.tf.json', files['main.tf.json'], on, surface)).toEqual([])
    writeFiles(folder, { 'drop.tf.json': drop })
    expect(lint(folder, 'main.tf.json', files['main.tf.json'], on, surface)).toHaveLength(1)
  })
})

it('a module is judged once, however many of its files are linted', () => {
  const names = Array.from({ length: 40 }, (_, index) => `r${String(index)}`)
  const files = {
    'group.tf.json': GROUP,
    ...Object.fromEntries(names.map((name) => [`${name}.tf.json`, ruleFile({}, name)])),
  }
  const folder = folderOf(files)
  const [surface] = surfacesOf('main.tf.json')
  if (!surface) throw new Error('no surface')
  // Suggestions are tried out for each file.
  const judges = Object.entries(rules).filter(([, { meta }]) => meta.hasSuggestions !== true)
  const all = Object.fromEntries(judges.map(([id, rule]) => [id, [rule] as const]))
  vi.mocked(build.policyOf).mockClear()
  const counts = Object.entries(files).map(([name, text]) => {
    const messages = lint(folder, name, text, all, surface)
    return [messages.length > 0, vi.mocked(build.policyOf).mock.calls.length]
  })
  expect(counts.slice(1).every(([isFound]) => isFound)).toBe(true)
  expect(new Set(counts.map(([, calls]) => calls)).size).toBe(1)
})
