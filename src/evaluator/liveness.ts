/** One pass over a policy: which rules may decide a packet, and where rules of the other verdict decide theirs. */
import type { WordSteps } from './asking.ts'
import { ASK, DECIDE, stepsByWord } from './asking.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import type { CoverTree } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'

/** Rules that decide nothing, whatever the verdict of those ahead of them. */
export interface Liveness {
  /** By turn: 1 where the rule may decide a packet. */
  readonly alive: Uint8Array
  /** By turn: where a packet of the rule is decided with the other verdict. */
  readonly contradicted: readonly (Contradiction | undefined)[]
}

export interface Contradiction {
  readonly word: number
  readonly bit: number
  readonly cell: number
}

/** What a pass tells while it goes on. */
export interface Listener {
  /** The cells and bits that a rule decides for certain. */
  onPaint?(rule: CompiledRule, word: number, from: number, to: number, bits: number): void
  /** The bits of which a rule may decide some packet. */
  onAsk?(rule: CompiledRule, word: number, open: number): void
}

/** One pass over every word of services. */
export function livenessOf(compiled: CompiledPolicy, listener: Listener = {}): Liveness {
  const { line, rules } = compiled
  const alive = new Uint8Array(rules.length)
  const contradicted: (Contradiction | undefined)[] = new Array<undefined>(rules.length).fill(undefined)
  const tree = createCoverTree(line.cells)
  const everywhere = [0, line.addressCells]
  for (const steps of stepsByWord(compiled)) {
    tree.clear()
    steps.rules.forEach((rule, i) => {
      const kind = steps.kinds[i] as number
      const subject = steps.subject[i] as number
      // Symbols before addresses: what the addresses ahead imply for a symbol must not include the rule's own.
      const openSymbols = symbolsOpen(tree, rule, subject, everywhere)
      const paintsSubject = rule.certain === rule.subject && (kind & DECIDE) !== 0
      let open = openSymbols
      if (!paintsSubject) open |= tree.undecided(rule.addressSpans, subject)
      if (kind & DECIDE) {
        const report =
          listener.onPaint &&
          ((from: number, to: number, bits: number) => listener.onPaint?.(rule, steps.word, from, to, bits))
        const painted = paintCertain(tree, rule, steps.certain[i] as number, openSymbols, report)
        if (paintsSubject) open |= painted
      }
      if (!(kind & ASK)) return
      listener.onAsk?.(rule, steps.word, open)
      if (open !== 0) alive[rule.turn] = 1
      else if (!alive[rule.turn]) contradicted[rule.turn] ??= contradictionOf(tree, rule, steps, subject, everywhere)
    })
  }
  return { alive, contradicted }
}

/** Paints what the rule decides for certain; of its symbols only what nothing ahead implies. */
function paintCertain(
  tree: CoverTree,
  rule: CompiledRule,
  certain: number,
  openSymbols: number,
  report: ((from: number, to: number, bits: number) => void) | undefined,
): number {
  const painted = tree.paint(rule.addressSpans, certain, rule.verdict, report)
  if (rule.symbolSpans.length > 0) {
    // What happens to every address settles what happens to any symbol, so a rule for everyone reports its addresses only.
    if (rule.forEveryone) tree.paint(rule.symbolSpans, certain, rule.verdict)
    else tree.paint(rule.symbolSpans, certain & openSymbols, rule.verdict, report)
  }
  return painted
}

/** The bits for which a packet of one of the rule's symbols may be undecided. A rule for everyone has its addresses for that. */
function symbolsOpen(tree: CoverTree, rule: CompiledRule, subject: number, everywhere: readonly number[]): number {
  if (rule.symbolSpans.length === 0 || rule.forEveryone) return 0
  const open = tree.undecided(rule.symbolSpans, subject)
  return open === 0 ? 0 : tree.undecided(everywhere, open)
}

function contradictionOf(
  tree: CoverTree,
  rule: CompiledRule,
  { word }: WordSteps,
  subject: number,
  everywhere: readonly number[],
): Contradiction | undefined {
  if (rule.verdict === UNSETTLED) return undefined
  const other = rule.verdict === ACCEPT ? DROP : ACCEPT
  const found =
    tree.findDecided(rule.spans, subject, other) ??
    // A symbol that no rule ahead names is decided by whatever decides its addresses.
    (tree.undecided(rule.symbolSpans, subject) === 0 ? undefined : tree.findDecided(everywhere, subject, other))
  return found && { word, ...found }
}
