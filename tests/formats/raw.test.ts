import { parseForESLint } from 'yaml-eslint-parser'
import { describe, expect, test } from 'vitest'
import { readDocuments, type Value } from '../../src/document/index.ts'
import { excerpt, known, rawOf, readRaw, shorten } from '../../src/formats/raw.ts'

function value(text: string): Value {
  const [root] = readDocuments({ ast: parseForESLint(text, {}).ast, text })
  if (root === undefined) throw new Error('The text holds no document.')
  return root
}

describe('readRaw', () => {
  test('a missing value and null are absent', () => {
    expect(readRaw(undefined)).toEqual({ state: 'absent' })
    expect(readRaw(value('null'))).toEqual({ state: 'absent' })
  })

  test.each([
    ['text', 'text'],
    ['"22"', '22'],
    ['22', 22],
    ['-1', -1],
    ["''", ''],
  ])('%s is known', (text, expected) => {
    const origin = value(text)
    expect(readRaw(origin)).toEqual({ state: 'known', value: expected, origin })
  })

  test.each(['true', '[a]', '{a: 1}'])('%s is invalid', (text) => {
    expect(readRaw(value(text))).toMatchObject({
      state: 'invalid',
      text,
      problem: { what: 'is not a string or a number' },
    })
  })

  test.each(['!Ref Group', '*none'])('%s is unknown', (text) => {
    const [item] = ((root) => (root.kind === 'sequence' ? root.items : []))(value(`[${text}]`))
    expect(readRaw(item)).toMatchObject({ state: 'unknown', text })
    expect(readRaw(item)).not.toHaveProperty('identity')
  })

  test('what the format resolves comes first, and what it leaves is read as written', () => {
    const origin = value('{a: 1}')
    expect(readRaw(origin, (given) => known('b', given, 'x'))).toEqual({
      state: 'known',
      value: 'b',
      origin,
      viaDefault: 'x',
    })
    expect(readRaw(origin, () => undefined).state).toBe('invalid')
  })
})

test('a number too large for a double keeps its digits', () => {
  expect(rawOf(12345678901234567890n, value('x'), 'x')).toMatchObject({ state: 'known', value: '12345678901234567890' })
})

test('texts in messages are short and stand on one line', () => {
  expect(shorten('a\r\n  b')).toBe('a b')
  expect(shorten('x'.repeat(60))).toBe('x'.repeat(60))
  expect(shorten('x'.repeat(100_000))).toBe(`${'x'.repeat(59)}…`)
  expect(excerpt(value('[a,\n b]'))).toBe('[a, b]')
})
