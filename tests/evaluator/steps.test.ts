import assert from 'node:assert/strict'
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
  const indices = new Map(all.map((step, i) => [step, i]))
  forEachPass(
    all,
    BITS + 1,
    (some) => thin(some),
    (pass) => {
      assert(pass.steps.length > 0)
      pass.steps.forEach((step, i) => {
        const mask = pass.masks[i] as number
        if (mask !== 0) assert(pass.firstOf(mask) <= BITS)
        const index = indices.get(step) ?? -1
        pass.forEachRun(mask, (first, end) => {
          for (let bit = first; bit < end; bit++) found[bit]?.push(index)
        })
      })
    },
  )
  return found
}

/** The same, as the steps themselves tell. */
function holding(all: readonly Step[]): number[][] {
  const found = Array.from({ length: BITS + 1 }, (): number[] => [])
  all.forEach(({ bits }, index) => {
    for (let i = 0; i < bits.length; i += 2) {
      for (let bit = bits[i] ?? 0; bit < (bits[i + 1] ?? 0); bit++) found[bit]?.push(index)
    }
  })
  return found
}

describe('forEachPass', () => {
  it('tells every step of every bit that it concerns, once and in order', () => {
    fc.assert(
      fc.property(steps, (all) => {
        assert.deepEqual(concerned(all), holding(all))
      }),
      proveWith(0.1),
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
          assert.deepEqual(
            onlyWide,
            onlyWide.map(() => [all.length]),
          )
        }
      }),
      proveWith(0.1),
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
