/** What the rules that stay would decide, if those ahead of a place were not there: one verdict tree for each word of services. */
import type { Verdict } from '../model/packet-space.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { verdictCode } from './compile.ts'
import type { VerdictTree } from './verdict-tree.ts'
import { createVerdictTree } from './verdict-tree.ts'

/** A run of cells with bits of one word. */
export interface Piece {
  readonly word: number
  readonly from: number
  readonly to: number
  readonly bits: number
}

/** Rules are entered from the last to the first. */
export interface Remainder {
  /** Whether a piece of the rule is certain to get the rule's verdict from the rules behind it. */
  restates(rule: CompiledRule, piece: Piece): boolean
  /** Enters a rule that stays. */
  keep(rule: CompiledRule): void
  /** Enters a rule that may or may not be there. */
  doubt(rule: CompiledRule): void
}

export function createRemainder({ line, services }: CompiledPolicy, last: Verdict | undefined): Remainder {
  const { cells, addressCells } = line
  const trees: VerdictTree[] = []
  for (let word = 0; word < services.words; word++) {
    const tree = createVerdictTree(cells)
    if (last) tree.assign([0, cells], -1, verdictCode(last))
    trees.push(tree)
  }

  const doubt = ({ possible, spans, symbolSpans, forEveryone, settled, verdict }: CompiledRule, isSure: boolean) => {
    possible.words.forEach((word, i) => {
      const tree = trees[word] as VerdictTree
      const bits = possible.masks[i] as number
      // A symbol may hold any address, and an address may belong to any symbol.
      if (symbolSpans.length > 0 && !forEveryone) tree.doubt([0, cells], bits, verdict)
      else {
        if (!settled || !isSure) tree.doubt(spans, bits, verdict)
        if (cells > addressCells) tree.doubt([addressCells, cells], bits, verdict)
      }
    })
  }

  return {
    restates({ verdict }, { word, from, to, bits }) {
      const tree = trees[word] as VerdictTree
      const rest = bits & ~tree.uniform(from, to, bits, verdict)
      // Whatever the addresses of a symbol are, all addresses have the verdict.
      return rest === 0 || (from >= addressCells && tree.uniform(0, addressCells, rest, verdict) === rest)
    },
    keep(rule) {
      doubt(rule, true)
      if (rule.conditional) return
      const { certain, spans, verdict } = rule
      certain.words.forEach((word, i) => trees[word]?.assign(spans, certain.masks[i] as number, verdict))
    },
    doubt(rule) {
      doubt(rule, false)
    },
  }
}
