/** What the accept rules of a policy really let in (or out): their packets less those that rules ahead decide. */
import type { Spans } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { ExposedServices } from './exposed-services.ts'
import { exposedServices } from './exposed-services.ts'
import { livenessOf } from './liveness.ts'
import { merged } from './places.ts'
import type { Policy } from './policy.ts'
import type { WidestSource } from './public-addresses.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'
import type { WideLine } from './wide-line.ts'
import { createWideLine } from './wide-line.ts'
import { worldsOf } from './worlds.ts'

/** Services of one rule that reach, or are reached from, public addresses. */
export interface Exposure extends ExposedServices {
  /** Index in `policy.rules`. */
  readonly rule: number
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
  const wide = createWideLine(compile(policy).line, widest)
  return worldsOf(policy)
    .flatMap((world) => exposuresIn(world, wide, count))
    .sort((a, b) => a.rule - b.rule)
}

function exposuresIn(compiled: CompiledPolicy, wide: WideLine, count: Counting): readonly Exposure[] {
  const { line, services } = compiled
  const steps = exposureSteps(compiled, wide, count)
  if (steps.length === 0) return []
  /** The wide blocks that are not open as a whole. */
  const taken = createCoverTree(wide.places)
  /** What rules ahead decide: where only drops take, the cells, and else the blocks that they touch. */
  const decided = count === 'own' ? taken : createCoverTree(line.cells)
  const clear = () => {
    taken.clear()
    decided.clear()
  }
  const take = ({ rule: { verdict }, spans }: ExposureStep, bits: number) => {
    if (decided === taken || verdict === ACCEPT) return decided.paint(spans, bits, verdict)
    return decided.paint(spans, bits, verdict, (from, to, own) => taken.paint(wide.touching([from, to]), own, verdict))
  }
  const thin: Thin<ExposureStep> = (some, { touched, whole }) => {
    clear()
    return some.filter((step, i) => {
      const bits = touched[i] as number
      // An accept for some of the services may keep from the drops what they seem to take of all.
      if (step.kind === 'judge') return decided !== taken || taken.undecided(step.spans, bits) !== 0
      if (decided.undecided(step.spans, bits) === 0) return false
      take(step, whole[i] as number)
      return true
    })
  }
  const opened = new Map<CompiledRule, number[]>()
  forEachPass(steps, services.lineBits, thin, (pass) => {
    clear()
    pass.steps.forEach((step, i) => {
      const bits = pass.masks[i] as number
      if (step.kind === 'take') take(step, bits)
      else {
        const open = taken.undecided(step.spans, bits)
        const runs = opened.get(step.rule) ?? []
        if (open !== 0) opened.set(step.rule, runs)
        pass.forEachRun(open, (first, end) => runs.push(first, end))
      }
    })
  })
  return [...opened].map(([rule, bits]) => ({ rule: rule.index, ...exposedServices(services, bits) }))
}

interface ExposureStep extends Step {
  /** `judge`: which of these wide blocks does the rule open? `take`: these blocks or cells are open to no rule behind. */
  readonly kind: 'judge' | 'take'
  readonly spans: Spans
  readonly place: number
}

/**
 * A rule of unsettled rank opens what it would open if it came last, and takes what it may drop as if it came first.
 * What is taken behind the last that is judged makes no difference.
 */
function exposureSteps(compiled: CompiledPolicy, wide: WideLine, count: Counting): readonly ExposureStep[] {
  const { line, rules, ordered, judges } = compiled
  // In a settled order those ahead of a dead rule take all that it would.
  const dead = count === 'own' && ordered ? livenessOf(compiled).dead : []
  const steps: ExposureStep[] = []
  const late: ExposureStep[] = []
  const add = (kind: ExposureStep['kind'], rule: CompiledRule, bits: Spans, spans: Spans, place: number) => {
    if (spans.length > 0) (place === rule.earliest ? steps : late).push({ kind, rule, bits, spans, place })
  }
  for (const rule of rules) {
    if (dead[rule.turn] && rule.settled) continue
    const { verdict, certain, possible, addressSpans, earliest, latest, conditional } = rule
    const taken = (cells: Spans) => (count === 'own' ? wide.touching(cells) : cells)
    if (verdict !== ACCEPT) {
      add('take', rule, possible, taken(rule.anyAddress ? [0, line.addressCells] : addressSpans), earliest)
      continue
    }
    if (judges(rule.index)) add('judge', rule, certain, wide.within(addressSpans), latest)
    if (!conditional && earliest === latest) add('take', rule, certain, taken(addressSpans), latest)
  }
  const inOrder = merged(steps, late)
  return inOrder.slice(0, inOrder.findLastIndex(({ kind }) => kind === 'judge') + 1)
}
