import { describe, expect, it } from 'vitest'
import { apply, at, members, open, root, type Surface } from './surfaces.ts'

type Path = readonly (number | string)[]

function removed(surface: Surface, text: string, path: Path): string {
  return apply(text, at(root(surface, text), ...path).remove())
}

/** Text, the path of what is taken out, and the text after that. */
const flow: readonly (readonly [string, Path, string])[] = [
  ['[1,2,3]', [0], '[2,3]'],
  ['[1,2,3]', [1], '[1,3]'],
  ['[1,2,3]', [2], '[1,2]'],
  ['[1, 2, 3]', [0], '[2, 3]'],
  ['[1, 2, 3]', [2], '[1, 2]'],
  ['[ 1 ]', [0], '[]'],
  ['{"a":1,"b":2}', ['a'], '{"b":2}'],
  ['{"a":1,"b":2}', ['b'], '{"a":1}'],
  ['{ "a": 1 }', ['a'], '{}'],
  ['[\n  1,\n  2,\n  3\n]', [0], '[\n  2,\n  3\n]'],
  ['[\n  1,\n  2,\n  3\n]', [1], '[\n  1,\n  3\n]'],
  ['[\n  1,\n  2,\n  3\n]', [2], '[\n  1,\n  2\n]'],
  ['[\r\n  1,\r\n  2\r\n]', [0], '[\r\n  2\r\n]'],
  ['[\r\n  1,\r\n  2\r\n]', [1], '[\r\n  1\r\n]'],
  ['[\n  1\n]', [0], '[]'],
  ['[\n  {\n    "a": 1\n  },\n  2\n]', [0], '[\n  2\n]'],
  ['[\n  1, 2,\n  3, 4\n]', [0], '[\n  2,\n  3, 4\n]'],
  ['[\n  1, 2,\n  3, 4\n]', [1], '[\n  1,\n  3, 4\n]'],
  ['[\n  1, 2,\n  3, 4\n]', [2], '[\n  1, 2,\n  4\n]'],
  ['[\n  1, 2,\n  3, 4\n]', [3], '[\n  1, 2,\n  3\n]'],
  ['[1\n,2\n,3]', [1], '[1\n,3]'],
  ['{"a": [1, {"b": 2}]}', ['a', 1, 'b'], '{"a": [1, {}]}'],
]

describe.each(['jsonc', 'momoa', 'yaml'] as const)('taking out of brackets in %s', (surface) => {
  it.each(flow)('%j at %j leaves %j', (text, path, expected) => {
    expect(removed(surface, text, path)).toBe(expected)
  })

  it('takes a member by its label, too', () => {
    const text = '{"a": 1, "b": 2}'
    const entry = members(root(surface, text)).get('a')
    expect(apply(text, entry?.label.remove())).toBe('{"b": 2}')
    expect(entry?.value.remove()).toEqual(entry?.label.remove())
  })

  it('never takes a root', () => {
    expect(root(surface, '[1]').remove()).toBeUndefined()
  })
})

describe('comments and trailing commas', () => {
  it.each<readonly [Surface, string, Path, string]>([
    ['jsonc', '[\n  // one\n  1, // uno\n  // two\n  2 // due\n]', [0], '[\n  // one\n  // two\n  2 // due\n]'],
    ['jsonc', '[\n  // one\n  1, // uno\n  // two\n  2 // due\n]', [1], '[\n  // one\n  1 // uno\n  // two\n]'],
    ['jsonc', '[\n  1,\n  2 // due\n]', [1], '[\n  1\n]'],
    ['jsonc', '[\n  // why\n  1\n]', [0], '[\n  // why\n]'],
    ['jsonc', '[1, /* x */ 2]', [1], '[1 /* x */ ]'],
    ['jsonc', '[1 /* , */, 2]', [0], '[2]'],
    ['jsonc', '[1, 2, // two\n3]', [1], '[1, // two\n3]'],
    ['jsonc', '[1,]', [0], '[]'],
    ['jsonc', '[\n  1,\n  2,\n]', [1], '[\n  1,\n]'],
    ['momoa5', '[\n  1,\n  2, // two\n]', [1], '[\n  1,\n]'],
    ['yaml', '[\n  1, # one, uno\n  2 # two\n]', [0], '[\n  2 # two\n]'],
    ['yaml', '[\n  1, # one, uno\n  2 # two\n]', [1], '[\n  1 # one, uno\n]'],
    ['yaml', '{a, b: , "c":1, ? d : 2}', ['b'], '{a, "c":1, ? d : 2}'],
    ['yaml', '{a, b: , "c":1, ? d : 2}', ['d'], '{a, b: , "c":1}'],
    ['yaml', '[a: 1, &x b]', [1], '[a: 1]'],
    ['yaml', '[a: 1, b]', [0, 'a'], '[{}, b]'],
  ])('in %s, %j at %j leaves %j', (surface, text, path, expected) => {
    expect(removed(surface, text, path)).toBe(expected)
  })

  it('leaves parentheses alone', () => {
    const list = root('jsonc', '[(1), 2]')
    expect([at(list, 0).remove(), at(list, 1).remove()]).toEqual([undefined, undefined])
  })
})

describe('taking out of blocks', () => {
  it.each<readonly [string, Path, string]>([
    ['- a\n- b\n- c\n', [0], '- b\n- c\n'],
    ['- a\n- b\n- c\n', [1], '- a\n- c\n'],
    ['- a\n- b\n- c', [2], '- a\n- b\n'],
    ['- a\r\n- b\r\n', [0], '- b\r\n'],
    ['- a # one\n# about b\n- b # two\n', [0], '# about b\n- b # two\n'],
    ['- a\n\n- b\n\n- c\n', [1], '- a\n\n- c\n'],
    ['- |\n  text\n\n  more\n- b\n', [0], '- b\n'],
    ['- a:\n    -\n- b\n', [0], '- b\n'],
    ['-\n- b\n', [0], '- b\n'],
    ['- # none\n- b\n', [0], '- b\n'],
    ['x:\n- a: 1\n  b: 2\n- c\ny: 1\n', ['x', 0], 'x:\n- c\ny: 1\n'],
    ['x:\n  - a\ny: 1\n', ['x', 0], 'x: []\ny: 1\n'],
    ['x:\n- a\ny: 1\n', ['x', 0], 'x: []\ny: 1\n'],
    ['x: # why\n  # which\n  - a # what\ny: 1\n', ['x', 0], 'x: [] # why\n  # which\ny: 1\n'],
    ['x: &x\n  - a\n', ['x', 0], 'x: &x []\n'],
    ['x: !!seq\n  - a\n', ['x', 0], 'x: !!seq []\n'],
    ['- a\n', [0], '[]\n'],
    ['- - a\n  - b\n- c\n', [0, 0], '- - b\n- c\n'],
    ['- - a\n  - b\n- c\n', [0, 1], '- - a\n- c\n'],
    ['- - a\n- c\n', [0, 0], '- []\n- c\n'],
    ['a: 1\nb: 2\n', ['a'], 'b: 2\n'],
    ['a: 1\nb:\n  c: 2 # c\n  d: 3\n', ['b', 'c'], 'a: 1\nb:\n  d: 3\n'],
    ['a:\n  b: 1\nc: 2\n', ['a', 'b'], 'a: {}\nc: 2\n'],
    ['a: 1\n', ['a'], '{}\n'],
    ['a:\nb: 1\n', ['a'], 'b: 1\n'],
    ['- a: 1\n  b: 2\n  c: 3\n', [0, 'a'], '- b: 2\n  c: 3\n'],
    ['- a: 1 # one\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['- a: 1\n  b: 2\n', [0, 'b'], '- a: 1\n'],
    ['- a: 1\n- 2\n', [0, 'a'], '- {}\n- 2\n'],
    ['? a\n: 1\n? b\n: 2\n', ['a'], '? b\n: 2\n'],
    ['? - x\n: 1\n? b\n:\n  - 2\n', ['b', 0], '? - x\n: 1\n? b\n: []\n'],
    ['--- # doc\na: 1\n...\n', ['a'], '--- # doc\n{}\n...\n'],
  ])('%j at %j leaves %j', (text, path, expected) => {
    expect(removed('yaml', text, path)).toBe(expected)
  })

  it('keeps the comments of the item that would move up', () => {
    expect(at(root('yaml', '- - a\n  # about b\n  - b\n'), 0, 0).remove()).toBeUndefined()
  })

  it.each<readonly [string, Path]>([
    ['- &a 1\n- *a\n', [0]],
    ['- x: [&a 1]\n- *a\n', [0]],
    ['[&a 1, *a]\n', [0]],
    ['x: &a 1\ny: *a\n', ['x']],
    ['&a x: 1\ny: *a\n', ['x']],
    ['- &a 1\n- &a 2\n- *a\n', [1]],
  ])('keeps what an alias still needs: %j at %j', (text, path) => {
    expect(at(root('yaml', text), ...path).remove()).toBeUndefined()
  })

  it.each<readonly [string, Path, string]>([
    ['- &a 1\n- b\n', [0], '- b\n'],
    ['- &a 1\n- &a 2\n- *a\n', [0], '- &a 2\n- *a\n'],
    ['- [&a 1, *a]\n- b\n', [0], '- b\n'],
    ['- &a 1\n- *a\n- b\n', [1], '- &a 1\n- b\n'],
  ])('takes out anchors that nobody needs: %j at %j', (text, path, expected) => {
    expect(removed('yaml', text, path)).toBe(expected)
  })

  it('takes no content out from under its tag', () => {
    const tagged = at(root('yaml', '- !Ref X\n- b\n'), 0)
    expect(tagged.kind === 'tagged' && tagged.content.remove()).toBeUndefined()
    expect(apply('- !Ref X\n- b\n', tagged.remove())).toBe('- b\n')
  })
})

describe('taking a document out of a stream', () => {
  const removedDocument = (text: string, index: number): string | undefined => {
    const edits = open('yaml', text).roots[index]?.remove()
    return edits && apply(text, edits)
  }

  it.each([
    ['a: 1\n---\nb: 2\n---\nc: 3\n', 0, 'b: 2\n---\nc: 3\n'],
    ['a: 1\n---\nb: 2\n---\nc: 3\n', 1, 'a: 1\n---\nc: 3\n'],
    ['a: 1\n---\nb: 2\n---\nc: 3\n', 2, 'a: 1\n---\nb: 2\n'],
    ['---\na: 1\n---\nb: 2\n', 0, '---\nb: 2\n'],
    ['a: 1\r\n---\r\nb: 2\r\n---\r\nc: 3\r\n', 1, 'a: 1\r\n---\r\nc: 3\r\n'],
    ['a: 1\n\n---\n\nb: 2 # b\n\n---\n\nc: 3\n', 1, 'a: 1\n\n---\n\nc: 3\n'],
    ['a: 1\n---\nb: &b 2\nd: *b', 1, 'a: 1\n'],
    ['# all\na: 1\n---\nb: 2\n', 0, '# all\nb: 2\n'],
    ['a: 1\n# next\n---\nb: 2\n', 0, '# next\n---\nb: 2\n'],
    ['a: 1\n---\n# about b\nb: 2\n# next\n---\nc: 3\n', 1, 'a: 1\n# about b\n# next\n---\nc: 3\n'],
    ['a: 1\n---\n[b]\n---\n"c"\n', 1, 'a: 1\n---\n"c"\n'],
    ['a: 1\n---\n&b\nb: 2\n', 1, 'a: 1\n'],
  ])('%j, number %i, leaves %j', (text, index, expected) => {
    expect(removedDocument(text, index)).toBe(expected)
    const { roots } = open('yaml', text)
    expect(open('yaml', expected).roots.map(({ source }) => source)).toEqual(
      roots.filter((_, other) => other !== index).map(({ source }) => source),
    )
  })

  it.each([
    ['the only one', 'a: 1\n', 0],
    ['the only one that holds something', '---\n---\na: 1\n', 0],
    ['one behind its dashes', 'a: 1\n--- b\n', 1],
    ['one with a comment at its dashes', 'a: 1\n--- # b\nb: 2\n', 1],
    ['one with an end of its own', 'a: 1\n---\nb: 2\n...\n---\nc: 3\n', 1],
    ['one with directives', '%YAML 1.2\n---\na: 1\n---\nb: 2\n', 0],
  ])('spares %s', (_, text, index) => {
    expect(removedDocument(text, index)).toBeUndefined()
  })
})
