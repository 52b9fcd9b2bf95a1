/**
 * The verdict that the rules behind a place would give, for 32 bits of the service line: a segment tree over the address line.
 * Rules are painted from the last to the first, so a later paint overrides an earlier one.
 * Nodes are numbered as in the cover tree.
 */
import type { Spans } from './spans.ts'
import type { VerdictCode } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'

export interface VerdictTree {
  /** Gives the cells of the spans this verdict; `UNSETTLED` leaves them without a certain one. */
  assign(spans: Spans, bits: number, verdict: VerdictCode): void
  /** Takes the certainty from every cell whose verdict is another one, or none. */
  doubt(spans: Spans, bits: number, verdict: VerdictCode): void
  /** The bits for which every cell of the run has this verdict. */
  uniform(from: number, to: number, bits: number, verdict: VerdictCode): number
}

/** A node is four masks in a row. By verdict: bits for which its whole span has the verdict; what stands below is stale then … */
const ALL = 0
/** … and bits for which some cell of it has the verdict. */
const SOME = 2

export function createVerdictTree(cells: number): VerdictTree {
  const masks = new Int32Array(8 * cells)

  // The arguments of the running call: passing them down would double the cost of a step.
  let from = 0
  let to = 0
  let all = ALL
  let some = SOME

  const at = (index: number) => masks[index] as number

  /** Gives some bits of a whole node one verdict or, without `drop` and `accept`, none. */
  const setNode = (base: number, bits: number, drop: number, accept: number) => {
    masks[base + DROP] = (at(base + DROP) & ~bits) | drop
    masks[base + ACCEPT] = (at(base + ACCEPT) & ~bits) | accept
    masks[base + SOME + DROP] = (at(base + SOME + DROP) & ~bits) | drop
    masks[base + SOME + ACCEPT] = (at(base + SOME + ACCEPT) & ~bits) | accept
  }
  /** Hands a node's verdict on to its children before one of them changes; the same for a node without any. */
  const handDown = (base: number, left: number, right: number, wanted: number) => {
    const drop = wanted & at(base + DROP)
    const accept = wanted & at(base + ACCEPT)
    const bits = drop | accept | (wanted & ~(at(base + SOME + DROP) | at(base + SOME + ACCEPT)))
    if (bits === 0) return
    setNode(left, bits, drop, accept)
    setNode(right, bits, drop, accept)
  }
  const pullUp = (base: number, left: number, right: number, bits: number) => {
    for (let i = ALL; i < SOME; i++) masks[base + i] = (at(base + i) & ~bits) | (at(left + i) & at(right + i) & bits)
    for (let i = SOME; i < 4; i++) masks[base + i] = (at(base + i) & ~bits) | ((at(left + i) | at(right + i)) & bits)
  }

  const assignNode = (node: number, l: number, r: number, bits: number, drop: number, accept: number): void => {
    const base = node << 2
    if (from <= l && r <= to) {
      setNode(base, bits, drop, accept)
      return
    }
    const middle = (l + r) >> 1
    const left = node + 1
    const right = node + 2 * (middle - l)
    handDown(base, left << 2, right << 2, bits)
    if (from < middle) assignNode(left, l, middle, bits, drop, accept)
    if (middle < to) assignNode(right, middle, r, bits, drop, accept)
    pullUp(base, left << 2, right << 2, bits)
  }

  /** Removes a verdict from the cells that have it. Each visit below a node ends one run of that verdict. */
  const removeNode = (node: number, l: number, r: number, wanted: number): void => {
    const base = node << 2
    let bits = wanted & at(base + some)
    if (bits === 0) return
    if (from <= l && r <= to) {
      const whole = bits & at(base + all)
      setNode(base, whole, 0, 0)
      bits &= ~whole
      if (bits === 0) return
    }
    const middle = (l + r) >> 1
    const left = node + 1
    const right = node + 2 * (middle - l)
    handDown(base, left << 2, right << 2, bits)
    if (from < middle) removeNode(left, l, middle, bits)
    if (middle < to) removeNode(right, middle, r, bits)
    pullUp(base, left << 2, right << 2, bits)
  }

  const uniformNode = (node: number, l: number, r: number, wanted: number): number => {
    const base = node << 2
    const whole = wanted & at(base + all)
    if (from <= l && r <= to) return whole
    // A node without this verdict anywhere has stale children, and no answer but no.
    const mixed = wanted & ~whole & at(base + some)
    if (mixed === 0) return whole
    const middle = (l + r) >> 1
    let bits = mixed
    if (from < middle) bits = uniformNode(node + 1, l, middle, bits)
    if (middle < to && bits !== 0) bits = uniformNode(node + 2 * (middle - l), middle, r, bits)
    return whole | bits
  }

  const enter = (first: number, end: number, verdict: VerdictCode) => {
    from = first
    to = end
    all = ALL + verdict
    some = SOME + verdict
  }

  return {
    assign(spans, bits, verdict) {
      for (let i = 0; i < spans.length; i += 2) {
        enter(spans[i] as number, spans[i + 1] as number, verdict)
        assignNode(0, 0, cells, bits, verdict === DROP ? bits : 0, verdict === ACCEPT ? bits : 0)
      }
    },
    doubt(spans, bits, verdict) {
      for (const other of [DROP, ACCEPT] as const) {
        if (other === verdict) continue
        for (let i = 0; i < spans.length; i += 2) {
          enter(spans[i] as number, spans[i + 1] as number, other)
          removeNode(0, 0, cells, bits)
        }
      }
    },
    uniform(first, end, bits, verdict) {
      if (verdict === UNSETTLED) return 0
      enter(first, end, verdict)
      return uniformNode(0, 0, cells, bits)
    },
  }
}
