/**
 * Who decides which cells of one row. Only cells in which something starts are told apart, so a row costs what concerns it;
 * what is painted is skipped from then on, so painting and asking cost next to nothing beside that.
 */
import type { VerdictCode } from './compile.ts'
import { ACCEPT, DROP } from './compile.ts'
import { lowestBit } from './numbers.ts'
import type { Spans } from './spans.ts'

/** Tells a run of cells, end excluded, and its owner. */
export type OnRun = (from: number, to: number, owner: number) => void

const NOBODY = -1

/** A class, for closures of each row would be compiled to machine code policy by policy. */
export class PaintedRow {
  /** The cells in which something starts or ends, a bit each: read in ascending order, they need no sorting. */
  readonly #bounds: Int32Array
  /** By cell, of those in which something starts or ends: its place among them. */
  readonly #places: Int32Array
  /** By place. */
  readonly #cells: Int32Array
  readonly #owners: Int32Array
  /** By place: itself, or a place behind it that is no further than the next to stop at. Stops are places that are not painted, … */
  readonly #unpainted: Int32Array
  /** … and, by verdict, those that are not painted or have it. */
  readonly #havingOrUnpainted: readonly [drop: Int32Array, accept: Int32Array]
  #count = 0

  constructor(cells: number) {
    this.#bounds = new Int32Array((cells >> 5) + 1)
    this.#places = new Int32Array(cells + 1)
    this.#cells = new Int32Array(cells + 1)
    this.#owners = new Int32Array(cells + 1)
    this.#unpainted = new Int32Array(cells + 1)
    this.#havingOrUnpainted = [new Int32Array(cells + 1), new Int32Array(cells + 1)]
  }

  /** To be told of all spans before the row is started. */
  tellApart(spans: Spans): void {
    for (let i = 0; i < spans.length; i++) {
      const cell = spans[i] as number
      this.#bounds[cell >> 5] = (this.#bounds[cell >> 5] as number) | (1 << cell)
    }
  }

  /** Starts a row in which nothing is painted. */
  start(): void {
    const bounds = this.#bounds
    const [dropOrUnpainted, acceptOrUnpainted] = this.#havingOrUnpainted
    let count = 0
    for (let word = 0; word < bounds.length; word++) {
      for (let rest = bounds[word] as number; rest !== 0; rest &= rest - 1) {
        const cell = (word << 5) + lowestBit(rest)
        this.#places[cell] = count
        this.#cells[count] = cell
        this.#owners[count] = NOBODY
        this.#unpainted[count] = dropOrUnpainted[count] = acceptOrUnpainted[count] = count
        count++
      }
      bounds[word] = 0
    }
    this.#count = count
  }

  /** Gives the owner what of the spans is not painted. Returns whether there was any. */
  paint(spans: Spans, owner: number, verdict: VerdictCode): boolean {
    const [dropOrUnpainted, acceptOrUnpainted] = this.#havingOrUnpainted
    let isPainted = false
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#places[spans[i + 1] as number] as number
      let place = stopFrom(this.#unpainted, this.#places[spans[i] as number] as number)
      while (place < end) {
        isPainted = true
        this.#owners[place] = owner
        this.#unpainted[place] = place + 1
        if (verdict !== DROP) dropOrUnpainted[place] = place + 1
        if (verdict !== ACCEPT) acceptOrUnpainted[place] = place + 1
        place = stopFrom(this.#unpainted, place + 1)
      }
    }
    return isPainted
  }

  isPainted(spans: Spans): boolean {
    for (let i = 0; i < spans.length; i += 2) {
      const stop = stopFrom(this.#unpainted, this.#places[spans[i] as number] as number)
      if (stop < (this.#places[spans[i + 1] as number] as number)) return false
    }
    return true
  }

  /** The first cell of the spans that was painted with this verdict; `undefined` if there is none. */
  find(spans: Spans, verdict: typeof ACCEPT | typeof DROP): number | undefined {
    const stops = this.#havingOrUnpainted[verdict]
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#places[spans[i + 1] as number] as number
      let place = stopFrom(stops, this.#places[spans[i] as number] as number)
      while (place < end) {
        if (this.#owners[place] !== NOBODY) return this.#cells[place]
        place = stopFrom(stops, place + 1)
      }
    }
    return undefined
  }

  /** The owner of a painted cell in which something starts. */
  ownerOf(cell: number): number {
    return this.#owners[this.#places[cell] as number] as number
  }

  /** Tells the runs of each owner, ascending. */
  forEachRun(tell: OnRun): void {
    let from = 0
    for (let place = 1; place < this.#count; place++) {
      const owner = this.#owners[from] as number
      if (this.#owners[place] === owner) continue
      if (owner !== NOBODY) tell(this.#cells[from] as number, this.#cells[place] as number, owner)
      from = place
    }
  }
}

/** Follows places to the next stop; halves the way for those who come after. */
function stopFrom(nextOf: Int32Array, from: number): number {
  let place = from
  for (;;) {
    const next = nextOf[place] as number
    if (next === place) return place
    const behind = nextOf[next] as number
    nextOf[place] = behind
    place = behind
  }
}
