/** What tells who decides, row by row and box by box; each part against a slow twin that goes over every cell and bit. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerdictCode } from '../../src/evaluator/compile.ts'
import { ACCEPT, DROP, UNSETTLED } from '../../src/evaluator/compile.ts'
import { Leftover } from '../../src/evaluator/leftover.ts'
import { withRoom } from '../../src/evaluator/numbers.ts'
import { PaintedRow } from '../../src/evaluator/painted-row.ts'
import type { Box } from '../../src/evaluator/place.ts'
import { boxesOf } from '../../src/evaluator/place.ts'
import { rowsOf } from '../../src/evaluator/rows.ts'
import type { Spans } from '../../src/evaluator/spans.ts'
import { holds, unionOf } from '../../src/evaluator/spans.ts'
import { proveWith } from './runs.ts'

/** More than fit into one word of 32 bits. */
const CELLS = 70
const cells = [...Array(CELLS).keys()]

function runUpTo(end: number): fc.Arbitrary<readonly [from: number, to: number]> {
  const bounds = fc.uniqueArray(fc.nat(end), { minLength: 2, maxLength: 2 })
  return bounds.map(([a = 0, b = 0]) => [Math.min(a, b), Math.max(a, b)])
}

function spansUpTo(end: number): fc.Arbitrary<Spans> {
  return fc.array(runUpTo(end), { maxLength: 4, size: 'max' }).map((runs) => unionOf(runs, (run) => run))
}

describe('rows', () => {
  it('have an item no more that was let go, until its next run', () => {
    const items: readonly Spans[] = [
      [0, 9],
      [2, 6, 7, 8],
      [4, 5],
    ]
    const found: number[][] = []
    rowsOf(items, (spans) => spans, 10).forEach(({ items: some, count, ends }, first) => {
      found.push([first, ...some.subarray(0, count)])
      if (first === 2) ends[1] = 0
    })
    expect(found).toEqual([
      [0, 0],
      [2, 0, 1],
      [4, 0, 2],
      [5, 0],
      [6, 0],
      [7, 0, 1],
      [8, 0],
    ])
  })

  it('are the longest runs of bits that no item tells apart, each with the items that it concerns', () => {
    const BITS = 12
    fc.assert(
      fc.property(fc.array(spansUpTo(BITS), { maxLength: 8, size: 'max' }), (items) => {
        const concerning = (bit: number) => items.flatMap((spans, i) => (holds(spans, bit) ? [i] : []))
        const rows = rowsOf(items, (spans) => spans, BITS)
        const found: { items: number[]; first: number; end: number }[] = []
        rows.forEach((row, first, end) => found.push({ items: [...row.items.subarray(0, row.count)], first, end }))
        const told = found.flatMap(({ items: some, first, end }) =>
          Array.from({ length: end - first }, (_, i) => ({ bit: first + i, items: some })),
        )
        assert.deepEqual(
          told,
          [...Array(BITS).keys()].map((bit) => ({ bit, items: concerning(bit) })).filter((row) => row.items.length > 0),
        )
        assert.equal(
          rows.entries,
          found.reduce((sum, row) => sum + row.items.length, 0),
        )
        const bounds = new Set(items.flat())
        for (const { first, end } of found) {
          assert(bounds.has(first) && bounds.has(end))
          for (let bit = first + 1; bit < end; bit++) assert(!bounds.has(bit))
        }
      }),
      proveWith(),
    )
  })
})

describe('a painted row', () => {
  const paint = fc.tuple(spansUpTo(CELLS), fc.constantFrom<VerdictCode>(DROP, ACCEPT, UNSETTLED))
  const paints = fc.array(paint, { maxLength: 10, size: 'max' })
  const someRows = fc.array(fc.tuple(paints, spansUpTo(CELLS)), { maxLength: 3, size: 'max' })

  it('belongs to who painted first, cell by cell, and each row starts anew', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const painted = new PaintedRow(CELLS)
        for (const [paints, asked] of rows) {
          for (const spans of [asked, ...paints.map(([some]) => some)]) painted.tellApart(spans)
          painted.start()
          const owners: (number | undefined)[] = cells.map(() => undefined)
          paints.forEach(([spans, verdict], owner) => {
            const open = cells.filter((cell) => holds(spans, cell) && owners[cell] === undefined)
            assert.equal(painted.isPainted(spans), open.length === 0)
            assert.equal(painted.paint(spans, owner, verdict), open.length > 0)
            assert(painted.isPainted(spans))
            for (const cell of open) owners[cell] = owner
            assert.equal(
              painted.isPainted(asked),
              cells.every((each) => !holds(asked, each) || owners[each] !== undefined),
            )
            for (const sought of [DROP, ACCEPT] as const) {
              const found = cells.find((each) => {
                const by = owners[each]
                return holds(asked, each) && by !== undefined && paints[by]?.[1] === sought
              })
              assert.equal(painted.find(asked, sought), found)
            }
          })
          const told = cells.map((): number | undefined => undefined)
          let end = 0
          painted.forEachRun((from, to, owner) => {
            assert(end <= from && from < to)
            assert(from !== end || from === 0 || told[from - 1] !== owner)
            end = to
            told.fill(owner, from, to)
          })
          assert.deepEqual(told, owners)
        }
      }),
      proveWith(),
    )
  })
})

it('tells every cell of a row apart, if need be', () => {
  const painted = new PaintedRow(3)
  for (const cell of [0, 1, 2]) painted.tellApart([cell, cell + 1])
  painted.start()
  for (const verdict of [ACCEPT, DROP] as const) expect(painted.find([0, 3], verdict)).toBeUndefined()
  painted.paint([2, 3], 1, ACCEPT)
  painted.paint([1, 3], 2, DROP)
  expect([painted.find([0, 3], ACCEPT), painted.find([0, 3], DROP), painted.isPainted([0, 3])]).toEqual([2, 1, false])
  painted.paint([0, 3], 3, ACCEPT)
  expect(painted.isPainted([0, 3])).toBe(true)
  const runs: number[][] = []
  painted.forEachRun((...run) => runs.push(run))
  expect(runs).toEqual([
    [0, 1, 3],
    [1, 2, 2],
    [2, 3, 1],
  ])
})

describe('a leftover', () => {
  const SIDE = 9
  const side = [...Array(SIDE).keys()]
  const places = side.flatMap((cell) => side.map((bit) => ({ cell, bit })))
  const isIn = (boxes: readonly Box[], { cell, bit }: (typeof places)[number]) =>
    boxes.some(({ from, to, first, end }) => from <= cell && cell < to && first <= bit && bit < end)
  const spans = spansUpTo(SIDE)
  /** Whether a box has nothing in common with the smallest one around all places. */
  const areApart = (all: typeof places, { from, to, first, end }: Box) => {
    const some = all.map(({ cell }) => cell)
    const bits = all.map(({ bit }) => bit)
    const meets = Math.min(...some) < to && from <= Math.max(...some)
    return !meets || end <= Math.min(...bits) || Math.max(...bits) < first
  }

  it('is what boxes hold that others do not take, without overlaps', () => {
    const leftover = new Leftover()
    const holes = fc.array(fc.tuple(runUpTo(SIDE), runUpTo(SIDE)), { maxLength: 12, size: 'max' })
    fc.assert(
      fc.property(spans, spans, fc.boolean(), holes, (some, bits, asBoxes, taken) => {
        if (asBoxes) leftover.start(boxesOf(some, bits))
        else leftover.startBetween(some, bits)
        let left = places.filter(({ cell, bit }) => holds(some, cell) && holds(bits, bit))
        for (const [hole, holeBits] of taken) {
          for (const box of boxesOf(hole, holeBits)) {
            const inside = left.filter((place) => isIn([box], place))
            if (left.length > 0) {
              assert.equal(leftover.isApartFrom(box.from, box.to, box.first, box.end), areApart(left, box))
            }
            const isTaken = leftover.takeBox(box.from, box.to, box.first, box.end)
            assert.equal(isTaken, inside.length > 0)
            const { takenCell, takenBit } = leftover
            if (isTaken) assert(inside.some(({ cell, bit }) => cell === takenCell && bit === takenBit))
            left = left.filter((place) => !inside.includes(place))
          }
          const boxes = leftover.toBoxes()
          assert.deepEqual(
            places.filter((place) => isIn(boxes, place)),
            left,
          )
          assert.equal(
            boxes.reduce((sum, { from, to, first, end }) => sum + (to - from) * (end - first), 0),
            left.length,
          )
          assert(boxes.every(({ from, to, first, end }) => from < to && first < end))
          assert.equal(leftover.count, boxes.length)
          assert.equal(leftover.isEmpty(), left.length === 0)
          if (left.length > 0)
            assert(isIn(boxes, leftover.firstPlace()) && isIn([boxes[0] as Box], leftover.firstPlace()))
        }
      }),
      proveWith(),
    )
  })

  it('takes cells and bits together, and grows with its pieces', () => {
    const leftover = new Leftover()
    const odd = Array.from({ length: 80 }, (_, i) => i + 1)
    leftover.startBetween([0, 82], [0, 82])
    leftover.take(odd, odd)
    expect(leftover.toBoxes().reduce((sum, { from, to, first, end }) => sum + (to - from) * (end - first), 0)).toBe(
      82 * 82 - 40 * 40,
    )
    leftover.take([0, 82], [0, 82])
    expect(leftover.isEmpty()).toBe(true)
  })
})

describe('arrays with room', () => {
  it('stay as they are where they have it, and keep what they hold where they grow', () => {
    const array = Int32Array.of(1, 2, 3)
    expect(withRoom(array, 3)).toBe(array)
    const longer = withRoom(array, 4)
    expect(longer.length).toBeGreaterThanOrEqual(8)
    expect([...longer.subarray(0, 4)]).toEqual([1, 2, 3, 0])
  })
})
