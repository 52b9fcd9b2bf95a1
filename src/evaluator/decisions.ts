/** Which rule decides which places: what the rules paint into a cover tree, kept by rule and by node of the tree. */
import type { AddressLine } from './address-line.ts'
import type { CompiledRule } from './compile.ts'
import type { Box, Place } from './place.ts'

export interface Decisions {
  /** Enters that a rule decides a run of bits in all cells of a node. No place is entered twice. */
  record(rule: CompiledRule, from: number, to: number, first: number, end: number, node: number): void
  /** What the rule decides; where it is for everyone, its addresses tell what becomes of any symbol. */
  of(rule: CompiledRule): readonly Box[]
  isDecider(rule: CompiledRule): boolean
  /** Who decides a place; `undefined` where nobody does, or where what becomes of all addresses decides for a symbol. */
  decider(place: Place): CompiledRule | undefined
}

/** A piece is seven numbers in a row: its box, the turn of its rule … */
const TURN = 4
/** … and the places of the next piece of the same node and of the same rule, or 0. */
const NEXT_OF_NODE = 5
const NEXT_OF_RULE = 6

export function createDecisions(rules: readonly CompiledRule[], line: AddressLine): Decisions {
  /** No piece has place 0. */
  const pieces: number[] = [0]
  const byNode = new Int32Array(2 * line.cells)
  const byTurn = new Int32Array(rules.length)
  const at = (index: number) => pieces[index] as number

  return {
    record({ turn }, from, to, first, end, node) {
      const place = pieces.length
      pieces.push(from, to, first, end, turn, byNode[node] as number, byTurn[turn] as number)
      byNode[node] = place
      byTurn[turn] = place
    },
    of({ turn, forEveryone }) {
      const boxes: Draft[] = []
      for (let piece = byTurn[turn] as number; piece !== 0; piece = at(piece + NEXT_OF_RULE)) {
        const [from, to, first, end] = [at(piece), at(piece + 1), at(piece + 2), at(piece + 3)]
        if (!forEveryone || from < line.addressCells) add(boxes, from, to, first, end)
      }
      return boxes
    },
    isDecider: ({ turn }) => byTurn[turn] !== 0,
    decider({ cell, bit }) {
      let node = 0
      let l = 0
      let r = line.cells
      for (;;) {
        for (let piece = byNode[node] as number; piece !== 0; piece = at(piece + NEXT_OF_NODE)) {
          if (at(piece + 2) <= bit && bit < at(piece + 3)) return rules[at(piece + TURN)]
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

type Draft = { -readonly [K in keyof Box]: Box[K] }

/** Boxes come in the descending order of their cells: one that ends where the last one starts is no new one. */
function add(boxes: Draft[], from: number, to: number, first: number, end: number): void {
  const last = boxes.at(-1)
  if (last?.from === to && last.first === first && last.end === end) last.from = from
  else boxes.push({ from, to, first, end })
}
