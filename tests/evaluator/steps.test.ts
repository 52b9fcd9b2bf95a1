import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CompiledRule } from '../../src/evaluator/compile.ts'
import { compile } from '../../src/evaluator/compile.ts'
import type { Step } from '../../src/evaluator/steps.ts'
import { forEachPass } from '../../src/evaluator/steps.ts'
import { holdsAll, unionOf } from '../../src/evaluator/spans.ts'
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

  it('tells a group as whole only to a step that holds all of it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const wide: Step = { rule, bits: [0, BITS + 1] }
        let isFirst = true
        forEachPass(
          [...all, wide],
          BITS + 1,
          (some, { touched, whole }) => {
            if (isFirst) {
              some.forEach(({ bits }, i) => {
                some.forEach((other, j) => {
                  const isHeld = ((touched[j] as number) & ~(whole[i] as number)) === 0
                  if (isHeld) assert(holdsAll(bits, other.bits))
                })
              })
              assert.equal(whole[some.indexOf(wide)], touched[some.indexOf(wide)])
            }
            isFirst = false
            return some
          },
          () => undefined,
        )
      }),
      proveWith(0.1),
    )
  })

  /** How often steps of a bit each are asked what to drop, and how many passes they take. */
  const callsFor = (count: number) => {
    const calls = { thin: 0, visit: 0 }
    forEachPass(
      Array.from({ length: count }, (_, i): Step => ({ rule, bits: [3 * i, 3 * i + 1] })),
      BITS,
      (some) => {
        calls.thin++
        return some
      },
      () => calls.visit++,
    )
    return calls
  }

  it('takes one pass for 32 sets of services, whatever lies between them, and none for none', () => {
    expect(callsFor(32)).toEqual({ thin: 0, visit: 1 })
    expect(callsFor(33)).toMatchObject({ visit: 2 })
    expect(callsFor(0)).toEqual({ thin: 0, visit: 0 })
  })

  it('does not ask what to drop where no step concerns a group as a whole', () => {
    expect(callsFor(96).thin).toBe(0)
  })

  it('tells bits that continue each other as one run, and others apart', () => {
    const told: number[][][] = []
    const cuts = [4, 8, 12].map((first): Step => ({ rule, bits: [first, first + 2] }))
    const some: Step[] = [...cuts, { rule, bits: [0, 9, 11, 20] }, { rule, bits: [30, 31] }]
    forEachPass(
      some,
      40,
      (each) => each,
      (pass) => {
        for (const mask of pass.masks) {
          const runs: number[][] = []
          pass.forEachRun(mask, (first, end) => runs.push([first, end]))
          told.push(runs)
        }
      },
    )
    expect(told).toEqual([
      [[4, 6]],
      [[8, 10]],
      [[12, 14]],
      [
        [0, 9],
        [11, 20],
      ],
      [[30, 31]],
    ])
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
