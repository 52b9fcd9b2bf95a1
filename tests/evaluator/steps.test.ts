import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompiledRule } from '../../src/evaluator/compile.ts'
import { compile } from '../../src/evaluator/compile.ts'
import type { Step } from '../../src/evaluator/steps.ts'
import { forEachPass } from '../../src/evaluator/steps.ts'
import { unionOf } from '../../src/evaluator/spans.ts'
import { accept, ipv4, list } from './groups.ts'
import { proveWith } from './runs.ts'

const BITS = 300
const rule = compile(list(accept('all', ipv4))).rules[0] as CompiledRule
const bounds = fc.tuple(fc.nat(BITS), fc.nat(BITS)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
const steps = fc
  .array(fc.array(bounds, { minLength: 1, maxLength: 3 }), { maxLength: 80, size: 'max' })
  .map((all) => all.map((runs): Step => ({ rule, bits: unionOf(runs, (run) => run) })))

/** For each bit the steps that concern it, as the passes tell. */
function concerned(
  all: readonly Step[],
  thin: (some: readonly Step[]) => readonly Step[] = (some) => some,
): number[][] {
  const found = Array.from({ length: BITS + 1 }, (): number[] => [])
  forEachPass(
    all,
    BITS + 1,
    (some) => thin(some),
    (pass) => {
      expect(pass.steps.length).toBeGreaterThan(0)
      pass.steps.forEach((step, i) => {
        const mask = pass.masks[i] as number
        if (mask !== 0) expect(pass.firstOf(mask)).toBeLessThanOrEqual(BITS)
        pass.forEachRun(mask, (first, end) => {
          for (let bit = first; bit < end; bit++) found[bit]?.push(all.indexOf(step))
        })
      })
    },
  )
  return found
}

const holding = (all: readonly Step[], bit: number) =>
  all.flatMap(({ bits }, i) =>
    bits.some((from, at) => at % 2 === 0 && from <= bit && bit < (bits[at + 1] ?? 0)) ? [i] : [],
  )

describe('forEachPass', () => {
  it('tells every step of every bit that it concerns, once and in order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const found = concerned(all)
        found.forEach((some, bit) => expect(some).toEqual(holding(all, bit)))
      }),
      proveWith(),
    )
  })

  it('asks what to drop where some step concerns a group of bits as a whole, and drops it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        forEachPass(
          all,
          BITS + 1,
          (some, { touched, whole }) => {
            expect(touched).toHaveLength(some.length)
            expect(whole.some((mask) => mask !== 0)).toBe(true)
            whole.forEach((mask, i) => expect(mask & ~(touched[i] as number)).toBe(0))
            return some
          },
          () => undefined,
        )
        const wide: Step = { rule, bits: [0, BITS + 1] }
        const onlyWide = concerned([...all, wide], (some) => some.filter((step) => step === wide))
        if (new Set(all.flatMap(({ bits }) => bits)).size > 40) {
          expect(onlyWide).toEqual(onlyWide.map(() => [all.length]))
        }
      }),
      proveWith(),
    )
  })

  it('names the first bit of the lowest run of a mask', () => {
    const narrow: Step = { rule, bits: [5, 9] }
    const wide: Step = { rule, bits: [2, 20] }
    const firsts: number[] = []
    forEachPass(
      [narrow, wide],
      30,
      (some) => some,
      (pass) => {
        for (const mask of pass.masks) firsts.push(pass.firstOf(mask))
      },
    )
    expect(firsts).toEqual([5, 2])
  })
})
