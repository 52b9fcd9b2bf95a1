import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PortCuts } from '../../src/evaluator/port-cuts.ts'
import { proveWith } from './runs.ts'

const port = fc.oneof(
  fc.integer({ min: 1, max: 65_535 }),
  fc.integer({ min: 1, max: 70 }),
  fc.constantFrom(31, 32, 65_535),
)

describe('cuts between ports', () => {
  it('make runs, the first of which starts with the first port', () => {
    fc.assert(
      fc.property(fc.array(port), fc.array(port), (cuts, others) => {
        const ports = new PortCuts()
        for (const each of cuts) ports.add(each)
        const starts = ports.count()
        expect(starts).toEqual([...new Set([1, ...cuts])].sort((a, b) => a - b))
        for (const each of [...cuts, ...others]) {
          expect(ports.runOf(each)).toBe(starts.findLastIndex((start) => start <= each))
        }
      }),
      proveWith(),
    )
  })
})
