/**
 * Which cells are decided, and with which verdict, for one word of services: a segment tree over the address line.
 * Rules are painted in the order in which they are asked; what is painted stays.
 *
 * Nodes are numbered depth first: the left child of node u over cells [l, r) is u + 1, the right child u + 2 * half.
 */
import type { Spans } from './address-line.ts'
import type { VerdictCode } from './compile.ts'

/** Called for each run of cells that a paint decides. */
export type OnPaint = (from: number, to: number, bits: number) => void

export interface CoverTree {
  /** Decides the cells of the spans that are undecided. Returns the bits for which there were any. */
  paint(spans: Spans, bits: number, verdict: VerdictCode, onPaint?: OnPaint): number
  /** The bits for which some cell of the spans is undecided. */
  undecided(spans: Spans, bits: number): number
  /** The bits for which some cell of the spans is decided with this verdict. */
  decided(spans: Spans, bits: number, verdict: VerdictCode): number
  /** A cell of the spans that was decided with this verdict, and its bit; `undefined` if there is none. */
  findDecided(spans: Spans, bits: number, verdict: VerdictCode): CellBit | undefined
  clear(): void
}

export interface CellBit {
  readonly cell: number
  /** One bit of the word. */
  readonly bit: number
}

export function createCoverTree(cells: number): CoverTree {
  const nodes = 2 * cells
  /** Bits decided in the whole span of a node. */
  const full = new Int32Array(nodes)
  /** Bits decided somewhere in the span of a node, by verdict. */
  const some = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)] as const
  /** Bits decided with one verdict for the whole span of a node at once, by verdict. */
  const whole = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)] as const
  const [someDrop, someAccept, someUnsettled] = some
  const [wholeDrop] = whole

  // The arguments of the running call: passing them down would double the cost of a step.
  let from = 0
  let to = 0
  let someMine: Int32Array = someDrop
  let wholeMine: Int32Array = wholeDrop
  let report: OnPaint | undefined

  const at = (array: Int32Array, node: number) => array[node] as number
  const someOf = (node: number) => at(someDrop, node) | at(someAccept, node) | at(someUnsettled, node)

  const paintNode = (node: number, l: number, r: number, wanted: number): number => {
    let bits = wanted & ~at(full, node)
    if (bits === 0) return 0
    let painted = 0
    if (from <= l && r <= to) {
      painted = bits & ~someOf(node)
      if (painted !== 0) {
        full[node] = at(full, node) | painted
        wholeMine[node] = at(wholeMine, node) | painted
        report?.(l, r, painted)
        bits &= ~painted
      }
    }
    if (bits !== 0) {
      const middle = (l + r) >> 1
      const left = node + 1
      const right = node + 2 * (middle - l)
      if (from < middle) painted |= paintNode(left, l, middle, bits)
      if (middle < to) painted |= paintNode(right, middle, r, bits)
      full[node] = at(full, node) | (at(full, left) & at(full, right))
    }
    someMine[node] = at(someMine, node) | painted
    return painted
  }

  const undecidedNode = (node: number, l: number, r: number, wanted: number): number => {
    const bits = wanted & ~at(full, node)
    if (bits === 0 || (from <= l && r <= to)) return bits
    const middle = (l + r) >> 1
    let open = 0
    if (from < middle) open = undecidedNode(node + 1, l, middle, bits)
    if (middle < to && open !== bits) open |= undecidedNode(node + 2 * (middle - l), middle, r, bits & ~open)
    return open
  }

  const decidedNode = (node: number, l: number, r: number, wanted: number): number => {
    if (from <= l && r <= to) return wanted & at(someMine, node)
    let hit = wanted & at(wholeMine, node)
    const bits = wanted & ~hit & at(someMine, node)
    if (bits === 0) return hit
    const middle = (l + r) >> 1
    if (from < middle) hit |= decidedNode(node + 1, l, middle, bits)
    if (middle < to) hit |= decidedNode(node + 2 * (middle - l), middle, r, bits & ~hit)
    return hit
  }

  const findNode = (node: number, l: number, r: number, wanted: number): CellBit | undefined => {
    const hit = wanted & at(wholeMine, node)
    if (hit !== 0) return { cell: Math.max(from, l), bit: hit & -hit }
    const bits = wanted & at(someMine, node)
    if (bits === 0) return undefined
    const middle = (l + r) >> 1
    return (
      (from < middle ? findNode(node + 1, l, middle, bits) : undefined) ??
      (middle < to ? findNode(node + 2 * (middle - l), middle, r, bits) : undefined)
    )
  }

  return {
    paint(spans, bits, verdict, onPaint) {
      someMine = some[verdict]
      wholeMine = whole[verdict]
      report = onPaint
      let painted = 0
      for (let i = 0; i < spans.length; i += 2) {
        from = spans[i] as number
        to = spans[i + 1] as number
        painted |= paintNode(0, 0, cells, bits)
      }
      return painted
    },
    undecided(spans, bits) {
      let open = 0
      for (let i = 0; i < spans.length && open !== bits; i += 2) {
        from = spans[i] as number
        to = spans[i + 1] as number
        open |= undecidedNode(0, 0, cells, bits)
      }
      return open
    },
    decided(spans, bits, verdict) {
      someMine = some[verdict]
      wholeMine = whole[verdict]
      let found = 0
      for (let i = 0; i < spans.length && found !== bits; i += 2) {
        from = spans[i] as number
        to = spans[i + 1] as number
        found |= decidedNode(0, 0, cells, bits & ~found)
      }
      return found
    },
    findDecided(spans, bits, verdict) {
      someMine = some[verdict]
      wholeMine = whole[verdict]
      for (let i = 0; i < spans.length; i += 2) {
        from = spans[i] as number
        to = spans[i + 1] as number
        const found = findNode(0, 0, cells, bits)
        if (found) return found
      }
      return undefined
    },
    clear() {
      for (const array of [full, ...some, ...whole]) array.fill(0)
    },
  }
}
