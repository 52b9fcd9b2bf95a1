/** Which rules decide no packet because rules ahead of them decide every one. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { ACCEPT, compare, DROP, UNSETTLED } from './compile.ts'
import type { Coverage } from './coverage.ts'
import { createCoverage } from './coverage.ts'
import type { Box, Place } from './place.ts'
import type { Spans } from './spans.ts'
import type { Pass, Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

/** A rule that decides nothing, in whatever way the unsettled parts of the policy are filled in. */
export interface DeadRule {
  /** The services of the rule, all of them decided ahead of it. */
  readonly services: Spans
  /** Where a packet of the rule is decided with the other verdict. */
  readonly contradiction: Place | undefined
}

export interface Liveness {
  /** By turn; a rule that matches nothing is not dead. */
  readonly dead: readonly (DeadRule | undefined)[]
  /** By turn: what each rule decides, as far as those certainly ahead of it leave it. */
  readonly decided: readonly (readonly Box[])[]
}

interface AskingStep extends Step {
  /** `decide`: the rule decides for those certainly behind it; else it is asked, given what those certainly ahead decide. */
  readonly kind: 'ask' | 'ask and decide' | 'ask for widest' | 'decide'
  readonly place: number
}

const known = new WeakMap<CompiledPolicy, Liveness>()

export function livenessOf(compiled: CompiledPolicy): Liveness {
  let liveness = known.get(compiled)
  if (!liveness) known.set(compiled, (liveness = findLiveness(compiled)))
  return liveness
}

function findLiveness(compiled: CompiledPolicy): Liveness {
  const { line, services, rules } = compiled
  const decided = rules.map((): Draft[] => [])
  const bySubject = createCandidates(rules.length)
  const byWidest = createCandidates(rules.length)
  const candidatesFor = ({ kind }: AskingStep) => (kind === 'ask for widest' ? byWidest : bySubject)
  const coverage = createCoverage(line)

  const decide = ({ rule }: AskingStep, bits: number, pass: Pass<AskingStep>) => {
    const boxes = decided[rule.turn] as Draft[]
    return coverage.decide(rule, bits, (from, to, mask) => {
      // What becomes of all addresses tells what becomes of any symbol.
      if (rule.forEveryone && from >= line.addressCells) return
      pass.forEachRun(mask, (first, end) => add(boxes, from, to, first, end))
    })
  }
  const visit = (pass: Pass<AskingStep>) => {
    coverage.clear()
    pass.steps.forEach((step, i) => {
      const bits = pass.masks[i] as number
      const candidates = candidatesFor(step)
      if (step.kind === 'decide') decide(step, bits, pass)
      else {
        const open = step.kind === 'ask and decide' ? decide(step, bits, pass) : coverage.open(step.rule, bits)
        candidates.judge(step.rule, bits, open, coverage, pass)
      }
    })
  }
  const thin = createThinning(compiled, (step) => candidatesFor(step).isOpen(step.rule))
  forEachPass(askingSteps(compiled), services.bits, thin, visit)
  const dead = rules.map((rule) => {
    if (rule.spans.length === 0) return undefined
    return bySubject.deadRule(rule, rule.subject) ?? (rule.widest && byWidest.deadRule(rule, rule.widest))
  })
  return { dead, decided }
}

type Draft = { -readonly [K in keyof Box]: Box[K] }

/** Boxes come in the order of their cells: one that goes on where the last one ends is no new one. */
function add(boxes: Draft[], from: number, to: number, first: number, end: number): void {
  const last = boxes.at(-1)
  if (last?.to === from && last.first === first && last.end === end) last.to = to
  else boxes.push({ from, to, first, end })
}

/** Every rule is asked at its earliest place and decides for those behind its latest. */
function askingSteps({ rules, ordered }: CompiledPolicy): readonly AskingStep[] {
  const steps: AskingStep[] = []
  for (const rule of rules) {
    const { subject, widest, certain, earliest, latest, conditional } = rule
    if (subject === certain && earliest === latest && !conditional) {
      steps.push({ rule, kind: 'ask and decide', bits: certain, place: earliest })
      continue
    }
    steps.push({ rule, kind: 'ask', bits: subject, place: earliest })
    if (widest) steps.push({ rule, kind: 'ask for widest', bits: widest, place: earliest })
    if (!conditional) steps.push({ rule, kind: 'decide', bits: certain, place: latest })
  }
  return ordered ? steps : steps.sort((a, b) => compare(a.place, b.place))
}

/** Rules that may be dead, as long as no pass shows that they are not. */
function createCandidates(count: number) {
  const alive = new Uint8Array(count)
  const contradictions = new Map<number, Place>()
  const isOpen = ({ turn, verdict }: CompiledRule) => !alive[turn] && verdict !== UNSETTLED && !contradictions.has(turn)
  return {
    /** Whether it matters with which verdict the packets of a dead rule are decided. */
    isOpen,
    judge(rule: CompiledRule, bits: number, open: number, coverage: Coverage, pass: Pass<Step>) {
      if (open !== 0) alive[rule.turn] = 1
      if (!isOpen(rule)) return
      const found = coverage.find(rule, bits, otherVerdict(rule))
      if (found) contradictions.set(rule.turn, { cell: found.cell, bit: pass.firstOf(found.bit) })
    },
    deadRule({ turn }: CompiledRule, services: Spans): DeadRule | undefined {
      if (alive[turn] || services.length === 0) return undefined
      return { services, contradiction: contradictions.get(turn) }
    },
  }
}

function otherVerdict({ verdict }: CompiledRule): typeof ACCEPT | typeof DROP {
  return verdict === ACCEPT ? DROP : ACCEPT
}

/**
 * Drops the steps of rules whose cells are all decided by rules ahead of them that hold all services at hand.
 * Such a rule decides nothing here; it is asked on only while it is open, and may be, which verdict its packets get.
 */
function createThinning({ line }: CompiledPolicy, isOpen: (step: AskingStep) => boolean): Thin<AskingStep> {
  let coverage: Coverage | undefined
  /** A bit for what such rules decide, and one for what any rules of a verdict hold. */
  const decided = 1
  const heldBy = (verdict: VerdictCode) => 2 << verdict
  return (steps, concernsAll) => {
    const tree = (coverage ??= createCoverage(line))
    tree.clear()
    return steps.filter((step) => {
      const { rule, kind } = step
      if (tree.open(rule, decided) === 0) {
        const other = otherVerdict(rule)
        return kind !== 'decide' && isOpen(step) && tree.find(rule, heldBy(other), other) !== undefined
      }
      if (kind === 'ask and decide' || kind === 'decide') {
        tree.decide(rule, concernsAll(step) ? decided | heldBy(rule.verdict) : heldBy(rule.verdict))
      }
      return true
    })
  }
}
