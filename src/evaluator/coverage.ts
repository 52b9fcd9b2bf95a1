/** A cover tree that knows what addresses imply for symbols: what happens to every address happens to any of them. */
import type { AddressLine } from './address-line.ts'
import type { Spans } from './spans.ts'
import type { CompiledRule } from './compile.ts'
import type { OnPaint } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'

/** Where a rule acts, and with which verdict. */
export type Reach = Pick<CompiledRule, 'addressSpans' | 'symbolSpans' | 'verdict'>

export interface Coverage {
  /** Lets the rule decide what of these bits is undecided. Returns the bits for which there was any. */
  decide(rule: Reach, bits: number, onPaint?: OnPaint): number
  /** The bits for which some packet of the rule may be undecided. */
  open(rule: Reach, bits: number): number
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
    clear() {
      tree.clear()
    },
  }
}
