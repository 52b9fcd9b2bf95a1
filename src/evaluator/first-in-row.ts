/**
 * Which of the rules that have a cell of one row is the first. All are entered before anybody asks: so each cell is entered
 * once, and a tree over the cells in which something starts tells the first of any run.
 */
import { lowestBit } from './numbers.ts'
import type { Spans } from './spans.ts'

/** Behind all others. */
const NOBODY = 2 ** 31 - 1

export class FirstInRow {
  /** The cells in which something starts or ends, a bit each. */
  readonly #bounds: Int32Array
  /** By cell, of those in which something starts or ends: its place among them. */
  readonly #places: Int32Array
  /** By place: itself, or a place behind it that is no further than the next that nobody has. */
  readonly #free: Int32Array
  /** From {@link #count} on by place the first who has it; ahead of these, at u the first of 2u and 2u + 1. */
  readonly #firsts: Int32Array
  #count = 0

  constructor(cells: number) {
    this.#bounds = new Int32Array((cells >> 5) + 1)
    this.#places = new Int32Array(cells + 1)
    this.#free = new Int32Array(cells + 1)
    this.#firsts = new Int32Array(2 * (cells + 1))
  }

  /** To be told of all spans, of those who ask too, before the row is started. */
  tellApart(spans: Spans): void {
    for (let i = 0; i < spans.length; i++) {
      const cell = spans[i] as number
      this.#bounds[cell >> 5] = (this.#bounds[cell >> 5] as number) | (1 << cell)
    }
  }

  /** Starts a row in which nobody has a cell. */
  start(): void {
    const bounds = this.#bounds
    let count = 0
    for (let word = 0; word < bounds.length; word++) {
      for (let rest = bounds[word] as number; rest !== 0; rest &= rest - 1) {
        this.#places[(word << 5) + lowestBit(rest)] = count
        this.#free[count] = count
        count++
      }
      bounds[word] = 0
    }
    this.#count = count
    this.#firsts.fill(NOBODY, count, 2 * count)
  }

  /** Gives the owner what nobody has. Owners come in ascending order. */
  enter(spans: Spans, owner: number): void {
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#places[spans[i + 1] as number] as number
      let place = this.#freeFrom(this.#places[spans[i] as number] as number)
      while (place < end) {
        this.#firsts[this.#count + place] = owner
        this.#free[place] = place + 1
        place = this.#freeFrom(place + 1)
      }
    }
  }

  /** To be called once all are entered. */
  finish(): void {
    const firsts = this.#firsts
    for (let u = this.#count - 1; u > 0; u--) {
      firsts[u] = Math.min(firsts[2 * u] as number, firsts[2 * u + 1] as number)
    }
  }

  /** The first who has a cell of the spans; `undefined` where nobody has one. */
  firstIn(spans: Spans): number | undefined {
    const firsts = this.#firsts
    let first = NOBODY
    for (let i = 0; i < spans.length; i += 2) {
      let low = this.#count + (this.#places[spans[i] as number] as number)
      let end = this.#count + (this.#places[spans[i + 1] as number] as number)
      for (; low < end; low >>= 1, end >>= 1) {
        if (low & 1) first = Math.min(first, firsts[low++] as number)
        if (end & 1) first = Math.min(first, firsts[--end] as number)
      }
    }
    return first === NOBODY ? undefined : first
  }

  /** Follows places to the next that nobody has; halves the way for those who come after. */
  #freeFrom(from: number): number {
    const free = this.#free
    let place = from
    for (;;) {
      const next = free[place] as number
      if (next === place) return place
      place = free[place] = free[next] as number
    }
  }
}
