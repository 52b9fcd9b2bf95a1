/** Parameter templates and prefix lists of the same program stand for what they hold. */
import { expect, test } from 'vitest'
import { only, plainReading, readGroup } from '../documents.ts'
import { sg, program, TENCENT_GROUP, TENCENT_RULE, TENCENT_RULE_SET, withRule } from './programs.ts'

const lists = {
  office: { type: 'tencentcloud:Address/template:Template', properties: { addresses: ['203.0.113.7', '${home}'] } },
  extra: {
    type: 'tencentcloud:Address:ExtraTemplate',
    properties: { addressesExtras: [{ address: '10.0.0.1-10.0.0.2', description: 'lab' }] },
  },
  both: {
    type: 'tencentcloud:Address/templateGroup:TemplateGroup',
    properties: { templateIds: ['${office.id}', '${extra}', '${office}'] },
  },
  open: { type: 'tencentcloud:Address/template:Template', properties: { addresses: '${settings.addresses}' } },
  half: { type: 'tencentcloud:Address:TemplateGroup', properties: { templateIds: ['${office}', 'ipm-12345678'] } },
  empty: { type: 'tencentcloud:Address:TemplateGroup', properties: {} },
  web: { type: 'tencentcloud:Protocol:Template', properties: { protocols: ['tcp:80,443', 'icmp'] } },
  services: { type: 'tencentcloud:Protocol:TemplateGroup', properties: { templateIds: ['${web}'] } },
  prefixes: {
    type: 'alicloud:ecs/ecsPrefixList:EcsPrefixList',
    properties: { maxEntries: 7, entries: [{ cidr: '203.0.113.7/32' }] },
  },
}
const sections = { variables: { home: '198.51.100.1' } }
const office = [
  { family: 4, first: 0xcb007107, last: 0xcb007107 },
  { family: 4, first: 0xc6336401, last: 0xc6336401 },
]
const extra = { family: 4, first: 0x0a000001, last: 0x0a000002 }

function ruleWith(item: object) {
  const rules = { securityGroupId: '${sg.id}', ingresses: [{ action: 'ACCEPT', ...item }] }
  const resources = { ...lists, sg: { type: TENCENT_GROUP }, rules: { type: TENCENT_RULE_SET, properties: rules } }
  return only(readGroup(program(resources, sections)).rules)
}

test.each([
  ['a template', { addressTemplateId: '${office.id}' }, office, 2],
  ['a template with remarks', { addressTemplateId: '${extra.id}' }, [extra], 1],
  ['a group, each template once', { addressTemplateGroup: '${both.id}' }, [...office, extra], 3],
])('%s stands for its addresses', (_, item, ranges, charge) => {
  const rule = ruleWith(item)
  expect(rule.peers.map(({ reading }) => plainReading(reading))).toMatchObject([
    { state: 'known', value: { kind: 'addresses', ranges, charge } },
  ])
  expect(rule.charge).toBe(charge)
})

test.each([
  ['whose list is not settled', { addressTemplateId: '${open.id}' }, 'open'],
  ['one of whose templates is declared elsewhere', { addressTemplateGroup: '${half.id}' }, 'half'],
  ['without templates', { addressTemplateGroup: '${empty}' }, 'empty'],
  ['of another program', { addressTemplateId: 'ipm-12345678' }, 'ipm-12345678'],
])('a list %s is a name', (_, item, name) => {
  expect(ruleWith(item).peers).toMatchObject([
    { reading: { state: 'known', value: { kind: 'symbol', of: 'list', name } } },
  ])
})

test.each([{ serviceTemplateId: '${web.id}' }, { serviceTemplateGroup: '${services.id}' }])(
  '%j stands for its services',
  (item) => {
    expect(ruleWith({ cidrBlock: '0.0.0.0/0', ...item }).services).toMatchObject({
      state: 'known',
      value: [{ protocol: 6 }, { protocol: 1 }],
    })
  },
)

test('a rule of its own names templates in objects', () => {
  const properties = {
    securityGroupId: '${sg.id}',
    type: 'ingress',
    policy: 'accept',
    addressTemplate: { groupId: '${both.id}' },
    protocolTemplate: { templateId: '${web.id}' },
  }
  const rule = only(
    readGroup(program({ ...lists, sg: { type: TENCENT_GROUP }, rule: { type: TENCENT_RULE, properties } }, sections))
      .rules,
  )
  expect(rule).toMatchObject({
    services: { state: 'known' },
    peers: [{ reading: { value: { charge: 3 } } }],
    charge: 6,
  })
})

test('a prefix list is charged at its limit', () => {
  const data = withRule({ cidrIp: undefined, prefixListId: '${prefixes.id}' }) as { resources: object }
  const rule = only(readGroup(program({ ...data.resources, ...lists, sg })).rules)
  expect(rule).toMatchObject({ charge: 7, peers: [{ reading: { value: { ranges: [office[0]] } } }] })
})
