import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../src/model/declarations.ts'
import { ALL_PORTS } from '../../../src/model/packet-space.ts'
import { readGroup, readGroups, readRule, textAt } from './read.ts'

const SET = 'tencentcloud_security_group_rule_set'
const RULE = 'tencentcloud_security_group_rule'

const ALL = 'all ports'

const ipv4 = (first: number, last = first): object => ({ family: 4, first, last })

describe('tencentcloud_security_group', () => {
  test('its fields', () => {
    const source = JSON.stringify({
      resource: { tencentcloud_security_group: { web: { name: 'web', description: 'front ends', project_id: 0 } } },
    })
    const group = readGroup(source)
    expect(group).toMatchObject({
      provider: 'tencentcloud',
      key: 'tencentcloud_security_group.web',
      name: { state: 'known', value: 'web' },
      description: { state: 'known', value: 'front ends' },
      type: { state: 'absent' },
      network: 'vpc',
      rules: [],
      complete: { ingress: true, egress: true },
    })
    expect(group.declaration && textAt(source, group.declaration)).toBe('"web"')
    expect(textAt(source, group.name.state === 'known' ? group.name.origin : group.anchor)).toBe('"web"')
  })

  test('a number is a name, a list is none, and an expression is unknown', () => {
    const source = {
      resource: { tencentcloud_security_group: { a: { name: 1 }, b: { name: [] }, c: { name: '${var.n}' } } },
    }
    expect(readGroups(source).map(({ name }) => name)).toMatchObject([
      { state: 'known', value: '1' },
      { state: 'invalid', text: '[]' },
      { state: 'unknown', identity: 'var.n' },
    ])
  })
})

describe('tencentcloud_security_group_rule_set', () => {
  const inSet = (ingress: unknown, beside: object = {}, resources: object = {}): object => ({
    ...beside,
    resource: { ...resources, [SET]: { web: { security_group_id: 'sg-12345678', ingress } } },
  })
  const item = (fields: object, beside?: object, resources?: object): Rule =>
    readRule(inSet({ action: 'ACCEPT', ...fields }, beside, resources))

  test('its fields', () => {
    const source = JSON.stringify({
      resource: {
        [SET]: {
          web: {
            security_group_id: 'sg-12345678',
            ingress: [{ action: 'ACCEPT', cidr_block: '10.0.0.1', protocol: 'TCP', port: '22,80', description: 'x' }],
            egress: { action: 'drop', ipv6_cidr_block: '::/0', protocol: 'icmpv6' },
          },
        },
      },
    })
    const { rules, key, complete } = readGroup(source)
    expect({ key, complete }).toEqual({ key: 'sg-12345678', complete: { ingress: true, egress: true } })
    expect(rules).toMatchObject([
      {
        label: 'ingress rule 1',
        direction: { value: 'ingress' },
        verdict: { value: 'accept' },
        protocol: { value: 6 },
        ports: {
          value: [
            { first: 22, last: 22 },
            { first: 80, last: 80 },
          ],
        },
        peers: [{ field: 'cidr_block', reading: { value: { kind: 'addresses', ranges: [ipv4(0x0a000001)] } } }],
        order: { by: 'position', position: 0 },
        plane: { state: 'absent' },
        description: { value: 'x' },
        conditions: [],
        remarks: [],
      },
      {
        label: 'egress rule 1',
        direction: { value: 'egress' },
        verdict: { value: 'drop' },
        protocol: { value: 58 },
        peers: [{ field: 'ipv6_cidr_block', reading: { value: { ranges: [{ family: 6, first: 0n }] } } }],
        order: { by: 'position', position: 0 },
        description: { state: 'absent' },
      },
    ])
    const [ingress, egress] = rules
    const places = [ingress?.verdict, ingress?.protocol, ingress?.ports, ingress?.peers[0]?.reading, egress?.verdict]
    expect(places.map((reading) => reading?.state === 'known' && textAt(source, reading.origin))).toEqual([
      '"ACCEPT"',
      '"TCP"',
      '"22,80"',
      '"10.0.0.1"',
      '"drop"',
    ])
  })

  test.each([
    ['source_security_id', 'sg-87654321', { kind: 'symbol', of: 'group', name: 'sg-87654321' }],
    ['address_template_id', 'ipm-12345678', { kind: 'symbol', of: 'list', name: 'ipm-12345678' }],
    ['address_template_group', 'ipmg-12345678', { kind: 'symbol', of: 'list', name: 'ipmg-12345678' }],
  ])('%s is a symbolic peer', (field, id, value) => {
    expect(item({ [field]: id }).peers).toMatchObject([{ field, reading: { state: 'known', value } }])
  })

  test('a group in the file or elsewhere is named by its address, and equal references are equal peers', () => {
    const ingress = [
      { action: 'DROP', source_security_id: '${tencentcloud_security_group.db.id}' },
      { action: 'DROP', source_security_id: '${local.db}' },
      { action: 'DROP', source_security_id: '${tencentcloud_security_group.db[0].id}' },
      { action: 'DROP', source_security_id: '${data.tencentcloud_security_groups.all.security_groups[0].id}' },
    ]
    const { rules } = readGroup(inSet(ingress, { locals: { db: '${tencentcloud_security_group.db.id}' } }))
    const names = rules.map(({ peers: [peer] }) => peer?.reading.state === 'known' && peer.reading.value)
    expect(names).toMatchObject([
      { kind: 'symbol', of: 'group', name: 'tencentcloud_security_group.db' },
      { kind: 'symbol', of: 'group', name: 'tencentcloud_security_group.db' },
      { kind: 'symbol', of: 'group', name: 'tencentcloud_security_group.db[0]' },
      { kind: 'symbol', of: 'group', name: 'data.tencentcloud_security_groups.all.security_groups[0].id' },
    ])
  })

  test.each([
    ['${var.group}', 'var.group'],
    ['${module.m.group}', 'module.m.group'],
    ['${tencentcloud_security_group.db.name}', 'tencentcloud_security_group.db.name'],
    ['${tencentcloud_address_template.t.id}', 'tencentcloud_address_template.t.id'],
  ])('%s is no group that is known', (id, identity) => {
    expect(item({ source_security_id: id }).peers).toMatchObject([{ reading: { state: 'unknown', identity } }])
  })

  test('an instance that differs by run is unknown', () => {
    const [peer] = item({ source_security_id: '${tencentcloud_security_group.db[each.key].id}' }).peers
    expect(peer?.reading).not.toHaveProperty('identity')
    expect(peer?.reading.state).toBe('unknown')
  })

  test('a variable is its default in an address field', () => {
    const beside = { variable: { office: { default: '198.51.100.7' } } }
    expect(item({ cidr_block: '${var.office}' }, beside).peers).toMatchObject([
      {
        field: 'cidr_block',
        reading: { state: 'known', viaDefault: 'var.office', value: { ranges: [ipv4(0xc6336407)] } },
      },
    ])
  })

  test.each([
    [{ cidr_block: 10 }, { field: 'cidr_block', reading: { state: 'invalid', text: '10' } }],
    [{ cidr_block: ['10.0.0.1'] }, { field: 'cidr_block', reading: { state: 'invalid', text: '["10.0.0.1"]' } }],
    [{ ipv6_cidr_block: true }, { field: 'ipv6_cidr_block', reading: { state: 'invalid', text: 'true' } }],
    [{ source_security_id: {} }, { field: 'source_security_id', reading: { state: 'invalid', text: '{}' } }],
  ])('a peer of the wrong type is invalid: %j', (fields, peer) => {
    expect(item(fields).peers).toMatchObject([peer])
  })

  test('empty and null peers are absent', () => {
    const { peers } = item({
      cidr_block: '10.0.0.1',
      ipv6_cidr_block: null,
      source_security_id: '',
      address_template_id: '',
    })
    expect(peers.map(({ field }) => field)).toEqual(['cidr_block'])
  })

  test('values of the wrong type are invalid where they stand', () => {
    expect(item({ action: [], protocol: {}, port: false, description: {} })).toMatchObject({
      verdict: { state: 'invalid', text: '[]' },
      protocol: { state: 'invalid', text: '{}' },
      ports: { state: 'invalid', text: 'false' },
      description: { state: 'invalid', text: '{}' },
    })
  })

  test('a list by reference is read where it is declared', () => {
    const rules = [{ action: 'ACCEPT', cidr_block: '${local.office}', protocol: 'TCP', port: '22' }, { action: 'DROP' }]
    const source = inSet('${local.rules}', { locals: { rules, office: '10.0.0.1' } })
    expect(readGroup(source)).toMatchObject({
      rules: [
        { label: 'ingress rule 1', peers: [{ reading: { value: { ranges: [ipv4(0x0a000001)] } } }] },
        { label: 'ingress rule 2', verdict: { value: 'drop' } },
      ],
      complete: { ingress: true, egress: true },
    })
  })

  test('a list in the default of a variable is literal, and says that it is a default', () => {
    const value = [
      { action: 'ACCEPT', cidr_block: '10.0.0.1' },
      { action: 'ACCEPT', cidr_block: '${local.x}' },
    ]
    const source = inSet('${var.rules}', { variable: { rules: { default: value } }, locals: { x: '10.0.0.2' } })
    expect(readGroup(source).rules).toMatchObject([
      { verdict: { viaDefault: 'var.rules' }, peers: [{ reading: { state: 'known', viaDefault: 'var.rules' } }] },
      { peers: [{ reading: { state: 'invalid', text: '${local.x}' } }] },
    ])
  })

  test.each(['${var.rules}', '${each.value}', '${concat(local.a, local.b)}', '${module.m.rules}', '${data.a.b.rules}'])(
    'a list of %s leaves its direction incomplete',
    (ingress) => {
      expect(readGroup(inSet(ingress))).toMatchObject({ rules: [], complete: { ingress: false, egress: true } })
    },
  )

  test.each([
    { ingress: {} },
    [{ ingress: { for_each: '${var.rules}', content: [] } }],
    { ingress: [{ for_each: '${var.rules}' }], other: {} },
  ])('dynamic blocks leave their direction incomplete: %j', (dynamic) => {
    const body = { security_group_id: 'sg-1', dynamic, ingress: { action: 'DROP', cidr_block: '10.0.0.1' } }
    const group = readGroup({ resource: { [SET]: { web: body } } })
    expect(group).toMatchObject({ complete: { ingress: false, egress: true }, rules: [{ verdict: { value: 'drop' } }] })
  })

  describe('dynamic blocks', () => {
    const content = { action: 'ACCEPT', cidr_block: '0.0.0.0/0', protocol: 'TCP', port: '${ingress.value}' }
    const block = { for_each: '${var.ports}', content }
    const rest = { action: 'DROP', cidr_block: '0.0.0.0/0' }

    test.each([
      ['behind', { ingress: rest, dynamic: { ingress: block } }, ['drop', 'accept']],
      ['ahead', { dynamic: [{ ingress: [block] }], ingress: rest }, ['accept', 'drop']],
      ['alone', { dynamic: { ingress: [block, block] } }, ['accept', 'accept']],
    ])('make rules that may not exist, %s of the others', (_, lists, verdicts) => {
      const { rules, complete } = readGroup({ resource: { [SET]: { web: { security_group_id: 'sg-1', ...lists } } } })
      expect(rules.map(({ verdict }) => verdict.state === 'known' && verdict.value)).toEqual(verdicts)
      expect(rules.map(({ conditions }) => conditions.length)).toEqual(
        verdicts.map((word) => (word === 'drop' ? 0 : 1)),
      )
      expect(new Set(rules.flatMap(({ conditions }) => conditions)).size).toBe(
        verdicts.filter((word) => word === 'accept').length,
      )
      expect(complete).toEqual({ ingress: false, egress: true })
    })

    test.each([[[]], [{}], ['${local.none}']])('over %j make no rules', (for_each) => {
      const body = { security_group_id: 'sg-1', ingress: rest, dynamic: { ingress: { ...block, for_each } } }
      const { rules } = readGroup({ locals: { none: [] }, resource: { [SET]: { web: body } } })
      expect(rules).toMatchObject([{ verdict: { value: 'drop' } }])
    })

    test('hold values that differ between their copies, and no edit takes their content out', () => {
      const { rules } = readGroup({
        resource: { [SET]: { web: { security_group_id: 'sg-1', dynamic: { ingress: [block, block] } } } },
      })
      for (const { origin, ports, peers } of rules) {
        expect(ports).toMatchObject({ state: 'unknown', text: '${ingress.value}' })
        expect(ports).not.toHaveProperty('identity')
        expect(peers).toMatchObject([{ reading: { state: 'known' } }])
        expect(origin.remove()).toBeUndefined()
      }
    })

    test.each([{}, { content: null }, { content: '${local.rule}' }, { for_each: [] }])(
      'say nothing without content: %j',
      (empty) => {
        const web = { security_group_id: 'sg-1', dynamic: { ingress: empty } }
        expect(readGroup({ resource: { [SET]: { web } } })).toMatchObject({
          rules: [],
          complete: { ingress: false, egress: true },
        })
      },
    )
  })

  test('dynamic blocks that cannot be read leave both directions incomplete', () => {
    const body = { security_group_id: 'sg-1', dynamic: '${var.blocks}' }
    expect(readGroup({ resource: { [SET]: { web: body } } }).complete).toEqual({ ingress: false, egress: false })
  })

  test.each([
    ['text', 'text'],
    [5, '5'],
    [['text'], 'text'],
    [[[{ action: 'DROP' }]], '[{"action":"DROP"}]'],
    [[false], 'false'],
  ])('%j in place of blocks is one invalid rule', (ingress, text) => {
    const rule = readRule(inSet(ingress))
    expect(rule).toMatchObject({
      label: 'ingress rule 1',
      direction: { value: 'ingress' },
      verdict: { state: 'invalid', text, problem: { what: 'is no block of a rule' } },
      protocol: { state: 'unknown' },
      ports: { state: 'unknown' },
      remarks: [],
    })
    expect(rule.peers).toMatchObject([{ reading: { state: 'unknown' } }])
  })

  test('a rule by reference is read, and unknown where it does not resolve', () => {
    const { rules } = readGroup(
      inSet(['${local.first}', '${var.second}'], { locals: { first: { action: 'DROP', cidr_block: '10.0.0.1' } } }),
    )
    expect(rules).toMatchObject([
      { verdict: { state: 'known', value: 'drop' } },
      { verdict: { state: 'unknown', text: '${var.second}' } },
    ])
  })

  test('two rule sets of one group are read in file order', () => {
    const set = (port: string): object => ({
      security_group_id: 'sg-1',
      ingress: { action: 'ACCEPT', cidr_block: '10.0.0.1', protocol: 'TCP', port },
    })
    const { rules } = readGroup({ resource: { [SET]: { a: set('1'), b: set('2') } } })
    expect(rules.map(({ order, ports }) => [order, ports])).toMatchObject([
      [{ position: 0 }, { value: [{ first: 1 }] }],
      [{ position: 1 }, { value: [{ first: 2 }] }],
    ])
  })
})

describe('parameter templates', () => {
  const templates = {
    tencentcloud_address_template: {
      a: { name: 'a', addresses: ['10.0.0.1', '${local.range}'] },
      b: { addresses: '${var.addresses}' },
      loop: { addresses: ['${each.value}'], for_each: '${var.all}' },
      odd: { addresses: ['10.0.0.1', 5] },
      open: { addresses: '${var.none}' },
    },
    tencentcloud_address_template_group: {
      ab: {
        template_ids: [
          '${tencentcloud_address_template.a.id}',
          '${tencentcloud_address_template.b.id}',
          '${tencentcloud_address_template.a.id}',
        ],
      },
      literal: { template_ids: ['${tencentcloud_address_template.a.id}', 'ipm-12345678'] },
      itself: { template_ids: ['${tencentcloud_address_template_group.itself.id}'] },
    },
    tencentcloud_address_extra_template: {
      x: { addresses_extra: [{ address: '10.0.0.3', description: 'x' }, { address: '10.0.0.4' }] },
      dynamic: { addresses_extra: [{ address: '10.0.0.3' }], dynamic: { addresses_extra: {} } },
    },
    tencentcloud_protocol_template: {
      web: { protocols: ['tcp:80,443', 'udp:all', 'icmp'] },
      ssh: { protocols: ['tcp:22'] },
    },
    tencentcloud_protocol_template_group: {
      all: { template_ids: ['${tencentcloud_protocol_template.web.id}', '${tencentcloud_protocol_template.ssh.id}'] },
    },
  }
  const beside = {
    locals: { range: '10.0.0.5-10.0.0.9' },
    variable: { addresses: { default: ['10.0.0.2'] } },
  }
  const item = (fields: object): Rule =>
    readRule({
      ...beside,
      resource: {
        ...templates,
        [SET]: { web: { security_group_id: 'sg-1', ingress: { action: 'ACCEPT', ...fields } } },
      },
    })

  test('addresses are expanded', () => {
    const rule = item({ address_template_id: '${tencentcloud_address_template.a.id}' })
    expect(rule.peers).toMatchObject([
      { reading: { state: 'known', value: { ranges: [ipv4(0x0a000001), ipv4(0x0a000005, 0x0a000009)], charge: 2 } } },
    ])
    expect(rule.charge).toBe(2)
  })

  test('addresses in the default of a variable are named so', () => {
    expect(item({ address_template_id: '${tencentcloud_address_template.b.id}' }).peers).toMatchObject([
      { reading: { state: 'known', viaDefault: 'var.addresses', value: { ranges: [ipv4(0x0a000002)] } } },
    ])
  })

  test('a group of templates holds each of them once', () => {
    const rule = item({ address_template_group: '${tencentcloud_address_template_group.ab.id}' })
    expect(rule.peers).toMatchObject([
      { reading: { value: { ranges: [ipv4(0x0a000001), ipv4(0x0a000005, 0x0a000009), ipv4(0x0a000002)] } } },
    ])
  })

  test('the blocks of an extra template are expanded', () => {
    expect(item({ address_template_id: '${tencentcloud_address_extra_template.x.id}' }).peers).toMatchObject([
      { reading: { value: { ranges: [ipv4(0x0a000003), ipv4(0x0a000004)] } } },
    ])
  })

  test.each([
    ['address_template_id', 'tencentcloud_address_template.open'],
    ['address_template_id', 'tencentcloud_address_template.elsewhere'],
    ['address_template_id', 'tencentcloud_address_extra_template.dynamic'],
    ['address_template_group', 'tencentcloud_address_template_group.literal'],
    ['address_template_group', 'tencentcloud_address_template_group.itself'],
  ])('%s of %s is a list that is only named', (field, name) => {
    expect(item({ [field]: `\${${name}.id}` }).peers).toMatchObject([
      { field, reading: { state: 'known', value: { kind: 'symbol', of: 'list', name } } },
    ])
  })

  test('an element that is not settled leaves the list unknown, and one of the wrong type makes it invalid', () => {
    const read = (name: string): unknown =>
      item({ address_template_id: `\${tencentcloud_address_template.${name}.id}` }).peers
    expect(read('loop')).toMatchObject([{ reading: { state: 'unknown' } }])
    expect(read('odd')).toMatchObject([{ reading: { state: 'invalid', text: '5' } }])
  })

  test.each([
    ['service_template_id', '${tencentcloud_protocol_template.ssh.id}', [[6, '22']]],
    [
      'service_template_group',
      '${tencentcloud_protocol_template_group.all.id}',
      [
        [6, '80,443'],
        [17, ALL],
        [1, ALL],
        [6, '22'],
      ],
    ],
  ])('%s stands for protocol and ports', (field, id, services) => {
    const rule = item({ cidr_block: '10.0.0.1', [field]: id })
    expect(rule.protocol.state).toBe('absent')
    expect(rule.services?.state).toBe('known')
    const read = rule.services?.state === 'known' ? rule.services.value : []
    expect(
      read.map(({ protocol, ports }) => [protocol, ports === ALL_PORTS ? ALL : ports.map(({ first }) => first).join()]),
    ).toEqual(services)
  })

  test('a service template that the file does not hold is unknown, and an empty one is unset', () => {
    expect(item({ service_template_id: 'ppm-12345678' }).services).toMatchObject({ state: 'unknown' })
    expect(item({ service_template_id: '', service_template_group: 'ppmg-12345678' }).services).toMatchObject({
      state: 'unknown',
      identity: 'ppmg-12345678',
    })
    expect(item({ service_template_id: '', protocol: 'TCP' })).not.toHaveProperty('services')
    expect(item({ service_template_id: [] }).services).toMatchObject({ state: 'invalid' })
  })
})

describe('tencentcloud_security_group_rule', () => {
  const single = (fields: object, resources: object = {}): Rule =>
    readRule({ resource: { ...resources, [RULE]: { ssh: { security_group_id: 'sg-1', type: 'ingress', ...fields } } } })

  test('its fields', () => {
    const source = JSON.stringify({
      resource: {
        [RULE]: {
          ssh: {
            security_group_id: 'sg-12345678',
            type: 'INGRESS',
            policy: 'accept',
            cidr_ip: '10.0.0.0/8',
            ip_protocol: 'tcp',
            port_range: '22,80',
            policy_index: 3,
            description: 'x',
          },
        },
      },
    })
    const group = readGroup(source)
    expect(group).toMatchObject({ key: 'sg-12345678', network: 'vpc', complete: { ingress: false, egress: false } })
    expect(group).not.toHaveProperty('declaration')
    expect(textAt(source, group.anchor)).toBe('"ssh"')
    const [rule] = group.rules
    expect(rule).toMatchObject({
      label: `${RULE}.ssh`,
      direction: { value: 'ingress' },
      verdict: { value: 'accept' },
      protocol: { value: 6 },
      peers: [{ field: 'cidr_ip', reading: { value: { ranges: [ipv4(0x0a000000, 0x0affffff)] } } }],
      order: { by: 'position', position: 3 },
      description: { value: 'x' },
      conditions: [],
    })
    expect(rule && textAt(source, rule.origin)).toBe('"ssh"')
  })

  test('without an index its order is undefined', () => {
    expect(single({ policy: 'drop', cidr_ip: '10.0.0.1' }).order).toEqual({ by: 'undefined' })
  })

  test('an index that another rule of its direction has settles nothing between the two', () => {
    const rule = (type: string, policy_index: number) => ({ security_group_id: 'sg-1', type, policy_index })
    const rules = { a: rule('ingress', 1), b: rule('ingress', 1), c: rule('ingress', 2), d: rule('egress', 1) }
    const { rules: read } = readGroup(JSON.stringify({ resource: { [RULE]: rules } }))
    expect(read.map(({ order }) => 'shared' in order)).toEqual([true, true, false, false])
  })

  test('its group as a peer', () => {
    expect(single({ policy: 'drop', source_sgid: 'sg-2' }).peers).toMatchObject([
      { field: 'source_sgid', reading: { value: { of: 'group', name: 'sg-2' } } },
    ])
  })

  test.each([
    [{ address_template: { template_id: 'ipm-12345678' } }, { name: 'ipm-12345678' }],
    [{ address_template: [{ group_id: 'ipmg-12345678', template_id: null }] }, { name: 'ipmg-12345678' }],
    [{ address_template: { template_id: '${tencentcloud_address_template.a.id}' } }, { ranges: [ipv4(0x0a000001)] }],
  ])('%j', (fields, value) => {
    const templates = { tencentcloud_address_template: { a: { addresses: ['10.0.0.1'] } } }
    expect(single({ policy: 'drop', ...fields }, templates).peers).toMatchObject([
      { field: 'address_template', reading: { state: 'known', value } },
    ])
  })

  test.each([
    [{ address_template: '${var.template}' }, { state: 'unknown' }],
    [{ address_template: ['${var.template}'] }, { state: 'unknown' }],
    [{ dynamic: { address_template: {} } }, { state: 'unknown' }],
    [{ address_template: 'ipm-12345678' }, { state: 'invalid', text: 'ipm-12345678' }],
  ])('%j leaves the peer unsettled', (fields, reading) => {
    expect(single({ policy: 'drop', ...fields }).peers).toMatchObject([{ field: 'address_template', reading }])
  })

  test('a protocol template stands for protocol and ports', () => {
    const templates = { tencentcloud_protocol_template: { web: { protocols: ['tcp:443'] } } }
    const id = '${tencentcloud_protocol_template.web.id}'
    expect(single({ protocol_template: { template_id: id } }, templates).services).toMatchObject({
      state: 'known',
      value: [{ protocol: 6, ports: [{ first: 443, last: 443 }] }],
    })
    expect(single({ protocol_template: [{ group_id: 'ppmg-12345678' }] }).services).toMatchObject({ state: 'unknown' })
  })
})
