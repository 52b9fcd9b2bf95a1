/** The parts that the questions are made of, each against a slow twin that goes over every cell and bit. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerdictCode } from '../../src/evaluator/compile.ts'
import { ACCEPT, DROP, UNSETTLED } from '../../src/evaluator/compile.ts'
import { createCoverTree } from '../../src/evaluator/cover-tree.ts'
import type { Box } from '../../src/evaluator/place.ts'
import { boxesOf, isIn, joined, meetsBoxes, subtract, withBits } from '../../src/evaluator/place.ts'
import type { Spans } from '../../src/evaluator/spans.ts'
import { holds, holdsAll, holdsRun, maskOfRun, meets, meetsRun, unionOf } from '../../src/evaluator/spans.ts'
import { createVerdictTree } from '../../src/evaluator/verdict-tree.ts'
import { proveWith } from './runs.ts'

const CELLS = 13
const run = fc.tuple(fc.nat(CELLS), fc.nat(CELLS))
const spans = fc.array(run, { maxLength: 4 }).map((runs) => unionOf(runs, ([from, to]) => [from, to]))
const bits = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const verdict = fc.constantFrom<VerdictCode>(DROP, ACCEPT, UNSETTLED)

const cells = [...Array(CELLS).keys()]
const inSpans = (some: Spans) =>
  cells.filter((cell) => some.some((from, i) => i % 2 === 0 && from <= cell && cell < (some[i + 1] ?? 0)))

describe('spans', () => {
  it('are the union of runs in any order, disjoint and ascending', () => {
    fc.assert(
      fc.property(fc.array(run), (runs) => {
        const union = unionOf(runs, ([from, to]) => [from, to])
        expect(inSpans(union)).toEqual(cells.filter((cell) => runs.some(([from, to]) => from <= cell && cell < to)))
        for (let i = 1; i < union.length; i++) expect(union[i]).toBeGreaterThan(union[i - 1] ?? NaN)
      }),
      proveWith(),
    )
  })

  it('hold and meet what they should', () => {
    fc.assert(
      fc.property(spans, spans, fc.nat(CELLS - 1), fc.nat(CELLS), (some, others, from, to) => {
        fc.pre(from < to)
        const own = new Set(inSpans(some))
        const inRun = cells.filter((cell) => from <= cell && cell < to)
        expect(holds(some, from)).toBe(own.has(from))
        expect(holdsRun(some, from, to)).toBe(inRun.every((cell) => own.has(cell)))
        expect(meetsRun(some, from, to)).toBe(inRun.some((cell) => own.has(cell)))
        expect(holdsAll(some, others)).toBe(inSpans(others).every((cell) => own.has(cell)))
        expect(meets(some, others)).toBe(inSpans(others).some((cell) => own.has(cell)))
      }),
      proveWith(),
    )
  })

  it('make masks of up to 32 bits', () => {
    expect(maskOfRun(0, 32)).toBe(-1)
    expect(maskOfRun(0, 31) >>> 0).toBe(0x7fffffff)
    expect(maskOfRun(31, 32) >>> 0).toBe(0x80000000)
    expect(maskOfRun(3, 5)).toBe(0b11000)
  })
})

describe('boxes', () => {
  const places = cells.flatMap((cell) => cells.map((bit) => ({ cell, bit })))
  const key = ({ cell, bit }: (typeof places)[number]) => cell * CELLS + bit
  const placesIn = (boxes: readonly Box[]) =>
    places
      .filter(({ cell, bit }) =>
        boxes.some((box) => box.from <= cell && cell < box.to && box.first <= bit && bit < box.end),
      )
      .map(key)
  const size = (boxes: readonly Box[]) =>
    boxes.reduce((sum, { from, to, first, end }) => sum + (to - from) * (end - first), 0)

  it('are what lies between cells and bits, less what is taken away, and never overlap', () => {
    fc.assert(
      fc.property(
        spans,
        spans,
        fc.array(fc.tuple(spans, spans), { maxLength: 4 }),
        spans,
        (some, services, holes, wanted) => {
          let boxes: readonly Box[] = boxesOf(some, services)
          let left = places.filter((place) => isIn(place, some, services))
          for (const [taken, takenBits] of holes) {
            expect(meetsBoxes(boxes, taken, takenBits)).toBe(left.some((place) => isIn(place, taken, takenBits)))
            boxes = subtract(boxes, taken, takenBits)
            left = left.filter((place) => !isIn(place, taken, takenBits))
          }
          for (const same of [boxes, joined(boxes)]) {
            expect(placesIn(same)).toEqual(left.map(key))
            expect(size(same)).toBe(left.length)
          }
          expect(placesIn(withBits(boxes, wanted))).toEqual(left.filter(({ bit }) => holds(wanted, bit)).map(key))
        },
      ),
      proveWith(),
    )
  })

  it('that continue each other in their bits are joined', () => {
    const box = (first: number, end: number, from = 0): Box => ({ from, to: from + 1, first, end })
    expect(joined([box(3, 5), box(0, 3), box(7, 8), box(5, 6, 1)])).toEqual([box(0, 5), box(7, 8), box(5, 6, 1)])
  })
})

describe('cover tree', () => {
  const paints = fc.array(fc.tuple(spans, bits, verdict), { maxLength: 8 })

  it('lets the first paint of a cell and bit stay, and finds it', () => {
    const tree = createCoverTree(CELLS)
    fc.assert(
      fc.property(paints, spans, bits, verdict, (painted, asked, wanted, sought) => {
        tree.clear()
        const decided = cells.map(() => new Map<number, VerdictCode>())
        const bitsWhere = (some: Spans, among: number, is: (found: VerdictCode | undefined) => boolean) =>
          inSpans(some).reduce((mask, cell) => {
            for (let bit = 0; bit < 32; bit++) if ((among >>> bit) & 1 && is(decided[cell]?.get(bit))) mask |= 1 << bit
            return mask
          }, 0)
        for (const [some, mask, verdict] of painted) {
          const open = bitsWhere(some, mask, (found) => found === undefined)
          let told = 0
          const returned = tree.paint(some, mask, verdict, (from, to, own) => {
            for (let cell = from; cell < to; cell++) {
              for (let bit = 0; bit < 32; bit++) {
                if (((own >>> bit) & 1) === 0) continue
                expect(inSpans(some)).toContain(cell)
                expect(decided[cell]?.has(bit)).toBe(false)
                decided[cell]?.set(bit, verdict)
                told |= 1 << bit
              }
            }
          })
          expect([returned, told]).toEqual([open, open])
          expect(bitsWhere(some, mask, (found) => found === undefined)).toBe(0)
        }
        expect(tree.undecided(asked, wanted)).toBe(bitsWhere(asked, wanted, (found) => found === undefined))
        const expected = bitsWhere(asked, wanted, (found) => found === sought)
        expect(tree.decided(asked, wanted, sought)).toBe(expected)
        const found = tree.findDecided(asked, wanted, sought)
        if (!found) expect(expected).toBe(0)
        else {
          expect(inSpans(asked)).toContain(found.cell)
          expect(found.bit & expected).toBe(found.bit)
          expect(decided[found.cell]?.get(31 - Math.clz32(found.bit))).toBe(sought)
        }
      }),
      proveWith(),
    )
  })

  it('is empty once cleared', () => {
    const tree = createCoverTree(CELLS)
    tree.paint([0, 5, 7, CELLS], -1, ACCEPT)
    tree.paint([0, CELLS], 12, DROP)
    tree.clear()
    expect(tree.undecided([0, CELLS], -1)).toBe(-1)
    expect(tree.paint([0, CELLS], -1, DROP)).toBe(-1)
    expect(tree.findDecided([0, CELLS], -1, ACCEPT)).toBeUndefined()
  })
})

describe('verdict tree', () => {
  const operations = fc.array(fc.tuple(fc.boolean(), spans, bits, verdict), { maxLength: 10 })

  it('gives the last verdict of a cell, unless a rule that may not be there could change it', () => {
    fc.assert(
      fc.property(operations, run, bits, verdict, (entered, [from, to], wanted, asked) => {
        fc.pre(from < to)
        const tree = createVerdictTree(CELLS)
        const verdicts = cells.map(() => new Array<VerdictCode>(32).fill(UNSETTLED))
        for (const [isSure, some, mask, verdict] of entered) {
          if (isSure) tree.assign(some, mask, verdict)
          else tree.doubt(some, mask, verdict)
          for (const cell of inSpans(some)) {
            const ofCell = verdicts[cell] ?? []
            for (let bit = 0; bit < 32; bit++) {
              if (((mask >>> bit) & 1) === 0) continue
              if (isSure) ofCell[bit] = verdict
              else if (ofCell[bit] !== verdict) ofCell[bit] = UNSETTLED
            }
          }
        }
        let expected = 0
        for (let bit = 0; bit < 32; bit++) {
          const isUniform = verdicts.slice(from, to).every((ofCell) => asked !== UNSETTLED && ofCell[bit] === asked)
          if ((wanted >>> bit) & 1 && isUniform) expected |= 1 << bit
        }
        expect(tree.uniform(from, to, wanted, asked)).toBe(expected)
      }),
      proveWith(),
    )
  })
})
