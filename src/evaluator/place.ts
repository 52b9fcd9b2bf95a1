/** Where packets are: a cell of the address line and a bit of the service line. */
import type { Spans } from './spans.ts'
import { holds, meetsRun } from './spans.ts'

export interface Place {
  readonly cell: number
  readonly bit: number
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

/** Whether some box has a place with these cells and bits. */
export function meetsBoxes(boxes: readonly Box[], cells: Spans, bits: Spans): boolean {
  for (const { from, to, first, end } of boxes) if (meetsRun(cells, from, to) && meetsRun(bits, first, end)) return true
  return false
}

/** What is left of the boxes without these cells and bits. */
export function subtract(boxes: readonly Box[], cells: Spans, bits: Spans): readonly Box[] {
  let rest = boxes
  for (let c = 0; c < cells.length; c += 2) {
    for (let b = 0; b < bits.length; b += 2) {
      rest = without(rest, cells[c] as number, cells[c + 1] as number, bits[b] as number, bits[b + 1] as number)
    }
  }
  return rest
}

/** What is left around a hole: before and behind it, and of the cells between, below and above it. */
function without(boxes: readonly Box[], from: number, to: number, first: number, end: number): readonly Box[] {
  const left: Box[] = []
  for (const box of boxes) {
    if (box.to <= from || to <= box.from || box.end <= first || end <= box.first) {
      left.push(box)
      continue
    }
    const start = Math.max(box.from, from)
    const stop = Math.min(box.to, to)
    if (box.from < from) left.push({ from: box.from, to: from, first: box.first, end: box.end })
    if (to < box.to) left.push({ from: to, to: box.to, first: box.first, end: box.end })
    if (box.first < first) left.push({ from: start, to: stop, first: box.first, end: first })
    if (end < box.end) left.push({ from: start, to: stop, first: end, end: box.end })
  }
  return left
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
