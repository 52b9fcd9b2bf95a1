import { describe, expect, test } from 'vitest'
import { readModule } from '../../../src/formats/terraform/module.ts'
import { Resolver } from '../../../src/formats/terraform/resolve.ts'
import type { Raw } from '../../../src/model/raw-rule.ts'
import { root, textAt } from './read.ts'

/** Reads `value` beside the other declarations of a file. */
function read(value: unknown, beside: object = {}): Raw {
  const file = root({ ...beside, output: { it: { value } } })
  if (file.kind !== 'map') throw new Error('no object')
  const output = file.get('output')?.value
  const it = output?.kind === 'map' ? output.get('it')?.value : undefined
  return new Resolver(readModule([file])).raw(it?.kind === 'map' ? it.get('value')?.value : undefined)
}

const withDefault = (value: unknown): object => ({ variable: { x: { default: value } } })

describe('values without references', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['', ''],
    [22, 22],
    [-1, -1],
    ['$${var.x}', '${var.x}'],
  ])('%j is known', (value, expected) => {
    expect(read(value)).toMatchObject({ state: 'known', value: expected })
  })

  test('null is absent', () => {
    expect(read(null)).toEqual({ state: 'absent' })
  })

  test.each([
    [true, 'true'],
    [['a'], '["a"]'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j is invalid', (value, text) => {
    expect(read(value)).toMatchObject({ state: 'invalid', text, problem: { what: 'is not a string or a number' } })
  })

  test('a missing value is absent', () => {
    expect(new Resolver(readModule([root({})])).raw(undefined)).toEqual({ state: 'absent' })
  })
})

describe('variables', () => {
  test('a default is known, and named', () => {
    expect(read('${var.x}', withDefault('10.0.0.0/8'))).toMatchObject({
      state: 'known',
      value: '10.0.0.0/8',
      viaDefault: 'var.x',
    })
  })

  test('a default is literal, whatever it looks like', () => {
    expect(read('${var.x}', withDefault('${var.y}'))).toMatchObject({ state: 'known', value: '${var.y}' })
  })

  test('parts of a default are reached', () => {
    const beside = withDefault({ a: [{ 'b.c': 443 }] })
    expect(read('${var.x.a[0]["b.c"]}', beside)).toMatchObject({ state: 'known', value: 443, viaDefault: 'var.x' })
  })

  test.each([
    ['no declaration', {}],
    ['no default', { variable: { x: { type: 'string' } } }],
    ['a null default', withDefault(null)],
  ])('%s leaves it unknown under its own identity', (_, beside) => {
    expect(read('${ var.x }', beside)).toMatchObject({ state: 'unknown', identity: 'var.x', text: '${ var.x }' })
  })

  test('a null inside a default is unknown, as the default can be replaced', () => {
    expect(read('${var.x.a}', withDefault({ a: null }))).toMatchObject({ state: 'unknown', identity: 'var.x.a' })
  })

  test('a part that a default lacks is unknown', () => {
    expect(read('${var.x.b}', withDefault({ a: 1 }))).toMatchObject({ state: 'unknown', identity: 'var.x.b' })
    expect(read('${var.x[1]}', withDefault(['a']))).toMatchObject({ state: 'unknown', identity: 'var.x[1]' })
    expect(read('${var.x.y}', withDefault('a'))).toMatchObject({ state: 'unknown', identity: 'var.x.y' })
  })

  test('a default of another kind is invalid where it is used', () => {
    expect(read('${var.x}', withDefault(['a']))).toMatchObject({ state: 'invalid', text: '${var.x}' })
    expect(read('${var.x}', withDefault(true))).toMatchObject({ state: 'invalid', text: '${var.x}' })
  })
})

describe('locals', () => {
  const locals = {
    cidr: '10.0.0.0/8',
    again: '${local.cidr}',
    list: ['a', '${local.cidr}'],
    map: { k: 'v', 'a b': { c: '${local.list[1]}' } },
    alias: '${local.map}',
    parameter: '${var.x}',
    computed: '${cidrsubnet("10.0.0.0/8", 8, 1)}',
    module: '${module.m.out}',
    nothing: null,
  }

  test.each([
    ['${local.cidr}', '10.0.0.0/8'],
    ['${local.again}', '10.0.0.0/8'],
    ['${local.list[0]}', 'a'],
    ['${local.list.0}', 'a'],
    ['${local.list[1]}', '10.0.0.0/8'],
    ['${local.map.k}', 'v'],
    ['${local.map["k"]}', 'v'],
    ['${local.map["a b"].c}', '10.0.0.0/8'],
    ['${local.alias.k}', 'v'],
    ['<${local.map.k}-${local.cidr}>', '<v-10.0.0.0/8>'],
  ])('%s is known', (value, expected) => {
    const raw = read(value, { locals })
    expect(raw).toMatchObject({ state: 'known', value: expected })
    expect(raw).not.toHaveProperty('viaDefault')
  })

  test('several blocks of locals and of variables count together', () => {
    const beside = {
      locals: [{ a: '${local.b}' }, { b: '${var.x}' }],
      variable: [{ y: {} }, { x: [{ default: 'c' }] }],
    }
    expect(read('${local.a}', beside)).toMatchObject({ state: 'known', value: 'c', viaDefault: 'var.x' })
  })

  test('a default is named through locals and templates', () => {
    const beside = { locals, ...withDefault('10') }
    expect(read('${local.parameter}.${local.map.k}', beside)).toMatchObject({ value: '10.v', viaDefault: 'var.x' })
  })

  test.each([
    ['${local.computed}', 'local.computed'],
    ['${local.parameter}', 'var.x'],
    ['${local.module}', 'module.m.out'],
    ['${local.elsewhere}', 'local.elsewhere'],
    ['${local.map.none}', 'local.map.none'],
    ['${local.list[9]}', 'local.list[9]'],
    ['${local.list.x}', 'local.list.x'],
  ])('%s is unknown as %s', (value, identity) => {
    expect(read(value, { locals })).toMatchObject({ state: 'unknown', identity })
  })

  test('a local without value is absent', () => {
    expect(read('${local.nothing}', { locals })).toEqual({ state: 'absent' })
  })

  test('the origin is the place of use', () => {
    const text = '{"locals":{"a":"b"},"output":{"value":"${local.a}"}}'
    const file = root(text)
    const output = file.kind === 'map' ? file.get('output')?.value : undefined
    const raw = new Resolver(readModule([file])).raw(output?.kind === 'map' ? output.get('value')?.value : undefined)
    expect(raw.state === 'known' && textAt(text, raw.origin)).toBe('"${local.a}"')
  })
})

describe('what a file does not settle', () => {
  test.each([
    'data.alicloud_vpcs.v.ids[0]',
    'module.m.out',
    'module.m["k"].out',
    'alicloud_vpc.v.cidr_block',
    'terraform.workspace',
    'path.module',
  ])('%s is unknown under its own identity', (expression) => {
    expect(read(`\${${expression}}`)).toMatchObject({ state: 'unknown', identity: expression })
  })

  test.each([
    '${each.value}',
    '${each.value.cidr}',
    '${count.index}',
    '${self.id}',
    '${var.list[each.key]}',
    '${data.a.b[count.index].c}',
    '${alicloud_vpc.v[*].id}',
    '${join(",", var.list)}',
    '${var.a ? "x" : "y"}',
    '${var.a + 1}',
    '${alicloud_vpc}',
    '${data.a}',
    '10.${count.index}.0.0/16',
    '%{ if true }x%{ endif }',
    '${var.unclosed',
  ])('%s is unknown without identity', (value) => {
    const raw = read(value, withDefault('a'))
    expect(raw).toMatchObject({ state: 'unknown', text: value })
    expect(raw).not.toHaveProperty('identity')
  })

  test('equal templates of unknown values are equal', () => {
    const beside = { ...withDefault('a'), locals: { nothing: null } }
    expect(read('${var.x}.${var.y}/8', beside)).toMatchObject({ state: 'unknown', identity: '${var.x}.${var.y}/8' })
    expect(read('${module.m.o}/${data.d.d.o}')).toMatchObject({ identity: '${module.m.o}/${data.d.d.o}' })
    expect(read('a${local.nothing}', beside)).not.toHaveProperty('identity')
  })
})

describe('hostile references', () => {
  test('cycles are unknown', () => {
    const locals = { a: '${local.b}', b: 'x${local.c}', c: '${local.a}', d: '${local.d}', e: { f: '${local.e.f}' } }
    for (const name of ['a', 'b', 'c', 'd', 'e.f']) {
      expect(read(`\${local.${name}}`, { locals })).toMatchObject({ state: 'unknown' })
    }
  })

  test('a cycle through containers ends', () => {
    const locals = { a: { b: '${local.a}' } }
    expect(read(`\${local.a${'.b'.repeat(10_000)}}`, { locals })).toMatchObject({ state: 'invalid' })
  })

  test('a chain that exhausts the stack elsewhere is unknown', () => {
    const locals = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [`l${i}`, `\${local.l${i + 1}}`] as const),
    )
    expect(read('${local.l0}', { locals })).toMatchObject({ state: 'unknown' })
  })

  test('a chain of ordinary length is known', () => {
    const chain = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`l${i}`, `\${local.l${i + 1}}`] as const))
    expect(read('${local.l0}', { locals: { ...chain, l40: 'end' } })).toMatchObject({ state: 'known', value: 'end' })
  })

  test('locals that double each other stay small', () => {
    const doubled = Array.from({ length: 50 }, (_, i) => [`l${i + 1}`, `\${local.l${i}}\${local.l${i}}`] as const)
    const locals = { ...Object.fromEntries(doubled), l0: 'lol' }
    expect(read('${local.l3}', { locals })).toMatchObject({ state: 'known', value: 'lol'.repeat(8) })
    expect(read('${local.l50}', { locals })).toMatchObject({ state: 'unknown' })
  })

  test('members of one local that double each other are each read once', () => {
    const members = Array.from({ length: 60 }, (_, i) => [`m${i + 1}`, `\${local.l.m${i}}\${local.l.m${i}}`] as const)
    const locals = { l: { ...Object.fromEntries(members), m0: '' } }
    expect(read('${local.l.m60}', { locals })).toMatchObject({ state: 'known', value: '' })
  })
})
