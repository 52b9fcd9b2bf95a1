/** Which rule decides which places: a map of the packet space, row by row. */
import type { AddressLine } from './address-line.ts'
import type { CompiledRule } from './compile.ts'
import { withRoom } from './numbers.ts'
import type { PaintedRow } from './painted-row.ts'
import type { Box, Place } from './place.ts'
import { lastNotAbove } from './spans.ts'

export interface Decisions {
  /** What the rule decides; where it is for everyone, its addresses tell what becomes of any symbol. */
  of(rule: CompiledRule): readonly Box[]
  /** Who decides a place; `undefined` where nobody does, or where what becomes of all addresses decides for a symbol. */
  decider(place: Place): CompiledRule | undefined
}

export interface DecisionMap extends Decisions {
  /** Enters a row of these bits, end excluded, in which rules own cells by their turn. Rows come in ascending order. */
  enter(row: PaintedRow, first: number, end: number): void
}

/** A run is four numbers in a row: its cells from and to, the turn of its rule, where its row stands. */
const TO = 1
const TURN = 2
const ROW = 3
const SIZE = 4

/** A row is three numbers in a row: its bits first and end, where its runs start. */
const END = 1
const RUNS = 2
const ROW_SIZE = 3

export function createDecisions(rules: readonly CompiledRule[], { addressCells }: AddressLine): DecisionMap {
  /** Runs by row, in the ascending order of their cells. */
  let runs: Int32Array = new Int32Array(SIZE * (rules.length + 1))
  let length = 0
  const rows: number[] = []
  let byTurn: RunsByTurn | undefined
  const record = (from: number, to: number, turn: number): void => {
    if (from < addressCells && addressCells < to) {
      record(from, addressCells, turn)
      record(addressCells, to, turn)
      return
    }
    runs = withRoom(runs, length + SIZE)
    runs[length] = from
    runs[length + TO] = to
    runs[length + TURN] = turn
    runs[length + ROW] = rows.length - ROW_SIZE
    length += SIZE
  }
  const boxOf = (run: number): Draft => {
    const row = runs[run + ROW] as number
    return {
      from: runs[run] as number,
      to: runs[run + TO] as number,
      first: rows[row] as number,
      end: rows[row + END] as number,
    }
  }
  return {
    enter(row, first, end) {
      rows.push(first, end, length)
      row.forEachRun(record)
    },
    of(rule) {
      byTurn ??= sortedByTurn(runs.subarray(0, length), rules.length)
      const { starts, sorted } = byTurn
      const first = starts[rule.turn] as number
      const end = starts[rule.turn + 1] as number
      if (first === end) return NONE
      // Of one run there is nothing to pile up.
      if (first + 1 === end && !rule.forEveryone) return [boxOf(sorted[first] as number)]
      const pile = new Pile()
      for (let i = first; i < end; i++) {
        const run = sorted[i] as number
        if (!rule.forEveryone || (runs[run] as number) < addressCells) pile.add(boxOf(run))
      }
      return pile.boxes
    },
    decider({ cell, bit }) {
      const row = ROW_SIZE * lastNotAbove(rows, ROW_SIZE, bit)
      if (row < 0 || bit >= (rows[row + END] as number)) return undefined
      // The last of its runs that starts ahead of the cell is the one before `high`.
      const start = rows[row + RUNS] as number
      let low = start
      let high = rows[row + ROW_SIZE + RUNS] ?? length
      while (low < high) {
        const middle = low + SIZE * Math.floor((high - low) / (2 * SIZE))
        if ((runs[middle] as number) <= cell) low = middle + SIZE
        else high = middle
      }
      const run = high - SIZE
      return run >= start && cell < (runs[run + TO] as number) ? rules[runs[run + TURN] as number] : undefined
    },
  }
}

type Draft = { -readonly [K in keyof Box]: Box[K] }

const NONE: readonly Box[] = Object.freeze([])

/** Boxes from runs that come row by row: a run that continues one of the row before makes no new box. */
class Pile {
  readonly boxes: Draft[] = []
  /** The boxes that ended with the row before, and those that end with this one. */
  #before: readonly Draft[] = []
  #now: Draft[] = []
  #next = 0
  #first = -1

  add(box: Draft): void {
    if (box.first !== this.#first) {
      this.#before = this.#now
      this.#now = []
      this.#next = 0
      this.#first = box.first
    }
    const before = this.#before
    while (this.#next < before.length && (before[this.#next] as Draft).from < box.from) this.#next++
    const last = before[this.#next]
    if (last?.from === box.from && last.to === box.to && last.end === box.first) {
      last.end = box.end
      this.#now.push(last)
    } else {
      this.boxes.push(box)
      this.#now.push(box)
    }
  }
}

/** Runs in the order of the turns of their rules. */
interface RunsByTurn {
  /** By turn: where its runs start in {@link sorted}. */
  readonly starts: Int32Array
  readonly sorted: Int32Array
}

function sortedByTurn(runs: Int32Array, turns: number): RunsByTurn {
  const starts = new Int32Array(turns + 2)
  for (let run = 0; run < runs.length; run += SIZE) {
    const behind = (runs[run + TURN] as number) + 2
    starts[behind] = (starts[behind] as number) + 1
  }
  for (let turn = 1; turn < starts.length; turn++)
    starts[turn] = (starts[turn] as number) + (starts[turn - 1] as number)
  const sorted = new Int32Array(runs.length / SIZE)
  for (let run = 0; run < runs.length; run += SIZE) {
    // Each run moves the start of the next turn on, which ends up where it belongs.
    const next = (runs[run + TURN] as number) + 1
    const place = starts[next] as number
    sorted[place] = run
    starts[next] = place + 1
  }
  return { starts, sorted }
}
