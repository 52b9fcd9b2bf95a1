/**
 * Crowds of overlapping rules, of which few decide anything: each rule is compared with those ahead that do.
 * Such rules take part in many rows each, and to go all of them would cost many times as much.
 */
import type { CompiledRule, VerdictCode } from './compile.ts'
import { otherVerdict, UNSETTLED } from './compile.ts'
import type { Decisions } from './decisions.ts'
import { Leftover } from './leftover.ts'
import { withRoom } from './numbers.ts'
import type { Box, DecidedPlace, Place } from './place.ts'
import type { Spans } from './spans.ts'

/** A step of a rule without symbols, in the order in which rules are asked. */
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
  rules: readonly CompiledRule[],
  looks: number,
  tell: OnCompared<S>,
): Crowd<S> {
  let spare = looks
  /** All that the steps so far decide for. */
  let boxes: Int32Array = new Int32Array(SIZE * 64)
  let length = 0
  /** Where the boxes stand, the largest first: what they leave of others soon is little. */
  const bySize: number[] = []
  /** By turn: what of it they decide. */
  const decided: (readonly Box[] | undefined)[] = []
  const leftover = new Leftover()

  const enter = ({ addressSpans, verdict, turn }: CompiledRule, bits: Spans) => {
    for (let c = 0; c < addressSpans.length; c += 2) {
      for (let b = 0; b < bits.length; b += 2) {
        boxes = withRoom(boxes, length + SIZE)
        boxes[length] = addressSpans[c] as number
        boxes[length + TO] = addressSpans[c + 1] as number
        boxes[length + FIRST] = bits[b] as number
        boxes[length + END] = bits[b + 1] as number
        boxes[length + VERDICT] = verdict
        boxes[length + TURN] = turn
        insertBySize(length)
        length += SIZE
      }
    }
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
  /** Most dead rules have a contradiction in a corner of their addresses and services. */
  const findContradiction = ({ addressSpans, verdict }: CompiledRule, bits: Spans): DecidedPlace | undefined => {
    if (verdict === UNSETTLED) return undefined
    const other = otherVerdict({ verdict })
    for (const cell of [addressSpans[0] as number, (addressSpans[addressSpans.length - 1] as number) - 1]) {
      for (const bit of [bits[0] as number, (bits[bits.length - 1] as number) - 1]) {
        const i = boxAt(cell, bit)
        if (boxes[i + VERDICT] === other) return { cell, bit, decider: deciderOf(i) }
      }
    }
    leftover.startBetween(addressSpans, bits)
    return takeUpTo(other)
  }

  const left = steps.filter((step) => {
    if (spare <= 0) return true
    const { rule, bits, decides } = step
    leftover.startBetween(rule.addressSpans, bits)
    if (leftover.isEmpty()) return false
    // In a sorted list the rule before covers the most.
    if (length > 0) take(length - SIZE)
    takeDecided()
    const isLeft = !leftover.isEmpty()
    tell(step, isLeft, isLeft ? undefined : findContradiction(rule, bits))
    if (isLeft && decides) {
      decided[rule.turn] = leftover.toBoxes()
      enter(rule, bits)
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
