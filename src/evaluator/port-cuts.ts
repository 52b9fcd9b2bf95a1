/**
 * Where runs of ports start, as a bit for each port that there is: nothing needs to be sorted, and the run of a port is
 * counted rather than searched.
 */
import { FIRST_PORT, LAST_PORT } from '../model/packet-space.ts'
import { lowestBit } from './numbers.ts'

const WORDS = (LAST_PORT >> 5) + 1

export class PortCuts {
  readonly #cuts = new Int32Array(WORDS)
  /** By word: how many runs start ahead of it. */
  readonly #ahead = new Int32Array(WORDS)

  constructor() {
    this.add(FIRST_PORT)
  }

  add(port: number): void {
    this.#cuts[port >> 5] = (this.#cuts[port >> 5] as number) | (1 << port)
  }

  /** The first ports of all runs, ascending. To be called once all are added. */
  count(): readonly number[] {
    const starts: number[] = []
    for (let word = 0; word < WORDS; word++) {
      this.#ahead[word] = starts.length
      for (let rest = this.#cuts[word] as number; rest !== 0; rest &= rest - 1) {
        starts.push((word << 5) + lowestBit(rest))
      }
    }
    return starts
  }

  /** The run of a port, counted from 0. */
  runOf(port: number): number {
    const upToPort = (2 << port) - 1
    return (this.#ahead[port >> 5] as number) + bitsIn((this.#cuts[port >> 5] as number) & upToPort) - 1
  }
}

/** How many bits of a word are set: summed up in pairs, fours and eights. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
