import { describe, expect, it, test } from 'vitest'
import { plainReading, readGroup, readRule } from '../documents.ts'
import { withRule, withRuleSet } from './programs.ts'

const everyone = { first: 0, last: 2 ** 32 - 1, family: 4 }

/** The ports of a rule whose port range is this value. */
const portsOf = (portRange: unknown, sections: object) =>
  plainReading(readRule(withRule({ portRange }, sections)).ports)

const ssh = [{ first: 22, last: 22 }]

describe('references are followed', () => {
  test.each([
    ['a variable', '${range}', { variables: { range: '22/22' } }],
    ['a part of text', '${port}/${port}', { variables: { port: 22 } }],
    ['a variable of variables', '${range}', { variables: { range: '${port}/22', port: '22' } }],
    ['an element', '${ranges[1]}', { variables: { ranges: ['80/80', '22/22'] } }],
    ['a member', '${ranges.ssh}', { variables: { ranges: { ssh: '22/22' } } }],
  ])('%s', (_, value, sections) => {
    expect(portsOf(value, sections)).toEqual({ state: 'known', value: ssh })
  })

  test.each([
    ['a default', '${range}', { config: { range: { type: 'string', default: '22/22' } } }, 'range'],
    ['a default under the older name', '${range}', { configuration: { range: { default: '22/22' } } }, 'range'],
    ['a value of the project', '${range}', { config: { range: { value: '22/22' } } }, 'range'],
    ['a bare value of the project', '${range}', { config: { range: '22/22' } }, 'range'],
    ['a default in text', '${port}/${port}', { config: { port: { default: 22 } } }, 'port'],
    [
      'a default behind a variable',
      '${range}',
      { variables: { range: '${port}/22' }, config: { port: { default: 22 } } },
      'port',
    ],
    ['an element of a default', '${ranges[0]}', { config: { ranges: { default: ['22/22'] } } }, 'ranges'],
  ])('%s rests on the configuration', (_, value, sections, viaDefault) => {
    expect(portsOf(value, sections)).toEqual({ state: 'known', value: ssh, viaDefault })
  })

  test('what a default holds is literal', () => {
    const sections = { variables: { port: 22 }, config: { range: { default: '${port}/22' } } }
    expect(portsOf('${range}', sections)).toMatchObject({ state: 'invalid' })
  })

  test('an escaped reference is text', () => {
    expect(readRule(withRule({ description: '$${x}' })).description).toMatchObject({ state: 'known', value: '${x}' })
  })

  test('an empty default leaves the field out', () => {
    expect(readRule(withRule({ description: '${x}' }, { variables: { x: '' } })).description?.state).toBe('absent')
  })

  test('a list of rules, whose elements are variables', () => {
    const all = { action: 'DROP', cidrBlock: '0.0.0.0/0' }
    const group = readGroup(withRuleSet({ ingresses: '${list}' }, { variables: { list: ['${all}', all], all } }))
    expect(group.complete.ingress).toBe(true)
    expect(group.rules.map(({ peers }) => peers[0]?.reading)).toMatchObject([
      { value: { ranges: [everyone] } },
      { value: { ranges: [everyone] } },
    ])
  })

  test('a list of the configuration is not settled', () => {
    const sections = { config: { list: { default: [{ action: 'DROP' }] } } }
    expect(readGroup(withRuleSet({ ingresses: '${list}' }, sections))).toMatchObject({
      rules: [],
      complete: { ingress: false },
    })
  })
})

describe('what a program does not settle is unknown', () => {
  test.each([
    ['a setting without a default', '${range}', { config: { range: { type: 'string' } } }, 'range'],
    ['nothing of that name', '${range}', {}, 'range'],
    ['a part of text', '22/${port}', {}, '22/${port}'],
    ['an attribute', '${sg.name}', {}, 'sg.name'],
    ['the id of a resource', '${sg.id}', {}, 'sg'],
    ['an id in text', '${sg.id}/22', {}, '${sg.id}/22'],
    ['the stack', '${pulumi.stack}', {}, 'pulumi.stack'],
    [
      'a function behind a variable',
      '${range}',
      { variables: { range: { 'fn::invoke': { function: 'f' } } } },
      'range',
    ],
    ['a member that is not there', '${ranges.ssh}', { variables: { ranges: ['22/22'] } }, 'ranges.ssh'],
    ['a cycle', '${a}', { variables: { a: '${b}', b: '${a}' } }, 'a'],
  ])('%s, yet always the same', (_, value, sections, identity) => {
    expect(portsOf(value, sections)).toMatchObject({ state: 'unknown', identity })
  })

  test.each([
    [{ 'fn::invoke': { function: 'f' } }, {}],
    [{ 'Fn::Join': ['/', [22, 22]] }, {}],
    ['${a.*.b}', {}],
    ['${a + b}', {}],
    ['22/${f(x)}', {}],
    ['${unclosed', {}],
  ])('%j is nothing that can be compared', (value, sections) => {
    const reading = readRule(withRule({ portRange: value }, sections)).ports
    expect(reading.state).toBe('unknown')
    expect(reading).not.toHaveProperty('identity')
  })

  test.each([[['22/22']], [{ a: '22/22' }], [true]])('%j is no port range', (value) => {
    expect(portsOf(value, {})).toMatchObject({ state: 'invalid' })
    expect(portsOf('${x}', { variables: { x: value } })).toMatchObject({ state: 'invalid' })
  })
})

describe('hostile variables', () => {
  it('that double each other stay short', () => {
    const variables = Object.fromEntries([...Array(60).keys()].map((n) => [`v${n}`, `\${v${n + 1}}\${v${n + 1}}`]))
    expect(portsOf('${v0}', { variables: { ...variables, v60: 'x' } })).toMatchObject({ state: 'unknown' })
  })

  it('may be elements of one list', () => {
    const list = [...Array(60).keys()].map((n) => `\${list[${n + 1}]}\${list[${n + 1}]}`)
    expect(portsOf('${list[0]}', { variables: { list: [...list, 'x'] } })).toMatchObject({ state: 'unknown' })
    expect(portsOf('${list[0]}', { variables: { list: ['${list[0]}'] } })).toMatchObject({ state: 'unknown' })
  })

  it('in a long chain do not exhaust the stack', () => {
    const variables = Object.fromEntries([...Array(3000).keys()].map((n) => [`v${n}`, `\${v${n + 1}}`]))
    expect(portsOf('${v0}', { variables: { ...variables, v3000: '22/22' } })).toMatchObject({ state: 'unknown' })
  })

  it('may have any names', () => {
    expect(portsOf('${__proto__}', {})).toMatchObject({ state: 'unknown', identity: '__proto__' })
    expect(portsOf('${constructor.name}', {})).toMatchObject({ state: 'unknown' })
  })
})
