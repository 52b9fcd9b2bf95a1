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
  /** The cells that the block of each place touches, end exclusive. */
  const starts: number[] = []
  const ends: number[] = []
  for (const run of wideBlocks(widest)) {
    for (let first = run.first; first <= run.last;) {
      const [from, to] = line.cellsWithin(rangeOf(run, first))
      starts.push(from)
      ends.push(to)
      first = to - from > 1 ? first + run.size : nextBlock(run, first, line.contentOf(from))
    }
  }
  const toPlaces = (spans: Spans, firstOf: (from: number) => number, endOf: (to: number) => number): Spans => {
    const places: number[] = []
    for (let i = 0; i < spans.length; i += 2) {
      const from = firstOf(spans[i] as number)
      const to = endOf(spans[i + 1] as number)
      if (from < to) places.push(from, to)
    }
    return places
  }

  return {
    places: starts.length,
    touching: (spans) =>
      toPlaces(
        spans,
        (from) => firstAbove(ends, from),
        (to) => firstAbove(starts, to - 1),
      ),
    within: (spans) =>
      toPlaces(
        spans,
        (from) => firstAbove(starts, from - 1),
        (to) => firstAbove(ends, to),
      ),
  }
}

function rangeOf({ family, size }: BlockRun, first: bigint): AddressRange {
  const last = first + size - 1n
  return family === 4 ? { family, first: Number(first), last: Number(last) } : { family, first, last }
}

/** The first block behind this one that reaches beyond the cell: those in between are alike. */
function nextBlock({ size }: BlockRun, first: bigint, cell: AddressRange | string): bigint {
  const beyond = typeof cell === 'string' ? first : ((BigInt(cell.last) + 1n) / size) * size
  return beyond > first ? beyond : first + size
}

/** Index of the first value above a bound, of values in ascending order. */
function firstAbove(values: readonly number[], bound: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] as number) > bound) high = middle
    else low = middle + 1
  }
  return low
}
