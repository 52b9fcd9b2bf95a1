import { describe, expect, it, test } from 'vitest'
import { only, plainReading, readGroup, readRule, readYaml } from '../documents.ts'
import { out, play, ssh, task, web } from './plays.ts'

const readIngress = (fields: unknown) => readRule(play(task({ ...web, rules: [fields] })))
const readEgress = (fields: unknown) => readRule(play(task({ ...web, rules_egress: [fields] })))

it('has its fields', () => {
  const rule = readIngress({ ...ssh, policy: 'drop', priority: 7, nic_type: 'intranet', description: 'd' })
  const { label, direction, verdict, protocol, ports, order, plane, description, conditions, remarks } = rule
  expect(label).toBe('ingress rule 1')
  expect([direction, verdict, protocol, ports, plane, description].map(plainReading)).toEqual([
    { state: 'known', value: 'ingress' },
    { state: 'known', value: 'drop' },
    { state: 'known', value: 6 },
    { state: 'known', value: [{ first: 22, last: 22 }] },
    { state: 'known', value: 'intranet' },
    { state: 'known', value: 'd' },
  ])
  expect(order).toMatchObject({ by: 'priority', priority: { state: 'known', value: 7 } })
  expect([conditions, remarks]).toEqual([[], []])
})

test('the module takes words in any letter case', () => {
  expect(readIngress({ ...ssh, ip_protocol: 'TCP', policy: 'Accept' })).toMatchObject({
    protocol: { value: 6 },
    verdict: { value: 'accept' },
  })
})

test.each([
  ['source_cidr_ip', '10.0.0.0/8', { kind: 'addresses' }],
  ['source_group_id', 'sg-1', { of: 'group', name: 'sg-1' }],
])('%s is the peer of an ingress rule', (field, value, peer) => {
  expect(readIngress({ ...ssh, source_cidr_ip: undefined, [field]: value }).peers).toMatchObject([
    { field, reading: { state: 'known', value: peer } },
  ])
})

test.each([
  ['dest_cidr_ip', '10.0.0.0/8', { kind: 'addresses' }],
  ['dest_group_id', 'sg-1', { of: 'group', name: 'sg-1' }],
])('%s is the peer of an egress rule', (field, value, peer) => {
  const rule = readEgress({ ...out, dest_cidr_ip: undefined, [field]: value })
  expect(rule.direction).toMatchObject({ value: 'egress' })
  expect(rule.peers).toMatchObject([{ field, reading: { state: 'known', value: peer } }])
})

test('fields of the near end narrow a rule down', () => {
  expect(readIngress({ ...ssh, dest_cidr_ip: '10.0.0.1/32' }).conditions).toHaveLength(1)
  expect(readIngress({ ...ssh, source_port_range: '1024/65535' }).conditions).toHaveLength(1)
  expect(readEgress({ ...out, source_cidr_ip: '10.0.0.0/10' }).conditions).toHaveLength(1)
  expect(readIngress({ ...ssh, dest_cidr_ip: '0.0.0.0/0', source_port_range: '1/65535' }).conditions).toEqual([])
})

describe('expressions', () => {
  test.each(['{{ cidr }}', '{{ office }}/32', '{% if a %}0.0.0.0/0{% endif %}'])('%s is unknown', (source_cidr_ip) => {
    expect(readIngress({ ...ssh, source_cidr_ip }).peers).toMatchObject([
      { field: 'source_cidr_ip', reading: { state: 'unknown' } },
    ])
  })

  test('a variable is the same within a task, and no other expression is', () => {
    const given = (text: string) => ({ ...ssh, source_cidr_ip: text })
    const identities = (keywords: object, ...texts: readonly string[]) =>
      readGroup(play(task({ ...web, rules: texts.map(given) }, keywords))).rules.map(({ peers }) => {
        const reading = peers[0]?.reading
        return reading?.state === 'unknown' ? reading.identity : reading
      })
    const [first, second, third] = identities({}, '{{ a.b }}', '{{ a.b }}', '{{ pool | random }}')
    expect(first).toBeTypeOf('string')
    expect([second, third]).toEqual([first, undefined])
    expect(identities({ loop: ['x'] }, '{{ item }}')).toEqual([undefined])
  })

  test('without quotes, an expression is an object', () => {
    const text = `- ali_security_group:
    name: web
    rules:
      - {ip_protocol: tcp, port_range: {{ port }}, source_cidr_ip: 0.0.0.0/0}
      - {{ rule }}
`
    const [first, second] = only(readYaml(text)).rules
    expect(first).toMatchObject({ ports: { state: 'unknown' }, protocol: { value: 6 } })
    expect(second).toMatchObject({ ports: { state: 'unknown' }, protocol: { state: 'unknown' } })
  })

  test.each(['{{ rule }}', ' {{ rule }}'])('%j may be any rule', (item) => {
    const rule = readIngress(item)
    expect([rule.verdict, rule.protocol, rule.ports].map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ])
    expect(rule.peers).toMatchObject([{ field: 'source_cidr_ip', reading: { state: 'unknown' } }])
  })
})

test.each(['ssh', 22, ['tcp']])('%j is no rule', (item) => {
  expect(readIngress(item).protocol.state).toBe('invalid')
})

test('what is no list is its only rule', () => {
  expect(readRule(play(task({ ...web, rules: ssh }))).protocol).toMatchObject({ value: 6 })
})

test('fields that are absent can be added', () => {
  const text = '- ali_security_group:\n    name: web\n    rules:\n      - ip_protocol: all\n'
  const { verdict, order, plane } = only(only(readYaml(text)).rules)
  const priority = order.by === 'priority' ? order.priority : undefined
  const origins = [verdict, priority].map((reading) => (reading?.state === 'known' ? reading.origin : undefined))
  const slots = [...origins, plane.state === 'absent' ? plane.slot : undefined]
  const written = slots.map((slot) => slot?.rewrite('x')?.map((edit) => edit.text.trim()))
  expect(written).toEqual([['policy: x'], ['priority: x'], ['nic_type: x']])
})
