/**
 * Crowds of overlapping rules, of which few decide anything: each rule is compared with those ahead that do.
 * Such rules take part in many rows each, and to go all of them would cost many times as much.
 */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { otherVerdict, UNSETTLED } from './compile.ts'
import type { Decisions } from './decisions.ts'
import { ImpliedSymbols } from './implied-symbols.ts'
import { Leftover } from './leftover.ts'
import { withRoom } from './numbers.ts'
import type { Box, DecidedPlace, Place } from './place.ts'
import type { Spans } from './spans.ts'

/** A step of a rule, in the order in which rules are asked. */
export interface CrowdStep {
  readonly rule: CompiledRule
  readonly bits: Spans
  /** Whether the rule decides for those behind it. */
  readonly decides: boolean
}

export interface Crowd<S> {
  /** The steps of which rules ahead do not decide everything, and those that were not compared any more. */
  readonly left: readonly S[]
  /** Who decides what; `undefined` where not all steps were compared. */
  readonly decisions: Decisions | undefined
}

/** Tells whether something of a step is left and, where nothing is, where a rule of the other verdict decides. */
export type OnCompared<S> = (step: S, isLeft: boolean, contradiction: DecidedPlace | undefined) => void

/** A box is six numbers in a row: its cells from and to, its bits first and end, the verdict on it, the turn of its rule. */
const TO = 1
const FIRST = 2
const END = 3
const VERDICT = 4
const TURN = 5
const SIZE = 6

/** Compares steps for as long as it takes no more looks at boxes than are to spare. */
export function compareCrowd<S extends CrowdStep>(
  steps: readonly S[],
  compiled: Pick<CompiledPolicy, 'line' | 'rules' | 'services'>,
  looks: number,
  tell: OnCompared<S>,
): Crowd<S> {
  const { rules, line } = compiled
  const { addressCells } = line
  let spare = looks
  /** All that the steps so far decide for. */
  let boxes: Int32Array = new Int32Array(SIZE * 64)
  let length = 0
  /** Where the boxes stand, the largest first: what they leave of others soon is little. */
  const bySize: number[] = []
  /** By turn: what of it they decide. */
  const decided: (readonly Box[] | undefined)[] = []
  const leftover = new Leftover()
  const implied = line.cells > addressCells ? new ImpliedSymbols(compiled) : undefined

  /** Enters all addresses of a rule, and of the symbols what is its own: the others are decided by what becomes of all addresses. */
  const enter = ({ addressSpans, verdict, turn }: CompiledRule, bits: Spans, own: readonly Box[]) => {
    const push = (from: number, to: number, first: number, end: number) => {
      boxes = withRoom(boxes, length + SIZE)
      boxes[length] = from
      boxes[length + TO] = to
      boxes[length + FIRST] = first
      boxes[length + END] = end
      boxes[length + VERDICT] = verdict
      boxes[length + TURN] = turn
      insertBySize(length)
      length += SIZE
    }
    for (let c = 0; c < addressSpans.length; c += 2) {
      for (let b = 0; b < bits.length; b += 2) {
        push(addressSpans[c] as number, addressSpans[c + 1] as number, bits[b] as number, bits[b + 1] as number)
      }
    }
    if (!implied) return
    for (const { from, to, first, end } of own) if (from >= addressCells) push(from, to, first, end)
    implied.decide(addressSpans, bits)
    spare -= implied.pieces
  }
  const sizeOf = (i: number) =>
    ((boxes[i + TO] as number) - (boxes[i] as number)) * ((boxes[i + END] as number) - (boxes[i + FIRST] as number))
  const insertBySize = (box: number) => {
    const size = sizeOf(box)
    let place = bySize.push(box) - 1
    for (; place > 0 && sizeOf(bySize[place - 1] as number) < size; place--) bySize[place] = bySize[place - 1] as number
    bySize[place] = box
  }
  /** Where the first box stands that has the place; -1 if none has. */
  const boxAt = (cell: number, bit: number): number => {
    const all = boxes
    for (let i = 0, end = length; i < end; i += SIZE) {
      if (cell < (all[i] as number) || (all[i + TO] as number) <= cell) continue
      if ((all[i + FIRST] as number) <= bit && bit < (all[i + END] as number)) return i
    }
    return -1
  }
  const deciderOf = (i: number) => rules[boxes[i + TURN] as number] as CompiledRule
  const take = (i: number): boolean => {
    const all = boxes
    const isTaken = leftover.takeBox(
      all[i] as number,
      all[i + TO] as number,
      all[i + FIRST] as number,
      all[i + END] as number,
    )
    if (isTaken) spare -= leftover.count
    return isTaken
  }
  /** Takes from the leftover what is decided already. */
  const takeDecided = () => {
    for (let k = 0; k < bySize.length && !leftover.isEmpty(); k++, spare--) take(bySize[k] as number)
  }
  /** The same in the order of asking, up to the first that is decided with this verdict; returns where that is. */
  const takeUpTo = (verdict: VerdictCode): DecidedPlace | undefined => {
    for (let i = 0; i < length && !leftover.isEmpty(); i += SIZE, spare--) {
      if (take(i) && boxes[i + VERDICT] === verdict)
        return { cell: leftover.takenCell, bit: leftover.takenBit, decider: deciderOf(i) }
    }
    return undefined
  }
  const takeImplied = ({ symbolSpans }: CompiledRule) => {
    if (!implied || symbolSpans.length === 0 || leftover.isEmpty()) return
    implied.takeFrom(leftover)
    spare -= implied.pieces
  }
  const start = ({ addressSpans, symbolSpans }: CompiledRule, bits: Spans) => {
    leftover.startBetween(symbolSpans.length === 0 ? addressSpans : [...addressSpans, ...symbolSpans], bits)
  }
  /** Most dead rules have a contradiction in a corner of their addresses and services. */
  const findContradiction = (rule: CompiledRule, bits: Spans): DecidedPlace | undefined => {
    const { spans, verdict } = rule
    if (verdict === UNSETTLED) return undefined
    const other = otherVerdict({ verdict })
    for (const cell of [spans[0] as number, (spans[spans.length - 1] as number) - 1]) {
      for (const bit of [bits[0] as number, (bits[bits.length - 1] as number) - 1]) {
        const i = boxAt(cell, bit)
        if (i >= 0 && boxes[i + VERDICT] === other) return { cell, bit, decider: deciderOf(i) }
      }
    }
    start(rule, bits)
    const own = takeUpTo(other)
    if (own || leftover.isEmpty()) return own
    // What becomes of all addresses decides the rest.
    leftover.startBetween([0, addressCells], leftover.toBits())
    return takeUpTo(other)
  }

  const left = steps.filter((step) => {
    if (spare <= 0) return true
    const { rule, bits, decides } = step
    start(rule, bits)
    if (leftover.isEmpty()) return false
    // In a sorted list the rule before covers the most.
    if (length > 0) take(length - SIZE)
    takeDecided()
    takeImplied(rule)
    const isLeft = !leftover.isEmpty()
    tell(step, isLeft, isLeft ? undefined : findContradiction(rule, bits))
    if (isLeft && decides) {
      const own = leftover.toBoxes()
      decided[rule.turn] = rule.forEveryone ? own.filter(({ from }) => from < addressCells) : own
      enter(rule, bits, own)
    }
    return isLeft
  })
  const of = ({ turn }: CompiledRule) => decided[turn] ?? []
  const decider = ({ cell, bit }: Place) => {
    const i = boxAt(cell, bit)
    return i < 0 ? undefined : deciderOf(i)
  }
  return { left, decisions: spare > 0 ? { of, decider } : undefined }
}
