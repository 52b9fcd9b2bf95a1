/**
 * What is left of some boxes once others are taken out of it. A class over flat arrays: rules that are covered by several
 * are cut into pieces by the thousand, and an object for each would cost more than the cutting.
 */
import { withRoom } from './numbers.ts'
import type { Box, Place } from './place.ts'
import type { Spans } from './spans.ts'
import { meetsRun, unionOf } from './spans.ts'

/** A box is four numbers in a row: its cells from and to, its bits first and end; ends are excluded. */
const TO = 1
const FIRST = 2
const END = 3
const SIZE = 4

export class Leftover {
  #boxes: Int32Array = new Int32Array(64 * SIZE)
  #cut: Int32Array = new Int32Array(64 * SIZE)
  #length = 0
  /** A place that was taken last. */
  takenCell = 0
  takenBit = 0
  /** Bounds of all boxes; nothing beyond them is left. */
  #from = 0
  #to = 0
  #first = 0
  #end = 0

  isEmpty(): boolean {
    return this.#length === 0
  }

  get count(): number {
    return this.#length / SIZE
  }

  /** Of the first box. */
  firstPlace(): Place {
    return { cell: this.#boxes[0] as number, bit: this.#boxes[FIRST] as number }
  }

  /** Starts with all of some boxes. */
  start(boxes: readonly Box[]): void {
    this.#length = 0
    for (const { from, to, first, end } of boxes) this.#push(from, to, first, end)
    this.#bound()
  }

  /** The same with a single one. */
  startBox(from: number, to: number, first: number, end: number): void {
    this.#length = 0
    this.#push(from, to, first, end)
    this.#bound()
  }

  /** Starts with all between these cells and bits. */
  startBetween(cells: Spans, bits: Spans): void {
    this.#length = 0
    for (let c = 0; c < cells.length; c += 2) {
      for (let b = 0; b < bits.length; b += 2) {
        this.#push(cells[c] as number, cells[c + 1] as number, bits[b] as number, bits[b + 1] as number)
      }
    }
    this.#bound()
  }

  toBoxes(): Box[] {
    const found: Box[] = []
    const boxes = this.#boxes
    for (let i = 0; i < this.#length; i += SIZE) {
      found.push({
        from: boxes[i] as number,
        to: boxes[i + TO] as number,
        first: boxes[i + FIRST] as number,
        end: boxes[i + END] as number,
      })
    }
    return found
  }

  /** The bits of which something is left. */
  toBits(): Spans {
    return unionOf(this.toBoxes(), ({ first, end }) => [first, end])
  }

  /** Whether something between these cells and bits is left. */
  meets(cells: Spans, bits: Spans): boolean {
    const boxes = this.#boxes
    for (let i = 0; i < this.#length; i += SIZE) {
      if (!meetsRun(cells, boxes[i] as number, boxes[i + TO] as number)) continue
      if (meetsRun(bits, boxes[i + FIRST] as number, boxes[i + END] as number)) return true
    }
    return false
  }

  /** Whether all that is left is ahead of or behind these cells or bits, ends excluded. */
  isApartFrom(from: number, to: number, first: number, end: number): boolean {
    return to <= this.#from || this.#to <= from || end <= this.#first || this.#end <= first
  }

  /** Takes these cells and bits. */
  take(cells: Spans, bits: Spans): void {
    for (let c = 0; c < cells.length; c += 2) {
      for (let b = 0; b < bits.length; b += 2) {
        this.takeBox(cells[c] as number, cells[c + 1] as number, bits[b] as number, bits[b + 1] as number)
      }
    }
  }

  /** Returns whether anything of it was left. */
  takeBox(from: number, to: number, first: number, end: number): boolean {
    if (this.isApartFrom(from, to, first, end)) return false
    const boxes = this.#boxes
    const length = this.#length
    let i = 0
    while (i < length && isApart(boxes, i, from, to, first, end)) i += SIZE
    if (i === length) return false
    this.takenCell = Math.max(boxes[i] as number, from)
    this.takenBit = Math.max(boxes[i + FIRST] as number, first)
    const cut = withRoom(this.#cut, 4 * length)
    let o = 0
    for (i = 0; i < length; i += SIZE) {
      const f = boxes[i] as number
      const t = boxes[i + TO] as number
      const b = boxes[i + FIRST] as number
      const e = boxes[i + END] as number
      if (t <= from || to <= f || e <= first || end <= b) {
        o = put(cut, o, f, t, b, e)
        continue
      }
      // What is left around a hole: before and behind it, and of the cells between, below and above it.
      const start = f < from ? from : f
      const stop = to < t ? to : t
      if (f < from) o = put(cut, o, f, from, b, e)
      if (to < t) o = put(cut, o, to, t, b, e)
      if (b < first) o = put(cut, o, start, stop, b, first)
      if (end < e) o = put(cut, o, start, stop, end, e)
    }
    this.#boxes = cut
    this.#cut = boxes
    this.#length = o
    this.#bound()
    return true
  }

  #push(from: number, to: number, first: number, end: number): void {
    this.#boxes = withRoom(this.#boxes, this.#length + SIZE)
    this.#length = put(this.#boxes, this.#length, from, to, first, end)
  }

  #bound(): void {
    const boxes = this.#boxes
    let from = boxes[0] as number
    let to = boxes[TO] as number
    let first = boxes[FIRST] as number
    let end = boxes[END] as number
    for (let i = SIZE; i < this.#length; i += SIZE) {
      from = Math.min(from, boxes[i] as number)
      to = Math.max(to, boxes[i + TO] as number)
      first = Math.min(first, boxes[i + FIRST] as number)
      end = Math.max(end, boxes[i + END] as number)
    }
    this.#from = from
    this.#to = to
    this.#first = first
    this.#end = end
  }
}

/** Returns the place behind it. */
function put(boxes: Int32Array, i: number, from: number, to: number, first: number, end: number): number {
  boxes[i] = from
  boxes[i + TO] = to
  boxes[i + FIRST] = first
  boxes[i + END] = end
  return i + SIZE
}

function isApart(boxes: Int32Array, i: number, from: number, to: number, first: number, end: number): boolean {
  return (
    (boxes[i + TO] as number) <= from ||
    to <= (boxes[i] as number) ||
    (boxes[i + END] as number) <= first ||
    end <= (boxes[i + FIRST] as number)
  )
}
