/**
 * Which cells are decided, and with which verdict, for at most 32 sets of services: a segment tree over the address line.
 * Rules are painted in the order in which they are asked; what is painted stays.
 *
 * Nodes are numbered depth first: the left child of node u over cells [l, r) is u + 1, the right child u + 2 * half.
 */
import type { VerdictCode } from './compile.ts'
import type { Spans } from './spans.ts'

/** Called for each run of cells that a paint decides: those of one node. */
export type OnPaint = (from: number, to: number, bits: number, node: number) => void

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
  /** One bit of the mask. */
  readonly bit: number
}

/** A node is eight masks in a row: bits decided in its whole span; then by verdict bits decided somewhere in it … */
const SOME = 1
/** … and bits decided in its whole span at once. */
const WHOLE = 4

export function createCoverTree(cells: number): CoverTree {
  const masks = new Int32Array(16 * cells)

  // The arguments of the running call: passing them down would double the cost of a step.
  let from = 0
  let to = 0
  let some = SOME
  let whole = WHOLE
  let report: OnPaint | undefined

  const at = (index: number) => masks[index] as number

  const paintNode = (node: number, l: number, r: number, wanted: number): number => {
    const base = node << 3
    let bits = wanted & ~at(base)
    if (bits === 0) return 0
    let painted = 0
    if (from <= l && r <= to) {
      painted = bits & ~(at(base + SOME) | at(base + SOME + 1) | at(base + SOME + 2))
      if (painted !== 0) {
        masks[base] = at(base) | painted
        masks[base + whole] = at(base + whole) | painted
        report?.(l, r, painted, node)
        bits &= ~painted
      }
    }
    if (bits !== 0) {
      const middle = (l + r) >> 1
      const left = node + 1
      const right = node + 2 * (middle - l)
      if (from < middle) painted |= paintNode(left, l, middle, bits)
      if (middle < to) painted |= paintNode(right, middle, r, bits)
      masks[base] = at(base) | (at(left << 3) & at(right << 3))
    }
    masks[base + some] = at(base + some) | painted
    return painted
  }

  const undecidedNode = (node: number, l: number, r: number, wanted: number): number => {
    const bits = wanted & ~at(node << 3)
    if (bits === 0 || (from <= l && r <= to)) return bits
    const middle = (l + r) >> 1
    let open = 0
    if (from < middle) open = undecidedNode(node + 1, l, middle, bits)
    if (middle < to && open !== bits) open |= undecidedNode(node + 2 * (middle - l), middle, r, bits & ~open)
    return open
  }

  const decidedNode = (node: number, l: number, r: number, wanted: number): number => {
    const below = wanted & at((node << 3) + some)
    if (from <= l && r <= to) return below
    let hit = wanted & at((node << 3) + whole)
    const bits = below & ~hit
    if (bits === 0) return hit
    const middle = (l + r) >> 1
    if (from < middle) hit |= decidedNode(node + 1, l, middle, bits)
    if (middle < to) hit |= decidedNode(node + 2 * (middle - l), middle, r, bits & ~hit)
    return hit
  }

  const findNode = (node: number, l: number, r: number, wanted: number): CellBit | undefined => {
    const hit = wanted & at((node << 3) + whole)
    if (hit !== 0) return { cell: Math.max(from, l), bit: hit & -hit }
    const bits = wanted & at((node << 3) + some)
    if (bits === 0) return undefined
    const middle = (l + r) >> 1
    return (
      (from < middle ? findNode(node + 1, l, middle, bits) : undefined) ??
      (middle < to ? findNode(node + 2 * (middle - l), middle, r, bits) : undefined)
    )
  }

  /** What holds nothing has nothing below either, so a tree is cleared at the cost of what is in it. */
  const clearNode = (node: number, l: number, r: number): void => {
    const base = node << 3
    if ((at(base + SOME) | at(base + SOME + 1) | at(base + SOME + 2)) === 0) return
    for (let i = 0; i < 8; i++) masks[base + i] = 0
    if (r - l === 1) return
    const middle = (l + r) >> 1
    clearNode(node + 1, l, middle)
    clearNode(node + 2 * (middle - l), middle, r)
  }

  const look = (verdict: VerdictCode) => {
    some = SOME + verdict
    whole = WHOLE + verdict
  }
  const enter = (spans: Spans, i: number) => {
    from = spans[i] as number
    to = spans[i + 1] as number
  }

  return {
    paint(spans, bits, verdict, onPaint) {
      look(verdict)
      report = onPaint
      let painted = 0
      for (let i = 0; i < spans.length; i += 2) {
        enter(spans, i)
        painted |= paintNode(0, 0, cells, bits)
      }
      return painted
    },
    undecided(spans, bits) {
      let open = 0
      for (let i = 0; i < spans.length && open !== bits; i += 2) {
        enter(spans, i)
        open |= undecidedNode(0, 0, cells, bits & ~open)
      }
      return open
    },
    decided(spans, bits, verdict) {
      look(verdict)
      let found = 0
      for (let i = 0; i < spans.length && found !== bits; i += 2) {
        enter(spans, i)
        found |= decidedNode(0, 0, cells, bits & ~found)
      }
      return found
    },
    findDecided(spans, bits, verdict) {
      look(verdict)
      for (let i = 0; i < spans.length; i += 2) {
        enter(spans, i)
        const found = findNode(0, 0, cells, bits)
        if (found) return found
      }
      return undefined
    },
    clear() {
      clearNode(0, 0, cells)
    },
  }
}
