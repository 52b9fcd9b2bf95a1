/**
 * Which of the rules that have a cell of one row is the first. All are entered before anybody asks: so each cell is entered
 * once, and a tree over the cells in which something starts tells the first of any run.
 */
import { RowCells, stopFrom } from './row-cells.ts'
import type { Spans } from './spans.ts'

/** Behind all others. */
const NOBODY = 2 ** 31 - 1

export class FirstInRow {
  readonly #cells: RowCells
  /** By place: itself, or a place behind it that is no further than the next that nobody has. */
  readonly #free: Int32Array
  /** From their number on by place the first who has it; ahead of these, at u the first of 2u and 2u + 1. */
  readonly #firsts: Int32Array

  constructor(cells: number) {
    this.#cells = new RowCells(cells)
    this.#free = new Int32Array(cells + 1)
    this.#firsts = new Int32Array(2 * (cells + 1))
  }

  /** To be told of all spans, of those who ask too, before the row is started. */
  tellApart(spans: Spans): void {
    this.#cells.tellApart(spans)
  }

  /** Starts a row in which nobody has a cell. */
  start(): void {
    this.#cells.start()
    const { count } = this.#cells
    for (let place = 0; place < count; place++) this.#free[place] = place
    this.#firsts.fill(NOBODY, count, 2 * count)
  }

  /** Gives the owner what nobody has. Owners come in ascending order. */
  enter(spans: Spans, owner: number): void {
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#cells.placeOf(spans[i + 1] as number)
      let place = stopFrom(this.#free, this.#cells.placeOf(spans[i] as number))
      while (place < end) {
        this.#firsts[this.#cells.count + place] = owner
        this.#free[place] = place + 1
        place = stopFrom(this.#free, place + 1)
      }
    }
  }

  /** To be called once all are entered. */
  finish(): void {
    const firsts = this.#firsts
    for (let u = this.#cells.count - 1; u > 0; u--) {
      firsts[u] = Math.min(firsts[2 * u] as number, firsts[2 * u + 1] as number)
    }
  }

  /** The first who has a cell of the spans; `undefined` where nobody has one. */
  firstIn(spans: Spans): number | undefined {
    const firsts = this.#firsts
    let first = NOBODY
    for (let i = 0; i < spans.length; i += 2) {
      let low = this.#cells.count + this.#cells.placeOf(spans[i] as number)
      let end = this.#cells.count + this.#cells.placeOf(spans[i + 1] as number)
      for (; low < end; low >>= 1, end >>= 1) {
        if (low & 1) first = Math.min(first, firsts[low++] as number)
        if (end & 1) first = Math.min(first, firsts[--end] as number)
      }
    }
    return first === NOBODY ? undefined : first
  }
}
