import { parse as parseScript } from '@typescript-eslint/parser'
import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../src/document/index.ts'
import { at, data, items, members, open, root, type Surface } from './surfaces.ts'

const everywhere: readonly Surface[] = ['jsonc', 'jsoncLanguage', 'momoa', 'momoa5', 'yaml', 'yamlLanguage']

const samples: readonly (readonly [string, unknown])[] = [
  ['{}', {}],
  ['[]', []],
  ['"text"', 'text'],
  ['-1', -1],
  ['{"a": 1, "b": -2.5, "c": 1e3}', { a: 1, b: -2.5, c: 1000 }],
  ['[true, false, null]', [true, false, null]],
  ['{"a": "tab\\t \\u00e9 \\ud83d\\ude00 \\"q\\""}', { a: 'tab\t é 😀 "q"' }],
  ['{"a": {"b": [{"c": []}, [[]]]}}', { a: { b: [{ c: [] }, [[]]] } }],
  ['{"constructor": 1, "toString": 2, "": 3}', { constructor: 1, toString: 2, '': 3 }],
  ['{"__proto__": {"x": 1}}', Object.fromEntries([['__proto__', { x: 1 }]])],
]

describe.each(everywhere)('the tree of %s', (surface) => {
  it.each(samples)('reads %s', (text, expected) => {
    expect(data(root(surface, text))).toEqual(expected)
  })

  it('makes each child once', () => {
    const map = members(root(surface, '{"a": [{}]}'))
    expect(map.get('a')?.value).toBe(map.get('a')?.value)
    expect(at(map, 'a', 0)).toBe(at(map, 'a', 0))
    expect(map.entries).toBe(map.entries)
  })

  it('tells values as written', () => {
    const map = root(surface, '{"a": "\\u0041", "b": [1,  2], "c": -1.0}')
    expect([at(map, 'a').source, at(map, 'b').source, at(map, 'c').source]).toEqual(['"\\u0041"', '[1,  2]', '-1.0'])
  })

  it('has nothing for a key that only objects have', () => {
    const map = members(root(surface, '{"a": 1}'))
    expect([map.get('__proto__'), map.get('constructor')]).toEqual([undefined, undefined])
    expect(map.all('toString')).toEqual([])
  })
})

describe.each(['jsonc', 'momoa'] as const)('repeated keys in %s', (surface) => {
  const map = members(root(surface, '{"a": 1, "b": 2, "a": 3}'))

  it('keeps all of them in order', () => {
    expect(map.entries.map((entry) => [entry.key, data(entry.value)])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ])
    expect(map.all('a').map((entry) => data(entry.value))).toEqual([1, 3])
  })

  it('counts the last', () => {
    expect(map.get('a')).toBe(map.entries[2])
  })
})

describe('JSON beyond JSON', () => {
  it.each([
    ['jsonc', "{a: 'x', 1: 2, b: `t`, c: 12345678901234567890n,}", { a: 'x', 1: 2, b: 't', c: 12345678901234567890n }],
    ['momoa5', "{a: 'x', b: 0x1F,}", { a: 'x', b: 31 }],
    ['jsonc', '[+1, - 1]', [1, -1]],
  ] as const)('reads literals in %s: %s', (surface, text, expected) => {
    expect(data(root(surface, text))).toEqual(expected)
  })

  it.each([
    ['jsonc', '[NaN, -Infinity, undefined, /x/, 1 + 2, 1e999]'],
    ['momoa5', '[NaN, -Infinity, 1e999]'],
  ] as const)('takes expressions for opaque in %s', (surface, text) => {
    expect(items(root(surface, text)).map((item) => item.kind)).not.toContain('scalar')
  })

  it('knows holes', () => {
    const list = items(root('jsonc', '[1,,2]'))
    expect(list.map((item) => item.kind)).toEqual(['scalar', 'opaque', 'scalar'])
    expect([list[1]?.rewrite(1), list[1]?.remove(), list[2]?.remove()]).toEqual([undefined, undefined, undefined])
  })
})

describe('YAML scalars', () => {
  it.each([
    ['a: 1\nb: 0x1F\nc: 1.5\nd: ~\ne: true\nf: yes\n', { a: 1, b: 31, c: 1.5, d: null, e: true, f: 'yes' }],
    ['%YAML 1.1\n---\na: yes\nb: 22:22\nc: 010\n', { a: true, b: 1342, c: 8 }],
    [
      "a: 'it''s'\nb: \"x\\ty\"\nc: |\n  l1\n  l2\nd: >-\n  l1\n  l2\n",
      { a: "it's", b: 'x\ty', c: 'l1\nl2\n', d: 'l1 l2' },
    ],
    ['a:\nb: {c, d: }\ne:\n  -\n  - 1\n', { a: null, b: { c: null, d: null }, e: [null, 1] }],
    [
      '2015-09-01: 1\n80: 2\n1.0: 3\ntrue: 4\n~: 5\n"q": 6\n',
      { '2015-09-01': 1, 80: 2, '1.0': 3, true: 4, '~': 5, q: 6 },
    ],
    [': 1\n', { '': 1 }],
    ['- &k key\n- *k : 1\n- *none : 2\n- ? &l [x]\n  : 3\n- *l : 4\n', ['key', { key: 1 }, {}, {}, {}]],
    ['&a key: &b val\n? !!str 1\n: *a\n? !Ref x\n: 2\n', { key: 'val', 1: 'key' }],
    ['? |\n  key\n: 1\n? {a: b}\n: 2\n? [c]\n: 3\n', { 'key\n': 1 }],
    ['x: {{ y }}\n{{ z }}: 1\n', { x: {} }],
    ['[a: 1, ? b : 2]\n', [{ a: 1 }, { b: 2 }]],
  ])('reads %j', (text, expected) => {
    expect(data(root('yaml', text))).toEqual(expected)
  })
})

describe('depth', () => {
  it.each(everywhere)('is followed as far as %s parses', (surface) => {
    let value = root(surface, `${'['.repeat(500)}1${']'.repeat(500)}`)
    for (let level = 0; level < 500; level++) value = at(value, 0)
    expect(data(value)).toBe(1)
  })

  it('may exceed what calls can nest', () => {
    const loc = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
    let node: object = { type: 'Number', value: 1, loc }
    for (let level = 0; level < 100_000; level++) node = { type: 'Array', elements: [{ value: node }], loc }
    let [value] = readDocuments({ ast: { type: 'Document', body: node }, text: '' })
    while (value?.kind === 'sequence') value = value.items[0]
    expect(value?.kind).toBe('scalar')
  })
})

describe('documents', () => {
  it('reads each', () => {
    expect(open('yaml', 'a: 1\n---\n- 2\n---\n# nothing\n---\n~\n').roots.map(data)).toEqual([{ a: 1 }, [2], null])
  })

  it.each(['', '# nothing\n', '---\n'])('finds none in %j', (text) => {
    expect(open('yaml', text).roots).toEqual([])
  })

  it.each([
    ['JavaScript', parseScript('[1]')],
    ['an empty program', { type: 'Program', body: [] }],
    ['a style sheet', { type: 'StyleSheet', children: [] }],
    ['a document without body', { type: 'Document', children: [] }],
    ['nothing', undefined],
    ['null', null],
    ['a string', 'Program'],
  ])('finds none in %s', (_, ast) => {
    expect(readDocuments({ ast, text: '[1]' })).toEqual([])
  })
})
