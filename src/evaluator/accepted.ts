/** What becomes of the packets that an accept rule names. */
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT } from './compile.ts'
import type { CoverTree } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import { exposedServices } from './exposed-services.ts'
import type { Exposure } from './exposure.ts'
import type { Policy } from './policy.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'
import { worldsOf } from './worlds.ts'

/**
 * For each accept rule the services that it names for certain and of which some packet of its peers may be accepted,
 * by it or by a rule ahead of it; by ascending rule index. A service of which rules ahead drop every such packet is left out,
 * and so is a rule that is left with none.
 */
export function acceptedServices(policy: Policy): readonly Exposure[] {
  return worldsOf(policy)
    .flatMap(acceptedIn)
    .sort((a, b) => a.rule - b.rule)
}

function acceptedIn(compiled: CompiledPolicy): readonly Exposure[] {
  const { line, services } = compiled
  const accepted = new Map<CompiledRule, number[]>()
  const tree = createCoverTree(line.cells)
  const everywhere = [0, line.addressCells]
  const thin: Thin<AcceptanceStep> = (steps, { touched, whole }) => {
    tree.clear()
    return steps.filter(({ kind, rule }, i) => {
      if (kind === 'ask') return true
      const isIdle = tree.undecided(rule.spans, touched[i] as number) === 0
      if (!isIdle) tree.paint(rule.spans, whole[i] as number, rule.verdict)
      return !isIdle
    })
  }
  forEachPass(acceptanceSteps(compiled), services.lineBits, thin, ({ steps, masks, forEachRun }) => {
    tree.clear()
    steps.forEach(({ rule, kind }, i) => {
      const bits = masks[i] as number
      if (kind === 'decide') {
        tree.paint(rule.spans, bits, rule.verdict)
        return
      }
      const runs = accepted.get(rule) ?? []
      forEachRun(acceptedBits(tree, rule, bits, everywhere), (first, end) => runs.push(first, end))
      if (runs.length > 0) accepted.set(rule, runs)
    })
  })
  return [...accepted].map(([rule, bits]) => ({ rule: rule.index, ...exposedServices(services, bits) }))
}

interface AcceptanceStep extends Step {
  readonly kind: 'ask' | 'decide'
  readonly place: number
}

/** Every accept rule that is judged is asked at its earliest place; every rule decides for those behind its latest. */
function acceptanceSteps({ rules, ordered, judges }: CompiledPolicy): readonly AcceptanceStep[] {
  const steps = rules.flatMap((rule): AcceptanceStep[] => {
    const { verdict, certain, earliest, latest, conditional } = rule
    return [
      ...(verdict === ACCEPT && judges(rule.index)
        ? [{ rule, kind: 'ask', bits: certain, place: earliest } as const]
        : []),
      ...(conditional ? [] : [{ rule, kind: 'decide', bits: certain, place: latest } as const]),
    ]
  })
  return ordered ? steps : steps.sort((a, b) => a.place - b.place)
}

function acceptedBits(tree: CoverTree, rule: CompiledRule, bits: number, everywhere: Spans): number {
  const undropped = (spans: Spans, wanted: number) =>
    tree.undecided(spans, wanted) | tree.decided(spans, wanted, ACCEPT)
  const byAddress = undropped(rule.addressSpans, bits)
  // A symbol that no rule ahead names is dropped where all addresses are.
  const accepted = tree.decided(rule.symbolSpans, bits, ACCEPT)
  return byAddress | accepted | undropped(everywhere, tree.undecided(rule.symbolSpans, bits))
}
