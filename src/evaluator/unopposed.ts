/** Rules that any order serves, because they meet only rules of their own verdict. */
import type { Spans } from './address-line.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import { passesOf } from './steps.ts'

/** The rules no packet of which can meet a rule of the other, or of an unsettled, verdict. */
export function unopposedIn(compiled: CompiledPolicy): ReadonlySet<CompiledRule> {
  const { rules, line } = compiled
  const unopposed = new Set(rules)
  const tree = createCoverTree(line.cells)
  const allSymbols = line.cells > line.addressCells ? [line.addressCells, line.cells] : []
  /** A symbol may hold any address. */
  const reachOf = ({ symbolSpans, spans }: CompiledRule): Spans =>
    symbolSpans.length > 0 ? [0, line.cells] : [...spans, ...allSymbols]
  for (const { steps, masks } of passesOf(
    rules.map((rule) => ({ rule, bits: rule.possible })),
    compiled,
  )) {
    for (const verdict of [DROP, ACCEPT] as const) {
      tree.clear()
      steps.forEach(({ rule }, i) => {
        if (rule.verdict !== verdict) tree.paint(reachOf(rule), masks[i] as number, UNSETTLED)
      })
      steps.forEach(({ rule }, i) => {
        if (rule.verdict !== verdict) return
        if (tree.decided(reachOf(rule), masks[i] as number, UNSETTLED) !== 0) unopposed.delete(rule)
      })
    }
  }
  return unopposed
}
