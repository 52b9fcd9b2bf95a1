import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../src/model/declarations.ts'
import { readGroup, readGroups, readRule, textAt } from './read.ts'

const GROUP = 'alicloud_security_group'
const RULE = 'alicloud_security_group_rule'

const single = (fields: object, resources: object = {}): Rule =>
  readRule({
    resource: {
      ...resources,
      [RULE]: {
        ssh: { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', ...fields },
      },
    },
  })

describe('alicloud_security_group', () => {
  test('its fields', () => {
    expect(
      readGroup({
        resource: {
          [GROUP]: {
            app: {
              security_group_name: 'app',
              name: 'old',
              description: 'x',
              vpc_id: '${alicloud_vpc.v.id}',
              security_group_type: 'enterprise',
              inner_access_policy: 'Drop',
            },
          },
        },
      }),
    ).toMatchObject({
      provider: 'alicloud',
      key: `${GROUP}.app`,
      name: { state: 'known', value: 'app' },
      description: { state: 'known', value: 'x' },
      type: { state: 'known', value: 'enterprise' },
      network: 'vpc',
      rules: [],
      complete: { ingress: true, egress: true },
    })
  })

  test('the deprecated name', () => {
    expect(readGroup({ resource: { [GROUP]: { app: { name: 'old' } } } }).name).toMatchObject({ value: 'old' })
  })

  test.each([
    ['normal', { state: 'known', value: 'normal' }],
    ['Enterprise', { state: 'invalid', text: 'Enterprise' }],
    [1, { state: 'invalid', text: '1' }],
    [null, { state: 'absent' }],
    ['${var.type}', { state: 'unknown', identity: 'var.type' }],
  ])('a type of %j', (type, reading) => {
    expect(readGroup({ resource: { [GROUP]: { app: { security_group_type: type } } } }).type).toMatchObject(reading)
  })

  test.each([
    [{}, 'classic'],
    [{ vpc_id: null }, 'classic'],
    [{ vpc_id: '' }, 'classic'],
    [{ vpc_id: 'vpc-1' }, 'vpc'],
    [{ vpc_id: '${var.vpc}' }, 'vpc'],
  ])('%j is a network of kind %s', (fields, network) => {
    expect(readGroup({ resource: { [GROUP]: { app: fields } } }).network).toBe(network)
  })
})

describe('alicloud_security_group_rule', () => {
  test('its fields', () => {
    const source = JSON.stringify({
      resource: {
        [RULE]: {
          ssh: {
            security_group_id: 'sg-1',
            type: 'egress',
            ip_protocol: 'tcp',
            policy: 'drop',
            priority: '10',
            port_range: '22/23',
            cidr_ip: '10.0.0.1',
            nic_type: 'intranet',
            description: 'x',
          },
        },
      },
    })
    const group = readGroup(source)
    expect(group).toMatchObject({ key: 'sg-1', network: 'unknown', complete: { ingress: false, egress: false } })
    const [rule] = group.rules
    expect(rule).toMatchObject({
      label: `${RULE}.ssh`,
      direction: { value: 'egress' },
      verdict: { value: 'drop' },
      protocol: { value: 6 },
      ports: { value: [{ first: 22, last: 23 }] },
      peers: [{ field: 'cidr_ip', reading: { value: { ranges: [{ first: 0x0a000001 }] } } }],
      order: { by: 'priority', priority: { state: 'known', value: 10 } },
      plane: { value: 'intranet' },
      description: { value: 'x' },
      conditions: [],
      remarks: [],
    })
    expect(rule && textAt(source, rule.origin)).toBe('"ssh"')
    const readings = [rule?.direction, rule?.verdict, rule?.ports, rule?.plane, rule?.peers[0]?.reading]
    expect(readings.map((reading) => reading?.state === 'known' && textAt(source, reading.origin))).toEqual([
      '"egress"',
      '"drop"',
      '"22/23"',
      '"intranet"',
      '"10.0.0.1"',
    ])
  })

  test.each([
    [{ ipv6_cidr_ip: '2001:db8::/32' }, 'ipv6_cidr_ip', { kind: 'addresses', ranges: [{ family: 6 }] }],
    [{ source_security_group_id: 'sg-2' }, 'source_security_group_id', { of: 'group', name: 'sg-2' }],
    [
      { source_security_group_id: `\${${GROUP}.a.id}` },
      'source_security_group_id',
      { of: 'group', name: `${GROUP}.a` },
    ],
    [{ prefix_list_id: 'pl-1' }, 'prefix_list_id', { of: 'list', name: 'pl-1' }],
    [
      { prefix_list_id: '${alicloud_ecs_prefix_list.x.id}' },
      'prefix_list_id',
      { of: 'list', name: 'alicloud_ecs_prefix_list.x' },
    ],
  ])('%j', (fields, field, value) => {
    expect(single(fields).peers).toMatchObject([{ field, reading: { state: 'known', value } }])
  })

  test('a prefix list of the file is expanded and charged at its size', () => {
    const entry = [{ cidr: '10.0.0.0/8', description: 'x' }, { cidr: '${local.b}' }]
    const list = { address_family: 'IPv4', max_entries: 5, entry }
    const rule = readRule({
      locals: { b: '192.0.2.0/24' },
      resource: {
        alicloud_ecs_prefix_list: { x: list },
        [RULE]: {
          ssh: {
            security_group_id: 'sg-1',
            type: 'ingress',
            ip_protocol: 'all',
            prefix_list_id: '${alicloud_ecs_prefix_list.x.id}',
          },
        },
      },
    })
    expect(rule).toMatchObject({
      charge: 5,
      peers: [{ reading: { value: { ranges: [{ first: 0x0a000000 }, { first: 0xc0000200 }] } } }],
    })
  })

  test('a prefix list whose entries are not blocks is invalid', () => {
    const list = { max_entries: 5, entry: ['10.0.0.0/8', [1]] }
    const fields = { prefix_list_id: '${alicloud_ecs_prefix_list.x.id}' }
    expect(single(fields, { alicloud_ecs_prefix_list: { x: list } }).peers).toMatchObject([
      { reading: { state: 'invalid', text: '[1]' } },
    ])
  })

  test.each([
    [{ cidr_ip: 10 }, { peers: [{ field: 'cidr_ip', reading: { state: 'invalid', text: '10' } }] }],
    [{ cidr_ip: [] }, { peers: [{ field: 'cidr_ip', reading: { state: 'invalid', text: '[]' } }] }],
    [{ priority: '1.5' }, { order: { priority: { state: 'invalid', text: '1.5' } } }],
    [{ priority: {} }, { order: { priority: { state: 'invalid', text: '{}' } } }],
    [{ policy: 'Accept' }, { verdict: { state: 'invalid', problem: { instead: 'accept' } } }],
    [{ port_range: 22 }, { ports: { state: 'invalid', text: '22' } }],
    [{ nic_type: false }, { plane: { state: 'invalid', text: 'false' } }],
    [{ type: 'in' }, { direction: { state: 'invalid', text: 'in' } }],
    [{ ip_protocol: '${var.p}' }, { protocol: { state: 'unknown', identity: 'var.p' } }],
  ])('%j is read as it stands', (fields, expected) => {
    expect(single(fields)).toMatchObject(expected)
  })

  test('rules join the group that they name', () => {
    const groups = readGroups({
      locals: { app: `\${${GROUP}.app.id}` },
      resource: {
        [RULE]: {
          a: { security_group_id: `\${${GROUP}.app.id}`, type: 'ingress' },
          b: { security_group_id: '${local.app}', type: 'egress' },
        },
        [GROUP]: { app: { name: 'app' }, other: {} },
      },
    })
    expect(groups).toMatchObject([
      { key: `${GROUP}.app`, name: { value: 'app' }, rules: [{ label: `${RULE}.a` }, { label: `${RULE}.b` }] },
      { key: `${GROUP}.other`, rules: [] },
    ])
  })
})
