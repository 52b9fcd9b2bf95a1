import { describe, expect, it } from 'vitest'
import { only, readBoth, readGroup, readJson, readYaml } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, configured, plan, shown, stored } from './files.ts'

const MANY = 10_000
/** Enough to notice what grows faster than the file. */
const SOME = 2000
const rule = { type: 'ingress', ip_protocol: 'all', cidr_ip: '10.0.0.1' }
const times = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index))

describe('wrong types', () => {
  const version = { format_version: '1.2' }

  it.each([
    { ...version, planned_values: [] },
    { ...version, planned_values: { root_module: 'x' } },
    { ...version, planned_values: { root_module: { resources: {}, child_modules: {} } } },
    {
      ...version,
      planned_values: { root_module: { resources: [null, 1, 'x', [], {}], child_modules: [null, [], {}] } },
    },
    { ...version, planned_values: { root_module: { resources: [{ address: 1, type: 1, values: {} }] } } },
    { ...version, planned_values: { root_module: { resources: [{ address: `${ALI_RULE}.a`, values: {} }] } } },
    { ...version, resource_changes: [{ address: `${ALI_RULE}.a`, type: ALI_RULE }] },
    { ...version, values: { root_module: null } },
    { ...stored([]), resources: { x: 1 } },
    { ...stored([]), resources: [null, { type: ALI_RULE, name: 1, instances: [{}] }] },
    { ...stored([]), resources: [{ type: ALI_RULE, name: 'a', instances: {} }] },
    { ...stored([]), resources: [{ type: ALI_RULE, name: 'a', instances: [null, 'x'] }] },
  ])('%j declares nothing', (file) => {
    expect(readBoth(file)).toEqual([])
  })

  it.each([[null], [1], ['x'], [[]], [[{ address: 1 }]], [[{ address: `${ALI_RULE}.a`, change: [] }]]])(
    'changes that are %j say nothing',
    (resource_changes) => {
      const resources = [{ address: `${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1' } }]
      expect(readGroup({ ...plan({ resources }), resource_changes })).toMatchObject({ key: 'sg-1', rules: [{}] })
    },
  )

  it.each([[null], ['x'], [{ resources: 1, module_calls: [] }], [{ resources: [1, {}], module_calls: { m: 1 } }]])(
    'a configuration that is %j says nothing',
    (configuration) => {
      const resources = [{ address: `${ALI_RULE}.a`, values: rule, unknown: { security_group_id: true } }]
      const child_modules = [{ address: 'module.m', resources: [] }]
      const file = { ...plan({ resources, child_modules }), configuration: { root_module: configuration } }
      expect(readGroup(file).key).toBe(`${ALI_RULE}.a`)
    },
  )

  it('marks of another shape than the values say nothing', () => {
    const values = { ...rule, security_group_id: 'sg-1' }
    const unknown = { cidr_ip: [true], ip_protocol: { x: true }, type: 'yes', '': true }
    const { rules } = readGroup(plan({ resources: [{ address: `${ALI_RULE}.a`, values, unknown }] }))
    expect(only(rules)).toMatchObject({
      direction: { state: 'known' },
      protocol: { state: 'known' },
      peers: [{ reading: { state: 'known' } }],
    })
  })
})

describe('names from the prototype of objects', () => {
  it('are plain names', () => {
    const values = `{"security_group_id":"sg-1","type":"ingress","__proto__":{"cidr_ip":"0.0.0.0/0"}}`
    const resource = `{"address":"${ALI_RULE}.__proto__","type":"${ALI_RULE}","name":"__proto__","values":${values}}`
    const modules = `"child_modules":[{"address":"module.__proto__","resources":[${resource}]}]`
    const source = `{"format_version":"1.2","planned_values":{"root_module":{${modules}}},"configuration":{"root_module":{"module_calls":{}}}}`
    expect(readJson(source)).toMatchObject([{ key: 'sg-1', rules: [{ peers: [] }] }])
  })
})

describe('large files', () => {
  it('of ten thousand rules are read in file order', () => {
    const resources = [
      ...[0, 1].map((index) => ({ address: `${ALI_GROUP}.g${index}`, values: { id: `sg-${index}` } })),
      ...times(MANY, (index) => ({
        address: `${ALI_RULE}.a[${index}]`,
        values: { ...rule, security_group_id: `sg-${index % 2}` },
      })),
    ]
    for (const file of [shown({ resources }), stored(resources)]) {
      const groups = readJson(JSON.stringify(file))
      expect(groups.map(({ rules }) => rules.length)).toEqual([MANY / 2, MANY / 2])
    }
  })

  it('of many instances join each with its own', () => {
    const references = ['module.net["k"].group', 'module.net["k"]', 'module.net']
    const child_modules = times(SOME, (index) => ({
      address: `module.net[${index}]`,
      resources: [{ address: `module.net[${index}].${ALI_GROUP}.app`, values: {}, unknown: { id: true } }],
    }))
    const resources = times(SOME, (index) => ({
      address: `${ALI_RULE}.a${index}`,
      values: rule,
      unknown: { security_group_id: true },
    }))
    const configuration = {
      resources: resources.map(({ address }, index) =>
        configured(address, { security_group_id: references.map((text) => text.replace('"k"', String(index))) }),
      ),
      module_calls: {
        net: { module: { outputs: { group: { expression: { references: [`${ALI_GROUP}.app.id`] } } } } },
      },
    }
    const groups = readJson(JSON.stringify(plan({ resources, child_modules }, configuration)))
    expect(groups).toHaveLength(SOME)
    expect(groups.filter(({ rules }) => rules.length !== 1)).toEqual([])
  })

  it('of a long list of references behind many rules are read once', () => {
    const resources = times(SOME, (index) => ({
      address: `${ALI_RULE}.a[${index}]`,
      values: rule,
      unknown: { security_group_id: true },
    }))
    const configuration = {
      resources: [configured(`${ALI_RULE}.a`, { security_group_id: times(SOME, () => 'each.key') })],
    }
    expect(readJson(JSON.stringify(plan({ resources }, configuration)))).toHaveLength(SOME)
  })

  it('of modules as deep as a parser goes are read', () => {
    const depth = 300
    let module: object = {}
    for (let level = depth; level > 0; level--) {
      const address = Array.from({ length: level }, () => 'module.m').join('.')
      const resources = [{ address: `${address}.${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1' } }]
      module = { address, resources, child_modules: [module] }
    }
    const { rules } = only(readJson(JSON.stringify(shown({ child_modules: [module] }))))
    expect(rules).toHaveLength(depth)
  })

  it('of aliases that unfold without end are read as far as they go', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const below =
        level === 0 ? `{address: ${ALI_RULE}.a, type: ${ALI_RULE}, name: a}` : `*l${level - 1}, *l${level - 1}`
      return `  - &l${level} {address: module.m, resources: [${level === 0 ? below : ''}], child_modules: [${level === 0 ? '' : below}]}\n`
    })
    const source = `x:\n${levels.join('')}format_version: '1.2'\nvalues:\n  root_module: *l29\n`
    expect(readYaml(source).length).toBeLessThanOrEqual(1)
  })

  it('of a module that holds itself are read', () => {
    const source = `format_version: '1.2'\nvalues:\n  root_module: &m {resources: [{address: ${ALI_RULE}.a, type: ${ALI_RULE}}], child_modules: [*m]}\n`
    expect(only(readYaml(source)).rules).toHaveLength(1)
  })
})
