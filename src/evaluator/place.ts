/** Where packets are: a cell of the address line and a bit of the service line. */
import type { CompiledRule } from './compile.ts'
import type { Spans } from './spans.ts'
import { holds } from './spans.ts'

export interface Place {
  readonly cell: number
  readonly bit: number
}

/** A place, and the rule that decides it. */
export interface DecidedPlace extends Place {
  readonly decider: CompiledRule
}

/** The packets between a run of cells and a run of bits; ends are excluded. */
export interface Box {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly end: number
}

export function isIn({ cell, bit }: Place, cells: Spans, bits: Spans): boolean {
  return holds(bits, bit) && holds(cells, cell)
}

export function boxesOf(cells: Spans, bits: Spans): Box[] {
  const boxes: Box[] = []
  for (let c = 0; c < cells.length; c += 2) {
    for (let b = 0; b < bits.length; b += 2) {
      boxes.push({
        from: cells[c] as number,
        to: cells[c + 1] as number,
        first: bits[b] as number,
        end: bits[b + 1] as number,
      })
    }
  }
  return boxes
}

/** The part of the boxes that has these bits. */
export function withBits(boxes: readonly Box[], bits: Spans): readonly Box[] {
  return boxes.flatMap((box) =>
    boxesOf([box.from, box.to], bits)
      .map((each) => ({ ...each, first: Math.max(each.first, box.first), end: Math.min(each.end, box.end) }))
      .filter(({ first, end }) => first < end),
  )
}

/** The same packets in fewer boxes: those that continue each other in their bits become one. */
export function joined(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length < 2) return boxes
  const joined: Box[] = []
  for (const box of [...boxes].sort((a, b) => a.from - b.from || a.to - b.to || a.first - b.first)) {
    const last = joined.at(-1)
    if (last?.from === box.from && last.to === box.to && last.end === box.first) {
      joined[joined.length - 1] = { ...last, end: box.end }
    } else joined.push(box)
  }
  return joined
}
