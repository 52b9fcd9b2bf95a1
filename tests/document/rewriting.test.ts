import { describe, expect, it } from 'vitest'
import { partOf, type ScalarValue } from '../../src/document/index.ts'
import { apply, at, data, members, root, type Surface } from './surfaces.ts'

type Path = readonly (number | string)[]

function rewritten(surface: Surface, text: string, path: Path, value: number | string): string {
  return apply(text, at(root(surface, text), ...path).rewrite(value))
}

describe.each(['jsonc', 'momoa', 'yaml'] as const)('rewriting in %s', (surface) => {
  it.each<readonly [string, Path, number | string, string]>([
    ['{"a": "x"}', ['a'], 'y "q"\n', '{"a": "y \\"q\\"\\n"}'],
    ['{"a": "22"}', ['a'], 80, '{"a": "80"}'],
    ['{"a":22}', ['a'], 80, '{"a":80}'],
    ['{"a": -1}', ['a'], 1, '{"a": 1}'],
    ['{"a": null}', ['a'], 5, '{"a": 5}'],
    ['{"a": [1, {"b": 2}]}', ['a'], 5, '{"a": 5}'],
    ['[1]', [], 5, '5'],
  ])('%j at %j with %j', (text, path, value, expected) => {
    expect(rewritten(surface, text, path, value)).toBe(expected)
  })

  it('renames a member by its label', () => {
    const text = '{"a": 1}'
    expect(apply(text, members(root(surface, text)).get('a')?.label.rewrite('b c'))).toBe('{"b c": 1}')
  })

  it('rewrites a part of a string', () => {
    const text = '{"a": "22,80,443"}'
    const part = partOf(at(root(surface, text), 'a') as ScalarValue, 3, 5)
    expect(apply(text, part.rewrite(81))).toBe('{"a": "22,81,443"}')
    expect(apply(text, part.remove())).toBe('{}')
  })
})

describe('quotes of JSON5', () => {
  it.each(['jsonc', 'momoa5'] as const)('stay single in %s', (surface) => {
    const text = "{a: 'x'}"
    const written = rewritten(surface, text, ['a'], 'it\'s "q" \\" \\')
    expect(written).toBe('{a: \'it\\\'s "q" \\\\" \\\\\'}')
    expect(data(root(surface, written))).toEqual({ a: 'it\'s "q" \\" \\' })
  })

  it('become JSON where there were none', () => {
    expect(rewritten('jsonc', '[`x`, NaN, undefined]', [0], 'y')).toBe('["y", NaN, undefined]')
    expect(rewritten('jsonc', '[NaN]', [0], 5)).toBe('[5]')
    expect(apply('{a: 1}', members(root('jsonc', '{a: 1}')).get('a')?.label.rewrite('b'))).toBe('{"b": 1}')
  })
})

describe('rewriting YAML', () => {
  it.each<readonly [string, Path, number | string, string]>([
    ['a: 0.0.0.0/0 # all\n', ['a'], '10.0.0.0/8', 'a: 10.0.0.0/8 # all\n'],
    ['a: ::/0\n', ['a'], '2001:db8::/32', 'a: 2001:db8::/32\n'],
    ['a: tcp\n', ['a'], '22', 'a: "22"\n'],
    ['a: tcp\n', ['a'], 22, 'a: "22"\n'],
    ['a: tcp\n', ['a'], '22/22', 'a: 22/22\n'],
    ['a: tcp\n', ['a'], '22:22', 'a: "22:22"\n'],
    ['a: tcp\n', ['a'], 'yes', 'a: "yes"\n'],
    ['a: tcp\n', ['a'], '0o17', 'a: "0o17"\n'],
    ['a: tcp\n', ['a'], '2015-09-01', 'a: "2015-09-01"\n'],
    ['a: tcp\n', ['a'], 'a: b', 'a: "a: b"\n'],
    ['a: tcp\n', ['a'], 'a #b', 'a: "a #b"\n'],
    ['a: tcp\n', ['a'], ' a ', 'a: " a "\n'],
    ['a: tcp\n', ['a'], '- a', 'a: "- a"\n'],
    ['a: tcp\n', ['a'], '', 'a: ""\n'],
    ['a: tcp\n', ['a'], '\u0085\ufeff\u2028', 'a: "\\u0085\\ufeff\\u2028"\n'],
    ['a: 22\n', ['a'], 80, 'a: 80\n'],
    ['a: 22\n', ['a'], '80', 'a: "80"\n'],
    ['a: 22\n', ['a'], '80/80', 'a: 80/80\n'],
    ["a: 'x'\n", ['a'], "it's", "a: 'it''s'\n"],
    ["a: 'x'\n", ['a'], 80, "a: '80'\n"],
    ["a: 'x'\n", ['a'], 'l1\nl2', 'a: "l1\\nl2"\n'],
    ['a: "x"\n', ['a'], 'y', 'a: "y"\n'],
    ['a: |\n  l1\n  l2\nb: 1\n', ['a'], 'x', 'a: "x"\nb: 1\n'],
    ['a: >+\n  l1\n\n\nb: 1\n', ['a'], 'x', 'a: "x"\nb: 1\n'],
    ['a: l1\n  l2\n', ['a'], 'x', 'a: x\n'],
    ['[a, b]\n', [0], 'c, d', '["c, d", b]\n'],
    ['a:\n  b: 1\nc: 2\n', ['a'], 'x', 'a: x\nc: 2\n'],
    ['a:\n- 1\n- 2\nc: 2\n', ['a'], 3, 'a: 3\nc: 2\n'],
    ['- - 1\n  - 2\n', [0], 3, '- 3\n'],
    ['a: &x\n  b: 1\nc: *x\n', ['a'], 3, 'a: &x 3\nc: *x\n'],
    ['a: &x 1\nb: *x\n', ['a'], 2, 'a: &x 2\nb: *x\n'],
    ['a: !Ref X\n', ['a'], 'x', 'a: x\n'],
    ['a: &x !Ref X\nb: *x\n', ['a'], 'x', 'a: &x x\nb: *x\n'],
    ['a: !If &x [1]\n', ['a'], 'x', 'a: &x x\n'],
    ['a: !!str 22\n', ['a'], 80, 'a: !!str "80"\n'],
    ['a: !!str\n', ['a'], 'x', 'a: !!str x\n'],
    ['a: !!int "22"\n', ['a'], 80, 'a: !!int 80\n'],
    ['a: *nope\n', ['a'], 1, 'a: 1\n'],
  ])('%j at %j with %j', (text, path, value, expected) => {
    expect(rewritten('yaml', text, path, value)).toBe(expected)
  })

  it.each<readonly [string, Path, string]>([
    ['a:\nb: 1\n', ['a'], 'a: 5\nb: 1\n'],
    ['a: # none\n', ['a'], 'a: 5 # none\n'],
    ['{a: , b}', ['a'], '{a: 5 , b}'],
    ['{a: , b}', ['b'], '{a: , b: 5}'],
    ['{"a":}', ['a'], '{"a": 5}'],
    ['-\n- 1\n', [0], '- 5\n- 1\n'],
    ['- 1\n- # none\n', [1], '- 1\n- 5 # none\n'],
    ['- &a\n- *a\n', [0], '- &a 5\n- *a\n'],
    ['? a\n:\n', ['a'], '? a\n: 5\n'],
  ])('fills what is empty: %j at %j', (text, path, expected) => {
    expect(rewritten('yaml', text, path, 5)).toBe(expected)
  })

  it.each<readonly [string, Path, number | string]>([
    ['? a\n', ['a'], 1],
    ['a: !!int 22\n', ['a'], 'x'],
    ['a: !!bool true\n', ['a'], 'x'],
    ['a: [&x 1]\nb: *x\n', ['a'], 1],
    ['a: !Foo [&x 1]\nb: *x\n', ['a'], 1],
  ])('has no edit for %j at %j with %j', (text, path, value) => {
    expect(at(root('yaml', text), ...path).rewrite(value)).toBeUndefined()
  })

  it.each([
    ['a: 1\n', 'a', 'b', 'b: 1\n'],
    ['a: 1\n', 'a', '80', '"80": 1\n'],
    ['80: 1\n', '80', 90, '90: 1\n'],
    ["'a': 1\n", 'a', 'b', "'b': 1\n"],
  ])('renames in %j', (text, key, name, expected) => {
    expect(apply(text, members(root('yaml', text)).get(key)?.label.rewrite(name))).toBe(expected)
  })

  it('cannot rename what has no key of its own', () => {
    expect(members(root('yaml', ': 1\n')).get('')?.label.rewrite('a')).toBeUndefined()
    expect(
      members(at(root('yaml', '- &k a\n- *k : 1\n'), 1))
        .get('a')
        ?.label.rewrite('b'),
    ).toBeUndefined()
  })
})
