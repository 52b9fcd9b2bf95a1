/** Which rules decide no packet because rules ahead of them decide every one. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { compare, otherVerdict, UNSETTLED } from './compile.ts'
import { findContradictions } from './contradictions.ts'
import type { Coverage } from './coverage.ts'
import { createCoverage } from './coverage.ts'
import type { Decisions } from './decisions.ts'
import { createDecisions } from './decisions.ts'
import type { Place } from './place.ts'
import type { Spans } from './spans.ts'
import type { Pass, Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'
import { knownServiceAt } from './unknown-services.ts'

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
  /** What each rule decides, as far as those certainly ahead of it leave it. */
  readonly decisions: Decisions
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
  const decisions = createDecisions(rules, line)
  const bySubject = createCandidates(rules.length)
  const byWidest = createCandidates(rules.length)
  const candidatesFor = ({ kind }: AskingStep) => (kind === 'ask for widest' ? byWidest : bySubject)
  const coverage = createCoverage(line)

  const decide = (rule: CompiledRule, bits: number) => coverage.decide(rule, bits, decisions.recorderOf(rule))
  const visit = (pass: Pass<AskingStep>) => {
    coverage.clear()
    decisions.startPass(pass)
    pass.steps.forEach((step, i) => {
      const { rule, kind } = step
      const bits = pass.masks[i] as number
      if (kind === 'decide') decide(rule, bits)
      else {
        const open = kind === 'ask and decide' ? decide(rule, bits) : coverage.open(rule, bits)
        candidatesFor(step).judge(rule, bits, open, coverage, pass)
      }
    })
  }
  /** Drops the steps of rules of which those ahead decide everything. */
  const thin: Thin<AskingStep> = (steps, { touched, whole }) => {
    coverage.clear()
    return steps.filter((step, i) => {
      const { rule, kind } = step
      if (coverage.open(rule, touched[i] as number) === 0) {
        if (kind !== 'decide') candidatesFor(step).skip(rule)
        return false
      }
      if (kind === 'ask and decide' || kind === 'decide') coverage.decide(rule, whole[i] as number)
      return true
    })
  }
  forEachPass(askingSteps(compiled), services.bits, thin, visit)
  bySubject.settle(compiled, decisions, ({ subject }) => subject)
  byWidest.settle(compiled, decisions, ({ widest }) => widest)
  /** Rules ahead of it leave the decider of an unknown set nothing that this may be. */
  const isVoid = ({ contradiction }: DeadRule): boolean => {
    if (!contradiction) return false
    const decider = decisions.decider(contradiction)
    return decider !== undefined && !knownServiceAt(compiled, decisions, contradiction, decider)
  }
  const dead = rules.map((rule) => {
    if (rule.spans.length === 0) return undefined
    const own = bySubject.deadRule(rule, rule.subject)
    const widest = rule.widest && byWidest.deadRule(rule, rule.widest)
    return own && !(widest && isVoid(own)) ? own : widest
  })
  return { dead, decisions }
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
  /** Rules that some pass never saw, because they are dead there. */
  const skipped: CompiledRule[] = []
  const contradictions = new Map<CompiledRule, Place>()
  /** Whether it matters with which verdict the packets of a dead rule are decided. */
  const isOpen = (rule: CompiledRule) => !alive[rule.turn] && rule.verdict !== UNSETTLED && !contradictions.has(rule)
  return {
    judge(rule: CompiledRule, bits: number, open: number, coverage: Coverage, pass: Pass<Step>) {
      if (open !== 0) alive[rule.turn] = 1
      if (!isOpen(rule)) return
      const found = coverage.find(rule, bits, otherVerdict(rule))
      if (found) contradictions.set(rule, { cell: found.cell, bit: pass.firstOf(found.bit) })
    },
    skip: (rule: CompiledRule) => skipped.push(rule),
    /** Finds the contradictions that no pass saw. */
    settle(compiled: CompiledPolicy, decisions: Decisions, bitsOf: (rule: CompiledRule) => Spans | undefined) {
      const steps = [...new Set(skipped)].filter(isOpen).map((rule) => ({ rule, bits: bitsOf(rule) ?? [] }))
      if (steps.length > 0) findContradictions(compiled, decisions, steps, contradictions)
    },
    deadRule(rule: CompiledRule, services: Spans): DeadRule | undefined {
      if (alive[rule.turn] || services.length === 0) return undefined
      return { services, contradiction: contradictions.get(rule) }
    },
  }
}
