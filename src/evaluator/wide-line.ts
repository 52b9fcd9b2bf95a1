/**
 * The wide public blocks of addresses on a line of their own. Blocks that no rule tells apart share a place,
 * so there are at most two places for each cell of the address line.
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
  for (const run of wideBlocks(widest)) {
    for (let first = run.first; first <= run.last;) {
      const [from = 0, to = 0] = line.cellsWithin(rangeOf(run, first))
      starts.push(from)
      ends.push(to)
      first = to - from > 1 ? first + run.size : nextBlock(run, first, line.contentOf(from))
    }
  }
  const startingBefore = countsBelow(starts, line.addressCells)
  const endingBefore = countsBelow(ends, line.addressCells)
  return {
    places: starts.length,
    touching(spans) {
      let places = NONE
      for (let i = 0; i < spans.length; i += 2) {
        const first = endingBefore[(spans[i] as number) + 1] as number
        const end = startingBefore[spans[i + 1] as number] as number
        if (first < end) places = [...places, first, end]
      }
      return places
    },
    within(spans) {
      let places = NONE
      for (let i = 0; i < spans.length; i += 2) {
        const first = startingBefore[spans[i] as number] as number
        const end = endingBefore[(spans[i + 1] as number) + 1] as number
        if (first < end) places = [...places, first, end]
      }
      return places
    },
  }
}

const NONE: Spans = Object.freeze([])

function rangeOf({ family, size }: BlockRun, first: bigint): AddressRange {
  const last = first + size - 1n
  return family === 4 ? { family, first: Number(first), last: Number(last) } : { family, first, last }
}

/** The first block behind this one that reaches beyond the cell: those in between are alike. */
function nextBlock({ size }: BlockRun, first: bigint, cell: AddressRange | string): bigint {
  const beyond = typeof cell === 'string' ? first : ((BigInt(cell.last) + 1n) / size) * size
  return beyond > first ? beyond : first + size
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
