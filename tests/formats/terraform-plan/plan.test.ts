import { describe, expect, it } from 'vitest'
import { only, plainReading, readBoth, readGroup, readJson, readRule, textAt } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, configured, GROUP, LITE, plan, RULE, SET } from './files.ts'

const open = { ingress: false, egress: false }
const unknown = { state: 'unknown', text: '(known after apply)' }
const rule = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '203.0.113.0/24' }

describe('what a plan does not know', () => {
  it('is unknown, and what is merely missing is absent', () => {
    const values = { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'tcp', cidr_ip: null }
    const marks = { id: true, cidr_ip: true, port_range: true, nic_type: true }
    const found = readRule(plan({ resources: [{ address: `${ALI_RULE}.a`, values, unknown: marks }] }))
    expect(only(found.peers)).toMatchObject({ field: 'cidr_ip', reading: unknown })
    expect(plainReading(found.ports)).toEqual(unknown)
    expect(plainReading(found.plane)).toEqual(unknown)
    expect(found).toMatchObject({ verdict: { value: 'accept' }, description: { state: 'absent' } })
  })

  it('is unknown inside the blocks of a list', () => {
    const values = {
      security_group_id: 'sg-1',
      ingress: [{ action: 'ACCEPT', cidr_block: '10.0.0.1', protocol: 'TCP', port: null }, { action: 'DROP' }],
    }
    const marks = { ingress: [{ port: true }, { cidr_block: true }] }
    const { rules, complete } = readGroup(plan({ resources: [{ address: `${SET}.a`, values, unknown: marks }] }))
    expect(complete).toEqual({ ingress: true, egress: true })
    expect(rules).toMatchObject([
      { ports: unknown, peers: [{ reading: { state: 'known' } }] },
      { verdict: { value: 'drop' }, peers: [{ field: 'cidr_block', reading: unknown }] },
    ])
  })

  it.each([
    ['in whole', null, true],
    ['in whole, though values are given', [{ action: 'DROP' }], true],
    ['in its elements, which are missing', null, [{ action: true }]],
  ])('leaves a list incomplete that is unknown %s', (_, ingress, mark) => {
    const values = { security_group_id: 'sg-1', ingress, egress: [] }
    const group = readGroup(plan({ resources: [{ address: `${SET}.a`, values, unknown: { ingress: mark } }] }))
    expect(group).toMatchObject({ rules: [], complete: { ingress: false, egress: true } })
  })

  it('leaves elements of a list unknown in their places', () => {
    const values = { security_group_id: 'sg-1', ingress: ['ACCEPT#10.0.0.1#22#TCP', null], egress: [] }
    const marks = { ingress: [false, true] }
    const source = JSON.stringify(plan({ resources: [{ address: `${LITE}.a`, values, unknown: marks }] }))
    const { rules } = only(readJson(source))
    expect(rules.map(({ verdict }) => verdict.state)).toEqual(['known', 'unknown'])
    expect(textAt(source, rules[1]?.origin)).toBe('null')
  })

  it('stands where the resource stands', () => {
    const address = `module.net.${ALI_RULE}.a["x"]`
    const marks = { port_range: true }
    const source = JSON.stringify(
      plan({ child_modules: [{ address: 'module.net', resources: [{ address, values: {}, unknown: marks }] }] }),
    )
    const group = only(readJson(source))
    const { label, origin, ports } = only(group.rules)
    expect(label).toBe(address)
    expect(
      [origin, group.anchor, ports.state === 'unknown' ? ports.origin : undefined].map((at) => textAt(source, at)),
    ).toEqual(Array.from({ length: 3 }, () => JSON.stringify(address)))
  })

  it('is told by the configuration where the plan lists no changes', () => {
    const values = { type: 'ingress', ip_protocol: 'tcp' }
    const resources = [
      { address: `${ALI_GROUP}.app`, values: {} },
      { address: `${ALI_RULE}.a`, values },
    ]
    const references = { security_group_id: [`${ALI_GROUP}.app.id`, `${ALI_GROUP}.app`], port_range: ['var.ports'] }
    const configuration = { resources: [configured(`${ALI_RULE}.a`, references)] }
    const file = { ...plan({ resources }, configuration), resource_changes: undefined }
    expect(readGroup(file)).toMatchObject({
      key: `${ALI_GROUP}.app`,
      rules: [{ ports: unknown, peers: [], plane: { state: 'absent' } }],
    })
  })
})

describe('what a plan marks as known', () => {
  it.each([[{ ingress: [] }], [{ ingress: {} }], [{ ingress: false }]])('by %j is not unknown', (marks) => {
    const values = { security_group_id: 'sg-1', ingress: null }
    const group = readGroup(plan({ resources: [{ address: `${SET}.a`, values, unknown: marks }] }))
    expect(group).toMatchObject({ rules: [], complete: { ingress: true, egress: true } })
  })
})

describe('changes', () => {
  const resource = { address: `${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1' } }

  it.each([['delete'], ['forget']])('that %s a resource leave nothing of it', (action) => {
    expect(readBoth(plan({ resources: [{ ...resource, actions: [action] }] }))).toEqual([])
  })

  it.each([[['no-op']], [['update']], [['create']], [['delete', 'create']], [['create', 'delete']]])(
    'of %j leave the resource',
    (actions) => {
      expect(readGroup(plan({ resources: [{ ...resource, actions }] })).rules).toHaveLength(1)
    },
  )

  it('of objects that a replacement left behind do not count', () => {
    const file = plan({ resources: [resource] }) as { resource_changes: object[] }
    const deposed = { actions: ['delete'], after_unknown: { cidr_ip: true } }
    file.resource_changes.push({ ...file.resource_changes[0], deposed: 'ab12cd34', change: deposed })
    expect(readRule(file).peers).toMatchObject([{ reading: { state: 'known' } }])
  })
})

describe('groups', () => {
  const group = { address: `${GROUP}.web`, values: { name: 'web' }, unknown: { id: true } }

  it('that exist already are known by their id', () => {
    const resources = [
      { address: `${ALI_GROUP}.app`, values: { id: 'sg-1', vpc_id: 'vpc-1' }, actions: ['no-op'] },
      { address: `${ALI_RULE}.a`, values: { ...rule, security_group_id: 'sg-1', source_security_group_id: 'sg-1' } },
    ]
    const { key, rules } = readGroup(plan({ resources }))
    expect(key).toBe(`${ALI_GROUP}.app`)
    expect(only(rules).peers).toMatchObject([
      { field: 'cidr_ip' },
      { field: 'source_security_group_id', reading: { value: { kind: 'symbol', of: 'group', name: key } } },
    ])
  })

  it('are incomplete where a rule of their cloud may be theirs', () => {
    const values = { type: 'egress', policy: 'DROP', cidr_ip: '10.0.0.1' }
    const resources = [
      group,
      { address: `${ALI_GROUP}.app`, values: {}, unknown: { id: true } },
      { address: `${RULE}.a`, values, unknown: { security_group_id: true } },
    ]
    expect(readBoth(plan({ resources })).map(({ key, complete }) => [key, complete])).toEqual([
      [`${GROUP}.web`, { ingress: true, egress: false }],
      [`${ALI_GROUP}.app`, { ingress: true, egress: true }],
      [`${RULE}.a`, open],
    ])
  })

  it('of which each instance is one of its own', () => {
    const resources = [0, 1].flatMap((index) => [
      { address: `${ALI_GROUP}.app[${index}]`, values: {}, unknown: { id: true } },
      { address: `${ALI_RULE}.a[${index}]`, values: rule, unknown: { security_group_id: true } },
    ])
    const indexed = (index: number): string[] =>
      [0, 1, 2].map(
        (_, step) => [`${ALI_GROUP}.app[${index}].id`, `${ALI_GROUP}.app[${index}]`, `${ALI_GROUP}.app`][step] ?? '',
      )
    const configuration = { resources: [configured(`${ALI_RULE}.a`, { security_group_id: indexed(1) })] }
    const groups = readBoth(plan({ resources }, configuration))
    expect(groups.map(({ key, rules }) => [key, rules.length])).toEqual([
      [`${ALI_GROUP}.app[0]`, 0],
      [`${ALI_GROUP}.app[1]`, 2],
    ])
  })
})
