/** The parts that the questions are made of, each against a slow twin that goes over every cell and bit. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerdictCode } from '../../src/evaluator/compile.ts'
import { ACCEPT, DROP, UNSETTLED } from '../../src/evaluator/compile.ts'
import { createCoverTree } from '../../src/evaluator/cover-tree.ts'
import type { Box } from '../../src/evaluator/place.ts'
import { boxesOf, isIn, joined, withBits } from '../../src/evaluator/place.ts'
import { Leftover } from '../../src/evaluator/leftover.ts'
import type { Spans } from '../../src/evaluator/spans.ts'
import { holds, holdsAll, holdsRun, maskOfRun, meets, meetsRun, unionOf } from '../../src/evaluator/spans.ts'
import { createVerdictTree } from '../../src/evaluator/verdict-tree.ts'
import { proveWith } from './runs.ts'

const CELLS = 13
const run = fc.tuple(fc.nat(CELLS), fc.nat(CELLS))
const spans = fc.array(run, { maxLength: 4, size: 'max' }).map((runs) => unionOf(runs, ([from, to]) => [from, to]))
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
        assert.deepEqual(
          inSpans(union),
          cells.filter((cell) => runs.some(([from, to]) => from <= cell && cell < to)),
        )
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
        assert.equal(holds(some, from), own.has(from))
        assert.equal(
          holdsRun(some, from, to),
          inRun.every((cell) => own.has(cell)),
        )
        assert.equal(
          meetsRun(some, from, to),
          inRun.some((cell) => own.has(cell)),
        )
        assert.equal(
          holdsAll(some, others),
          inSpans(others).every((cell) => own.has(cell)),
        )
        assert.equal(
          meets(some, others),
          inSpans(others).some((cell) => own.has(cell)),
        )
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
        fc.array(fc.tuple(spans, spans), { maxLength: 4, size: 'max' }),
        spans,
        (some, services, holes, wanted) => {
          const leftover = new Leftover()
          leftover.start(boxesOf(some, services))
          let left = places.filter((place) => isIn(place, some, services))
          for (const [taken, takenBits] of holes) {
            assert.equal(
              leftover.meets(taken, takenBits),
              left.some((place) => isIn(place, taken, takenBits)),
            )
            leftover.take(taken, takenBits)
            left = left.filter((place) => !isIn(place, taken, takenBits))
            assert.equal(leftover.isEmpty(), left.length === 0)
            if (left.length > 0) assert(left.some((place) => key(place) === key(leftover.firstPlace())))
          }
          const boxes = leftover.toBoxes()
          assert.equal(leftover.count, boxes.length)
          for (const same of [boxes, joined(boxes), withBits(boxes, wanted)]) {
            assert(same.every(({ from, to, first, end }) => from < to && first < end))
          }
          for (const same of [boxes, joined(boxes)]) {
            assert.deepEqual(placesIn(same), left.map(key))
            assert.equal(size(same), left.length)
          }
          assert.deepEqual(placesIn(withBits(boxes, wanted)), left.filter(({ bit }) => holds(wanted, bit)).map(key))
        },
      ),
      proveWith(),
    )
  })

  it('stay whole beside what only touches them', () => {
    const box = { from: 2, to: 4, first: 2, end: 4 }
    const leftover = new Leftover()
    for (const [from, to, first, end] of [
      [0, 2, 3, 6],
      [4, 6, 3, 6],
      [3, 6, 0, 2],
      [3, 6, 4, 6],
    ] as const) {
      leftover.start([box])
      expect(leftover.meets([from, to], [first, end])).toBe(false)
      expect(leftover.takeBox(from, to, first, end)).toBe(false)
      // A part of the hole itself, so that something is taken.
      leftover.start([box, { from, to: from + 1, first, end: first + 1 }])
      expect(leftover.takeBox(from, to, first, end)).toBe(true)
      expect(leftover.toBoxes()).toEqual([box])
    }
    expect(withBits([box], [0, 2, 4, 6])).toEqual([])
  })

  it('that continue each other in their bits are joined', () => {
    const box = (first: number, end: number, from = 0, to = from + 1): Box => ({ from, to, first, end })
    expect(joined([box(3, 5), box(0, 3)])).toEqual([box(0, 5)])
    expect(joined([box(0, 3, 1, 2), box(3, 5, 1, 3)])).toEqual([box(0, 3, 1, 2), box(3, 5, 1, 3)])
    expect(joined([box(0, 3, 1, 3), box(3, 5, 1, 2), box(3, 5, 1, 3)])).toEqual([box(3, 5, 1, 2), box(0, 5, 1, 3)])
    expect(joined([box(3, 5, 4, 6), box(1, 2, 2, 6), box(0, 3, 4, 6)])).toEqual([box(1, 2, 2, 6), box(0, 5, 4, 6)])
    expect(joined([box(3, 5), box(0, 3), box(7, 8), box(5, 6, 1)])).toEqual([box(0, 5), box(7, 8), box(5, 6, 1)])
  })
})

describe('cover tree', () => {
  const paints = fc.array(fc.tuple(spans, bits, verdict), { maxLength: 8, size: 'max' })

  it('lets the first paint of a cell and bit stay, and finds it', () => {
    const tree = createCoverTree(CELLS)
    fc.assert(
      fc.property(paints, spans, bits, verdict, (painted, asked, wanted, sought) => {
        tree.clear()
        /** By cell and verdict the bits that are decided. */
        const decided = cells.map(() => [0, 0, 0])
        const decidedAt = (cell: number, code: VerdictCode) => decided[cell]?.[code] ?? 0
        const anyAt = (cell: number) => decidedAt(cell, DROP) | decidedAt(cell, ACCEPT) | decidedAt(cell, UNSETTLED)
        const somewhereIn = (some: Spans, bitsAt: (cell: number) => number) =>
          inSpans(some).reduce((mask, cell) => mask | bitsAt(cell), 0)
        for (const [some, mask, verdict] of painted) {
          const open = somewhereIn(some, (cell) => mask & ~anyAt(cell))
          const inside = inSpans(some)
          let told = 0
          let wrong = 0
          const returned = tree.paint(some, mask, verdict, (from, to, own) => {
            told |= own
            for (let cell = from; cell < to; cell++) {
              wrong |= inside.includes(cell) ? own & anyAt(cell) : own
              const ofCell = decided[cell]
              if (ofCell) ofCell[verdict] = decidedAt(cell, verdict) | own
            }
          })
          assert.deepEqual({ returned, told, wrong }, { returned: open, told: open, wrong: 0 })
          assert.equal(
            somewhereIn(some, (cell) => mask & ~anyAt(cell)),
            0,
          )
        }
        assert.equal(
          tree.undecided(asked, wanted),
          somewhereIn(asked, (cell) => wanted & ~anyAt(cell)),
        )
        const expected = somewhereIn(asked, (cell) => wanted & decidedAt(cell, sought))
        assert.equal(tree.decided(asked, wanted, sought), expected)
        const found = tree.findDecided(asked, wanted, sought)
        if (!found) assert.equal(expected, 0)
        else {
          assert(inSpans(asked).includes(found.cell))
          assert.equal(found.bit, found.bit & -found.bit & wanted & decidedAt(found.cell, sought))
          assert.notEqual(found.bit, 0)
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
  const operations = fc.array(fc.tuple(fc.boolean(), spans, bits, verdict), { maxLength: 10, size: 'max' })

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
        assert.equal(tree.uniform(from, to, wanted, asked), expected)
      }),
      proveWith(),
    )
  })
})
