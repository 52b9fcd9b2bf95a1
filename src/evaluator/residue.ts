/** What is left of one rule's packets after others are taken away: runs of cells with a set of bits each. */
import type { Spans } from './address-line.ts'
import type { Place } from './place.ts'
import type { BitSet } from './service-bits.ts'
import { masksFor } from './service-bits.ts'

interface ResidueRun {
  readonly from: number
  readonly to: number
  /** Aligned with {@link Residue.words}. */
  readonly masks: readonly number[]
}

export interface Residue {
  readonly words: readonly number[]
  /** In ascending order, none empty of cells. */
  readonly runs: readonly ResidueRun[]
}

export function residueOf(spans: Spans, bits: BitSet): Residue {
  const runs: ResidueRun[] = []
  for (let i = 0; i < spans.length; i += 2) {
    runs.push({ from: spans[i] as number, to: spans[i + 1] as number, masks: bits.masks })
  }
  return { words: bits.words, runs }
}

export function subtract(residue: Residue, spans: Spans, bits: BitSet): Residue {
  const taken = masksFor(residue.words, bits)
  if (taken.every((mask) => mask === 0)) return residue
  const runs: ResidueRun[] = []
  let next = 0
  for (const run of residue.runs) {
    // Runs and spans are both in ascending order; spans that end before this run cannot meet a later one.
    while (next < spans.length && (spans[next + 1] as number) <= run.from) next += 2
    let { from } = run
    for (let i = next; i < spans.length && (spans[i] as number) < run.to; i += 2) {
      const start = Math.max(from, spans[i] as number)
      const end = Math.min(run.to, spans[i + 1] as number)
      if (from < start) runs.push({ ...run, from, to: start })
      const masks = run.masks.map((mask, word) => mask & ~(taken[word] as number))
      if (masks.some((mask) => mask !== 0)) runs.push({ from: start, to: end, masks })
      from = end
    }
    if (from < run.to) runs.push({ ...run, from })
  }
  return { words: residue.words, runs }
}

/** A place that is left; `undefined` if none is. */
export function firstPlaceOf({ words, runs }: Residue): Place | undefined {
  for (const { from, masks } of runs) {
    const at = masks.findIndex((mask) => mask !== 0)
    const mask = masks[at] ?? 0
    if (mask !== 0) return { cell: from, word: words[at] as number, bit: mask & -mask }
  }
  return undefined
}
