/** The cells of one row in which something starts or ends. Only these are told apart, so a row costs what concerns it. */
import { lowestBit } from './numbers.ts'
import type { Spans } from './spans.ts'

export class RowCells {
  /** How many there are, once the row is started. */
  count = 0
  /** A bit each: read in ascending order, they need no sorting. */
  readonly #bounds: Int32Array
  /** By cell, of those in which something starts or ends: its place among them. */
  readonly #places: Int32Array
  /** By place. */
  readonly #cells: Int32Array

  constructor(cells: number) {
    this.#cells = new Int32Array(cells + 1)
    this.#bounds = new Int32Array((cells >> 5) + 1)
    this.#places = new Int32Array(cells + 1)
  }

  /** To be told of all spans before the row is started. */
  tellApart(spans: Spans): void {
    for (let i = 0; i < spans.length; i++) {
      const cell = spans[i] as number
      this.#bounds[cell >> 5] = (this.#bounds[cell >> 5] as number) | (1 << cell)
    }
  }

  /** Numbers the cells of which it was told, and forgets them for the next row. */
  start(): void {
    const bounds = this.#bounds
    let count = 0
    for (let word = 0; word < bounds.length; word++) {
      for (let rest = bounds[word] as number; rest !== 0; rest &= rest - 1) {
        const cell = (word << 5) + lowestBit(rest)
        this.#places[cell] = count
        this.#cells[count] = cell
        count++
      }
      bounds[word] = 0
    }
    this.count = count
  }

  cellAt(place: number): number {
    return this.#cells[place] as number
  }

  placeOf(cell: number): number {
    return this.#places[cell] as number
  }
}

/** Follows places to the next that leads to itself; halves the way for those who come after. */
export function stopFrom(nextOf: Int32Array, from: number): number {
  let place = from
  for (;;) {
    const next = nextOf[place] as number
    if (next === place) return place
    const behind = nextOf[next] as number
    nextOf[place] = behind
    place = behind
  }
}
