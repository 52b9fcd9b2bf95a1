/** What the rules that stay would decide, if those ahead of a place were not there. */
import type { Verdict } from '../model/packet-space.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { verdictCode } from './compile.ts'
import { Leftover } from './leftover.ts'
import type { Box } from './place.ts'
import type { Spans } from './spans.ts'
import { maskOfRun } from './spans.ts'
import type { VerdictTree } from './verdict-tree.ts'
import { createVerdictTree } from './verdict-tree.ts'

/** Rules are entered from the last to the first. */
export interface Remainder {
  /** Whether all packets of the boxes are certain to get the rule's verdict from the rules behind it. */
  restates(rule: CompiledRule, boxes: readonly Box[]): boolean
  /** Enters a rule that stays. */
  keep(rule: CompiledRule): void
  /** Enters a rule that may or may not be there. */
  doubt(rule: CompiledRule): void
}

interface Entry {
  readonly rule: CompiledRule
  readonly isSure: boolean
}

/**
 * There are two ways to tell: to ask the rules behind one by one, or to enter them into trees, which then tell at once.
 * The first is used until it has cost as much as the trees would.
 */
export function createRemainder({ line, rules }: CompiledPolicy, last: Verdict | undefined): Remainder {
  const entries: Entry[] = []
  /** By entry, four in a row: the first and the last cell and bit that it may match; ends are excluded. */
  const bounds = new Int32Array(4 * rules.length)
  const rest = new Leftover()
  const trees = new Map<number, { readonly tree: VerdictTree; entered: number }>()
  let spare = COST_OF_TREES * rules.reduce((sum, { possible }) => sum + wordsIn(possible), 0)

  const askOneByOne = ({ verdict }: CompiledRule, boxes: readonly Box[]): boolean => {
    rest.start(boxes)
    for (let i = entries.length - 1; i >= 0; i--) {
      spare--
      const from = bounds[4 * i] as number
      const to = bounds[4 * i + 1] as number
      if (rest.isApartFrom(from, to, bounds[4 * i + 2] as number, bounds[4 * i + 3] as number)) continue
      const { rule, isSure } = entries[i] as Entry
      spare -= COST_OF_BOX * rest.count
      if (!rest.meets(hasUnknownReach(rule) ? [0, line.cells] : rule.spans, rule.possible)) continue
      if (rule.verdict !== verdict) return false
      if (!isSure || rule.conditional) continue
      rest.take(rule.spans, rule.certain)
      if (rest.isEmpty()) return true
    }
    return last !== undefined && verdictCode(last) === verdict
  }

  const enterLast = (rule: CompiledRule, isSure: boolean) => {
    const { spans, possible } = rule
    const i = 4 * entries.length
    const isAnywhere = hasUnknownReach(rule)
    bounds[i] = isAnywhere ? 0 : (spans[0] ?? 0)
    bounds[i + 1] = isAnywhere ? line.cells : (spans[spans.length - 1] ?? 0)
    bounds[i + 2] = possible[0] ?? 0
    bounds[i + 3] = possible[possible.length - 1] ?? 0
    entries.push({ rule, isSure })
  }

  /** The verdicts on 32 bits of the service line, made up to date only when somebody looks. */
  const treeOf = (word: number): VerdictTree => {
    let found = trees.get(word)
    if (!found) {
      found = { tree: createVerdictTree(line.cells), entered: 0 }
      if (last) found.tree.assign([0, line.cells], -1, verdictCode(last))
      trees.set(word, found)
    }
    while (found.entered < entries.length) enter(found.tree, entries[found.entered++] as Entry, word, line)
    return found.tree
  }
  const isUniform = ({ verdict }: CompiledRule, { from, to, first, end }: Box): boolean => {
    for (let word = first >> 5; word << 5 < end; word++) {
      const tree = treeOf(word)
      const bits = maskOf([first, end], word)
      const rest = bits & ~tree.uniform(from, to, bits, verdict)
      // Whatever the addresses of a symbol are, all addresses have the verdict.
      const isImplied = from >= line.addressCells && tree.uniform(0, line.addressCells, rest, verdict) === rest
      if (rest !== 0 && !isImplied) return false
    }
    return true
  }

  return {
    restates(rule, boxes) {
      const hasSymbols = rule.symbolSpans.length > 0
      return spare > 0 && !hasSymbols ? askOneByOne(rule, boxes) : boxes.every((box) => isUniform(rule, box))
    },
    keep(rule) {
      enterLast(rule, true)
    },
    doubt(rule) {
      enterLast(rule, false)
    },
  }
}

/** What it costs to enter a rule into the tree of a word, and to compare it with a box, against a look at its bounds. */
const COST_OF_TREES = 64
const COST_OF_BOX = 4

/** A symbol may hold any address. */
function hasUnknownReach({ symbolSpans, forEveryone }: CompiledRule): boolean {
  return symbolSpans.length > 0 && !forEveryone
}

function enter(tree: VerdictTree, { rule, isSure }: Entry, word: number, line: CompiledPolicy['line']): void {
  const { possible, certain, spans, settled, verdict, conditional } = rule
  const bits = maskOf(possible, word)
  if (bits === 0) return
  if (hasUnknownReach(rule)) tree.doubt([0, line.cells], bits, verdict)
  else {
    if (!settled || !isSure) tree.doubt(spans, bits, verdict)
    // An address may belong to any symbol.
    if (line.cells > line.addressCells) tree.doubt([line.addressCells, line.cells], bits, verdict)
  }
  if (isSure && !conditional) tree.assign(spans, maskOf(certain, word), verdict)
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
