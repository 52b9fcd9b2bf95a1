import { describe, expect, it } from 'vitest'
import { originOf } from '../../../src/model/reading.ts'
import { only, plainReading, readBoth, readGroup, readJson, textAt } from '../documents.ts'
import { ALI_GROUP, ALI_RULE, GROUP, LITE, plan, type Planned, RULE, SET, shown, stored } from './files.ts'

const files: readonly (readonly [name: string, file: (...resources: readonly Planned[]) => object])[] = [
  ['a plan', (...resources) => plan({ resources })],
  ['a shown state', (...resources) => shown({ resources })],
  ['a stored state', (...resources) => stored(resources)],
]

const whole = { ingress: true, egress: true }
const ipv4 = (first: string, prefix: number): object => {
  const start = first.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
  return { kind: 'addresses', ranges: [{ family: 4, first: start, last: start + 2 ** (32 - prefix) - 1 }] }
}

describe.each(files)('%s', (_, file) => {
  it('holds Alibaba Cloud groups and their rules', () => {
    const group = readGroup(
      file(
        {
          address: `${ALI_GROUP}.app`,
          values: {
            id: 'sg-bp1aaaaaaaaaaaaaaaaa',
            security_group_name: 'app',
            name: null,
            description: '',
            security_group_type: 'normal',
            vpc_id: 'vpc-1',
          },
        },
        {
          address: `${ALI_RULE}.ssh`,
          values: {
            id: 'sg-bp1aaaaaaaaaaaaaaaaa:ingress:tcp:22/22:intranet:203.0.113.0/24:accept:1',
            security_group_id: 'sg-bp1aaaaaaaaaaaaaaaaa',
            type: 'ingress',
            ip_protocol: 'tcp',
            port_range: '22/22',
            policy: 'accept',
            priority: 1,
            nic_type: 'intranet',
            cidr_ip: '203.0.113.0/24',
            ipv6_cidr_ip: '',
            source_security_group_id: null,
            prefix_list_id: '',
            source_group_owner_account: '',
            description: 'office',
          },
        },
      ),
    )
    expect(group).toMatchObject({
      provider: 'alicloud',
      key: `${ALI_GROUP}.app`,
      name: { value: 'app' },
      description: { state: 'absent' },
      type: { value: 'normal' },
      network: 'vpc',
      complete: whole,
      rules: [
        {
          label: `${ALI_RULE}.ssh`,
          direction: { value: 'ingress' },
          verdict: { value: 'accept' },
          protocol: { value: 6 },
          ports: { value: [{ first: 22, last: 22 }] },
          peers: [{ field: 'cidr_ip', reading: { value: ipv4('203.0.113.0', 24) } }],
          order: { by: 'priority', priority: { value: 1 } },
          plane: { value: 'intranet' },
          description: { value: 'office' },
          conditions: [],
          remarks: [],
        },
      ],
    })
  })

  it('tells classic networks by the lack of a VPC', () => {
    const networks = readBoth(
      file(
        { address: `${ALI_GROUP}.a`, values: { id: 'sg-1', vpc_id: '' } },
        { address: `${ALI_GROUP}.b`, values: { id: 'sg-2', vpc_id: null } },
        { address: `${ALI_GROUP}.c`, values: { id: 'sg-3' } },
      ),
    ).map(({ network }) => network)
    expect(networks).toEqual(['classic', 'classic', 'classic'])
  })

  it('holds the ordered lists of a rule set, which owns its group', () => {
    const item = (cidr: string, action: string): object => ({
      action,
      cidr_block: cidr,
      ipv6_cidr_block: '',
      source_security_id: '',
      address_template_id: '',
      address_template_group: '',
      service_template_id: '',
      service_template_group: '',
      protocol: 'TCP',
      port: '22,3389',
      description: '',
      policy_index: 0,
    })
    const group = readGroup(
      file({
        address: `${SET}.web`,
        values: {
          id: 'sg-12345678',
          security_group_id: 'sg-12345678',
          ingress: [item('203.0.113.7', 'ACCEPT'), item('0.0.0.0/0', 'DROP')],
          egress: [],
          version: '3',
        },
      }),
    )
    expect(group).toMatchObject({ provider: 'tencentcloud', key: 'sg-12345678', complete: whole })
    expect(group.rules).toMatchObject([
      {
        label: 'ingress rule 1',
        verdict: { value: 'accept' },
        ports: { value: [{ first: 22 }, { first: 3389 }] },
        peers: [{ field: 'cidr_block', reading: { value: ipv4('203.0.113.7', 32) } }],
        order: { by: 'position', position: 0 },
      },
      { label: 'ingress rule 2', verdict: { value: 'drop' }, order: { by: 'position', position: 1 } },
    ])
    expect(group.rules.map(({ services }) => services)).toEqual([undefined, undefined])
  })

  it('holds the strings of lite rules', () => {
    const group = readGroup(
      file({
        address: `${LITE}.web`,
        values: { security_group_id: 'sg-12345678', ingress: null, egress: ['ACCEPT#10.0.0.0/8#80#TCP', ''] },
      }),
    )
    expect(group.complete).toEqual({ ingress: false, egress: false })
    expect(group.rules).toMatchObject([
      { direction: { value: 'egress' }, verdict: { value: 'accept' }, ports: { value: [{ first: 80, last: 80 }] } },
      { verdict: { state: 'invalid' } },
    ])
  })

  it('holds single rules, which need no place among the others', () => {
    const values = { security_group_id: 'sg-12345678', type: 'ingress', policy: 'accept', cidr_ip: '10.0.0.1' }
    const { rules } = readGroup(
      file(
        { address: `${RULE}.a`, values: { ...values, ip_protocol: 'tcp', port_range: '80', policy_index: 2 } },
        { address: `${RULE}.b`, values: { ...values, ip_protocol: '', port_range: null, address_template: [] } },
      ),
    )
    expect(rules).toMatchObject([
      { label: `${RULE}.a`, order: { by: 'position', position: 2 } },
      { label: `${RULE}.b`, protocol: { value: 'all' }, order: { by: 'undefined' } },
    ])
  })

  it('names peers that it holds by their address, and unfolds lists', () => {
    const template = 'tencentcloud_address_template'
    const rule = { action: 'ACCEPT', protocol: 'TCP', port: '80' }
    const groups = readBoth(
      file(
        { address: `${template}.office`, values: { id: 'ipm-aaaaaaaa', name: 'o', addresses: ['203.0.113.7'] } },
        { address: `${template}_group.all`, values: { id: 'ipmg-aaaaaaaa', template_ids: ['ipm-aaaaaaaa'] } },
        { address: 'tencentcloud_protocol_template.web', values: { id: 'ppm-aaaaaaaa', protocols: ['tcp:80'] } },
        { address: `${GROUP}.lb`, values: { id: 'sg-bbbbbbbb', name: 'lb' } },
        {
          address: `${SET}.web`,
          values: {
            security_group_id: 'sg-aaaaaaaa',
            ingress: [
              { ...rule, source_security_id: 'sg-bbbbbbbb' },
              { ...rule, source_security_id: 'sg-cccccccc' },
              { ...rule, address_template_id: 'ipm-aaaaaaaa' },
              { ...rule, address_template_group: 'ipmg-aaaaaaaa' },
              { ...rule, address_template_id: 'ipm-cccccccc' },
              { action: 'DROP', cidr_block: '10.0.0.1', service_template_id: 'ppm-aaaaaaaa' },
            ],
          },
        },
        {
          address: `${LITE}.db`,
          values: { security_group_id: 'sg-bbbbbbbb', ingress: ['DROP#ipm-aaaaaaaa##ppm-aaaaaaaa'] },
        },
      ),
    )
    expect(groups.map(({ key }) => key)).toEqual([`${GROUP}.lb`, 'sg-aaaaaaaa'])
    const office = ipv4('203.0.113.7', 32)
    const web = { value: [{ protocol: 6, ports: [{ first: 80, last: 80 }] }] }
    expect(groups[0]?.rules).toMatchObject([{ peers: [{ reading: { value: office } }], services: web }])
    expect(groups[1]?.rules.map(({ peers }) => only(peers).reading)).toMatchObject([
      { value: { kind: 'symbol', of: 'group', name: `${GROUP}.lb` } },
      { value: { kind: 'symbol', of: 'group', name: 'sg-cccccccc' } },
      { value: office },
      { value: office },
      { value: { kind: 'symbol', of: 'list', name: 'ipm-cccccccc' } },
      { value: ipv4('10.0.0.1', 32) },
    ])
    expect(groups[1]?.rules[5]?.services).toMatchObject(web)
  })

  it('charges prefix lists as the rules that they may hold', () => {
    const { rules } = readGroup(
      file(
        {
          address: 'alicloud_ecs_prefix_list.office',
          values: { id: 'pl-1', max_entries: 7, entry: [{ cidr: '203.0.113.0/24', description: '' }] },
        },
        {
          address: `${ALI_RULE}.a`,
          values: { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'all', prefix_list_id: 'pl-1' },
        },
      ),
    )
    expect(rules).toMatchObject([{ charge: 7, peers: [{ reading: { value: ipv4('203.0.113.0', 24) } }] }])
  })

  it.each([
    ['cidr_ip', 7, { state: 'invalid' }],
    ['cidr_ip', ['10.0.0.1'], { state: 'invalid' }],
    ['cidr_ip', true, { state: 'invalid' }],
    ['source_security_group_id', {}, { state: 'invalid' }],
  ])('refuses %s %j', (field, value, reading) => {
    const values = { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'all', [field]: value }
    const { rules } = readGroup(file({ address: `${ALI_RULE}.a`, values }))
    expect(only(only(rules).peers).reading).toMatchObject(reading)
  })

  it.each([['text'], [7], [null], [[]]])('knows nothing of a rule whose values are %j', (values) => {
    const groups = readBoth(
      file({ address: `${ALI_GROUP}.app`, values: { id: 'sg-1' } }, { address: `${ALI_RULE}.a`, values }),
    )
    expect(groups.map(({ key, complete }) => [key, complete])).toEqual([
      [`${ALI_GROUP}.app`, { ingress: false, egress: false }],
      [`${ALI_RULE}.a`, { ingress: false, egress: false }],
    ])
    const rule = only(groups[1]?.rules ?? [])
    const { verdict, protocol, ports, plane } = rule
    expect([verdict, protocol, ports, plane].map(({ state }) => state)).toEqual(
      Array.from({ length: 4 }, () => 'unknown'),
    )
    expect(plainReading(verdict)).toEqual({ state: 'unknown', text: '(known after apply)' })
  })

  it('passes data sources and other resources over', () => {
    expect(
      readBoth(
        file(
          { address: `data.${GROUP}s.all`, mode: 'data', values: { id: 'x', instances: [] } },
          { address: `${GROUP}.read`, mode: 'data', values: { id: 'sg-1' } },
          { address: 'aws_security_group.web', values: { id: 'sg-1', ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] } },
        ),
      ),
    ).toEqual([])
  })

  it('takes strings for what they are', () => {
    const values = { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'all', description: '${var.x} %{ if }' }
    const { rules } = readGroup(file({ address: `${ALI_RULE}.a`, values }))
    expect(only(rules).description).toMatchObject({ state: 'known', value: '${var.x} %{ if }' })
  })

  it('is not to be edited', () => {
    const values = { security_group_id: 'sg-1', type: 'ingress', ip_protocol: 'tcp', cidr_ip: '0.0.0.0/0' }
    const set = {
      security_group_id: 'sg-2',
      ingress: [{ action: 'ACCEPT', cidr_block: '10.0.0.1' }, { action: 'DROP' }],
    }
    const source = JSON.stringify(file({ address: `${ALI_RULE}.a`, values }, { address: `${SET}.b`, values: set }))
    const [first, second] = readJson(source).map(({ rules }) => rules)
    const rule = only(first ?? [])
    const items = second ?? []
    const readings = [rule.verdict, rule.protocol, only(rule.peers).reading, ...items.map(({ verdict }) => verdict)]
    const origins = [rule, ...items].map(({ origin }) => origin)
    for (const reading of readings) origins.push(originOf(reading, rule.origin))
    expect(origins.map((origin) => [origin.rewrite('x'), origin.remove()])).toEqual(
      origins.map(() => [undefined, undefined]),
    )
    expect(items[1]?.origin.moveBefore(items[0]?.origin ?? rule.origin)).toBeUndefined()
    expect(items.map(({ origin }) => textAt(source, origin))).toEqual(set.ingress.map((item) => JSON.stringify(item)))
    expect(textAt(source, originOf(only(rule.peers).reading, rule.origin))).toBe('"0.0.0.0/0"')
  })
})
