/** Who was the first to come by a place: a cover tree that remembers whom each of its runs belongs to. */
import { ACCEPT } from './compile.ts'
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
  /** Claims are runs that are nodes of the tree as a whole; each node has its own bits at most once. */
  const byNode = new Map<number, { readonly owner: T; readonly bits: number }[]>()
  const keyOf = (from: number, to: number) => from * (cells + 1) + to

  const ownerOf = ({ cell, bit }: Place): T => {
    let from = 0
    let to = cells
    for (;;) {
      const claim = byNode.get(keyOf(from, to))?.find(({ bits }) => (bits & bit) !== 0)
      if (claim) return claim.owner
      if (to - from < 2) throw new Error('Nobody claimed the place.')
      const middle = (from + to) >> 1
      if (cell < middle) to = middle
      else from = middle
    }
  }

  return {
    claim(owner, spans, bits) {
      tree.paint(spans, bits, ACCEPT, (first, end, claimed) => {
        const key = keyOf(first, end)
        const claims = byNode.get(key)
        if (claims) claims.push({ owner, bits: claimed })
        else byNode.set(key, [{ owner, bits: claimed }])
      })
    },
    isClaimed: (spans, bits) => tree.undecided(spans, bits) === 0,
    find(spans, bits) {
      const place = tree.findDecided(spans, bits, ACCEPT)
      return place && { ...place, owner: ownerOf(place) }
    },
    clear() {
      tree.clear()
      byNode.clear()
    },
  }
}
