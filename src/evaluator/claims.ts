/** Who was the first to come by a place: a cover tree that remembers whom each of its runs belongs to. */
import { ACCEPT } from './compile.ts'
import type { OnPaint } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import type { Spans } from './spans.ts'

export interface Claims<T> {
  /** Gives the owner what of the cells belongs to nobody yet. */
  claim(owner: T, spans: Spans, bits: number): void
  /** Whether the cells belong to somebody, for all of these bits. */
  isClaimed(spans: Spans, bits: number): boolean
  /** A place that belongs to somebody; its bit is one of the mask. */
  find(spans: Spans, bits: number): (Place & { readonly owner: T }) | undefined
  clear(): void
}

export function createClaims<T>(cells: number): Claims<T> {
  const tree = createCoverTree(cells)
  // Claims are nodes of the tree as a whole, and each node has its own bits at most once. By claim, counted from 1:
  const owners: (T | undefined)[] = [undefined]
  const masks = [0]
  const nodes = [0]
  /** The claim ahead of it on the same node; 0 if there is none. */
  const previous = [0]
  const lastOfNode = new Int32Array(2 * cells)

  /** The argument of the running call: a closure for each would cost more than what it does. */
  let owner: T | undefined
  const enter: OnPaint = (_from, _to, bits, node) => {
    owners.push(owner)
    masks.push(bits)
    nodes.push(node)
    previous.push(lastOfNode[node] as number)
    lastOfNode[node] = owners.length - 1
  }

  const ownerOf = ({ cell, bit }: Place): T => {
    let node = 0
    let from = 0
    let to = cells
    for (;;) {
      for (let claim = lastOfNode[node] as number; claim !== 0; claim = previous[claim] as number) {
        if (((masks[claim] as number) & bit) !== 0) return owners[claim] as T
      }
      if (to - from < 2) throw new Error('Nobody claimed the place.')
      const middle = (from + to) >> 1
      if (cell < middle) {
        node += 1
        to = middle
      } else {
        node += 2 * (middle - from)
        from = middle
      }
    }
  }

  return {
    claim(by, spans, bits) {
      owner = by
      tree.paint(spans, bits, ACCEPT, enter)
    },
    isClaimed: (spans, bits) => tree.undecided(spans, bits) === 0,
    find(spans, bits) {
      const place = tree.findDecided(spans, bits, ACCEPT)
      return place && { ...place, owner: ownerOf(place) }
    },
    clear() {
      tree.clear()
      for (const node of nodes) lastOfNode[node] = 0
      for (const list of [owners, masks, nodes, previous]) list.length = 1
    },
  }
}
