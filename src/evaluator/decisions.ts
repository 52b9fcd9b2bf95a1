/** Which rule decides which places: what the rules paint into a cover tree, kept by rule and by node of the tree. */
import type { AddressLine } from './address-line.ts'
import type { CompiledRule } from './compile.ts'
import type { OnPaint } from './cover-tree.ts'
import type { Box, Place } from './place.ts'
import { lastNotAbove } from './spans.ts'
import type { Pass, Step } from './steps.ts'

export interface Decisions {
  /** What the rules entered from now on paint in this pass. */
  startPass(pass: Pass<Step>): void
  /** Enters what the rule paints, for use at once. */
  recorderOf(rule: CompiledRule): OnPaint
  isDecider(rule: CompiledRule): boolean
  /** What the rule decides; where it is for everyone, its addresses tell what becomes of any symbol. */
  of(rule: CompiledRule): readonly Box[]
  /** Who decides a place; `undefined` where nobody does, or where what becomes of all addresses decides for a symbol. */
  decider(place: Place): CompiledRule | undefined
}

/** A piece is seven numbers in a row: its cells from and to, its bits as a mask of its pass, the turn of its rule, its node, … */
const TO = 1
const MASK = 2
const PASS = 3
const TURN = 4
const NODE = 5
/** … and where the piece stands that the same rule had before it; none stands at 0. */
const NEXT_OF_RULE = 6
const SIZE = 7

export function createDecisions(rules: readonly CompiledRule[], line: AddressLine): Decisions {
  let pieces = new Int32Array(SIZE * (rules.length + 1))
  let end = SIZE
  const passes: Pass<Step>[] = []
  const firstBits: number[] = []
  /** By node the pieces of it, made once all are entered. */
  let byNode: PiecesByNode | undefined
  const byTurn = new Int32Array(rules.length)
  const at = (index: number) => pieces[index] as number

  // The arguments of the running call: a closure for each rule or piece would cost more than what it does.
  let turn = 0
  let boxes: Draft[] = []
  let from = 0
  let to = 0
  /** Boxes come in the descending order of their cells: one that ends where the last one starts is no new one. */
  const add = (first: number, end: number) => {
    const last = boxes.length === 0 ? undefined : boxes[boxes.length - 1]
    if (last?.from === to && last.first === first && last.end === end) last.from = from
    else boxes.push({ from, to, first, end })
  }
  const record: OnPaint = (from, to, mask, node) => {
    if (end === pieces.length) {
      const longer = new Int32Array(2 * end)
      longer.set(pieces)
      pieces = longer
    }
    pieces[end] = from
    pieces[end + TO] = to
    pieces[end + MASK] = mask
    pieces[end + PASS] = passes.length - 1
    pieces[end + TURN] = turn
    pieces[end + NODE] = node
    pieces[end + NEXT_OF_RULE] = byTurn[turn] as number
    byTurn[turn] = end
    end += SIZE
  }

  /** Of the pieces of a node, the first that belongs to no earlier pass. */
  const firstOfPass = (start: number, stop: number, pass: number): number => {
    let low = start
    let high = stop
    while (low < high) {
      const middle = (low + high) >> 1
      if (at((byNode?.sorted[middle] ?? 0) + PASS) < pass) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    startPass(pass) {
      passes.push(pass)
      firstBits.push(pass.start)
    },
    recorderOf(rule) {
      turn = rule.turn
      return record
    },
    isDecider: (rule) => byTurn[rule.turn] !== 0,
    of(rule) {
      if (byTurn[rule.turn] === 0) return NONE
      boxes = []
      for (let piece = byTurn[rule.turn] as number; piece !== 0; piece = at(piece + NEXT_OF_RULE)) {
        from = at(piece)
        to = at(piece + TO)
        if (rule.forEveryone && from >= line.addressCells) continue
        passes[at(piece + PASS)]?.forEachRun(at(piece + MASK), add)
      }
      return boxes
    },
    decider({ cell, bit }) {
      const pass = lastNotAbove(firstBits, 1, bit)
      const mask = passes[pass]?.maskOf(bit) ?? 0
      byNode ??= sortedByNode(pieces.subarray(SIZE, end), line)
      const { starts, sorted } = byNode
      let node = 0
      let l = 0
      let r = line.cells
      for (;;) {
        const stop = starts[node + 1] as number
        for (let i = firstOfPass(starts[node] as number, stop, pass); i < stop; i++) {
          const piece = sorted[i] as number
          if (at(piece + PASS) !== pass) break
          if ((at(piece + MASK) & mask) !== 0) return rules[at(piece + TURN)]
        }
        if (r - l === 1) return undefined
        const middle = (l + r) >> 1
        if (cell < middle) {
          node += 1
          r = middle
        } else {
          node += 2 * (middle - l)
          l = middle
        }
      }
    },
  }
}

const NONE: readonly Box[] = Object.freeze([])

type Draft = { -readonly [K in keyof Box]: Box[K] }

/** Pieces in the order of their nodes, and of their passes in each. */
interface PiecesByNode {
  /** By node: where its pieces start in {@link sorted}. */
  readonly starts: Int32Array
  readonly sorted: Int32Array
}

/** Pieces are entered pass by pass, so sorting by node is enough. */
function sortedByNode(pieces: Int32Array, { cells }: AddressLine): PiecesByNode {
  const starts = new Int32Array(2 * cells + 2)
  for (let piece = 0; piece < pieces.length; piece += SIZE) {
    const behind = (pieces[piece + NODE] as number) + 2
    starts[behind] = (starts[behind] as number) + 1
  }
  for (let node = 1; node < starts.length; node++)
    starts[node] = (starts[node] as number) + (starts[node - 1] as number)
  const sorted = new Int32Array(pieces.length / SIZE)
  // Each piece moves the start of the next node on, which ends up where it belongs.
  for (let piece = 0; piece < pieces.length; piece += SIZE) {
    const next = (pieces[piece + NODE] as number) + 1
    const place = starts[next] as number
    sorted[place] = piece + SIZE
    starts[next] = place + 1
  }
  return { starts, sorted }
}
