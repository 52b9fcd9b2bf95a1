import { describe, expect, it } from 'vitest'
import { only, readBoth } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, configured, type ModuleOf, plan, type Planned, RULE, SET } from './files.ts'

const group = (address: string): Planned => ({ address, values: {}, unknown: { id: true } })
const rule = (address: string): Planned => ({
  address,
  values: { type: 'ingress', ip_protocol: 'all', cidr_ip: '10.0.0.1' },
  unknown: { security_group_id: true },
})
/** A reference as Terraform lists it, with what it is a part of. */
const APP_ID = [`${ALI_GROUP}.app.id`, `${ALI_GROUP}.app`]

/** The group of the only rule of a plan. */
function groupOf(root: ModuleOf<Planned>, configuration: object): string {
  return only(readBoth(plan(root, configuration)).filter(({ rules }) => rules.length > 0)).key
}

describe('a rule of a group whose id is not known yet', () => {
  const join = (references: readonly string[], groups: readonly string[], self = `${ALI_RULE}.a`): string =>
    groupOf(
      { resources: [...groups.map((name) => group(`${ALI_GROUP}.${name}`)), rule(self)] },
      { resources: [configured(`${ALI_RULE}.a`, { security_group_id: references })] },
    )

  it.each([
    ['an attribute', APP_ID, ['app'], 'app'],
    [
      'an instance',
      [`${ALI_GROUP}.app[1].id`, `${ALI_GROUP}.app[1]`, `${ALI_GROUP}.app`],
      ['app[0]', 'app[1]'],
      'app[1]',
    ],
    [
      'a key',
      [`${ALI_GROUP}.app["b.c"].id`, `${ALI_GROUP}.app["b.c"]`, `${ALI_GROUP}.app`],
      ['app["a"]', 'app["b.c"]'],
      'app["b.c"]',
    ],
    ['all instances', [`${ALI_GROUP}.app`], ['app[0]'], 'app[0]'],
    ['a counted instance', [`${ALI_GROUP}.app`, 'count.index'], ['app[0]'], 'app[0]'],
    ['an instance by key', ['each.key', `${ALI_GROUP}.app`], ['app["a"]'], 'app["a"]'],
    ['one thing twice', [...APP_ID, ...APP_ID], ['app', 'db'], 'app'],
  ])('is joined through %s', (_, references, groups, expected) => {
    expect(join(references, groups)).toBe(`${ALI_GROUP}.${expected}`)
  })

  it.each([
    ['one of several instances', [`${ALI_GROUP}.app`, 'each.key'], ['app["a"]', 'app["b"]']],
    [
      'an instance that is not planned',
      [`${ALI_GROUP}.app[7].id`, `${ALI_GROUP}.app[7]`, `${ALI_GROUP}.app`],
      ['app[0]'],
    ],
    ['a choice of groups', [...APP_ID, `${ALI_GROUP}.db.id`, `${ALI_GROUP}.db`], ['app', 'db']],
    ['a choice by a variable', ['var.create', ...APP_ID], ['app']],
    ['a name that begins alike', [`${ALI_GROUP}.app2.id`, `${ALI_GROUP}.app`], ['app', 'app2']],
    ['another attribute', [`${ALI_GROUP}.app.vpc_id`, `${ALI_GROUP}.app`], ['app']],
    ['a value of a loop', ['each.value.group', 'each.value'], ['app']],
    ['a local', ['local.group'], ['app']],
    ['a data source', [`data.${ALI_GROUP}s.app.ids`, `data.${ALI_GROUP}s.app`], ['app']],
    ['a variable of the root module', ['var.group'], ['app']],
    ['another resource', ['terraform_data.app.id', 'terraform_data.app'], ['app']],
    ['a rule', [`${ALI_RULE}.a.id`, `${ALI_RULE}.a`], ['app']],
    ['nothing', [], ['app']],
    ['what is no reference', ['', '${'], ['app']],
  ])('may belong to any group through %s', (_, references, groups) => {
    expect(join(references, groups)).toBe(`${ALI_RULE}.a`)
  })

  it.each([
    ['no list', 'x'],
    ['no strings', [1, null, {}]],
  ])('may belong to any group through %s', (_, references) => {
    const configuration = { address: `${ALI_RULE}.a`, mode: 'managed', type: ALI_RULE, name: 'a' }
    const expressions = { security_group_id: { references } }
    const root = { resources: [group(`${ALI_GROUP}.app`), rule(`${ALI_RULE}.a`)] }
    expect(groupOf(root, { resources: [{ ...configuration, expressions }] })).toBe(`${ALI_RULE}.a`)
  })

  it('names its peers alike', () => {
    const item = { action: 'ACCEPT', protocol: 'TCP', port: '80', source_security_id: null }
    const marks = { security_group_id: true, ingress: [{ source_security_id: true }, { source_security_id: true }] }
    const resources = [
      { address: `tencentcloud_security_group.lb`, values: {}, unknown: { id: true } },
      { address: `${SET}.web`, values: { ingress: [item, item] }, unknown: marks },
    ]
    const reference = { references: ['tencentcloud_security_group.lb.id', 'tencentcloud_security_group.lb'] }
    const peersOf = (blocks: number): unknown => {
      const ingress = Array.from({ length: blocks }, () => ({ source_security_id: reference }))
      const set = { address: `${SET}.web`, mode: 'managed', type: SET, name: 'web', expressions: { ingress } }
      const { rules } = only(readBoth(plan({ resources }, { resources: [set] })).slice(1))
      return rules.map(({ peers }) => only(peers).reading)
    }
    const named = { value: { kind: 'symbol', of: 'group', name: 'tencentcloud_security_group.lb' } }
    expect(peersOf(2)).toMatchObject([named, named])
    // One of the two comes from a `dynamic` block, and nothing tells which.
    expect(peersOf(1)).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }])
  })
})

describe('a template', () => {
  it('is joined through the block that names it', () => {
    const template = 'tencentcloud_address_template.office'
    const values = { security_group_id: 'sg-1', type: 'ingress', policy: 'DROP', address_template: [{}] }
    const resources = [
      { address: template, values: { addresses: ['203.0.113.7'] }, unknown: { id: true } },
      { address: `${RULE}.a`, values, unknown: { address_template: [{ template_id: true }] } },
    ]
    const expressions = { address_template: [{ template_id: { references: [`${template}.id`, template] } }] }
    const configuration = { resources: [{ address: `${RULE}.a`, mode: 'managed', type: RULE, name: 'a', expressions }] }
    const { rules } = only(readBoth(plan({ resources }, configuration)))
    expect(only(rules).peers).toMatchObject([{ field: 'address_template', reading: { value: { kind: 'addresses' } } }])
  })
})

describe('a rule in a module', () => {
  const inModule = configured(`${ALI_RULE}.a`, { security_group_id: ['var.group'] })

  it('is joined with a group of its own instance', () => {
    const child = (key: string): ModuleOf<Planned> => ({
      address: `module.net["${key}"]`,
      resources: [group(`module.net["${key}"].${ALI_GROUP}.app`), rule(`module.net["${key}"].${ALI_RULE}.a`)],
    })
    const module = { resources: [configured(`${ALI_RULE}.a`, { security_group_id: APP_ID })] }
    const groups = readBoth(
      plan({ child_modules: [child('x'), child('y')] }, { module_calls: { net: { expressions: {}, module } } }),
    )
    expect(groups.map(({ key, rules }) => [key, rules.map(({ label }) => label)])).toEqual(
      ['x', 'y'].map((key) => [`module.net["${key}"].${ALI_GROUP}.app`, [`module.net["${key}"].${ALI_RULE}.a`]]),
    )
  })

  it('is joined with the group that its callers pass down', () => {
    const root = {
      resources: [group(`${ALI_GROUP}.app`)],
      child_modules: [
        {
          address: 'module.a',
          child_modules: [{ address: 'module.a.module.b[0]', resources: [rule(`module.a.module.b[0].${ALI_RULE}.a`)] }],
        },
      ],
    }
    const inner = { expressions: { group: { references: ['var.sg.id', 'var.sg'] } }, module: { resources: [inModule] } }
    const outer = { expressions: { sg: { references: [`${ALI_GROUP}.app`] } }, module: { module_calls: { b: inner } } }
    expect(groupOf(root, { module_calls: { a: outer } })).toBe(`${ALI_GROUP}.app`)
  })

  it.each([
    ['the only instance', ['module.net.group', 'module.net'], ['module.net'], 'module.net'],
    [
      'an instance by number',
      ['module.net[1].group', 'module.net[1]', 'module.net'],
      ['module.net[0]', 'module.net[1]'],
      'module.net[1]',
    ],
    [
      'an instance by key',
      ['module.net["k"].group', 'module.net["k"]', 'module.net'],
      ['module.net["j"]', 'module.net["k"]'],
      'module.net["k"]',
    ],
    ['a part of an output', ['module.net.group["x"]', 'module.net.group', 'module.net'], ['module.net'], 'module.net'],
    ['one of several instances', ['module.net', 'each.key'], ['module.net["j"]', 'module.net["k"]'], undefined],
    ['another output', ['module.net.other', 'module.net'], ['module.net'], undefined],
  ])('or a rule beside it is joined with the group that comes out of %s', (_, references, modules, from) => {
    const root = {
      resources: [rule(`${ALI_RULE}.a`)],
      child_modules: modules.map((address) => ({ address, resources: [group(`${address}.${ALI_GROUP}.app`)] })),
    }
    const configuration = {
      resources: [configured(`${ALI_RULE}.a`, { security_group_id: references })],
      module_calls: { net: { module: { outputs: { group: { expression: { references: APP_ID } } } } } },
    }
    expect(groupOf(root, configuration)).toBe(from === undefined ? `${ALI_RULE}.a` : `${from}.${ALI_GROUP}.app`)
  })

  it('may belong to any group where modules refer to each other in a circle', () => {
    const root = { child_modules: [{ address: 'module.m', resources: [rule(`module.m.${ALI_RULE}.a`)] }] }
    const call = {
      expressions: { group: { references: ['module.m.group', 'module.m'] } },
      module: { resources: [inModule], outputs: { group: { expression: { references: ['var.group'] } } } },
    }
    expect(groupOf(root, { module_calls: { m: call } })).toBe(`module.m.${ALI_RULE}.a`)
  })

  it('may belong to any group where the configuration holds no such module', () => {
    const root = { child_modules: [{ address: 'elsewhere', resources: [rule(`elsewhere.${ALI_RULE}.a`)] }] }
    expect(groupOf(root, { module_calls: { m: {} } })).toBe(`elsewhere.${ALI_RULE}.a`)
  })
})
