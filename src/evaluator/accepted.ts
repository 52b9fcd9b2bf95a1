/** What becomes of the packets that an accept rule names. */
import { ASK, DECIDE, stepsByWord } from './asking.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile } from './compile.ts'
import type { CoverTree } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Exposure } from './exposure.ts'
import { servicesOf } from './exposure.ts'
import type { Policy } from './policy.ts'
import type { ServiceRun } from './service-bits.ts'
import { worldsOf } from './worlds.ts'

/**
 * For each accept rule the services that it names for certain and of which some packet of its peers may be accepted,
 * by it or by a rule ahead of it; by ascending rule index. A service of which rules ahead drop every such packet is left out,
 * and so is a rule that is left with none.
 */
export function acceptedServices(policy: Policy): readonly Exposure[] {
  return worldsOf(policy)
    .flatMap((world) =>
      acceptedIn(compile(world.policy))
        .filter(({ rule }) => world.judges(rule))
        .map((accepted) => ({ ...accepted, rule: world.original(accepted.rule) })),
    )
    .sort((a, b) => a.rule - b.rule)
}

function acceptedIn(compiled: CompiledPolicy): readonly Exposure[] {
  const { line, services } = compiled
  const accepted = new Map<CompiledRule, ServiceRun[]>()
  const tree = createCoverTree(line.cells)
  const everywhere = [0, line.addressCells]
  for (const steps of stepsByWord(compiled)) {
    tree.clear()
    steps.rules.forEach((rule, i) => {
      const kind = steps.kinds[i] as number
      const certain = steps.certain[i] as number
      if (kind & ASK && rule.verdict === ACCEPT) {
        for (let bits = acceptedBits(tree, rule, certain, everywhere); bits !== 0; bits &= bits - 1) {
          const run = services.runs[steps.word * 32 + (31 - Math.clz32(bits & -bits))]
          if (!run || run.identity !== undefined) continue
          const runs = accepted.get(rule)
          if (runs) runs.push(run)
          else accepted.set(rule, [run])
        }
      }
      if (kind & DECIDE) tree.paint(rule.spans, certain, rule.verdict)
    })
  }
  return [...accepted].map(([rule, runs]) => ({ rule: rule.index, services: servicesOf(runs) }))
}

function acceptedBits(tree: CoverTree, rule: CompiledRule, bits: number, everywhere: readonly number[]): number {
  const undropped = (spans: readonly number[], wanted: number) =>
    tree.undecided(spans, wanted) | tree.decided(spans, wanted, ACCEPT)
  const byAddress = undropped(rule.addressSpans, bits)
  if (rule.symbolSpans.length === 0) return byAddress
  // A symbol that no rule ahead names is dropped where all addresses are.
  const accepted = tree.decided(rule.symbolSpans, bits, ACCEPT)
  return byAddress | accepted | undropped(everywhere, tree.undecided(rule.symbolSpans, bits))
}
