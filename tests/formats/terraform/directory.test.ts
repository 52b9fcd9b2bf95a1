/** The files of a Terraform module, read together. */
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../src/document/index.ts'
import { terraformJson } from '../../../src/formats/terraform/index.ts'
import type { SecurityGroup } from '../../../src/model/declarations.ts'
import { knownValue } from '../../../src/model/reading.ts'

type Files = Readonly<Record<string, unknown>>

const { directory } = terraformJson
if (!directory) throw new Error('Terraform reads directories.')

/** Texts stand for files that cannot be parsed, `null` for those that cannot be read. */
function read(files: Files): readonly SecurityGroup[] | undefined {
  const all = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return directory?.read(
    all.map(([name, content]) => {
      if (content === null) return { name, text: undefined, root: undefined }
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      return { name, text, root: typeof content === 'string' ? undefined : parseJson(text, name) }
    }),
  )?.groups
}

/** The only group of a module. */
function readGroup(files: Files): SecurityGroup {
  const groups = read(files) ?? []
  if (groups.length !== 1 || groups[0] === undefined) throw new Error(`The module holds ${groups.length} groups.`)
  return groups[0]
}

const GROUP = {
  resource: { alicloud_security_group: { web: { security_group_name: '${var.name}', vpc_id: 'vpc-1' } } },
}

function ruleFile(rules: Files): object {
  return { resource: { alicloud_security_group_rule: rules } }
}

function rule(more: Files = {}): object {
  return {
    security_group_id: '${alicloud_security_group.web.id}',
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: '22/22',
    cidr_ip: '10.0.0.0/8',
    ...more,
  }
}

describe('names of files', () => {
  it.each([
    ['main.tf.json', 'parsed'],
    ['override.tf.json', 'parsed'],
    ['terraform.tfvars.json', 'parsed'],
    ['prod.auto.tfvars.json', 'parsed'],
    ['main.tf', 'searched'],
    ['terraform.tfvars', 'searched'],
    ['prod.auto.tfvars', 'searched'],
    ['prod.tfvars.json', undefined],
    ['prod.tfvars', undefined],
    ['.main.tf.json', undefined],
    ['main.tf.json~', undefined],
    ['MAIN.TF.JSON', undefined],
    ['plan.json', undefined],
    ['main.tftest.json', undefined],
  ])('%s: %s', (name, part) => {
    expect(directory.part(name)).toBe(part)
  })
})

describe('declarations of several files', () => {
  it('rules belong to the group of another file, in the order of the names', () => {
    const group = readGroup({
      'b.tf.json': ruleFile({ b: rule() }),
      'groups.tf.json': GROUP,
      'a.tf.json': ruleFile({ a: rule() }),
    })
    expect(group.complete).toEqual({ ingress: true, egress: true })
    expect(group.declaration?.place.file).toBe('groups.tf.json')
    expect(group.rules.map(({ label, origin }) => [label, origin.place.file])).toEqual([
      ['alicloud_security_group_rule.a', 'a.tf.json'],
      ['alicloud_security_group_rule.b', 'b.tf.json'],
    ])
  })

  it('variables and locals are those of all files', () => {
    const { name } = readGroup({
      'a.tf.json': { locals: { prefix: 'web' } },
      'groups.tf.json': GROUP,
      'v.tf.json': { variable: { name: { default: 'web' } } },
    })
    expect(name).toMatchObject({ value: 'web', viaDefault: 'var.name', origin: { place: { file: 'groups.tf.json' } } })
  })

  it('lists are those of all files', () => {
    const { rules } = readGroup({
      'groups.tf.json': GROUP,
      'lists.tf.json': { resource: { alicloud_ecs_prefix_list: { lan: { entry: [{ cidr: '10.0.0.0/8' }] } } } },
      'rules.tf.json': ruleFile({ a: rule({ cidr_ip: null, prefix_list_id: '${alicloud_ecs_prefix_list.lan.id}' }) }),
    })
    expect(rules[0]?.peers[0]?.reading).toMatchObject({ value: { kind: 'addresses' } })
  })

  it('edits tell the file that they are for', () => {
    const { rules } = readGroup({ 'groups.tf.json': GROUP, 'rules.tf.json': ruleFile({ a: rule(), b: rule() }) })
    const [first, second] = rules
    expect(first?.origin.remove()).toMatchObject([{ file: 'rules.tf.json' }])
    expect(second?.peers[0]?.reading).toMatchObject({ state: 'known' })
    // Its default stands where it would be written.
    const verdict = second?.verdict.state === 'known' ? second.verdict.origin : undefined
    expect(verdict?.rewrite('drop')).toMatchObject([{ file: 'rules.tf.json' }])
  })
})

describe('what is no module', () => {
  it.each<[string, Files]>([
    ['a resource', ruleFile({ a: rule() }) as Files],
    ['a variable', { variable: { name: {} } }],
    ['a local value', { locals: { a: 1 } }],
    ['a data source', { data: { alicloud_zones: { a: {} } } }],
    ['a module call', { module: { a: { source: './a' } } }],
    ['an output', { output: { a: { value: 1 } } }],
    ['a provider', { provider: { alicloud: {} } }],
    ['a provider under an alias', { provider: { alicloud: [{ alias: 'a' }, {}] } }],
  ])('two files that declare %s', (_, declared) => {
    expect(read({ 'a.tf.json': declared, 'b.tf.json': declared, 'groups.tf.json': GROUP })).toBeUndefined()
  })

  it.each<[string, object, object]>([
    ['resources of one name and two types', ruleFile({ web: rule() }), { resource: { null_resource: { web: {} } } }],
    ['providers under two aliases', { provider: { alicloud: { alias: 'a' } } }, { provider: { alicloud: {} } }],
    ['settings of Terraform', { terraform: { required_version: '1' } }, { terraform: { required_version: '1' } }],
    ['a variable and a local value', { variable: { a: {} } }, { locals: { a: 1 } }],
  ])('but %s are one', (_, a, b) => {
    expect(read({ 'a.tf.json': a, 'b.tf.json': b, 'groups.tf.json': GROUP })).toHaveLength(1)
  })
})

describe('override files', () => {
  const files = { 'groups.tf.json': GROUP, 'rules.tf.json': ruleFile({ a: rule({ port_range: '22/22' }) }) }

  it('replace arguments of resources, and bring none of their own', () => {
    const { rules } = readGroup({
      ...files,
      'a_override.tf.json': ruleFile({ a: { port_range: '80/80' }, other: rule() }),
      'override.tf.json': ruleFile({ a: { port_range: '443/443' } }),
    })
    expect(rules).toMatchObject([
      {
        ports: { value: [{ first: 443, last: 443 }], origin: { place: { file: 'override.tf.json' } } },
        origin: { place: { file: 'rules.tf.json' } },
        peers: [{ field: 'cidr_ip', reading: { origin: { place: { file: 'rules.tf.json' } } } }],
      },
    ])
  })

  it('replace whether there is a resource', () => {
    expect(readGroup({ ...files, 'override.tf.json': ruleFile({ a: { count: 0 } }) }).rules).toEqual([])
    const { complete } = readGroup({ ...files, 'override.tf.json': ruleFile({ a: { count: '${var.count}' } }) })
    expect(complete).toEqual({ ingress: false, egress: true })
  })

  it('replace defaults of variables and local values', () => {
    const name = (more: Files): unknown => {
      const variables = { variable: { name: { type: 'string', default: 'a' } }, locals: { x: '${var.name}' } }
      return readGroup({ ...files, 'variables.tf.json': variables, ...more }).name
    }
    expect(name({})).toMatchObject({ value: 'a' })
    expect(name({ 'override.tf.json': { variable: { name: { default: 'b' } } } })).toMatchObject({ value: 'b' })
    expect(name({ 'override.tf.json': { variable: { name: { default: null } } } })).toMatchObject({ state: 'unknown' })
    expect(name({ 'override.tf.json': { variable: { name: { description: 'b' } } } })).toMatchObject({ value: 'a' })
  })

  it('replace all blocks of a type', () => {
    const set = (more: object): object => ({ resource: { tencentcloud_security_group_rule_set: { web: more } } })
    const item = (port: string): object => ({ action: 'ACCEPT', cidr_block: '10.0.0.0/8', protocol: 'TCP', port })
    const base = set({ security_group_id: 'sg-1', ingress: [item('22'), item('80')], egress: [item('443')] })
    const ports = (override: object): readonly unknown[] => {
      const { rules, complete } = readGroup({ 'main.tf.json': base, 'override.tf.json': set(override) })
      return [...rules.map((each) => knownValue(each.ports)?.[0]?.first), complete.ingress, complete.egress]
    }
    expect(ports({ ingress: [item('3306')] })).toEqual([3306, 443, true, true])
    expect(ports({ dynamic: { ingress: { for_each: [1] } } })).toEqual([443, false, true])
    expect(ports({ dynamic: { egress: { for_each: [1] } } })).toEqual([22, 80, true, false])
  })

  it('leave dynamic blocks of other types', () => {
    const set = (more: object): object => ({ resource: { tencentcloud_security_group_rule_set: { web: more } } })
    const { complete } = readGroup({
      'main.tf.json': set({ security_group_id: 'sg-1', dynamic: { ingress: { for_each: [1] } } }),
      'override.tf.json': set({ dynamic: { egress: { for_each: [1] } } }),
    })
    expect(complete).toEqual({ ingress: false, egress: false })
  })
})

describe('files of values', () => {
  const files = { 'groups.tf.json': GROUP, 'variables.tf.json': { variable: { name: { default: 'default' } } } }

  it.each<[string, Files, object]>([
    ['terraform.tfvars.json', { 'terraform.tfvars.json': { name: 'a' } }, { value: 'a' }],
    [
      'b.auto.tfvars.json',
      {
        'a.auto.tfvars.json': { name: 'a' },
        'b.auto.tfvars.json': { name: 'b' },
        'terraform.tfvars.json': { name: 't' },
      },
      { value: 'b' },
    ],
    ['a.auto.tfvars.json', { 'a.auto.tfvars.json': { name: '${var.other}' } }, { value: '${var.other}' }],
  ])('%s has the last word', (file, values, expected) => {
    expect(readGroup({ ...files, ...values }).name).toMatchObject({
      ...expected,
      viaDefault: `var.name in ${file}`,
      origin: { place: { file: 'groups.tf.json' } },
    })
  })

  it.each<[string, Files]>([
    ['null', { 'terraform.tfvars.json': { name: null } }],
    ['in HCL', { 'terraform.tfvars': 'name = "a"' }],
    ['in a broken file', { 'a.auto.tfvars.json': '{"name": "a",,}' }],
    ['in a file that cannot be read', { 'terraform.tfvars.json': null }],
  ])('%s is not known', (_, values) => {
    expect(readGroup({ ...files, ...values }).name).toMatchObject({ state: 'unknown', text: '${var.name}' })
  })

  it.each<[string, Files]>([
    ['of other variables', { 'terraform.tfvars': 'names = ["a"]\nname-1 = 1' }],
    ['of no variable', { 'terraform.tfvars.json': [] }],
  ])('%s change nothing', (_, values) => {
    expect(readGroup({ ...files, ...values }).name).toMatchObject({ value: 'default', viaDefault: 'var.name' })
  })

  it('in HCL are overruled by later ones in JSON', () => {
    const { name } = readGroup({
      ...files,
      'terraform.tfvars': 'name = "a"',
      'terraform.tfvars.json': { name: 'b' },
    })
    expect(name).toMatchObject({ value: 'b' })
  })

  it('hold the rules where a list is a variable', () => {
    const item = { action: 'ACCEPT', cidr_block: '0.0.0.0/0', protocol: 'TCP', port: '22' }
    const set = { web: { security_group_id: 'sg-1', ingress: '${var.rules}' } }
    const { rules } = readGroup({
      'main.tf.json': { resource: { tencentcloud_security_group_rule_set: set } },
      'terraform.tfvars.json': { rules: [item] },
    })
    expect(rules).toMatchObject([
      {
        origin: { place: { file: 'terraform.tfvars.json' } },
        verdict: { viaDefault: 'var.rules in terraform.tfvars.json' },
      },
    ])
  })
})

describe('files that are not read', () => {
  const files = { 'groups.tf.json': GROUP, 'rules.tf.json': ruleFile({ a: rule() }) }
  const whole = { ingress: true, egress: true }
  const open = { ingress: false, egress: false }

  it.each<[string, Files, object]>([
    ['HCL with rules', { 'main.tf': 'resource "alicloud_security_group_rule" "b" {}' }, open],
    ['HCL without', { 'versions.tf': 'terraform {}' }, whole],
    ['a broken file with rules', { 'b.tf.json': '{"resource": {"alicloud_security_group_rule": ' }, open],
    ['a broken file without', { 'b.tf.json': '{"output": ' }, whole],
    ['a file that cannot be read', { 'b.tf.json': null }, open],
    ['an override in HCL', { 'override.tf': 'resource "alicloud_security_group_rule" "other" {}' }, open],
  ])('%s', (_, unread, complete) => {
    const group = readGroup({ ...files, ...unread })
    expect(group.complete).toEqual(complete)
    expect(group.rules).toHaveLength(1)
  })

  it('a rule set holds every rule of its group all the same', () => {
    const set = { web: { security_group_id: '${tencentcloud_security_group.web.id}', ingress: [] } }
    const group = readGroup({
      'main.tf.json': { resource: { tencentcloud_security_group_rule_set: set } },
      'b.tf.json': null,
    })
    expect(group.complete).toEqual(whole)
  })

  it('what an override in HCL names is not settled', () => {
    const name = { variable: { name: { default: 'a' } } }
    const override = 'variable "name" { default = "b" }\nresource "alicloud_security_group_rule" "a" {}'
    const group = readGroup({ ...files, 'variables.tf.json': name, 'override.tf': override })
    expect(group).toMatchObject({ name: { state: 'unknown' }, rules: [], complete: open })
  })

  it('nothing is settled by the side of an override that cannot be read', () => {
    expect(read({ ...files, 'override.tf.json': null })).toEqual([])
  })

  it('the references to what they may declare stay unknown', () => {
    const { name } = readGroup({ ...files, 'variables.tf': 'variable "name" { default = "a" }' })
    expect(name).toMatchObject({ state: 'unknown' })
  })
})

it('names of every object stay names', () => {
  const declared = JSON.parse(`{
    "variable": { "__proto__": { "default": "a" }, "constructor": { "default": "b" } },
    "locals": { "__proto__": "a" }
  }`) as object
  const group = { web: { name: '${var.__proto__}${var.constructor}${local.__proto__}' } }
  const { name } = readGroup({
    'a.tf.json': declared,
    'groups.tf.json': { resource: { tencentcloud_security_group: group } },
    'terraform.tfvars.json': JSON.parse('{"__proto__": "c"}') as object,
  })
  expect(knownValue(name)).toBe('cba')
})
