/** Parameter templates of the same file stand for what they hold. */
import { expect, test } from 'vitest'
import { plainReading } from '../documents.ts'
import { managed, readRuleOf, tencentcloudGroup } from './objects.ts'

const named = (id: string): object => ({ metadata: { annotations: { 'crossplane.io/external-name': id } } })
const template = (kind: string, name: string, id: string, forProvider: object): object => {
  const object = managed('tencentcloud', kind, name, forProvider) as { metadata: object }
  const { metadata } = named(id) as { metadata: object }
  return { ...object, metadata: { ...object.metadata, ...metadata } }
}
const lists = [
  template('AddressTemplate', 'office', 'ipm-11111111', { addresses: ['203.0.113.7'] }),
  template('AddressTemplate', 'open', 'ipm-22222222', { addresses: '{{ addresses }}' }),
  template('AddressTemplateGroup', 'refs', 'ipmg-11111111', { templateIdsRefs: [{ name: 'office' }] }),
  template('AddressTemplateGroup', 'ids', 'ipmg-22222222', { templateIds: ['ipm-11111111', 'ipm-11111111'] }),
  template('AddressTemplateGroup', 'half', 'ipmg-33333333', { templateIds: ['ipm-11111111', 'ipm-22222222'] }),
  template('AddressTemplateGroup', 'selected', 'ipmg-44444444', { templateIdsSelector: { matchLabels: { a: 'b' } } }),
  template('ProtocolTemplate', 'web', 'ppm-11111111', { protocols: ['tcp:80', 'udp:all'] }),
  template('ProtocolTemplateGroup', 'services', 'ppmg-11111111', { templateIdsRefs: [{ name: 'web' }] }),
]
const office = { kind: 'addresses', ranges: [{ family: 4, first: 0xcb007107, last: 0xcb007107 }], charge: 1 }

function ruleWith(fields: object) {
  const rule = { securityGroupIdRef: { name: 'web' }, type: 'ingress', policy: 'accept', ...fields }
  return readRuleOf(tencentcloudGroup, managed('tencentcloud', 'SecurityGroupRule', 'rule', rule), ...lists)
}

test.each([
  [{ templateId: 'ipm-11111111' }, office],
  [{ groupId: 'ipmg-11111111' }, office],
  [{ groupId: 'ipmg-22222222' }, office],
  [{ templateId: 'ipm-22222222' }, { kind: 'symbol', of: 'list', name: 'open' }],
  [{ groupId: 'ipmg-33333333' }, { kind: 'symbol', of: 'list', name: 'half' }],
  [{ groupId: 'ipmg-44444444' }, { kind: 'symbol', of: 'list', name: 'selected' }],
  [{ groupId: 'ipmg-99999999' }, { kind: 'symbol', of: 'list', name: 'ipmg-99999999' }],
])('%j stands for its addresses where the file holds them all', (addressTemplate, value) => {
  const { peers } = ruleWith({ addressTemplate: [addressTemplate] })
  expect(peers.map(({ reading }) => plainReading(reading))).toMatchObject([{ state: 'known', value }])
})

test.each([{ templateId: 'ppm-11111111' }, { groupId: 'ppmg-11111111' }])('%j stands for its services', (id) => {
  expect(ruleWith({ cidrIp: '10.0.0.1', protocolTemplate: [id] }).services).toMatchObject({
    state: 'known',
    value: [{ protocol: 6 }, { protocol: 17 }],
  })
})
