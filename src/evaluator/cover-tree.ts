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
  /** The node that was decided as a whole when the cell was. */
  readonly node: number
}

/** A node is eight masks in a row: bits decided in its whole span; then by verdict bits decided somewhere in it … */
const SOME = 1
/** … and bits decided in its whole span at once. */
const WHOLE = 4

export function createCoverTree(cells: number): CoverTree {
  return new MaskTree(cells)
}

/** A class, for closures of each tree would be compiled to machine code tree by tree. */
class MaskTree implements CoverTree {
  readonly #cells: number
  readonly #masks: Int32Array
  // The arguments of the running call: passing them down would double the cost of a step.
  #from = 0
  #to = 0
  #some = SOME
  #whole = WHOLE
  #report: OnPaint | undefined

  constructor(cells: number) {
    this.#cells = cells
    this.#masks = new Int32Array(16 * cells)
  }

  paint(spans: Spans, bits: number, verdict: VerdictCode, onPaint?: OnPaint): number {
    this.#look(verdict)
    this.#report = onPaint
    let painted = 0
    for (let i = 0; i < spans.length; i += 2) {
      this.#enter(spans, i)
      painted |= this.#paintNode(0, 0, this.#cells, bits)
    }
    return painted
  }

  undecided(spans: Spans, bits: number): number {
    let open = 0
    for (let i = 0; i < spans.length && open !== bits; i += 2) {
      this.#enter(spans, i)
      open |= this.#undecidedNode(0, 0, this.#cells, bits & ~open)
    }
    return open
  }

  decided(spans: Spans, bits: number, verdict: VerdictCode): number {
    this.#look(verdict)
    let found = 0
    for (let i = 0; i < spans.length && found !== bits; i += 2) {
      this.#enter(spans, i)
      found |= this.#decidedNode(0, 0, this.#cells, bits & ~found)
    }
    return found
  }

  findDecided(spans: Spans, bits: number, verdict: VerdictCode): CellBit | undefined {
    this.#look(verdict)
    for (let i = 0; i < spans.length; i += 2) {
      this.#enter(spans, i)
      const found = this.#findNode(0, 0, this.#cells, bits)
      if (found) return found
    }
    return undefined
  }

  clear(): void {
    this.#clearNode(0, 0, this.#cells)
  }

  #look(verdict: VerdictCode): void {
    this.#some = SOME + verdict
    this.#whole = WHOLE + verdict
  }

  #enter(spans: Spans, i: number): void {
    this.#from = spans[i] as number
    this.#to = spans[i + 1] as number
  }

  #paintNode(node: number, l: number, r: number, wanted: number): number {
    const masks = this.#masks
    const base = node << 3
    let bits = wanted & ~(masks[base] as number)
    if (bits === 0) return 0
    let painted = 0
    if (this.#from <= l && r <= this.#to) {
      painted = bits & ~somewhereIn(masks, base)
      if (painted !== 0) {
        masks[base] = (masks[base] as number) | painted
        masks[base + this.#whole] = (masks[base + this.#whole] as number) | painted
        this.#report?.(l, r, painted, node)
        bits &= ~painted
      }
    }
    if (bits !== 0) {
      const middle = (l + r) >> 1
      const left = node + 1
      const right = node + 2 * (middle - l)
      if (this.#from < middle) painted |= this.#paintNode(left, l, middle, bits)
      if (middle < this.#to) painted |= this.#paintNode(right, middle, r, bits)
      masks[base] = (masks[base] as number) | ((masks[left << 3] as number) & (masks[right << 3] as number))
    }
    masks[base + this.#some] = (masks[base + this.#some] as number) | painted
    return painted
  }

  #undecidedNode(node: number, l: number, r: number, wanted: number): number {
    const bits = wanted & ~(this.#masks[node << 3] as number)
    if (bits === 0 || (this.#from <= l && r <= this.#to)) return bits
    const middle = (l + r) >> 1
    let open = 0
    if (this.#from < middle) open = this.#undecidedNode(node + 1, l, middle, bits)
    if (middle < this.#to && open !== bits) {
      open |= this.#undecidedNode(node + 2 * (middle - l), middle, r, bits & ~open)
    }
    return open
  }

  #decidedNode(node: number, l: number, r: number, wanted: number): number {
    const base = node << 3
    const below = wanted & (this.#masks[base + this.#some] as number)
    if (this.#from <= l && r <= this.#to) return below
    let hit = wanted & (this.#masks[base + this.#whole] as number)
    const bits = below & ~hit
    if (bits === 0) return hit
    const middle = (l + r) >> 1
    if (this.#from < middle) hit |= this.#decidedNode(node + 1, l, middle, bits)
    if (middle < this.#to) hit |= this.#decidedNode(node + 2 * (middle - l), middle, r, bits & ~hit)
    return hit
  }

  #findNode(node: number, l: number, r: number, wanted: number): CellBit | undefined {
    const base = node << 3
    const hit = wanted & (this.#masks[base + this.#whole] as number)
    if (hit !== 0) return { cell: Math.max(this.#from, l), bit: hit & -hit, node }
    const bits = wanted & (this.#masks[base + this.#some] as number)
    if (bits === 0) return undefined
    const middle = (l + r) >> 1
    return (
      (this.#from < middle ? this.#findNode(node + 1, l, middle, bits) : undefined) ??
      (middle < this.#to ? this.#findNode(node + 2 * (middle - l), middle, r, bits) : undefined)
    )
  }

  /** What holds nothing has nothing below either, so a tree is cleared at the cost of what is in it. */
  #clearNode(node: number, l: number, r: number): void {
    const base = node << 3
    if (somewhereIn(this.#masks, base) === 0) return
    for (let i = 0; i < 8; i++) this.#masks[base + i] = 0
    if (r - l === 1) return
    const middle = (l + r) >> 1
    this.#clearNode(node + 1, l, middle)
    this.#clearNode(node + 2 * (middle - l), middle, r)
  }
}

/** The bits decided somewhere in a node, whatever the verdict. */
function somewhereIn(masks: Int32Array, base: number): number {
  let somewhere = 0
  for (let i = base + SOME; i < base + WHOLE; i++) somewhere |= masks[i] as number
  return somewhere
}
