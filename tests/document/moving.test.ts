import { describe, expect, it } from 'vitest'
import { partOf, type ScalarValue } from '../../src/document/index.ts'
import { apply, at, items, members, root, type Surface } from './surfaces.ts'

type Path = readonly (number | string)[]

/** The text after the item `from` of the list at `path` is moved in front of the item `to`. */
function moved(surface: Surface, text: string, path: Path, from: number, to: number): string {
  const list = at(root(surface, text), ...path)
  return apply(text, at(list, from).moveBefore(at(list, to)))
}

describe.each(['jsonc', 'momoa', 'yaml'] as const)('moving in %s', (surface) => {
  it.each<readonly [string, Path, number, number, string]>([
    ['[1,2,3]', [], 1, 0, '[2,1,3]'],
    ['[1,2,3]', [], 2, 0, '[3,1,2]'],
    ['[1, 2, 3]', [], 2, 1, '[1, 3, 2]'],
    ['[ 1, 2 ]', [], 1, 0, '[ 2, 1 ]'],
    ['[\n  1,\n  2,\n  3\n]', [], 2, 0, '[\n  3,\n  1,\n  2\n]'],
    ['[\n  1,\n  2,\n  3\n]', [], 1, 0, '[\n  2,\n  1,\n  3\n]'],
    ['[\r\n  1,\r\n  2\r\n]', [], 1, 0, '[\r\n  2,\r\n  1\r\n]'],
    [
      '[\n  {\n    "a": 1\n  },\n  {\n    "b": 2\n  }\n]',
      [],
      1,
      0,
      '[\n  {\n    "b": 2\n  },\n  {\n    "a": 1\n  }\n]',
    ],
    ['[\n  1, 2,\n  3, 4\n]', [], 3, 0, '[\n  4, 1, 2,\n  3\n]'],
    ['[\n  1, 2,\n  3, 4\n]', [], 2, 1, '[\n  1, 3, 2,\n  4\n]'],
    ['[1\n,2]', [], 1, 0, '[2,1\n]'],
    ['{"a": [1, 2]}', ['a'], 1, 0, '{"a": [2, 1]}'],
  ])('%j at %j from %d to %d', (text, path, from, to, expected) => {
    expect(moved(surface, text, path, from, to)).toBe(expected)
  })

  it('goes forward only, and only within a list', () => {
    const document = root(surface, '{"a": [1, 2], "b": [3, 4], "c": 5}')
    const [first, second] = items(at(document, 'a'))
    expect(first && second && [first.moveBefore(second), first.moveBefore(first)]).toEqual([undefined, undefined])
    expect(at(document, 'b', 1).moveBefore(at(document, 'a', 0))).toBeUndefined()
    expect(at(document, 'c').moveBefore(at(document, 'a'))).toBeUndefined()
    expect(members(document).get('c')?.label.moveBefore(at(document, 'a'))).toBeUndefined()
    expect(document.moveBefore(at(document, 'a', 0))).toBeUndefined()
    expect(second?.moveBefore(at(root(surface, '[1, 2]'), 0))).toBeUndefined()
  })

  it('takes a string along for a part of it', () => {
    const text = '["a", "b#c"]'
    const [first, second] = items(root(surface, text))
    const part = partOf(second as ScalarValue, 0, 1)
    expect(first && apply(text, part.moveBefore(first))).toBe('["b#c", "a"]')
    expect(second?.moveBefore(part)).toBeUndefined()
  })
})

describe('comments and commas', () => {
  it.each<readonly [Surface, string, number, number, string]>([
    ['jsonc', '[\n  1, // one\n  2 // two\n]', 1, 0, '[\n  2, // two\n  1 // one\n]'],
    ['jsonc', '[\n  1,\n  2, // two\n  3\n]', 1, 0, '[\n  2, // two\n  1,\n  3\n]'],
    ['jsonc', '[1,\n  2 // two\n]', 1, 0, '[2, // two\n  1\n]'],
    ['jsonc', '[1, /* x */ 2]', 1, 0, '[2, 1 /* x */ ]'],
    ['jsonc', '[1, 2 /* two */, 3]', 1, 0, '[2 /* two */, 1, 3]'],
    ['jsonc', '[1, 2,]', 1, 0, '[2, 1, ]'],
    ['jsonc', '[1,, 2, 3]', 2, 0, '[2, 1,, 3]'],
    ['momoa5', '[\n  1,\n  2,\n]', 1, 0, '[\n  2,\n  1,\n]'],
    ['yaml', '[\n  a, # one\n  b # two\n]\n', 1, 0, '[\n  b, # two\n  a # one\n]\n'],
    ['yaml', '[a,\n  b # two\n]\n', 1, 0, '[b, # two\n  a\n]\n'],
    ['yaml', '[a: 1, b: 2]\n', 1, 0, '[b: 2, a: 1]\n'],
  ])('in %s, %j from %d to %d', (surface, text, from, to, expected) => {
    expect(moved(surface, text, [], from, to)).toBe(expected)
  })

  it('is left alone where brackets hold more than items', () => {
    const list = items(root('jsonc', '[1, (2), 3,, 4]'))
    expect([1, 4].map((from) => list[from]?.moveBefore(list[0] as ScalarValue))).toEqual([undefined, undefined])
    expect(list[4]?.moveBefore(list[3] as ScalarValue)).toBeUndefined()
  })
})

describe('moving in blocks', () => {
  it.each<readonly [string, Path, number, number, string]>([
    ['- a\n- b\n- c\n', [], 2, 0, '- c\n- a\n- b\n'],
    ['- a\n- b', [], 1, 0, '- b\n- a\n'],
    ['- a\r\n- b\r\n', [], 1, 0, '- b\r\n- a\r\n'],
    ['- a # one\n- b # two\n', [], 1, 0, '- b # two\n- a # one\n'],
    ['- a\n\n- b\n\n- c\n', [], 2, 0, '- c\n\n- a\n\n- b\n'],
    ['- a\n\n- b\n\n- c\n', [], 1, 0, '- b\n\n- a\n\n- c\n'],
    ['- a\n# about b\n- b\n', [], 1, 0, '- b\n- a\n# about b\n'],
    [
      'x:\n  - a: 1\n    b: 2\n  - c: 3\n    d: 4\ny: 1\n',
      ['x'],
      1,
      0,
      'x:\n  - c: 3\n    d: 4\n  - a: 1\n    b: 2\ny: 1\n',
    ],
    ['x:\n- a\n- b\ny: 1\n', ['x'], 1, 0, 'x:\n- b\n- a\ny: 1\n'],
    ['- - a\n  - b\n- c\n', [0], 1, 0, '- - b\n  - a\n- c\n'],
    ['- a\n- |\n  text\n\n  more\n', [], 1, 0, '- |\n  text\n\n  more\n- a\n'],
    ['- a\n-\n- c\n', [], 1, 0, '-\n- a\n- c\n'],
    ['-\n- b\n', [], 1, 0, '- b\n-\n'],
    ['- a\n- - b\n  - c\n', [], 1, 0, '- - b\n  - c\n- a\n'],
    ['- &a 1\n- b\n- [*a]\n', [], 1, 0, '- b\n- &a 1\n- [*a]\n'],
    ['x: &a 1\ny:\n- b\n- c: *a\n', ['y'], 1, 0, 'x: &a 1\ny:\n- c: *a\n- b\n'],
    ['- a\n- &b c\n', [], 1, 0, '- &b c\n- a\n'],
    ['- a\n- "|+"\n', [], 1, 0, '- "|+"\n- a\n'],
    ['- a\n- !Ref X\n', [], 1, 0, '- !Ref X\n- a\n'],
  ])('%j at %j from %d to %d', (text, path, from, to, expected) => {
    expect(moved('yaml', text, path, from, to)).toBe(expected)
  })

  it.each<readonly [string, string, number, number]>([
    ['an alias would come before its anchor', '- &a 1\n- [*a]\n', 1, 0],
    ['an alias would mean another anchor', '- &a 1\n- &a 2\n- *a\n', 1, 0],
    ['the item is used elsewhere', '- a\n- &b 1\n- *b\n', 1, 0],
    ['the item is an alias', 'x', 1, 0],
    ['a text keeps the blank lines behind it', '- |+\n  a\n\n- b\n', 1, 0],
    ['the item keeps the blank lines behind it', '- a\n- |2+ # b\n    b\n\n', 1, 0],
  ])('is not offered where %s', (_, written, from, to) => {
    const text = written === 'x' ? '- &a 1\n- b\n- *a\n' : written
    const list = root('yaml', text)
    expect(at(list, written === 'x' ? 2 : from).moveBefore(at(list, to))).toBeUndefined()
  })
})
