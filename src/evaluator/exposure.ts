/** What the accept rules of a policy really let in (or out): their packets less those that rules ahead decide. */
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compare, compile } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { ExposedService } from './exposed-services.ts'
import { exposedServices } from './exposed-services.ts'
import type { Policy } from './policy.ts'
import type { WidestSource } from './public-addresses.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'
import { createWideLine } from './wide-line.ts'
import { worldsOf } from './worlds.ts'

/** Services of one rule that reach, or are reached from, public addresses. */
export interface Exposure {
  /** Index in `policy.rules`. */
  readonly rule: number
  /** By ascending protocol and port. */
  readonly services: readonly ExposedService[]
}

/** Which packets of an accept rule count: those that it decides itself, or also those that a rule ahead accepts. */
export type Counting = 'agreed' | 'own'

/**
 * The services that each accept rule certainly opens to a public block wider than `widest`, by ascending rule index.
 * A rule that opens none is left out. Packets that a rule ahead of it decides, or drops if some unsettled value
 * is filled in, are not counted; packets that an unsettled rule ahead accepts are, for they are let in either way.
 * Rules that may be missing from the policy, and sets of addresses that are only named, take nothing away.
 */
export function exposures(policy: Policy, widest: WidestSource, count: Counting = 'own'): readonly Exposure[] {
  return worldsOf(policy)
    .flatMap((world) =>
      exposuresIn(compile(world.policy), widest, count)
        .filter((exposure) => world.judges(exposure.rule))
        .map((exposure) => ({ ...exposure, rule: world.original(exposure.rule) })),
    )
    .sort((a, b) => a.rule - b.rule)
}

function exposuresIn(compiled: CompiledPolicy, widest: WidestSource, count: Counting): readonly Exposure[] {
  const wide = createWideLine(compiled.line, widest)
  const steps = exposureSteps(compiled, wide.within)
  if (!steps.some(({ kind }) => kind === 'judge')) return []
  const opened = new Map<CompiledRule, number[]>()
  const decided = createCoverTree(compiled.line.cells)
  /** The wide blocks that are not open as a whole. */
  const taken = createCoverTree(wide.places)

  const clear = () => {
    decided.clear()
    taken.clear()
  }
  const take = ({ rule: { verdict }, spans }: ExposureStep, bits: number) => {
    if (count === 'own') return taken.paint(wide.touching(spans), bits, verdict)
    return decided.paint(spans, bits, verdict, (from, to, own) => {
      if (verdict !== ACCEPT) taken.paint(wide.touching([from, to]), own, verdict)
    })
  }
  const thin: Thin<ExposureStep> = (some, concernsAll) => {
    clear()
    return some.filter((step) => {
      if (step.kind === 'judge') return count === 'agreed' || taken.undecided(step.spans, 1) !== 0
      const isIdle =
        count === 'own' ? taken.undecided(wide.touching(step.spans), 1) === 0 : decided.undecided(step.spans, 1) === 0
      if (!isIdle && concernsAll(step)) take(step, 1)
      return !isIdle
    })
  }
  forEachPass(steps, compiled.services.bits, thin, ({ steps: some, masks, spansOf }) => {
    clear()
    some.forEach((step, i) => {
      const bits = masks[i] as number
      if (step.kind === 'take') {
        take(step, bits)
        return
      }
      const open = taken.undecided(step.spans, bits)
      if (open !== 0) opened.set(step.rule, [...(opened.get(step.rule) ?? []), ...spansOf(open)])
    })
  })
  return [...opened].map(([rule, bits]) => ({ rule: rule.index, services: exposedServices(compiled.services, bits) }))
}

interface ExposureStep extends Step {
  /** `judge`: which of the blocks does the rule open? `take`: these cells are open to no rule behind. */
  readonly kind: 'judge' | 'take'
  readonly spans: Spans
  readonly place: number
}

/** A rule of unsettled rank opens what it would open if it came last, and takes what it may drop as if it came first. */
function exposureSteps({ line, rules, ordered }: CompiledPolicy, blocksWithin: (spans: Spans) => Spans) {
  const steps: ExposureStep[] = []
  for (const rule of rules) {
    const { verdict, certain, possible, addressSpans, anyAddress, earliest, latest, conditional } = rule
    if (verdict === ACCEPT) {
      const blocks = blocksWithin(addressSpans)
      if (blocks.length > 0) steps.push({ rule, kind: 'judge', bits: certain, spans: blocks, place: latest })
    }
    const isCertain = !conditional && earliest === latest
    if (verdict === ACCEPT || (isCertain && rule.settled)) {
      if (isCertain) steps.push({ rule, kind: 'take', bits: certain, spans: addressSpans, place: latest })
    } else {
      const spans = anyAddress ? [0, line.addressCells] : addressSpans
      steps.push({ rule, kind: 'take', bits: possible, spans, place: earliest })
    }
  }
  return ordered ? steps : steps.sort((a, b) => compare(a.place, b.place))
}
