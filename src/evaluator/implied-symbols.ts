/** Symbols that no rule decides by their names, but all addresses do: what becomes of every address becomes of them. */
import type { CompiledPolicy } from './compile.ts'
import { Leftover } from './leftover.ts'
import type { Spans } from './spans.ts'

export class ImpliedSymbols {
  readonly #addressCells: number
  readonly #cells: number
  readonly #bits: number
  /** The addresses that nobody decides. */
  readonly #open = new Leftover()
  /** The services of which there are any; `undefined` where that is to be found out anew. */
  #openBits: Spans | undefined

  constructor({ line, services }: Pick<CompiledPolicy, 'line' | 'services'>) {
    this.#addressCells = line.addressCells
    this.#cells = line.cells
    this.#bits = services.bits
    this.#open.startBox(0, line.addressCells, 0, services.bits)
  }

  /** In how many pieces the open addresses are: so many looks it takes to decide some, or to find their services. */
  get pieces(): number {
    return this.#open.count
  }

  decide(addresses: Spans, bits: Spans): void {
    this.#open.take(addresses, bits)
    this.#openBits = undefined
  }

  /** Takes the implied symbols from a leftover. */
  takeFrom(leftover: Leftover): void {
    this.#openBits ??= this.#open.toBits()
    let first = 0
    for (let i = 0; i < this.#openBits.length; i += 2) {
      leftover.takeBox(this.#addressCells, this.#cells, first, this.#openBits[i] as number)
      first = this.#openBits[i + 1] as number
    }
    leftover.takeBox(this.#addressCells, this.#cells, first, this.#bits)
  }
}
