import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScalarValue, Value } from '../../src/document/index.ts'
import { dataOf, printJson, printYaml, text, tree, type Tree } from './printer.ts'
import { apply, at, data, members, root, type Surface } from './surfaces.ts'

type Path = readonly (number | string)[]

/** A value with the way to it. */
type Found = readonly [Path, Value]

const printed: readonly (readonly [Surface, string, (node: Tree) => string])[] = [
  ['jsonc', 'JSON with comments', (node) => printJson(node, true)],
  ['momoa', 'JSON', (node) => printJson(node, false)],
  ['yaml', 'JSON', (node) => printJson(node, false)],
  ['yaml', 'YAML', printYaml],
  ['yaml', 'YAML with CRLF', (node) => printYaml(node).replaceAll('\n', '\r\n')],
]

describe.each(printed)('in %s, printed as %s', (surface, _, print) => {
  it('is read as printed', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(data(root(surface, print(node)))).toEqual(dataOf(node))
      }),
    )
  })

  it('taking anything out changes nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), (node, choice) => {
        const written = print(node)
        const [path, value] = pick(everything(root(surface, written)).slice(1), choice)
        expect(data(root(surface, apply(written, value.remove())))).toEqual(without(dataOf(node), path))
      }),
      { numRuns: 200 },
    )
  })

  it('making a list of a string changes nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), text, (node, choice, more) => {
        const written = print(node)
        const strings = everything(root(surface, written)).filter(
          ([, found]) => found.kind === 'scalar' && typeof found.value === 'string',
        )
        const [path, value] = pick(strings, choice)
        const edits = (value as ScalarValue).listWith([more])
        // What has an anchor or a tag, or stands elsewhere, stays as it is.
        fc.pre(edits !== undefined)
        expect(data(root(surface, apply(written, edits)))).toEqual(
          change(dataOf(node), path, (whole) => [[whole, more]]),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('moving an item forward changes nothing but the order', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), fc.nat(), (node, choice, first, second) => {
        const written = print(node)
        const lists = everything(root(surface, written)).filter(([, found]) => items(found).length > 1)
        const [path, list] = pick(lists, choice)
        const size = items(list).length
        const to = first % (size - 1)
        const from = to + 1 + (second % (size - to - 1))
        const edits = at(list, from).moveBefore(at(list, to))
        expect(data(root(surface, apply(written, edits)))).toEqual(
          change(dataOf(node), path, (whole) => [moved(whole as unknown[], from, to)]),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('filling a slot adds one member and changes nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), text, fc.oneof(text, fc.integer()), (node, choice, key, value) => {
        const written = print(node)
        const maps = everything(root(surface, written)).filter(([, found]) => found.kind === 'map')
        const [path, map] = pick(maps, choice)
        fc.pre(members(map).get(key) === undefined)
        const edits = members(map).slot(key).rewrite(value)
        expect(data(root(surface, apply(written, edits)))).toEqual(
          change(dataOf(node), path, (whole) => [
            Object.fromEntries([...Object.entries(whole as object), [key, value]]),
          ]),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('rewriting a scalar changes nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.oneof(text, fc.integer()), (node, choice, value) => {
        const written = print(node)
        const scalars = everything(root(surface, written)).filter(([, found]) => found.kind === 'scalar')
        const [path, scalar] = pick(scalars, choice)
        const expected = typeof (scalar as ScalarValue).value === 'string' ? String(value) : value
        expect(data(root(surface, apply(written, scalar.rewrite(value))))).toEqual(
          withValue(dataOf(node), path, expected),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('rewriting a whole collection changes nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), text, (node, choice, value) => {
        const written = print(node)
        const [path, found] = pick(
          everything(root(surface, written)).filter(([, { kind }]) => kind !== 'scalar'),
          choice,
        )
        expect(data(root(surface, apply(written, found.rewrite(value))))).toEqual(withValue(dataOf(node), path, value))
      }),
    )
  })
})

function everything(value: Value): Found[] {
  const found: Found[] = [[[], value]]
  for (const [path, next] of found) {
    if (next.kind === 'map') found.push(...next.entries.map((entry): Found => [[...path, entry.key], entry.value]))
    if (next.kind === 'sequence') found.push(...next.items.map((item, index): Found => [[...path, index], item]))
  }
  return found
}

function pick(found: readonly Found[], choice: number): Found {
  const picked = found[choice % Math.max(found.length, 1)]
  fc.pre(picked !== undefined)
  return picked
}

function items(value: Value): readonly Value[] {
  return value.kind === 'sequence' ? value.items : []
}

function moved(list: readonly unknown[], from: number, to: number): unknown[] {
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from])
}

function without(whole: unknown, path: Path): unknown {
  return change(whole, path, () => [])
}

function withValue(whole: unknown, path: Path, value: unknown): unknown {
  return change(whole, path, () => [value])
}

/** The data with what is at the path replaced by one value or by none. */
function change(whole: unknown, [step, ...rest]: Path, replace: (old: unknown) => unknown[]): unknown {
  if (step === undefined) return replace(whole)[0]
  const replaced = (value: unknown): unknown[] => (rest.length === 0 ? replace(value) : [change(value, rest, replace)])
  if (Array.isArray(whole)) return whole.flatMap((item: unknown, index) => (index === step ? replaced(item) : [item]))
  return Object.fromEntries(
    Object.entries(whole as object).flatMap(([key, value]) =>
      key === step ? replaced(value).map((made) => [key, made]) : [[key, value]],
    ),
  )
}
