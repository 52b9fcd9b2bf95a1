/** A cover tree that knows what addresses imply for symbols: what happens to every address happens to any of them. */
import type { AddressLine } from './address-line.ts'
import type { Spans } from './spans.ts'
import type { CompiledRule, VerdictCode } from './compile.ts'
import type { CellBit, OnPaint } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'

/** Where a rule acts, and with which verdict. */
export type Reach = Pick<CompiledRule, 'addressSpans' | 'symbolSpans' | 'verdict'>

export interface Coverage {
  /** Lets the rule decide what of these bits is undecided. Returns the bits for which there was any. */
  decide(rule: Reach, bits: number, onPaint?: OnPaint): number
  /** The bits for which some packet of the rule may be undecided. */
  open(rule: Reach, bits: number): number
  /** A place that was decided with this verdict and holds a packet that the rule may match. */
  find(rule: CompiledRule, bits: number, verdict: VerdictCode): CellBit | undefined
  clear(): void
}

export function createCoverage({ cells, addressCells }: AddressLine): Coverage {
  const tree = createCoverTree(cells)
  const everywhere: Spans = [0, addressCells]

  const openSymbols = ({ symbolSpans }: Reach, bits: number): number =>
    tree.undecided(everywhere, tree.undecided(symbolSpans, bits))

  return {
    decide(rule, bits, onPaint) {
      // Symbols first: what the addresses so far imply for a symbol must not include the rule's own.
      const symbols = openSymbols(rule, bits)
      const painted = tree.paint(rule.addressSpans, bits, rule.verdict, onPaint)
      tree.paint(rule.symbolSpans, symbols, rule.verdict, onPaint)
      return painted | symbols
    },
    open(rule, bits) {
      const symbols = openSymbols(rule, bits)
      return symbols | tree.undecided(rule.addressSpans, bits & ~symbols)
    },
    find(rule, bits, verdict) {
      // Only where nobody named a symbol does it take part in what happens to addresses.
      return (
        tree.findDecided(rule.spans, bits, verdict) ??
        tree.findDecided(everywhere, tree.undecided(rule.symbolSpans, bits), verdict)
      )
    },
    clear() {
      tree.clear()
    },
  }
}
