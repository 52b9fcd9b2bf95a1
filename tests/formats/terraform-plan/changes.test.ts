/** Plans that were cut down to the changes or to the configuration, as for a check of a policy. */
import { describe, expect, it } from 'vitest'
import { only, plainReading, readBoth, readGroup, readJsonFile, readYaml, textAt } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, configured, type ModuleOf, plan, type Planned } from './files.ts'

const rule = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '203.0.113.0/24' }

/** The plan without the values that it comes to; resources of modules tell their module. */
function cut(root: ModuleOf<Planned>, configuration?: object): object {
  const whole: Record<string, unknown> = { ...plan(root, configuration) }
  const changes = (whole['resource_changes'] as { address: string }[]).map((change) => {
    const module = /^(.*)\.[\w-]+\.[\w-]+$/u.exec(change.address)?.[1]
    return module === undefined ? change : { ...change, module_address: module }
  })
  return { format_version: whole['format_version'], resource_changes: changes, configuration: whole['configuration'] }
}

describe('a plan without planned values', () => {
  it('tells of its resources by their changes', () => {
    const resources = [{ address: `${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1' } }]
    expect(readGroup(cut({ resources }))).toMatchObject({
      key: 'sg-1',
      rules: [{ label: `${ALI_RULE}.a`, direction: { value: 'ingress' }, verdict: { value: 'accept' } }],
    })
  })

  it.each([[['delete']], [['forget']]])('leaves out what it changes by %j', (actions) => {
    expect(readBoth(cut({ resources: [{ address: `${ALI_RULE}.a`, values: rule, actions }] }))).toEqual([])
  })

  it('leaves out data and what a replacement left behind', () => {
    const change = { actions: ['create'], after: rule }
    const resource_changes = [
      { address: `data.${ALI_RULE}.a`, mode: 'data', type: ALI_RULE, name: 'a', change },
      { address: `${ALI_RULE}.a`, type: ALI_RULE, name: 'a', deposed: 'a1b2c3d4', change },
    ]
    expect(readBoth({ format_version: '1.2', resource_changes })).toEqual([])
  })

  it.each([
    ['module.net', 'module.other'],
    ['module.net[0]', 'module.net[1]'],
    ['module.net["a.b[0]"]', 'module.net["module.x"]'],
    ['module.top.module.net', 'module.top[1].module.net'],
  ])('joins rules and groups of %s, not with those of %s', (one, other) => {
    const inside = {
      resources: [configured(`${ALI_RULE}.a`, { security_group_id: [`${ALI_GROUP}.app.id`, `${ALI_GROUP}.app`] })],
    }
    const calls = { net: { module: inside }, other: { module: inside } }
    const configuration = { module_calls: { ...calls, top: { module: { module_calls: calls } } } }
    const resources = [one, other].flatMap((module) => [
      { address: `${module}.${ALI_GROUP}.app`, values: {}, unknown: { id: true } },
      { address: `${module}.${ALI_RULE}.a`, values: rule, unknown: { security_group_id: true } },
    ])
    const groups = readBoth(cut({ resources }, configuration))
    expect(groups.map(({ key, rules }) => [key, rules.map(({ label }) => label)])).toEqual(
      [one, other].map((module) => [`${module}.${ALI_GROUP}.app`, [`${module}.${ALI_RULE}.a`]]),
    )
  })

  it('has no unknown values but those that are marked', () => {
    const values = { ...rule, cidr_ip: null }
    const resources = [{ address: `${ALI_RULE}.a`, values, unknown: { cidr_ip: true } }]
    const { peers, plane } = only(readGroup(cut({ resources })).rules)
    expect(peers).toMatchObject([{ field: 'cidr_ip', reading: { state: 'unknown', text: '(known after apply)' } }])
    expect(plane.state).toBe('absent')
  })

  it('says so where it has no changes either', () => {
    const configuration = { root_module: { resources: [configured(`${ALI_RULE}.a`, {})] } }
    const text = JSON.stringify({ format_version: '1.2', configuration })
    const { groups, unread = [] } = readJsonFile(text)
    expect(groups).toEqual([])
    expect(unread.map((each) => [textAt(text, each.origin), plainReading(each)])).toEqual([
      ['"configuration"', { state: 'unknown', text: 'planned_values' }],
    ])
  })

  it.each([[{}], ['x'], [['x']]])('says so where its changes are %j', (resource_changes) => {
    const { unread = [] } = readJsonFile(JSON.stringify({ format_version: '1.2', resource_changes, about: ALI_RULE }))
    expect(unread.map(({ state }) => state)).toEqual(['invalid'])
  })

  it('follows no address of very many modules', () => {
    const deep = 'module.net.'.repeat(100_000)
    const resources = [
      { address: `${deep}${ALI_GROUP}.app`, values: { id: 'sg-1' } },
      { address: `${deep}${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1' } },
    ]
    expect(readYaml(JSON.stringify(cut({ resources })))).toMatchObject([{ rules: [{}] }])
  })
})

it('names a resource without an address by its type and name', () => {
  const resource = { mode: 'managed', type: ALI_RULE, name: 'a', values: { ...rule, security_group_id: 'sg-1' } }
  const text = JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources: [resource] } } })
  const { label, origin } = only(only(readJsonFile(text).groups).rules)
  expect([label, textAt(text, origin)]).toEqual([`${ALI_RULE}.a`, JSON.stringify(ALI_RULE)])
})
