import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../src/model/declarations.ts'
import { readGroup, readRule, textAt } from './read.ts'

const LITE = 'tencentcloud_security_group_lite_rule'

const lite = (ingress: unknown, beside: object = {}, resources: object = {}): object => ({
  ...beside,
  resource: { ...resources, [LITE]: { web: { security_group_id: 'sg-12345678', ingress } } },
})
const rule = (...of: Parameters<typeof lite>): Rule => readRule(lite(...of))

describe('tencentcloud_security_group_lite_rule', () => {
  test('its fields', () => {
    const source = JSON.stringify({
      resource: {
        [LITE]: {
          web: {
            security_group_id: 'sg-12345678',
            ingress: ['ACCEPT#10.0.0.1#22,80#TCP', 'DROP#0.0.0.0/0#ALL#ALL'],
            egress: ['ACCEPT#sg-87654321#53#UDP'],
          },
        },
      },
    })
    const { rules, complete, contiguous } = readGroup(source)
    expect(complete).toEqual({ ingress: false, egress: false })
    expect(contiguous).toEqual({ ingress: true, egress: true })
    expect(rules).toMatchObject([
      {
        label: 'ingress rule 1',
        direction: { value: 'ingress' },
        verdict: { value: 'accept' },
        protocol: { value: 6 },
        ports: { value: [{ first: 22 }, { first: 80 }] },
        peers: [{ field: 'source', reading: { value: { ranges: [{ first: 0x0a000001 }] } } }],
        order: { by: 'position', position: 0 },
      },
      { label: 'ingress rule 2', verdict: { value: 'drop' }, protocol: { value: 'all' }, order: { position: 1 } },
      {
        label: 'egress rule 1',
        direction: { value: 'egress' },
        peers: [{ reading: { value: { kind: 'symbol', of: 'group', name: 'sg-87654321' } } }],
        order: { position: 0 },
      },
    ])
    // The strings have no place for one.
    expect(rules.map(({ description }) => description)).toEqual([undefined, undefined, undefined])
    expect(rules.map(({ origin }) => textAt(source, origin))).toEqual([
      '"ACCEPT#10.0.0.1#22,80#TCP"',
      '"DROP#0.0.0.0/0#ALL#ALL"',
      '"ACCEPT#sg-87654321#53#UDP"',
    ])
  })

  test('a part is rewritten inside its string', () => {
    const { verdict, peers, ports, protocol } = rule(['ACCEPT#10.0.0.1#22#TCP'])
    const rewritten = [verdict, peers[0]?.reading, ports, protocol].map((reading) =>
      reading?.state === 'known' ? reading.origin.rewrite('X')?.map(({ text }) => text) : undefined,
    )
    expect(rewritten).toEqual([
      ['"X#10.0.0.1#22#TCP"'],
      ['"ACCEPT#X#22#TCP"'],
      ['"ACCEPT#10.0.0.1#X#TCP"'],
      ['"ACCEPT#10.0.0.1#22#X"'],
    ])
  })

  test.each(['ACCEPT', '', 'ACCEPT#10.0.0.1#22', 'ACCEPT#10.0.0.1#22#TCP#x'])('%j is one invalid rule', (text) => {
    const source = JSON.stringify(lite(['DROP#10.0.0.2#ALL#ALL', text]))
    const [, second] = readGroup(source).rules
    expect(second).toMatchObject({
      label: 'ingress rule 2',
      verdict: { state: 'invalid', text },
      protocol: { state: 'unknown' },
      ports: { state: 'unknown' },
      peers: [{ reading: { state: 'unknown' } }],
    })
    expect(second?.verdict.state === 'invalid' && textAt(source, second.verdict.origin)).toBe(JSON.stringify(text))
  })

  test.each([[5], [{ action: 'DROP' }], [['DROP#10.0.0.1#ALL#ALL']], [true]])('%j is one invalid rule', (element) => {
    expect(rule([element]).verdict.state).toBe('invalid')
  })

  test('a lone string is read as a list of one', () => {
    expect(rule('DROP#10.0.0.1#ALL#ALL').verdict).toMatchObject({ state: 'known', value: 'drop' })
  })

  test('bad parts are invalid one by one', () => {
    expect(rule(['accept#10.0.0.300#70000#SCTP'])).toMatchObject({
      verdict: { state: 'invalid', text: 'accept', problem: { instead: 'ACCEPT' } },
      protocol: { state: 'invalid', text: 'SCTP' },
      ports: { state: 'invalid', text: '70000' },
      peers: [{ reading: { state: 'invalid', text: '10.0.0.300' } }],
    })
  })

  test('parts refer to variables, locals, groups and templates', () => {
    const read = rule(['${local.verdict}#${tencentcloud_security_group.db.id}#${var.port}#TCP'], {
      locals: { verdict: 'DROP' },
      variable: { port: { default: 22 } },
    })
    expect(read).toMatchObject({
      verdict: { state: 'known', value: 'drop' },
      ports: { state: 'known', viaDefault: 'var.port', value: [{ first: 22, last: 22 }] },
      peers: [{ reading: { state: 'known', value: { of: 'group', name: 'tencentcloud_security_group.db' } } }],
    })
  })

  test('parts that the file does not settle are unknown', () => {
    expect(rule(['ACCEPT#${var.m["a#b"]}#22#TCP'])).toMatchObject({
      verdict: { state: 'known' },
      peers: [{ reading: { state: 'unknown', identity: 'var.m["a#b"]', text: '${var.m["a#b"]}' } }],
    })
  })

  test('address templates of the file are expanded', () => {
    const resources = { tencentcloud_address_template: { t: { addresses: ['10.0.0.1', '10.0.0.2'] } } }
    const read = rule(['ACCEPT#${tencentcloud_address_template.t.id}#22#TCP'], {}, resources)
    expect(read).toMatchObject({ charge: 2, peers: [{ reading: { value: { ranges: [{}, {}] } } }] })
  })

  test.each([
    ['ACCEPT#10.0.0.1##ppm-12345678', { state: 'unknown', identity: 'ppm-12345678' }],
    ['ACCEPT#10.0.0.1##ppmg-12345678', { state: 'unknown', identity: 'ppmg-12345678' }],
    ['ACCEPT#10.0.0.1##${tencentcloud_protocol_template.t.id}', { state: 'known', value: [{ protocol: 6 }] }],
  ])('%s names a service template', (text, services) => {
    const resources = { tencentcloud_protocol_template: { t: { protocols: ['tcp:22'] } } }
    expect(rule([text], {}, resources)).toMatchObject({ services, protocol: { state: 'absent' } })
  })

  test('a whole rule by reference', () => {
    const locals = { rule: 'DROP#${local.ip}#ALL#ALL', ip: '10.0.0.1', end: '#22#TCP', bad: 'x', list: [] }
    expect(rule(['${local.rule}'], { locals })).toMatchObject({
      verdict: { state: 'known', value: 'drop' },
      peers: [{ reading: { value: { ranges: [{ first: 0x0a000001 }] } } }],
    })
    expect(rule(['ACCEPT#10.0.0.1${local.end}'], { locals })).toMatchObject({ ports: { value: [{ first: 22 }] } })
    expect(rule(['${local.bad}'], { locals }).verdict).toMatchObject({ state: 'invalid', text: '${local.bad}' })
    expect(rule(['${local.list}'], { locals }).verdict).toMatchObject({ state: 'invalid', text: '${local.list}' })
    expect(rule(['${var.rule}']).verdict).toMatchObject({ state: 'unknown', text: '${var.rule}', identity: 'var.rule' })
  })

  test('a whole list by reference', () => {
    const text = 'DROP#${local.ip}#ALL#ALL'
    const locals = { rules: [text, 'ACCEPT#10.0.0.2#ALL#ALL'], ip: '10.0.0.1' }
    expect(readGroup(lite('${local.rules}', { locals })).rules).toMatchObject([
      { peers: [{ reading: { value: { ranges: [{ first: 0x0a000001 }] } } }] },
      { verdict: { value: 'accept' } },
    ])
    const viaDefault = rule('${var.rules}', { variable: { rules: { default: [text] } }, locals })
    expect(viaDefault).toMatchObject({
      verdict: { state: 'known', viaDefault: 'var.rules' },
      peers: [{ reading: { state: 'invalid', text: '${local.ip}' } }],
    })
  })

  test('a list that does not resolve leaves its direction incomplete', () => {
    const resources = { tencentcloud_security_group: { web: {} } }
    const body = { security_group_id: '${tencentcloud_security_group.web.id}', ingress: '${var.rules}' }
    const group = readGroup({ resource: { ...resources, [LITE]: { web: body } } })
    expect(group).toMatchObject({ rules: [], complete: { ingress: false, egress: true } })
  })
})
