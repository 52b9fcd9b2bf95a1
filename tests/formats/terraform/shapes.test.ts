import { describe, expect, test } from 'vitest'
import { plain, readGroups, textAt } from './read.ts'

const SET = 'tencentcloud_security_group_rule_set'
const rule = { action: 'ACCEPT', cidr_block: '203.0.113.0/24', protocol: 'TCP', port: '22' }
const body = { security_group_id: 'sg-12345678', ingress: [rule] }
const expected = plain(readGroups({ resource: { [SET]: { web: body } } }))

describe('JSON syntax of blocks', () => {
  test('the plain shape declares one rule', () => {
    expect(expected).toMatchObject([{ key: 'sg-12345678', rules: [{ label: 'ingress rule 1' }] }])
  })

  test.each([
    ['an array of resources', { resource: [{ [SET]: { web: body } }] }],
    ['an array of names', { resource: { [SET]: [{ web: body }] } }],
    ['an array of bodies', { resource: { [SET]: { web: [body] } } }],
    ['arrays everywhere', [{ resource: [{ [SET]: [{ web: [body] }] }] }]],
    ['a single nested block', { resource: { [SET]: { web: { ...body, ingress: rule } } } }],
    ['remarks', { '//': 'x', resource: { '//': 'x', [SET]: { '//': 'x', web: { '//': 'x', ...body } } } }],
    ['a remark in a nested block', { resource: { [SET]: { web: { ...body, ingress: { '//': 'x', ...rule } } } } }],
    ['no egress blocks', { resource: { [SET]: { web: { ...body, egress: [] } } } }],
    ['null in place of a block', { resource: { [SET]: { web: { ...body, egress: null }, none: null } } }],
    ['null among blocks', { resource: { [SET]: { web: [null, { ...body, ingress: [null, rule, null] }] } } }],
    ['bodies that are none', { resource: [1, { [SET]: { web: body, a: 'text', b: 1, c: true }, x: 1, y: [[]] }] }],
    ['meta-arguments', { resource: { [SET]: { web: { ...body, provider: 'x.y', lifecycle: {}, depends_on: [] } } } }],
    ['empty meta-arguments', { resource: { [SET]: { web: { ...body, count: null, for_each: null, dynamic: [] } } } }],
    ['a count of one', { resource: { [SET]: { web: { ...body, count: 1 } } } }],
  ])('%s reads the same', (_, source) => {
    expect(plain(readGroups(source))).toEqual(expected)
  })

  test('line ends and indentation do not matter', () => {
    const pretty = JSON.stringify({ resource: { [SET]: { web: body } } }, null, 2)
    expect(plain(readGroups(pretty.replaceAll('\n', '\r\n')))).toEqual(expected)
  })

  test('repeated keys all count, in file order', () => {
    const item = (port: number): string => `{"action":"ACCEPT","cidr_block":"10.0.0.1","protocol":"TCP","port":${port}}`
    const web = `{"security_group_id":"sg-1","ingress":${item(1)},"ingress":[${item(2)},${item(3)}]}`
    const db = `{"security_group_id":"sg-2","ingress":${item(4)}}`
    const source = `{"resource":{"${SET}":{"web":${web}},"${SET}":{"db":${db}}},"resource":{"${SET}":{"x":{}}}}`
    const groups = readGroups(source)
    expect(groups.map(({ key }) => key)).toEqual(['sg-1', 'sg-2', `${SET}.x`])
    expect(groups[0]?.rules).toMatchObject(
      [1, 2, 3].map((port) => ({
        label: `ingress rule ${port}`,
        ports: { value: [{ first: port, last: port }] },
        order: { by: 'position', position: port - 1 },
      })),
    )
  })

  test('names from the prototype of objects are plain names', () => {
    const source = `{"resource":{"${SET}":{"__proto__":{"security_group_id":"sg-1"},"constructor":{"security_group_id":"sg-2"}},
      "__proto__":{"a":{}}},"variable":{"__proto__":{"default":"sg-3"}},"locals":{"__proto__":"sg-4"}}`
    expect(readGroups(source).map(({ key }) => key)).toEqual(['sg-1', 'sg-2'])
  })

  test.each(['__proto__', 'constructor', 'toString'])('a variable named %s that is not declared is unknown', (name) => {
    const source = { resource: { [SET]: { web: { security_group_id: `\${var.${name}}` } } } }
    expect(readGroups(source).map(({ key }) => key)).toEqual([`var.${name}`])
  })

  test('every resource has its own place in minified text', () => {
    const source = JSON.stringify({
      resource: { [SET]: { a: { security_group_id: 'sg-1', ingress: rule }, b: [body] } },
    })
    const groups = readGroups(source)
    expect(groups.map(({ anchor }) => textAt(source, anchor))).toEqual(['"a"', '"b"'])
    expect(groups.map(({ rules }) => rules.map(({ origin }) => textAt(source, origin)))).toEqual([
      [JSON.stringify(rule)],
      [JSON.stringify(rule)],
    ])
  })
})
