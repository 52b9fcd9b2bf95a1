/** When rules are asked: places are compared, so what counts is which is ahead of which. */
import { describe, expect, it, vi } from 'vitest'
import { merged, placesOf } from '../../src/evaluator/places.ts'
import type { Policy, PolicyRule, Rank } from '../../src/evaluator/index.ts'
import { accept, drop, ipv4, list, prioritized, tcp, unordered } from './groups.ts'

const rule = accept(tcp(22), ipv4)

function at(...values: number[]): Policy {
  return prioritized('drop', ...values.map((value) => [value, rule] as const))
}

/** One rule of each rank. */
function ranked(...ranks: Rank[]): Policy {
  return { rules: ranks.map((rank): PolicyRule => ({ ...rule, rank })) }
}

/** The indices of the rules in the order in which they are asked. */
function asked(policy: Policy): readonly number[] {
  return placesOf(policy).byTurn ?? policy.rules.map((_, index) => index)
}

describe('places', () => {
  it('are in file order where ranks are, equal ones too, and nothing is sorted then', () => {
    expect(placesOf(at(-3, 1, 1, 7)).byTurn).toBeUndefined()
    expect(placesOf(at(1, 7, 1)).byTurn).toEqual([0, 2, 1])
  })

  it.each<[string, readonly number[]]>([
    ['negative', [3, -2, 0]],
    ['fractions', [0.2, 0.1, 0.15]],
    ['huge, next to each other', [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 2, Number.MAX_SAFE_INTEGER - 1]],
    ['one small and the others huge', [2 ** 60, 1, 2 ** 59]],
    ['infinite', [Infinity, -Infinity, 0]],
  ])('go by ranks that are %s', (_, [last, first, middle]) => {
    const policy = at(last as number, first as number, middle as number, middle as number)
    expect(asked(policy)).toEqual([1, 2, 3, 0])
    expect(placesOf(policy).ordered).toBe(true)
    expect(new Set(placesOf(policy).earliest).size).toBe(4)
  })

  it('sort no ranks that are small whole numbers', () => {
    const sort = vi.spyOn(Float64Array.prototype, 'sort')
    try {
      placesOf(at(3, -2, 2 ** 30 - 1))
      placesOf({ rules: [...at(1).rules, ...unordered(rule).rules] })
      expect(sort).not.toHaveBeenCalled()
      placesOf(at(3, 2 ** 30))
      expect(sort).toHaveBeenCalledOnce()
    } finally {
      sort.mockRestore()
    }
  })

  it.each<[string, readonly number[]]>([
    ['negative', [-7, -2]],
    ['above and below 0', [-7, 9, 5]],
    ['fractions', [0.5, 99.5]],
  ])('of a rule without order are ahead of all others and behind them, whose ranks are %s', (_, ranks) => {
    const { earliest, latest, ordered } = placesOf(
      ranked(...ranks.map((value) => ({ kind: 'at', value }) as const), { kind: 'undefined' }),
    )
    expect(ordered).toBe(false)
    expect(earliest.at(-1)).toBeLessThan(Math.min(...earliest.slice(0, -1)))
    expect(latest.at(-1)).toBeGreaterThan(Math.max(...latest.slice(0, -1)))
  })

  it('lie between the bounds of a rank that is not settled, one of which may be huge', () => {
    const { earliest, latest } = placesOf(
      ranked({ kind: 'at', value: 0 }, { kind: 'between', first: 1, last: 2 ** 60 }, { kind: 'at', value: 2 ** 59 }),
    )
    expect(earliest[1]).toBeGreaterThan(latest[0] as number)
    expect(earliest[1]).toBeLessThan(earliest[2] as number)
    expect(latest[1]).toBeGreaterThan(latest[2] as number)
  })

  it('of a rule of unknown verdict are those of one that wins a tie, and of one that loses it', () => {
    const policy = prioritized(
      'accept',
      [1, accept(tcp(22), ipv4)],
      [1, { ...rule, verdict: undefined }],
      [1, drop(tcp(22), ipv4)],
    )
    const { earliest, latest, ordered } = placesOf(policy)
    expect(ordered).toBe(false)
    expect(earliest[1]).toBe((earliest[0] as number) + 1)
    expect(latest[1]).toBe((latest[2] as number) - 1)
  })
})

describe('steps that come late', () => {
  const steps = [{ place: 1 }, { place: 4 }, { place: 6 }]

  it('are merged in the order of their places, behind what has the same place', () => {
    const all = merged(steps, [{ place: 9 }, { place: 5 }, { place: 4 }, { place: 0 }])
    expect(all.map(({ place }) => place)).toEqual([0, 1, 4, 4, 5, 6, 9])
    const late = { place: 4 }
    expect(merged(steps, [late]).indexOf(late)).toBe(2)
  })

  it('may be none, and nothing is copied', () => {
    expect(merged(steps, [])).toBe(steps)
  })
})

it('has every rule of a list in its place', () => {
  const { earliest, latest, ordered, byTurn } = placesOf(list(rule, rule, rule))
  expect(latest).toEqual(earliest)
  expect(ordered).toBe(true)
  expect(byTurn).toBeUndefined()
})
