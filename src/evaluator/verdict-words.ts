/** What the rules behind a place decide, by trees: entering the rules costs much, and asking next to nothing. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { UNSETTLED } from './compile.ts'
import type { Box } from './place.ts'
import type { Entry } from './rules-behind.ts'
import { hasUnknownReach } from './rules-behind.ts'
import type { Spans } from './spans.ts'
import { maskOfRun } from './spans.ts'
import type { VerdictTree } from './verdict-tree.ts'
import { createVerdictTree } from './verdict-tree.ts'

/** What it costs to enter a rule into the tree of a word, against a look at its bounds. */
const COST_OF_WORD = 64

/** What it costs to enter the rules into all trees, against a look at the bounds of one. */
export function costOfWords(rules: readonly CompiledRule[]): number {
  return COST_OF_WORD * rules.reduce((sum, { possible }) => sum + wordsIn(possible), 0)
}

/** A tree for each word, 32 bits of the service line, that somebody asks about. */
export class VerdictWords {
  readonly #entries: readonly Entry[]
  readonly #line: CompiledPolicy['line']
  readonly #last: VerdictCode
  readonly #trees = new Map<number, { readonly tree: VerdictTree; entered: number }>()

  /** `entries` may grow. `last` is the verdict on what none of them is certain to match. */
  constructor({ line }: CompiledPolicy, entries: readonly Entry[], last: VerdictCode) {
    this.#line = line
    this.#entries = entries
    this.#last = last
  }

  /** Whether all packets of the box are certain to get this verdict. */
  isUniform({ from, to, first, end }: Box, verdict: VerdictCode): boolean {
    const { addressCells } = this.#line
    for (let word = first >> 5; word << 5 < end; word++) {
      const tree = this.#treeOf(word)
      const bits = maskOf([first, end], word)
      const rest = bits & ~tree.uniform(from, to, bits, verdict)
      // Whatever the addresses of a symbol are, all addresses have the verdict.
      const isImplied = from >= addressCells && tree.uniform(0, addressCells, rest, verdict) === rest
      if (rest !== 0 && !isImplied) return false
    }
    return true
  }

  /** Made up to date only when somebody looks. */
  #treeOf(word: number): VerdictTree {
    let found = this.#trees.get(word)
    if (!found) {
      found = { tree: createVerdictTree(this.#line.cells), entered: 0 }
      if (this.#last !== UNSETTLED) found.tree.assign([0, this.#line.cells], -1, this.#last)
      this.#trees.set(word, found)
    }
    for (; found.entered < this.#entries.length; found.entered++) {
      enter(found.tree, this.#entries[found.entered] as Entry, word, this.#line)
    }
    return found.tree
  }
}

function enter(tree: VerdictTree, { rule, isSure }: Entry, word: number, line: CompiledPolicy['line']): void {
  const { possible, certain, spans, settled, verdict, conditional } = rule
  const bits = maskOf(possible, word)
  if (bits === 0) return
  const certainBits = maskOf(certain, word)
  if (hasUnknownReach(rule)) tree.doubt([0, line.cells], bits, verdict)
  else {
    // Of an unknown set of services a settled rule, too, may match a part.
    tree.doubt(spans, settled && isSure ? bits & ~certainBits : bits, verdict)
    // An address may belong to any symbol.
    if (line.cells > line.addressCells) tree.doubt([line.addressCells, line.cells], bits, verdict)
  }
  if (isSure && !conditional) tree.assign(spans, certainBits, verdict)
}

function wordsIn(spans: Spans): number {
  let words = 0
  for (let i = 0; i < spans.length; i += 2)
    words += (((spans[i + 1] as number) - 1) >> 5) - ((spans[i] as number) >> 5) + 1
  return words
}

/** The part of the spans in 32 bits of the service line. */
function maskOf(spans: Spans, word: number): number {
  const start = word << 5
  let mask = 0
  for (let i = 0; i < spans.length; i += 2) {
    const first = Math.max((spans[i] as number) - start, 0)
    const end = Math.min((spans[i + 1] as number) - start, 32)
    if (first < end) mask |= maskOfRun(first, end)
  }
  return mask
}
