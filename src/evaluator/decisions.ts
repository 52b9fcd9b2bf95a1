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

/** A piece is seven numbers in a row: cells from, to, bits as a mask of its pass, … */
const TO = 1
const MASK = 2
const PASS = 3
const TURN = 4
/** … and the places of the next piece of the same node and of the same rule; none is at 0. */
const NEXT_OF_NODE = 5
const NEXT_OF_RULE = 6
const SIZE = 7

export function createDecisions(rules: readonly CompiledRule[], line: AddressLine): Decisions {
  let pieces = new Int32Array(SIZE * (rules.length + 1))
  let end = SIZE
  const passes: Pass<Step>[] = []
  const starts: number[] = []
  const byNode = new Int32Array(2 * line.cells)
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
    pieces[end + NEXT_OF_NODE] = byNode[node] as number
    pieces[end + NEXT_OF_RULE] = byTurn[turn] as number
    byNode[node] = end
    byTurn[turn] = end
    end += SIZE
  }

  return {
    startPass(pass) {
      passes.push(pass)
      starts.push(pass.start)
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
      const pass = lastNotAbove(starts, 1, bit)
      const mask = passes[pass]?.maskOf(bit) ?? 0
      let node = 0
      let l = 0
      let r = line.cells
      for (;;) {
        for (let piece = byNode[node] as number; piece !== 0; piece = at(piece + NEXT_OF_NODE)) {
          if (at(piece + PASS) === pass && (at(piece + MASK) & mask) !== 0) return rules[at(piece + TURN)]
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
