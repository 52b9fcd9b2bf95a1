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

/** The claim to a node of the tree as a whole; each has bits of its own. */
interface Claim<T> {
  readonly owner: T
  readonly bits: number
  /** The one ahead of it on the same node. */
  readonly previous: Claim<T> | undefined
}

export function createClaims<T>(cells: number): Claims<T> {
  const tree = createCoverTree(cells)
  const lastOfNode = new Map<number, Claim<T>>()

  return {
    claim(owner, spans, bits) {
      tree.paint(spans, bits, ACCEPT, (_from, _to, own, node) => {
        lastOfNode.set(node, { owner, bits: own, previous: lastOfNode.get(node) })
      })
    },
    isClaimed: (spans, bits) => tree.undecided(spans, bits) === 0,
    find(spans, bits) {
      const place = tree.findDecided(spans, bits, ACCEPT)
      if (!place) return undefined
      let claim = lastOfNode.get(place.node) as Claim<T>
      while ((claim.bits & place.bit) === 0) claim = claim.previous as Claim<T>
      return { cell: place.cell, bit: place.bit, owner: claim.owner }
    },
    clear() {
      tree.clear()
      lastOfNode.clear()
    },
  }
}
