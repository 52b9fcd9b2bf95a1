import { describe, expect, test } from 'vitest'
import { remembered } from '../../src/model/remembered.ts'

/** Counts how often it has to find out. */
function counting(valueOf: (about: object) => unknown) {
  const asked: object[] = []
  const answer = remembered((about: object) => {
    asked.push(about)
    return valueOf(about)
  })
  return { answer, asked }
}

describe('remembered', () => {
  test.each([
    ['an object', {}],
    ['a list', []],
    ['an object that takes no fields', Object.preventExtensions({})],
    ['a frozen object', Object.freeze({ rules: [] })],
  ])('finds the answer about %s once', (_, about) => {
    const { answer, asked } = counting(() => ({}))
    const first = answer(about)
    expect(answer(about)).toBe(first)
    expect(asked).toEqual([about])
  })

  test.each([
    ['an object', {}],
    ['a frozen object', Object.freeze({})],
  ])('remembers that there is no answer about %s', (_, about) => {
    const { answer, asked } = counting(() => undefined)
    expect([answer(about), answer(about)]).toEqual([undefined, undefined])
    expect(asked).toHaveLength(1)
  })

  test('tells objects apart that are equal', () => {
    const { answer } = counting((about) => ({ about }))
    const [one, other] = [{ rules: [] }, { rules: [] }]
    expect(answer(one)).not.toBe(answer(other))
    expect(answer(one)).toEqual({ about: one })
  })

  test('remembers nothing about a copy', () => {
    const { answer, asked } = counting(() => ({}))
    const about = { rules: [] }
    answer(about)
    answer({ ...about })
    expect(asked).toHaveLength(2)
  })

  test('keeps the answers of two functions about one object apart', () => {
    const about = {}
    const [one, other] = [counting(() => 'one'), counting(() => 'other')]
    expect([one.answer(about), other.answer(about), one.answer(about)]).toEqual(['one', 'other', 'one'])
  })

  test('leaves nothing on the object that shows', () => {
    const about = { rules: [1] }
    remembered(() => 'answer')(about)
    expect(Reflect.ownKeys(about)).toEqual(['rules'])
    expect(about).toStrictEqual({ rules: [1] })
    expect(structuredClone(about)).toStrictEqual({ rules: [1] })
  })

  test('asks again after it threw', () => {
    let fails = true
    const answer = remembered((): string => {
      if (fails) throw new Error('not yet')
      return 'now'
    })
    const about = {}
    expect(() => answer(about)).toThrow('not yet')
    fails = false
    expect(answer(about)).toBe('now')
  })
})
