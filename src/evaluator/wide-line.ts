/**
 * The wide public blocks of addresses on a line of their own. Of those that start in one cell of the address line
 * the first tells for all, so there is at most one place for each cell.
 */
import type { AddressRange } from '../model/packet-space.ts'
import type { AddressLine } from './address-line.ts'
import type { Spans } from './spans.ts'
import type { BlockRun, WidestSource } from './public-addresses.ts'
import { wideBlocks } from './public-addresses.ts'

export interface WideLine {
  readonly places: number
  /** The places of the blocks that have an address in the spans of cells. */
  touching(spans: Spans): Spans
  /** The places of the blocks that lie in the spans of cells as a whole. */
  within(spans: Spans): Spans
}

export function createWideLine(line: AddressLine, widest: WidestSource): WideLine {
  /** The cells that the block of each place touches, end exclusive; both ascend. */
  const starts: number[] = []
  const ends: number[] = []
  const add = (from: number, to: number) => {
    // Where two start in one cell, what opens the second opens the first, and what takes of the first takes of both.
    if (starts.at(-1) === from) return
    starts.push(from)
    ends.push(to)
  }
  for (const run of wideBlocks(widest)) {
    const [start = 0, end = 0] = line.cellsWithin(rangeOf(run, run.first, run.last))
    // Most runs lie in one cell.
    if (end - start === 1) {
      add(start, end)
      continue
    }
    for (let first = run.first; first <= run.last;) {
      const [from = 0, to = 0] = line.cellsWithin(rangeOf(run, first, first + run.size - 1n))
      add(from, to)
      first = to - from > 1 ? first + run.size : nextBlock(run, line.contentOf(from) as AddressRange)
    }
  }
  const startingBefore = countsBelow(starts, line.addressCells)
  const endingBefore = countsBelow(ends, line.addressCells)
  const startsBelow = (cell: number) => startingBefore[cell] as number
  const endsUpTo = (cell: number) => endingBefore[cell + 1] as number
  return {
    places: starts.length,
    touching: (spans) => placesOf(spans, endsUpTo, startsBelow),
    within: (spans) => placesOf(spans, startsBelow, endsUpTo),
  }
}

type PlaceOf = (cell: number) => number

function placesOf(spans: Spans, firstOf: PlaceOf, endOf: PlaceOf): Spans {
  let places: number[] | undefined
  for (let i = 0; i < spans.length; i += 2) {
    const first = firstOf(spans[i] as number)
    const end = endOf(spans[i + 1] as number)
    if (first < end) (places ??= []).push(first, end)
  }
  return places ?? NONE
}

const NONE: Spans = Object.freeze([])

function rangeOf({ family }: BlockRun, first: bigint, last: bigint): AddressRange {
  return family === 4 ? { family, first: Number(first), last: Number(last) } : { family, first, last }
}

/** The first block that reaches beyond a cell: those ahead of it, from one that lies in the cell on, are alike. */
function nextBlock({ size }: BlockRun, { last }: AddressRange): bigint {
  return ((BigInt(last) + 1n) / size) * size
}

/** By cell, up to the one behind the end of all: how many of the ascending values are below it. */
function countsBelow(values: readonly number[], cells: number): Int32Array {
  const counts = new Int32Array(cells + 2)
  let count = 0
  for (let cell = 0; cell < counts.length; cell++) {
    counts[cell] = count
    while (values[count] === cell) count++
  }
  return counts
}
