import { describe, expect, it } from 'vitest'
import type { Origin } from '../../src/model/reading.ts'
import { partOf, readDocuments } from '../../src/document/index.ts'
import { at, members, open, root, type Surface } from './surfaces.ts'

/** `line:column-line:column` and the text that the range covers. */
function place(text: string, { place: { loc, range } }: Origin): string {
  return `${loc.start.line}:${loc.start.column}-${loc.end.line}:${loc.end.column} ${text.slice(...range)}`
}

describe.each([
  ['jsonc', 0],
  ['jsoncLanguage', 0],
  ['yaml', 0],
  ['yamlLanguage', 0],
  ['momoa', 1],
] as const)('places of %s, whose columns start at %i', (surface, base) => {
  const column = (number: number): number => number + base

  it('stand in a minified file', () => {
    const text = '{"a":[1,{"bc":"d"}],"e":-5}'
    const map = members(root(surface, text))
    expect(place(text, map)).toBe(`1:${column(0)}-1:${column(27)} ${text}`)
    expect(place(text, at(map, 'a'))).toBe(`1:${column(5)}-1:${column(19)} [1,{"bc":"d"}]`)
    expect(place(text, at(map, 'a', 1, 'bc'))).toBe(`1:${column(14)}-1:${column(17)} "d"`)
    expect(place(text, map.get('e')?.label ?? map)).toBe(`1:${column(20)}-1:${column(23)} "e"`)
    expect(place(text, at(map, 'e'))).toBe(`1:${column(24)}-1:${column(26)} -5`)
  })

  it('stand behind CRLF and a byte order mark, in the text that fixes are made in', () => {
    const { text, roots } = open(surface, '\uFEFF{\r\n  "a": [\r\n    "x",\r\n    2\r\n  ]\r\n}\r\n')
    const [map] = roots
    if (!map) throw new Error('no document')
    expect(text.startsWith('{')).toBe(true)
    expect(place(text, at(map, 'a', 0))).toBe(`3:${column(4)}-3:${column(7)} "x"`)
    expect(place(text, at(map, 'a', 1))).toBe(`4:${column(4)}-4:${column(5)} 2`)
    expect(place(text, at(map, 'a'))).toBe(`2:${column(7)}-5:${column(3)} [\r\n    "x",\r\n    2\r\n  ]`)
  })

  it('of a part are those of its scalar', () => {
    const map = root(surface, '{"a": "22,80"}')
    const scalar = at(map, 'a')
    if (scalar.kind !== 'scalar') throw new Error('no scalar')
    expect(partOf(scalar, 3, 5).place).toEqual(scalar.place)
  })
})

describe('places of YAML', () => {
  const show = (text: string, ...path: readonly (number | string)[]): string =>
    place(text, at(root('yaml', text), ...path))

  it.each([
    ['a:\n  - x: 1\n    y: two\n', ['a', 0], '2:4-3:10 x: 1\n    y: two'],
    ['a:\n  - x: 1\n    y: two\n', ['a', 0, 'y'], '3:7-3:10 two'],
    ['a: |\n  x\n  y\nb: 1\n', ['a'], '1:3-3:3 |\n  x\n  y'],
    ['a: !Ref X\n', ['a'], '1:3-1:9 !Ref X'],
    ['a: &b !Ref X\n', ['a'], '1:3-1:12 &b !Ref X'],
    ['a: &b value\n', ['a'], '1:6-1:11 value'],
    ['a: &b\n  - 1\n', ['a'], '2:2-2:5 - 1'],
    ['a: !!str 22\n', ['a'], '1:3-1:11 !!str 22'],
  ] as const)('in %j, at %j', (text, path, expected) => {
    expect(show(text, ...path)).toBe(expected)
  })

  it.each([
    ['a:\nkey:\n', ['key'], '2:0-2:3 key'],
    ['{key, b: 1}', ['key'], '1:1-1:4 key'],
    ['- 1\n- # none\n-\n', [1], '2:0-2:1 -'],
    ['- 1\n- # none\n-\n', [2], '3:0-3:1 -'],
    ['- &a\n', [0], '1:2-1:4 &a'],
    [': 1\n', [''], '1:2-1:3 1'],
  ] as const)('of an empty value are near it, in %j', (text, path, expected) => {
    expect(show(text, ...path)).toBe(expected)
  })

  it('of an empty key are those of its member', () => {
    const text = 'a: 1\n: 2\n'
    expect(place(text, members(root('yaml', text)).get('')?.label ?? root('yaml', text))).toBe('2:0-2:3 : 2')
  })

  it('of the content of a tag are its own', () => {
    const text = '- !If [c, x]\n- !Ref\n'
    const [filled, empty] = [at(root('yaml', text), 0), at(root('yaml', text), 1)]
    if (filled.kind !== 'tagged' || empty.kind !== 'tagged') throw new Error('no tags')
    expect(place(text, filled.content)).toBe('1:6-1:12 [c, x]')
    expect(place(text, empty.content)).toBe('2:2-2:6 !Ref')
  })

  it('in a later document', () => {
    const { text, roots } = open('yaml', 'a: 1\n---\na:\n  b: 2\n')
    expect(roots.map((value) => place(text, at(value, 'a')))).toEqual(['1:3-1:4 1', '4:2-4:6 b: 2'])
  })
})

describe('places of Momoa without ranges', () => {
  it('come from the offsets in its positions', () => {
    const loc = { start: { line: 1, column: 2, offset: 1 }, end: { line: 1, column: 3, offset: 2 } }
    const [value] = readDocuments({ ast: { type: 'Document', body: { type: 'Null', loc } }, text: ' null' })
    expect(value?.place).toEqual({ loc, range: [1, 2] })
  })
})

describe('both bases', () => {
  it.each<Surface>(['jsonc', 'momoa'])('cover the same text in %s', (surface) => {
    const text = '{\n "a": [null, true]\n}'
    expect(text.slice(...at(root(surface, text), 'a', 1).place.range)).toBe('true')
  })
})
