import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbered } from '../../src/evaluator/numbering.ts'
import { proveWith } from './runs.ts'

/** Close to each other, so that some are equal, and of all sizes. */
const value = fc.oneof(fc.nat(20), fc.nat(2 ** 32 - 1), fc.constantFrom(0, 255, 256, 2 ** 31, 2 ** 32 - 1))

describe('numbering', () => {
  it('gives each value its place among the different ones', () => {
    fc.assert(
      fc.property(fc.array(value), (input) => {
        const { values, numbers } = numbered(Uint32Array.from(input))
        expect(values).toEqual([...new Set(input)].sort((a, b) => a - b))
        expect([...numbers].map((number) => values[number])).toEqual(input)
      }),
      proveWith(),
    )
  })
})
