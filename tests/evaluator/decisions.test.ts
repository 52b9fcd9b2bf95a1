import assert from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AddressLine } from '../../src/evaluator/address-line.ts'
import type { CompiledRule } from '../../src/evaluator/compile.ts'
import { ACCEPT } from '../../src/evaluator/compile.ts'
import { createDecisions } from '../../src/evaluator/decisions.ts'
import { PaintedRow } from '../../src/evaluator/painted-row.ts'
import { proveWith } from './runs.ts'

/** Cells of addresses, and of symbols behind them. */
const ADDRESSES = 5
const CELLS = 8
const BITS = 12
const RULES = 3
/** The last rule is for everyone. */
const rules = Array.from(
  { length: RULES },
  (_, turn) => ({ turn, forEveryone: turn === RULES - 1 }) as Partial<CompiledRule> as CompiledRule,
)

/** By bit the rows, of which few differ; a gap between two is a row that concerns nobody. */
const owners = fc.array(fc.integer({ min: -1, max: RULES - 1 }), { minLength: CELLS, maxLength: CELLS })
const maps = fc
  .tuple(fc.array(owners, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(3), { minLength: BITS, maxLength: BITS }))
  .map(([kinds, kindOfBit]) => kindOfBit.map((kind) => kinds[kind]))

function decisionsOf(map: readonly (readonly number[] | undefined)[]) {
  const decisions = createDecisions(rules, { addressCells: ADDRESSES } as AddressLine)
  map.forEach((cells, bit) => {
    if (!cells) return
    const row = new PaintedRow(CELLS)
    cells.forEach((_, cell) => row.tellApart([cell, cell + 1]))
    row.start()
    cells.forEach((owner, cell) => owner >= 0 && row.paint([cell, cell + 1], owner, ACCEPT))
    decisions.enter(row, bit, bit + 1)
  })
  return decisions
}

describe('decisions', () => {
  it('tell who decides each place, and what each rule decides', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const decisions = decisionsOf(map)
        for (let bit = 0; bit <= BITS; bit++) {
          for (let cell = 0; cell < CELLS; cell++) {
            assert.equal(decisions.decider({ cell, bit }), rules[map[bit]?.[cell] ?? -1])
          }
        }
        for (const rule of rules) {
          const end = rule.forEveryone ? ADDRESSES : CELLS
          const own = map.flatMap((cells, bit) =>
            (cells ?? []).flatMap((owner, cell) =>
              owner === rule.turn && cell < end ? [`${String(cell)} ${String(bit)}`] : [],
            ),
          )
          const boxes = decisions.of(rule)
          const told = boxes.flatMap(({ from, to, first, end }) =>
            Array.from({ length: (to - from) * (end - first) }, (_, i) => {
              return `${String(from + (i % (to - from)))} ${String(first + Math.floor(i / (to - from)))}`
            }),
          )
          assert.deepEqual(told.sort(), own.sort())
          // No box is of addresses and symbols, and none could be a part of another.
          for (const box of boxes) {
            assert(box.to <= ADDRESSES || ADDRESSES <= box.from)
            assert(!boxes.some(({ from, to, end }) => from === box.from && to === box.to && end === box.first))
          }
        }
      }),
      proveWith(),
    )
  })

  it('are few where rows are alike', () => {
    const rows = Array.from({ length: BITS }, () => [0, 0, 1, 1, 0, 0, 0, -1])
    expect(decisionsOf(rows).of(rules[0] as CompiledRule)).toEqual([
      { from: 0, to: 2, first: 0, end: BITS },
      { from: 4, to: 5, first: 0, end: BITS },
      { from: 5, to: 7, first: 0, end: BITS },
    ])
  })
})
