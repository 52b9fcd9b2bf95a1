/**
 * The verdict that the rules behind a place would give, for one word of services: a segment tree over the address line.
 * Rules are painted from the last to the first, so a later paint overrides an earlier one.
 * Nodes are numbered as in the cover tree.
 */
import type { Spans } from './spans.ts'
import type { VerdictCode } from './compile.ts'
import { ACCEPT, DROP } from './compile.ts'

export interface VerdictTree {
  /** Gives the cells of the spans this verdict; `UNSETTLED` leaves them without a certain one. */
  assign(spans: Spans, bits: number, verdict: VerdictCode): void
  /** Takes the certainty from every cell whose verdict is another one, or none. */
  doubt(spans: Spans, bits: number, verdict: VerdictCode): void
  /** The bits for which every cell of the run has this verdict. */
  uniform(from: number, to: number, bits: number, verdict: VerdictCode): number
}

export function createVerdictTree(cells: number): VerdictTree {
  const nodes = 2 * cells
  /** Bits for which the whole span of a node has one verdict. What stands below such a node is stale. */
  const all = [new Int32Array(nodes), new Int32Array(nodes)] as const
  /** Bits for which some cell of the span of a node has the verdict. */
  const some = [new Int32Array(nodes), new Int32Array(nodes)] as const
  const [allDrop, allAccept] = all
  const [someDrop, someAccept] = some

  const at = (array: Int32Array, node: number) => array[node] as number

  const set = (array: Int32Array, node: number, bits: number, value: boolean) => {
    array[node] = value ? at(array, node) | bits : at(array, node) & ~bits
  }
  const setNode = (node: number, bits: number, verdict: VerdictCode) => {
    set(allDrop, node, bits, verdict === DROP)
    set(someDrop, node, bits, verdict === DROP)
    set(allAccept, node, bits, verdict === ACCEPT)
    set(someAccept, node, bits, verdict === ACCEPT)
  }
  /** Hands a node's verdict on to its children before one of them changes; the same for a node without any. */
  const handDown = (node: number, left: number, right: number, bits: number) => {
    const drop = bits & at(allDrop, node)
    const accept = bits & at(allAccept, node)
    const none = bits & ~(at(someDrop, node) | at(someAccept, node))
    for (const child of [left, right]) {
      if (drop !== 0) setNode(child, drop, DROP)
      if (accept !== 0) setNode(child, accept, ACCEPT)
      if (none !== 0) setNode(child, none, NEITHER)
    }
  }
  const pullUp = (node: number, left: number, right: number, bits: number) => {
    for (const array of all) array[node] = (at(array, node) & ~bits) | (at(array, left) & at(array, right) & bits)
    for (const array of some) array[node] = (at(array, node) & ~bits) | ((at(array, left) | at(array, right)) & bits)
  }

  const assignNode = (
    node: number,
    l: number,
    r: number,
    from: number,
    to: number,
    bits: number,
    verdict: VerdictCode,
  ): void => {
    if (from <= l && r <= to) {
      setNode(node, bits, verdict)
      return
    }
    const middle = (l + r) >> 1
    const left = node + 1
    const right = node + 2 * (middle - l)
    handDown(node, left, right, bits)
    if (from < middle) assignNode(left, l, middle, from, to, bits, verdict)
    if (middle < to) assignNode(right, middle, r, from, to, bits, verdict)
    pullUp(node, left, right, bits)
  }

  /** Removes a verdict from the cells that have it. Each visit below a node ends one run of that verdict. */
  const removeNode = (
    node: number,
    l: number,
    r: number,
    from: number,
    to: number,
    wanted: number,
    verdict: typeof ACCEPT | typeof DROP,
  ): void => {
    let bits = wanted & at(some[verdict], node)
    if (bits === 0) return
    if (from <= l && r <= to) {
      const whole = bits & at(all[verdict], node)
      if (whole !== 0) setNode(node, whole, NEITHER)
      bits &= ~whole
      if (bits === 0) return
    }
    const middle = (l + r) >> 1
    const left = node + 1
    const right = node + 2 * (middle - l)
    handDown(node, left, right, bits)
    if (from < middle) removeNode(left, l, middle, from, to, bits, verdict)
    if (middle < to) removeNode(right, middle, r, from, to, bits, verdict)
    pullUp(node, left, right, bits)
  }

  const uniformNode = (
    node: number,
    l: number,
    r: number,
    from: number,
    to: number,
    wanted: number,
    verdict: typeof ACCEPT | typeof DROP,
  ): number => {
    const whole = wanted & at(all[verdict], node)
    if (from <= l && r <= to) return whole
    // A node without this verdict anywhere has stale children, and no answer but no.
    const mixed = wanted & ~whole & at(some[verdict], node)
    if (mixed === 0) return whole
    const middle = (l + r) >> 1
    let bits = mixed
    if (from < middle) bits = uniformNode(node + 1, l, middle, from, to, bits, verdict)
    if (middle < to && bits !== 0) bits = uniformNode(node + 2 * (middle - l), middle, r, from, to, bits, verdict)
    return whole | bits
  }

  return {
    assign(spans, bits, verdict) {
      for (let i = 0; i < spans.length; i += 2) {
        assignNode(0, 0, cells, spans[i] as number, spans[i + 1] as number, bits, verdict)
      }
    },
    doubt(spans, bits, verdict) {
      for (let i = 0; i < spans.length; i += 2) {
        const from = spans[i] as number
        const to = spans[i + 1] as number
        if (verdict !== DROP) removeNode(0, 0, cells, from, to, bits, DROP)
        if (verdict !== ACCEPT) removeNode(0, 0, cells, from, to, bits, ACCEPT)
      }
    },
    uniform(from, to, bits, verdict) {
      return verdict === DROP || verdict === ACCEPT ? uniformNode(0, 0, cells, from, to, bits, verdict) : 0
    },
  }
}

const NEITHER = 2 satisfies VerdictCode
