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
      const [from = 0, to = 0] = line.cellsWithin(rangeOf(run, first))
      starts.push(from)
      ends.push(to)
      first = to - from > 1 ? first + run.size : nextBlock(run, first, line.contentOf(from))
    }
  }
  return {
    places: starts.length,
    touching(spans) {
      let places = NONE
      for (let i = 0; i < spans.length; i += 2) {
        const first = firstAbove(ends, spans[i] as number)
        const end = firstAbove(starts, (spans[i + 1] as number) - 1)
        if (first < end) places = [...places, first, end]
      }
      return places
    },
    within(spans) {
      let places = NONE
      for (let i = 0; i < spans.length; i += 2) {
        const first = firstAbove(starts, (spans[i] as number) - 1)
        const end = firstAbove(ends, spans[i + 1] as number)
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
