import { describe, expect, it } from 'vitest'
import type { Value } from '../../src/document/index.ts'
import { apply, at, data, items, members, root } from './surfaces.ts'

const shared = 'base: &base\n  cidr: 0.0.0.0/0\n  ports: [22, 80]\nuse: *base\nrules:\n  - *base\n  - {cidr: x}\n'

const where = (value: Value): string => `${value.place.loc.start.line}:${value.place.loc.start.column}`

describe('aliases', () => {
  const use = at(root('yaml', shared), 'use')

  it('read as what they stand for', () => {
    expect(data(use)).toEqual({ cidr: '0.0.0.0/0', ports: [22, 80] })
    expect(use.source).toBe('cidr: 0.0.0.0/0\n  ports: [22, 80]')
  })

  it('are the place of everything in them', () => {
    const inside = [use, at(use, 'cidr'), at(use, 'ports'), at(use, 'ports', 1)]
    expect(inside.map(where)).toEqual(['4:5', '4:5', '4:5', '4:5'])
    expect(inside.map((value) => shared.slice(...value.place.range))).toEqual(['*base', '*base', '*base', '*base'])
    expect(members(use).get('cidr')?.label.place).toEqual(use.place)
  })

  it('let nothing in them be edited', () => {
    const inside = [at(use, 'cidr'), at(use, 'ports'), at(use, 'ports', 1), members(use).get('cidr')?.label]
    expect(inside.map((origin) => [origin?.rewrite('x'), origin?.remove()])).toEqual(
      inside.map(() => [undefined, undefined]),
    )
    expect(use.rewrite('x')).toBeUndefined()
  })

  it('are taken out with their item or member', () => {
    const document = root('yaml', shared)
    expect(apply(shared, at(document, 'rules', 0).remove())).toBe(shared.replace('  - *base\n', ''))
    expect(apply(shared, use.remove())).toBe(shared.replace('use: *base\n', ''))
  })

  it('inside an aliased value keep the outer place', () => {
    const text = 'a: &a 1\nb: &b [*a, &e ]\nc: *b\n'
    const list = at(root('yaml', text), 'c')
    expect([data(list), items(list).map(where)]).toEqual([
      [1, null],
      ['3:3', '3:3'],
    ])
  })

  it('mean the nearest anchor before them', () => {
    expect(data(root('yaml', '- &a 1\n- *a\n- &a 2\n- *a\n'))).toEqual([1, 1, 2, 2])
  })

  it('read tags and empty anchors', () => {
    expect(data(root('yaml', '- &a !Ref X\n- *a\n- &b\n- *b\n- &c !Ref\n- *c\n'))).toEqual([
      { tag: '!Ref', content: 'X' },
      { tag: '!Ref', content: 'X' },
      null,
      null,
      { tag: '!Ref', content: null },
      { tag: '!Ref', content: null },
    ])
  })

  it.each([
    ['without anchor', '- *nope\n', [0], '*nope'],
    ['to what an object inherits', '- *constructor\n', [0], '*constructor'],
    ['of their own list', '&a\n- *a\n', [0], '*a'],
    ['of their own map', 'x: &a\n  b: [{c: *a}]\n', ['x', 'b', 0, 'c'], '*a'],
  ] as const)('%s are opaque', (_, text, path, source) => {
    expect(data(at(root('yaml', text), ...path))).toEqual({ opaque: source })
  })

  it('do not reach into other documents', () => {
    const text = '- &a 1\n---\n- *a\n'
    expect(() => root('yaml', text)).toThrow('2 documents')
  })
})

describe('merge keys', () => {
  const defaults = 'd: &d {a: 1, b: 2}\ne: &e {b: 3, c: 4}\n'

  it.each([
    ['an alias', 'x: {<<: *d, b: 9}', { a: 1, b: 9 }],
    ['an alias behind other members', 'x: {b: 9, <<: *d}', { b: 9, a: 1 }],
    ['a list, the earlier source winning', 'x: {<<: [*d, *e]}', { a: 1, b: 2, c: 4 }],
    ['a map', 'x: {<<: {a: 5}, b: 6}', { b: 6, a: 5 }],
    ['a map that merges, its own members winning', 'x: {<<: [{<<: *d, b: 7}, *e]}', { b: 7, a: 1, c: 4 }],
    ['an alias to a list', 'l: &l [*e, *d]\nx: {<<: *l}', { b: 3, c: 4, a: 1 }],
  ])('take from %s', (_, text, expected) => {
    for (const version of ['', '%YAML 1.1\n---\n']) {
      expect(data(at(root('yaml', `${version}${defaults}${text}\n`), 'x'))).toEqual(expected)
    }
  })

  it('put merged members last, and at the map that merges them', () => {
    const map = members(at(root('yaml', `${defaults}x: {<<: *d, b: 9, c: 0}\n`), 'x'))
    expect(map.entries.map((entry) => entry.key)).toEqual(['b', 'c', 'a'])
    const merged = map.get('a')
    expect([merged?.label.place, merged && where(merged.value)]).toEqual([merged?.value.place, '3:3'])
    expect([merged?.label.remove(), merged?.value.rewrite(1), merged?.value.remove()]).toEqual(Array(3).fill(undefined))
    expect(map.all('b').map((entry) => data(entry.value))).toEqual([9])
    expect(map.all('a')).toEqual([merged])
  })

  it.each([
    ['x: {<<: 1}', { '<<': 1 }],
    ['x: {<<: *nope, a: 1}', { '<<': { opaque: '*nope' }, a: 1 }],
    ['x: {<<: [{a: 1}, 2]}', { '<<': [{ a: 1 }, 2], a: 1 }],
    ['x: {<<: }', { '<<': null }],
    ['x: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['x: &x {<<: *x, a: 1}', { '<<': { opaque: '*x' }, a: 1 }],
  ])('that cannot be merged remain members, in %j', (text, expected) => {
    expect(data(at(root('yaml', text), 'x'))).toEqual(expected)
  })
})

describe('hostile aliases', () => {
  /** Reads everything, counting values. */
  function count(value: Value): number {
    let values = 0
    const open = [value]
    for (let next = open.pop(); next; next = open.pop()) {
      values++
      if (next.kind === 'map') for (const entry of next.entries) open.push(entry.value)
      if (next.kind === 'sequence') for (const item of next.items) open.push(item)
    }
    return values
  }

  const levels = (make: (level: number) => string): string =>
    Array.from({ length: 9 }, (_, level) => make(level)).join('')
  const nine = (level: number): string => Array.from({ length: 9 }, () => `*l${level - 1}`).join(', ')

  it('unfold no more values than the file has characters', () => {
    const text = levels((level) => `l${level}: &l${level} [${level === 0 ? 'lol' : nine(level)}]\n`)
    expect(text.length).toBeLessThan(1000)
    expect(count(root('yaml', text))).toBeLessThan(1000 + text.length)
  })

  it('merge no more than that either', () => {
    const text = levels((level) => `l${level}: &l${level} {k${level}: 1, <<: [${level === 0 ? '{}' : nine(level)}]}\n`)
    expect(count(root('yaml', text))).toBeLessThan(1000 + text.length)
  })

  it('keep what fits, and make the rest opaque', () => {
    const list = Array.from({ length: 600 }, () => 'x').join(', ')
    const document = root('yaml', `a: &a [${list}]\nb: *a\nc: *a\nd: *a\ne: *a\nf: 1\n`)
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => at(document, key).kind)).toEqual([
      'sequence',
      'sequence',
      'sequence',
      'sequence',
      'opaque',
      'scalar',
    ])
  })

  it('merge along chains of any length', () => {
    const chain = Array.from({ length: 5000 }, (_, n) => `- &m${n} {${n > 0 ? `<<: *m${n - 1}, ` : ''}k${n}: 1}\n`)
    expect(members(at(root('yaml', chain.join('')), 4999)).entries).toHaveLength(5000)
  })
})

describe('tags', () => {
  it('of applications keep their content', () => {
    expect(data(root('yaml', '- !Ref X\n- !If [c, {a: 1}]\n- !Foo\n  b: 2\n- !<x> 1\n- !!set {a}\n'))).toEqual([
      { tag: '!Ref', content: 'X' },
      { tag: '!If', content: ['c', { a: 1 }] },
      { tag: '!Foo', content: { b: 2 } },
      { tag: '!<x>', content: 1 },
      { tag: '!!set', content: { a: null } },
    ])
  })

  it.each([
    ['!!str 22', '22'],
    ['!!str', ''],
    ['! 22', '22'],
    ['!!int "22"', 22],
    ['!<tag:yaml.org,2002:float> 3', 3],
    ['!!bool "true"', true],
    ['!!null ""', null],
    ['!!map {a: 1}', { a: 1 }],
    ['!!seq [1]', [1]],
    ['&a !!str 1', '1'],
    ['!!str &a 1', '1'],
  ])('of the core schema settle the type: %s', (text, expected) => {
    expect(data(root('yaml', text))).toEqual(expected)
  })

  it('of the core schema may come from a directive', () => {
    expect(data(root('yaml', '%TAG ! tag:yaml.org,2002:\n---\n!str 5\n'))).toBe('5')
  })

  it.each(['!!int abc', '!!map [1]', '!!seq {a: 1}', '!!str [1]'])(
    'of another type than the content are opaque: %s',
    (text) => {
      expect(data(root('yaml', text))).toEqual({ opaque: text })
    },
  )
})
