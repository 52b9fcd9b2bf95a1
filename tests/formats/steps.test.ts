/** Reading costs what is read: twice the resources take twice the looks at the tree, in every format. */
import { parseForESLint } from 'jsonc-eslint-parser'
import { expect, it } from 'vitest'
import { readDocuments } from '../../src/document/index.ts'
import { readDeclarations } from '../../src/formats/index.ts'
import { examples, type Fields } from './examples.ts'

/** A tree that counts how often a property of any of its nodes is asked for. */
function counting<T extends object>(root: T): { readonly tree: T; readonly looks: () => number } {
  let looks = 0
  const proxies = new WeakMap<object, object>()
  const wrap = (target: object): object => {
    const known = proxies.get(target)
    if (known) return known
    const proxy = new Proxy(target, {
      get(object, key, receiver) {
        looks += 1
        const value: unknown = Reflect.get(object, key, receiver)
        return typeof value === 'object' && value !== null ? wrap(value) : value
      },
    })
    proxies.set(target, proxy)
    return proxy
  }
  return { tree: wrap(root) as T, looks: () => looks }
}

function looksAt(file: unknown): { readonly looks: number; readonly rules: number } {
  const text = JSON.stringify(file)
  const { tree, looks } = counting(parseForESLint(text, {}).ast)
  const { groups } = readDeclarations(readDocuments({ ast: tree, text }), { filename: 'file.json' })
  return { looks: looks(), rules: groups.flatMap(({ rules }) => rules).length }
}

const SOME = 250

it.each(examples)('$name', ({ rule, file }) => {
  const rules = (count: number): Fields[] => Array.from({ length: count }, () => ({ ...rule }))
  const [one, two, three] = [1, 2, 3].map((times) => looksAt(file(rules(times * SOME))))
  expect([one?.rules, two?.rules, three?.rules]).toEqual([SOME, 2 * SOME, 3 * SOME])
  // Each further resource costs as much as the one before it.
  const growth = (two?.looks ?? 0) - (one?.looks ?? 0)
  expect((three?.looks ?? 0) - (two?.looks ?? 0)).toBeLessThanOrEqual(growth * 1.01)
  expect(growth / SOME).toBeLessThan(2000)
})
