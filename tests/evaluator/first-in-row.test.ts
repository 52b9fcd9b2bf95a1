import { expect, it } from 'vitest'
import { FirstInRow } from '../../src/evaluator/first-in-row.ts'
import type { Spans } from '../../src/evaluator/spans.ts'

/** For each of the spans the first of the owners, by index, that has a cell of it. */
function firstsIn(row: FirstInRow, owners: readonly Spans[], asked: readonly Spans[]) {
  for (const spans of [...owners, ...asked]) row.tellApart(spans)
  row.start()
  owners.forEach((spans, owner) => row.enter(spans, owner))
  row.finish()
  return asked.map((spans) => row.firstIn(spans))
}

it('finds the first owner of any cell of the spans', () => {
  const owners = [
    [40, 50],
    [10, 45],
    [5, 60, 90, 91],
    [0, 2],
  ]
  const asked = [
    [44, 45],
    [45, 46],
    [30, 31],
    [55, 70],
    [60, 90],
    [2, 5, 90, 100],
    [0, 100],
    [1, 2],
  ]
  expect(firstsIn(new FirstInRow(100), owners, asked)).toEqual([0, 0, 1, 2, undefined, 2, 0, 3])
})

it('has a place for every cell and for the end of them', () => {
  const cells = [
    [0, 1],
    [1, 2],
    [2, 3],
  ]
  expect(firstsIn(new FirstInRow(3), cells, cells)).toEqual([0, 1, 2])
})

it('finds what a search finds, row after row', () => {
  const row = new FirstInRow(64)
  for (let seed = 1; seed < 200; seed++) {
    const runs = Array.from({ length: 12 }, (_, i): Spans => {
      const from = (seed * 37 + i * i * 11) % 60
      return [from, from + 1 + ((seed * 5 + i * 13) % (64 - from))]
    })
    const owners = runs.slice(0, seed % 10)
    const meets = ([from = 0, to = 0]: Spans, [first = 0, end = 0]: Spans) => from < end && first < to
    const expected = runs.map((run) => {
      const first = owners.findIndex((owner) => meets(owner, run))
      return first < 0 ? undefined : first
    })
    expect(firstsIn(row, owners, runs)).toEqual(expected)
  }
})
