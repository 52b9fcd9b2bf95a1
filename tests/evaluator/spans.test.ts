/** Spans stand for sets of numbers: whatever is asked of them is asked of sets here, number by number. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Spans } from '../../src/evaluator/spans.ts'
import {
  areEqual,
  firstCommon,
  holds,
  holdsAll,
  holdsRun,
  lastNotAbove,
  lengthOf,
  maskOfRun,
  meets,
  meetsRun,
  slotOf,
  unionOf,
} from '../../src/evaluator/spans.ts'
import { proveWith } from './runs.ts'

const END = 12
/** In any order, some of them empty, overlapping or next to each other. */
const runs = fc.array(fc.tuple(fc.nat(END), fc.nat(END)), { maxLength: 5 })

function numbersIn(spans: Spans): readonly number[] {
  return Array.from({ length: END + 1 }, (_, number) => number).filter((number) =>
    spans.some((from, i) => i % 2 === 0 && from <= number && number < (spans[i + 1] as number)),
  )
}

describe('a union of runs', () => {
  const union = (some: readonly Spans[]) => unionOf(some, (run) => run)

  it('has their numbers, in ascending runs that are apart', () => {
    fc.assert(
      fc.property(runs, (some) => {
        const spans = union(some)
        expect(numbersIn(spans)).toEqual(numbersIn(some.flat()))
        expect(spans).toEqual([...new Set(spans)].sort((a, b) => a - b))
        expect(lengthOf(spans)).toBe(numbersIn(spans).length)
      }),
      proveWith(),
    )
  })

  it('answers for its numbers', () => {
    fc.assert(
      fc.property(runs, runs, fc.nat(END), fc.nat(END), (some, others, from, to) => {
        const [spans, other] = [union(some), union(others)]
        const [numbers, theirs] = [numbersIn(spans), numbersIn(other)]
        const run = numbersIn([from, to])
        const common = theirs.filter((number) => numbers.includes(number))
        expect(holds(spans, from)).toBe(numbers.includes(from))
        expect(firstCommon(spans, other)).toBe(common[0])
        expect(meets(spans, other)).toBe(common.length > 0)
        expect(holdsAll(spans, other)).toBe(common.length === theirs.length)
        expect(areEqual(spans, other)).toBe(spans.join() === other.join())
        if (from >= to) return
        expect(meetsRun(spans, from, to)).toBe(run.some((number) => numbers.includes(number)))
        expect(holdsRun(spans, from, to)).toBe(run.every((number) => numbers.includes(number)))
      }),
      proveWith(),
    )
  })

  it('of one run is that run, and nothing is made', () => {
    const run = [3, 7]
    expect(union([run])).toBe(run)
  })
})

describe('runs of bits', () => {
  it('are masks of 32 bits', () => {
    expect(maskOfRun(0, 32)).toBe(-1)
    expect(maskOfRun(3, 6)).toBe(0b111000)
    expect(maskOfRun(31, 32)).toBe(1 << 31)
    expect(maskOfRun(8, 24)).toBe(0xffff00)
  })
})

describe('a search among ascending numbers', () => {
  it.each([1, 2, 3])('finds the last that is not above a value, where they are %i places apart', (stride) => {
    const numbers = [10, 20, 20, 30].flatMap((number) => [number, ...Array<number>(stride - 1).fill(99)])
    expect([9, 10, 20, 29, 30, 99].map((value) => lastNotAbove(numbers, stride, value))).toEqual([-1, 0, 2, 2, 3, 3])
    expect(lastNotAbove([], stride, 1)).toBe(-1)
  })
})

it('has few slots, whatever spans start with', () => {
  const slots = Array.from({ length: 1000 }, (_, first) => slotOf(first))
  expect(new Set(slots).size).toBe(64)
  expect(Math.max(...slots)).toBe(63)
})
