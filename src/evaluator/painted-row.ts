/**
 * Who decides which cells of one row. Only cells in which something starts are told apart, so a row costs what concerns it;
 * what is painted is skipped from then on, so painting and asking cost next to nothing beside that.
 */
import type { VerdictCode } from './compile.ts'
import { ACCEPT, DROP } from './compile.ts'
import { RowCells, stopFrom } from './row-cells.ts'
import type { Spans } from './spans.ts'

/** Tells a run of cells, end excluded, and its owner. */
export type OnRun = (from: number, to: number, owner: number) => void

const NOBODY = -1

/** A class, for closures of each row would be compiled to machine code policy by policy. */
export class PaintedRow {
  readonly #cells: RowCells
  /** By place. */
  readonly #owners: Int32Array
  /** By place: itself, or a place behind it that is no further than the next to stop at. Stops are places that are not painted, … */
  readonly #unpainted: Int32Array
  /** … and, by verdict, those that are not painted or have it. */
  readonly #havingOrUnpainted: readonly [drop: Int32Array, accept: Int32Array]

  constructor(cells: number) {
    this.#cells = new RowCells(cells)
    this.#owners = new Int32Array(cells + 1)
    this.#unpainted = new Int32Array(cells + 1)
    this.#havingOrUnpainted = [new Int32Array(cells + 1), new Int32Array(cells + 1)]
  }

  /** To be told of all spans before the row is started. */
  tellApart(spans: Spans): void {
    this.#cells.tellApart(spans)
  }

  /** Starts a row in which nothing is painted. */
  start(): void {
    this.#cells.start()
    const { count } = this.#cells
    const [dropOrUnpainted, acceptOrUnpainted] = this.#havingOrUnpainted
    this.#owners.fill(NOBODY, 0, count)
    for (let place = 0; place < count; place++) {
      this.#unpainted[place] = dropOrUnpainted[place] = acceptOrUnpainted[place] = place
    }
  }

  /** Gives the owner what of the spans is not painted. Returns whether there was any. */
  paint(spans: Spans, owner: number, verdict: VerdictCode): boolean {
    const [dropOrUnpainted, acceptOrUnpainted] = this.#havingOrUnpainted
    let isPainted = false
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#cells.placeOf(spans[i + 1] as number)
      let place = stopFrom(this.#unpainted, this.#cells.placeOf(spans[i] as number))
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
      const stop = stopFrom(this.#unpainted, this.#cells.placeOf(spans[i] as number))
      if (stop < this.#cells.placeOf(spans[i + 1] as number)) return false
    }
    return true
  }

  /** The first cell of the spans that was painted with this verdict; `undefined` if there is none. */
  find(spans: Spans, verdict: typeof ACCEPT | typeof DROP): number | undefined {
    const stops = this.#havingOrUnpainted[verdict]
    for (let i = 0; i < spans.length; i += 2) {
      const end = this.#cells.placeOf(spans[i + 1] as number)
      let place = stopFrom(stops, this.#cells.placeOf(spans[i] as number))
      while (place < end) {
        if (this.#owners[place] !== NOBODY) return this.#cells.cellAt(place)
        place = stopFrom(stops, place + 1)
      }
    }
    return undefined
  }

  /** The owner of a painted cell in which something starts. */
  ownerOf(cell: number): number {
    return this.#owners[this.#cells.placeOf(cell)] as number
  }

  /** Tells the runs of each owner, ascending. */
  forEachRun(tell: OnRun): void {
    let from = 0
    for (let place = 1; place < this.#cells.count; place++) {
      const owner = this.#owners[from] as number
      if (this.#owners[place] === owner) continue
      if (owner !== NOBODY) tell(this.#cells.cellAt(from), this.#cells.cellAt(place), owner)
      from = place
    }
  }
}
