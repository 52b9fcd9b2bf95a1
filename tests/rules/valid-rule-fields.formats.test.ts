/** What each format takes for each field of a rule, what it refuses, and what the provider silently changes. */
import { validRuleFields } from '../../rules/valid-rule-fields.ts'
import { type Example, examples } from '../formats/examples.ts'
import { type ExpectedError, type InvalidCase, runRule, type ValidCase } from '../support/rule-tester.ts'
import { json } from './declarations.ts'

type Field = keyof Example['names']

interface Finding {
  readonly problem: string
  readonly instead?: string
}

/** A field's values and what is reported of each; nothing where it is good. */
type Table = Partial<Record<Field, readonly (readonly [value: number | string, finding?: Finding])[]>>

const WRONG_CASE = 'is refused in this letter case'
const OUTSIDE = { problem: 'is outside ports 1 to 65535' }
const NO_CIDR = { problem: 'is no IP address or CIDR' }
const ANYBODY = { problem: 'covers every address, whatever stands before `/0`' }
const NO_PRIORITY = { problem: 'is no whole number from 1 to 100' }
const hostBits = (instead: string): Finding => ({ problem: 'has host bits set, but the prefix ignores them', instead })
const reversed = (instead: string): Finding => ({ problem: 'is reversed', instead })
const noneOf = (...words: string[]): Finding => ({ problem: `is refused: write one of ${words.join(', ')}` })

/** Schema of `alicloud_security_group_rule`, API AuthorizeSecurityGroup, seed 004. */
const alicloud: Table = {
  verdict: [['accept'], ['drop'], ['deny', noneOf('accept', 'drop')]],
  protocol: [['tcp'], ['udp'], ['sctp', noneOf('tcp', 'udp', 'icmp', 'icmpv6', 'gre', 'all')]],
  ports: [
    ['22/22'],
    ['1/65535'],
    ['22', { problem: 'is not written `first/last`', instead: '22/22' }],
    ['1-2', { problem: 'is not written `first/last`', instead: '1/2' }],
    ['22/22,80/80', { problem: 'is not written `first/last`' }],
    ['0/1', OUTSIDE],
    ['1/65536', OUTSIDE],
    ['200/1', reversed('1/200')],
    ['-1/-1', { problem: 'is for protocols without ports, but tcp and udp have some', instead: '1/65535' }],
  ],
  peer: [
    ['192.0.2.1'],
    ['0.0.0.0/0'],
    ['10.1.2.3/8', hostBits('10.0.0.0/8')],
    ['10.0.0.0/0', ANYBODY],
    ['300.0.0.1', NO_CIDR],
    ['10.0.0.1-10.0.0.9', NO_CIDR],
    ['::/0', { problem: 'is IPv6, where IPv4 is expected' }],
    [
      '10.0.0.0/8,11.1.1.1/8',
      {
        problem: 'holds `11.1.1.1/8`, which has host bits set, but the prefix ignores them',
        instead: '10.0.0.0/8,11.0.0.0/8',
      },
    ],
  ],
  priority: [[1], ['100'], [0, NO_PRIORITY], [101, NO_PRIORITY], [1.5, NO_PRIORITY], ['high', NO_PRIORITY]],
  plane: [['internet'], ['intranet'], ['public', noneOf('internet', 'intranet')]],
  direction: [
    ['inbound', noneOf('ingress', 'egress')],
    ['Ingress', { problem: WRONG_CASE, instead: 'ingress' }],
  ],
}

/** What Terraform's provider takes in lower case only. */
const lowerCase: Table = {
  verdict: [['Accept', { problem: WRONG_CASE, instead: 'accept' }]],
  protocol: [['TCP', { problem: WRONG_CASE, instead: 'tcp' }]],
  plane: [['Intranet', { problem: WRONG_CASE, instead: 'intranet' }]],
}
/** The API takes any case, as its dumps show, and so do templates. */
const anyCase: Table = { verdict: [['Accept'], ['DROP']], protocol: [['TCP']], plane: [['Intranet']] }
/** Priorities of the system's own rules stand in dumps only. */
const systemRules: Table = { priority: [[110]] }
const noSystemRules: Table = { priority: [[110, NO_PRIORITY]] }

/** API SecurityGroupPolicy, and the code of `tencentcloud_security_group_rule_set`. */
const tencentcloud: Table = {
  verdict: [['ACCEPT'], ['drop'], ['ALLOW', noneOf('ACCEPT', 'DROP')]],
  protocol: [['TCP'], ['udp'], ['SCTP', noneOf('TCP', 'UDP', 'ICMP', 'ICMPv6', 'GRE', 'ALL')]],
  ports: [
    ['22'],
    [22],
    ['80,443'],
    ['8000-8010'],
    ['0', OUTSIDE],
    ['65536', OUTSIDE],
    ['22/22', { problem: 'is no port and no range such as `8000-8010`' }],
    ['8010-8000', reversed('8000-8010')],
    ['22,80-90', { problem: 'lists a range, but only single ports can be listed: give the range a rule of its own' }],
    ['80,', { problem: 'holds an empty element' }],
  ],
  peer: [
    ['192.0.2.1'],
    ['0.0.0.0/0'],
    ['10.1.2.3/8', hostBits('10.0.0.0/8')],
    ['0.0.0.0/8', { problem: 'is stored as `0.0.0.0/0`, which is everybody: name the addresses that are meant' }],
    ['10.0.0.0/0', ANYBODY],
    ['300.0.0.1', NO_CIDR],
    ['::/0', { problem: 'is IPv6, where IPv4 is expected' }],
  ],
  direction: [['INGRESS'], ['inbound', noneOf('ingress', 'egress')]],
}
const allPorts: Table = { ports: [['ALL'], ['all']] }
const noWordForPorts: Table = {
  ports: [['ALL', { problem: 'is refused here: leave the field out if every port is meant' }]],
}

/** What each format adds to the syntax of its provider. */
const ownSyntax: Readonly<Record<string, readonly Table[]>> = {
  'Terraform JSON: alicloud_security_group_rule': [lowerCase, noSystemRules],
  'Terraform JSON: tencentcloud_security_group_rule_set': [allPorts],
  'Terraform JSON: tencentcloud_security_group_rule': [noWordForPorts],
  'Terraform plan': [lowerCase, noSystemRules],
  'Terraform state': [allPorts],
  'terraform.tfstate': [lowerCase, noSystemRules],
  'ROS: rules of a group': [anyCase, noSystemRules],
  'ROS: rules of their own': [anyCase, noSystemRules],
  'Crossplane: Alibaba Cloud': [lowerCase, noSystemRules],
  'Crossplane: Tencent Cloud': [noWordForPorts],
  'Pulumi: Alibaba Cloud': [lowerCase, noSystemRules],
  'Pulumi: Tencent Cloud': [allPorts],
  Ansible: [anyCase, noSystemRules],
  'API of Tencent Cloud': [allPorts],
  'API of Alibaba Cloud: dump': [anyCase, systemRules],
  'API of Alibaba Cloud: request': [anyCase, noSystemRules],
}

/** Nobody edits what Terraform writes. */
const isEdited = ({ name }: Example): boolean => !/^Terraform (?:plan|state)$|^terraform\.tfstate$/u.test(name)

function fileOf(
  { name, file, rule, names }: Example,
  field: Field,
  value: unknown,
): { filename: string; code: string } {
  const filename = name.startsWith('Terraform JSON') ? 'main.tf.json' : 'declarations.json'
  return { filename, code: json(file([{ ...rule, [String(names[field])]: value }])) }
}

function errorOf(example: Example, field: Field, value: string, { problem, instead }: Finding): ExpectedError {
  if (instead === undefined) return { messageId: 'refused', data: { value, problem, note: '' } }
  const suggestion = { messageId: 'instead', data: { instead }, output: fileOf(example, field, instead).code }
  return {
    messageId: 'replaceable',
    data: { value, problem, instead, note: '' },
    ...(isEdited(example) && { suggestions: [suggestion] }),
  }
}

const valid: ValidCase[] = []
const invalid: InvalidCase[] = []
for (const example of examples) {
  const shared = example.provider === 'alicloud' ? alicloud : tencentcloud
  for (const table of [shared, ...(ownSyntax[example.name] ?? [])]) {
    for (const [field, values = []] of Object.entries(table) as [Field, Table[Field]][]) {
      if (example.names[field] === undefined) continue
      for (const [value, finding] of values) {
        const name = `${example.name}: ${field} ${String(value)}`
        if (finding === undefined) valid.push({ name, ...fileOf(example, field, value) })
        // A number that is marked is one in the text, where a mark cannot stand inside of quotes.
        else if (typeof value === 'string') {
          const errors = [errorOf(example, field, value, finding)]
          invalid.push({ name, ...fileOf(example, field, `⟦${value}⟧`), errors })
        } else {
          const { code, filename } = fileOf(example, field, `⟦${value}⟧`)
          const errors = [errorOf(example, field, String(value), finding)]
          invalid.push({ name, filename, code: code.replace(`⟦"${value}"⟧`, `⟦${value}⟧`), errors })
        }
      }
    }
  }
}

runRule('valid-rule-fields', validRuleFields, { valid, invalid })
