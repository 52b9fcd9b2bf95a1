import { describe, expect, it } from 'vitest'
import { apply, at, members, root, type Surface } from './surfaces.ts'

type Path = readonly (number | string)[]

/** The text after `value` is written under `policy` in the map at `path`. */
function filled(surface: Surface, text: string, path: Path, value: number | string = 'drop'): string {
  return apply(
    text,
    members(at(root(surface, text), ...path))
      .slot('policy')
      .rewrite(value),
  )
}

describe.each(['jsonc', 'momoa', 'yaml'] as const)('filling a slot in %s', (surface) => {
  it.each<readonly [string, Path, number | string, string]>([
    ['{"a":1}', [], 'drop', '{"a":1,"policy":"drop"}'],
    ['{"a":1}', [], 5, '{"a":1,"policy":5}'],
    ['{"a": 1}', [], 'drop', '{"a": 1, "policy": "drop"}'],
    ['{ "a": 1 }', [], 'drop', '{ "a": 1, "policy": "drop" }'],
    ['{"a" : 1}', [], 'drop', '{"a" : 1, "policy" : "drop"}'],
    ['{"a":"b: c"}', [], 'drop', '{"a":"b: c","policy":"drop"}'],
    ['{"a":1}', [], 'd: p', '{"a":1,"policy":"d: p"}'],
    ['{\n  "a": 1\n}', [], 'drop', '{\n  "a": 1,\n  "policy": "drop"\n}'],
    ['{\r\n  "a": 1\r\n}', [], 'drop', '{\r\n  "a": 1,\r\n  "policy": "drop"\r\n}'],
    ['{\n  "a": {\n    "b": 1\n  }\n}', [], 'drop', '{\n  "a": {\n    "b": 1\n  },\n  "policy": "drop"\n}'],
    ['{\n  "a": 1, "b": 2\n}', [], 'drop', '{\n  "a": 1, "b": 2, "policy": "drop"\n}'],
    ['{\n  "a": 1 }', [], 'drop', '{\n  "a": 1, "policy": "drop" }'],
    ['[{}, 1]', [0], 'drop', '[{"policy": "drop"}, 1]'],
    ['{"a": 1, "policy": null}', [], 'drop', '{"a": 1, "policy": "drop"}'],
    ['{"policy": "", "a": 1}', [], 'drop', '{"policy": "drop", "a": 1}'],
  ])('%j at %j with %j', (text, path, value, expected) => {
    const map = members(at(root(surface, text), ...path))
    expect(apply(text, map.slot('policy').rewrite(value))).toBe(expected)
  })

  it('stands where the map stands, and can be neither removed nor moved', () => {
    const map = members(at(root(surface, '[1, {"a": 1}]'), 1))
    const slot = map.slot('policy')
    expect(slot.place).toEqual(map.place)
    expect([slot.remove(), slot.moveBefore(at(root(surface, '[1]'), 0))]).toEqual([undefined, undefined])
  })
})

describe('comments and trailing commas', () => {
  it.each<readonly [Surface, string, string]>([
    ['jsonc', '{\n  "a": 1 // one\n}', '{\n  "a": 1, // one\n  "policy": "drop"\n}'],
    ['jsonc', '{\n  "a": 1, // one\n}', '{\n  "a": 1, // one\n  "policy": "drop",\n}'],
    ['jsonc', '{ "a": 1, }', '{ "a": 1, "policy": "drop", }'],
    ['jsonc', '{ // none\n}', '{"policy": "drop" // none\n}'],
    ['momoa5', "{a: 'x'}", '{a: \'x\', "policy": "drop"}'],
    ['yaml', '{\n  a: 1 # one\n}\n', '{\n  a: 1, # one\n  policy: drop\n}\n'],
  ])('in %s, %j becomes %j', (surface, text, expected) => {
    expect(filled(surface, text, [])).toBe(expected)
  })
})

describe('filling a slot in YAML', () => {
  it.each<readonly [string, Path, number | string, string]>([
    ['a: 1\n', [], 'drop', 'a: 1\npolicy: drop\n'],
    ['a: 1', [], 'drop', 'a: 1\npolicy: drop'],
    ['a: 1\r\nb: 2\r\n', [], 'drop', 'a: 1\r\nb: 2\r\npolicy: drop\r\n'],
    ['a: 1 # one\n', [], 'drop', 'a: 1 # one\npolicy: drop\n'],
    ['a: 1\n', [], 5, 'a: 1\npolicy: 5\n'],
    ['a: 1\n', [], '5', 'a: 1\npolicy: "5"\n'],
    ['"a": x\n', [], 'drop', '"a": x\n"policy": "drop"\n'],
    ["'a': x\n", [], 'drop', "'a': x\n'policy': 'drop'\n"],
    ['- a: 1\n- b\n', [0], 'drop', '- a: 1\n  policy: drop\n- b\n'],
    ['- a: 1\n  b: 2\n', [0], 'drop', '- a: 1\n  b: 2\n  policy: drop\n'],
    ['- - a: 1\n', [0, 0], 'drop', '- - a: 1\n    policy: drop\n'],
    ['x:\n  a:\n  - 1\ny: 2\n', ['x'], 'drop', 'x:\n  a:\n  - 1\n  policy: drop\ny: 2\n'],
    ['x:\n  a: |+\n    t\n\ny: 2\n', ['x'], 'drop', 'x:\n  a: |+\n    t\n\n  policy: drop\ny: 2\n'],
    ['a:\n', [], 'drop', 'a:\npolicy: drop\n'],
    ['? a\n: 1\n', [], 'drop', '? a\n: 1\npolicy: drop\n'],
    ['? a\n: b: 1\n', ['a'], 'drop', '? a\n: b: 1\n  policy: drop\n'],
    ['!!map\na: 1\n', [], 'drop', '!!map\na: 1\npolicy: drop\n'],
    ['{a: 1}\n', [], 'drop', '{a: 1, policy: drop}\n'],
    ['{a:[1]}\n', [], 'drop', '{a:[1], policy: drop}\n'],
    ['{a, b}\n', [], 'drop', '{a, b, policy: drop}\n'],
    ['a: 1\npolicy:\n', [], 'drop', 'a: 1\npolicy: drop\n'],
    ['a: &x {b: 1}\nc: *x\n', ['a'], 'drop', 'a: &x {b: 1, policy: drop}\nc: *x\n'],
    ['<<: {a: 1}\n', [], 'drop', '<<: {a: 1}\npolicy: drop\n'],
  ])('%j at %j with %j', (text, path, value, expected) => {
    expect(filled('yaml', text, path, value)).toBe(expected)
  })

  it.each<readonly [string, string, Path]>([
    ['is reached through an alias', 'a: &x {b: 1}\nc: *x\n', ['c']],
    ['has no brackets of its own', '[a: 1]\n', [0]],
    ['merges the member from another', 'a: &x {policy: }\nc: {<<: *x}\n', ['c']],
  ])('has no edit where the map %s', (_, text, path) => {
    expect(
      members(at(root('yaml', text), ...path))
        .slot('policy')
        .rewrite('drop'),
    ).toBeUndefined()
  })
})
