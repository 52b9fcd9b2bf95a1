/** Reading costs what is read: more resources take as many more looks at the tree, in every format. */
import json from '@eslint/json'
import { parseForESLint } from 'jsonc-eslint-parser'
import { expect, it } from 'vitest'
import { parseForESLint as parseYamlForESLint } from 'yaml-eslint-parser'
import { readDocuments } from '../../src/document/index.ts'
import { readDeclarations } from '../../src/formats/index.ts'
import { examples, type Fields } from './examples.ts'
import { ALI_GROUP, configured, plan } from './terraform-plan/files.ts'

/** A tree that counts how often a property of any of its nodes is asked for. */
function counting<T extends object>(root: T): { readonly tree: T; readonly looks: () => number } {
  let looks = 0
  const proxies = new WeakMap<object, object>()
  const wrap = (target: object): object => {
    const known = proxies.get(target)
    if (known) return known
    const proxy = new Proxy(target, {
      get(object, key, receiver) {
        looks += 1
        const value: unknown = Reflect.get(object, key, receiver)
        // Places are passed on as they are.
        const isPart = typeof value === 'object' && value !== null && key !== 'loc' && key !== 'range'
        return isPart ? wrap(value) : value
      },
    })
    proxies.set(target, proxy)
    return proxy
  }
  return { tree: wrap(root) as T, looks: () => looks }
}

interface Looks {
  readonly looks: number
  readonly rules: number
  readonly bindings: number
}

type Parse = (text: string) => object

const jsonc: Parse = (text) => parseForESLint(text, {}).ast

/** The fastest of the parsers that ESLint has for JSON. */
const momoa: Parse = (body) => {
  const file = { body, path: 'file.json', physicalPath: 'file.json', bom: false }
  const parsed = json.languages.json.parse(file, { languageOptions: {} })
  if (!parsed.ok) throw new Error('The file cannot be parsed.')
  return parsed.ast
}

const yaml: Parse = (text) => parseYamlForESLint(text).ast

const looksAt = (file: unknown, parse: Parse): Looks => looksIn(JSON.stringify(file), parse)

function looksIn(text: string, parse: Parse): Looks {
  const { tree, looks } = counting(parse(text))
  const { groups, bindings } = readDeclarations(readDocuments({ ast: tree, text }), { filename: 'file.json' })
  return { looks: looks(), rules: groups.flatMap(({ rules }) => rules).length, bindings: bindings.length }
}

const SOME = 250

function copies(rule: Fields, count: number): Fields[] {
  return Array.from({ length: count }, () => ({ ...rule }))
}

it.each(examples)('$name', ({ rule, file }) => {
  const [one, two, three] = [1, 2, 3].map((times) => looksAt(file(copies(rule, times * SOME)), jsonc))
  expect([one?.rules, two?.rules, three?.rules]).toEqual([SOME, 2 * SOME, 3 * SOME])
  // Each further resource costs as much as the one before it.
  const growth = (two?.looks ?? 0) - (one?.looks ?? 0)
  expect((three?.looks ?? 0) - (two?.looks ?? 0)).toBeLessThanOrEqual(growth * 1.01)
  expect(growth / SOME).toBeLessThan(2000)
})

/** One of each way in which a format finds the rules of a group among resources of their own. */
const LARGE: ReadonlySet<string> = new Set([
  'Terraform JSON: alicloud_security_group_rule',
  'Terraform plan',
  'ROS: rules of their own',
  'Crossplane: Alibaba Cloud',
  'Pulumi: Alibaba Cloud',
])

it.each(examples.filter(({ name }) => LARGE.has(name)))('ten thousand resources: $name', ({ rule, file }) => {
  const [some, all] = [SOME, 10_000].map((count) => looksAt(file(copies(rule, count)), momoa))
  expect([some?.rules, all?.rules]).toEqual([SOME, 10_000])
  expect(all?.looks).toBeLessThanOrEqual(((some?.looks ?? 0) * 10_000) / SOME)
})

// Most of the time is the parser's.
it('ten thousand resources in YAML', { timeout: 180_000 }, () => {
  const [some, all] = [SOME, 10_000].map((count) => looksIn(rosYaml(count), yaml))
  expect([some?.rules, all?.rules]).toEqual([SOME, 10_000])
  expect(all?.looks).toBeLessThanOrEqual(((some?.looks ?? 0) * 10_000) / SOME)
})

function rosYaml(count: number): string {
  const rules = Array.from(
    { length: count },
    (_, index) => `\
  Rule${String(index)}:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-1
      IpProtocol: tcp
      PortRange: 443/443
      SourceCidrIp: 192.0.2.0/24
`,
  )
  return ['ROSTemplateFormatVersion: "2015-09-01"\nResources:\n', ...rules].join('')
}

it('instances of a plan before its first apply', () => {
  const [one, ten] = [SOME, 10 * SOME].map((count) => looksAt(firstPlan(count), momoa))
  expect([one?.bindings, ten?.bindings]).toEqual([SOME, 10 * SOME])
  expect(ten?.looks).toBeLessThanOrEqual((one?.looks ?? 0) * 10)
})

/** Instances that bind two groups whose ids are not known yet. */
function firstPlan(count: number): object {
  const groups = ['a', 'b'].map((name) => ({ address: `${ALI_GROUP}.${name}`, values: {}, unknown: { id: true } }))
  const addresses = Array.from({ length: count }, (_, index) => `alicloud_instance.x${String(index)}`)
  const instances = addresses.map((address) => ({ address, values: {}, unknown: { security_groups: true } }))
  const references = groups.flatMap(({ address }) => [`${address}.id`, address])
  const resources = addresses.map((address) => configured(address, { security_groups: references }))
  return plan({ resources: [...groups, ...instances] }, { resources })
}
