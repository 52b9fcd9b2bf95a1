import { describe, expect, test } from 'vitest'
import { readGroup, readGroups, textAt } from './read.ts'

const GROUP = 'alicloud_security_group'
const RULE = 'alicloud_security_group_rule'
const SET = 'tencentcloud_security_group_rule_set'

const rule = (group: unknown, fields: object = {}): object => ({ security_group_id: group, type: 'ingress', ...fields })

describe('the group of a rule', () => {
  test.each([
    ['${alicloud_security_group.app.id}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app["id"]}', 'alicloud_security_group.app'],
    ['${resource.alicloud_security_group.app.id}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app[0].id}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app["a"].id}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app[each.key].id}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app.*.id[count.index]}', 'alicloud_security_group.app'],
    ['${alicloud_security_group.app.security_group_id}', 'alicloud_security_group.app'],
    ['${local.group}', 'alicloud_security_group.app'],
    ['${local.groups.app}', 'alicloud_security_group.app'],
    ['sg-12345678', 'sg-12345678'],
    ['${var.known}', 'sg-of-default'],
    ['${var.group}', 'var.group'],
    ['${module.m.group}', 'module.m.group'],
    ['${data.alicloud_security_groups.g.ids[0]}', 'data.alicloud_security_groups.g.ids[0]'],
    ['${alicloud_security_group.app.vpc_id}', 'alicloud_security_group.app.vpc_id'],
    ['${each.value}', 'alicloud_security_group_rule.a'],
    ['${var.c ? alicloud_security_group.app.id : ""}', 'alicloud_security_group_rule.a'],
    ['', 'alicloud_security_group_rule.a'],
    [null, 'alicloud_security_group_rule.a'],
    [[], 'alicloud_security_group_rule.a'],
    [{}, 'alicloud_security_group_rule.a'],
  ])('%j is %s', (id, key) => {
    const locals = { group: '${alicloud_security_group.app.id}', groups: { app: '${local.group}' } }
    const source = { locals, variable: { known: { default: 'sg-of-default' } }, resource: { [RULE]: { a: rule(id) } } }
    expect(readGroup(source).key).toBe(key)
  })

  test('equal ids of two clouds are two groups', () => {
    const set = { [SET]: { a: { security_group_id: 'sg-1' } } }
    expect(readGroups({ resource: { ...set, [RULE]: { a: rule('sg-1') } } })).toMatchObject([
      { provider: 'tencentcloud', key: 'sg-1', rules: [] },
      { provider: 'alicloud', key: 'sg-1', rules: [{}] },
    ])
  })

  test('a group is anchored at the first resource that speaks of it', () => {
    const source = JSON.stringify({
      resource: { [RULE]: { a: rule(`\${${GROUP}.g.id}`), b: rule(`\${${GROUP}.g.id}`) }, [GROUP]: { g: {} } },
    })
    const group = readGroup(source)
    expect([textAt(source, group.anchor), group.declaration && textAt(source, group.declaration)]).toEqual([
      '"a"',
      '"g"',
    ])
  })

  test('a group declared twice keeps its first declaration', () => {
    const source = `{"resource":{"${GROUP}":{"g":{"name":"a"},"g":{"name":"b"}}}}`
    expect(readGroup(source).name).toMatchObject({ value: 'a' })
  })
})

test.each([
  ['alicloud_security_group_rule.b', true],
  ['${alicloud_security_group_rule.a.id}', false],
  ['${resource.alicloud_security_group_rule.a.id}', false],
])('a rule beside %j can be taken out: %s', (mention, expected) => {
  const { rules } = readGroup({ resource: { [RULE]: { a: rule('sg-1') } }, output: { x: { value: mention } } })
  expect(rules[0]?.origin.remove() !== undefined).toBe(expected)
})

describe('count and for_each', () => {
  test.each([[2], ['${var.n}'], ['${var.create ? 1 : 0}'], [[]]])('a count of %j makes a rule conditional', (count) => {
    const group = readGroup({ resource: { [RULE]: { a: rule(`\${${GROUP}.g.id}`, { count }) }, [GROUP]: { g: {} } } })
    expect(group.rules).toMatchObject([{ conditions: [`${RULE}.a=1`] }])
    expect(group.complete).toEqual({ ingress: false, egress: true })
  })

  test('for_each makes the rules of a list conditional', () => {
    const body = {
      security_group_id: 'sg-1',
      for_each: '${var.all}',
      egress: { action: 'DROP', cidr_block: '10.0.0.1' },
    }
    const group = readGroup({ resource: { [SET]: { a: body } } })
    expect(group.rules).toMatchObject([{ conditions: [`${SET}.a=1`] }])
    expect(group.complete).toEqual({ ingress: false, egress: false })
  })

  test.each([[1], ['1'], [null]])('a count of %j is unconditional', (count) => {
    const group = readGroup({ resource: { [RULE]: { a: rule(`\${${GROUP}.g.id}`, { count }) }, [GROUP]: { g: {} } } })
    expect(group).toMatchObject({ rules: [{ conditions: [] }], complete: { ingress: true, egress: true } })
  })

  test.each([[0], ['0']])('a count of %j declares nothing', (count) => {
    expect(readGroups({ resource: { [RULE]: { a: rule('sg-1', { count }) }, [GROUP]: { g: { count } } } })).toEqual([])
  })

  test.each([
    [{ count: '${local.none}' }],
    [{ for_each: {} }],
    [{ for_each: [] }],
    [{ for_each: '${local.nobody}' }],
    [{ for_each: '${local.nothing}' }],
  ])('%j settles that there is none', (fields) => {
    const locals = { none: 0, nobody: {}, nothing: [] }
    const set = { security_group_id: 'sg-2', ingress: { action: 'DROP', cidr_block: '10.0.0.1' }, ...fields }
    const resource = { [RULE]: { a: rule('sg-1', fields) }, [GROUP]: { g: fields }, [SET]: { s: set } }
    expect(readGroups({ locals, resource })).toEqual([])
  })

  test.each([[{ count: '${var.none}' }], [{ for_each: '${var.nobody}' }]])(
    '%j may be set to another number than the default',
    (fields) => {
      const variable = { none: { default: 0 }, nobody: { default: {} } }
      const { rules } = readGroup({ variable, resource: { [RULE]: { a: rule('sg-1', fields) } } })
      expect(rules).toMatchObject([{ conditions: [`${RULE}.a=1`] }])
    },
  )

  test('a direction that is not settled leaves both incomplete', () => {
    const fields = { count: 2, type: '${var.type}' }
    const group = readGroup({ resource: { [RULE]: { a: rule(`\${${GROUP}.g.id}`, fields) }, [GROUP]: { g: {} } } })
    expect(group.complete).toEqual({ ingress: false, egress: false })
  })

  test('rules of different instances of a group never meet', () => {
    const { rules } = readGroup({
      resource: {
        [RULE]: {
          a: rule(`\${${GROUP}.g[0].id}`),
          b: rule(`\${${GROUP}.g[1].id}`),
          c: rule(`\${${GROUP}.g[0].id}`),
          d: rule(`\${${GROUP}.g[each.key].id}`, { for_each: '${var.all}' }),
        },
        [GROUP]: { g: { count: 2 } },
      },
    })
    expect(rules.map(({ conditions }) => conditions)).toEqual([
      [`${GROUP}.g=0`],
      [`${GROUP}.g=1`],
      [`${GROUP}.g=0`],
      [`${RULE}.d=1`],
    ])
  })

  test('the only instance that is named is the group', () => {
    const { rules } = readGroup({
      resource: {
        [RULE]: { a: rule(`\${${GROUP}.g[0].id}`), b: rule(`\${${GROUP}.g[0].id}`) },
        [GROUP]: { g: { count: 3 } },
      },
    })
    expect(rules.map(({ conditions }) => conditions)).toEqual([[], []])
  })
})

describe('completeness', () => {
  const complete = (resource: object): unknown =>
    Object.fromEntries(readGroups({ resource }).map((group) => [group.key, group.complete]))
  const whole = { ingress: true, egress: true }
  const open = { ingress: false, egress: false }

  test('a group is whole where it is declared, or where a rule set owns it', () => {
    expect(
      complete({
        [GROUP]: { g: {} },
        [RULE]: { a: rule(`\${${GROUP}.g.id}`), b: rule('sg-1') },
        [SET]: { c: { security_group_id: 'sg-2' } },
        tencentcloud_security_group_lite_rule: { d: { security_group_id: 'sg-3' } },
      }),
    ).toEqual({ [`${GROUP}.g`]: whole, 'sg-1': open, 'sg-2': whole, 'sg-3': open })
  })

  test('a rule that may belong to any group leaves the declared groups of its cloud incomplete', () => {
    expect(
      complete({
        [GROUP]: { g: {} },
        [RULE]: { a: rule('${each.value}', { for_each: '${var.all}' }) },
        tencentcloud_security_group: { t: {} },
      }),
    ).toEqual({
      [`${GROUP}.g`]: { ingress: false, egress: true },
      [`${RULE}.a`]: open,
      'tencentcloud_security_group.t': whole,
    })
  })

  test('a rule of a group that is only named elsewhere does not', () => {
    expect(complete({ [GROUP]: { g: {} }, [RULE]: { a: rule('${var.group}') } })).toEqual({
      [`${GROUP}.g`]: whole,
      'var.group': open,
    })
  })
})

describe('large files', () => {
  test('ten thousand rule resources are read in file order', () => {
    const rules = Array.from(
      { length: 10_000 },
      (_, i) => [`r${i}`, rule(`\${${GROUP}.g${i % 100}.id}`, { cidr_ip: '10.0.0.1' })] as const,
    )
    const groups = readGroups({ resource: { [RULE]: Object.fromEntries(rules) } })
    expect(groups.map(({ rules: { length } }) => length)).toEqual(Array.from({ length: 100 }, () => 100))
    expect(groups[7]?.rules.slice(0, 2).map(({ label }) => label)).toEqual([`${RULE}.r7`, `${RULE}.r107`])
  })

  test('deep nesting costs no stack', () => {
    const deep = `${'['.repeat(300)}${']'.repeat(300)}`
    const source = `{"resource":{"${SET}":{"a":{"security_group_id":"sg-1","ingress":${deep},"egress":${deep}}}}}`
    expect(readGroup(source).rules.map(({ verdict }) => verdict.state)).toEqual(['invalid', 'invalid'])
  })
})
