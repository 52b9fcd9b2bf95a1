/** Rules that any order serves, because they meet only rules of their own verdict. */
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Pass, Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

/** The rules no packet of which can meet a rule of the other, or of an unsettled, verdict. */
export function unopposedIn({ rules, line, services }: CompiledPolicy): ReadonlySet<CompiledRule> {
  const unopposed = new Set(rules)
  /** A symbol may hold any address. */
  const reachOf = ({ symbolSpans, spans }: CompiledRule): Spans => (symbolSpans.length > 0 ? [0, line.cells] : spans)
  const tree = createCoverTree(line.cells)
  for (const verdict of [DROP, ACCEPT] as const) {
    const isAsked = ({ rule }: Step) => rule.verdict === verdict
    const steps = rules.map((rule) => ({ rule, bits: rule.possible }))
    const inOrder = [...steps.filter((step) => !isAsked(step)), ...steps.filter(isAsked)]
    const visit = ({ steps: some, masks }: Pick<Pass<Step>, 'masks' | 'steps'>) => {
      tree.clear()
      some.forEach((step, i) => {
        const bits = masks[i] as number
        if (!isAsked(step)) tree.paint(reachOf(step.rule), bits, UNSETTLED)
        else if (tree.decided(reachOf(step.rule), bits, UNSETTLED) !== 0) unopposed.delete(step.rule)
      })
    }
    const thin: Thin<Step> = (some, { touched, whole }) => {
      visit({ steps: some, masks: some.map((step, i) => (isAsked(step) ? touched : whole)[i] as number) })
      return some.filter((step) => !isAsked(step) || unopposed.has(step.rule))
    }
    forEachPass(inOrder, services.lineBits, thin, visit)
  }
  return unopposed
}
