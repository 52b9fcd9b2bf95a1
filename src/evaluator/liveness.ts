/** Which rules decide no packet because rules ahead of them decide every one. */
import { remembered } from '../model/remembered.ts'
import type { AskingStep } from './asking-steps.ts'
import { askingSteps } from './asking-steps.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { otherVerdict, UNSETTLED } from './compile.ts'
import type { Decisions } from './decisions.ts'
import { createDecisions } from './decisions.ts'
import { compareCrowd } from './crowd.ts'
import { PaintedRow } from './painted-row.ts'
import type { DecidedPlace } from './place.ts'
import type { Rows } from './rows.ts'
import { rowsOf } from './rows.ts'
import type { Spans } from './spans.ts'
import { knownServiceAt } from './unknown-services.ts'

/** A rule that decides nothing, in whatever way the unsettled parts of the policy are filled in. */
export interface DeadRule {
  /** The services of the rule, all of them decided ahead of it. */
  readonly services: Spans
  /** Where a packet of the rule is decided with the other verdict. */
  readonly contradiction: DecidedPlace | undefined
}

export interface Liveness {
  /** By turn; a rule that matches nothing is not dead, and neither is one that may not exist and is not judged here. */
  readonly dead: readonly (DeadRule | undefined)[]
  /** What each rule decides, as far as those certainly ahead of it leave it. */
  readonly decisions: Decisions
}

/** Where steps are in so many rows each, comparing them with each other may come cheaper than going the rows. */
const CROWDED = 8
/** What an entry of a row costs, in looks at a box. */
const LOOKS_PER_ENTRY = 4

export const livenessOf = remembered((compiled: CompiledPolicy): Liveness => {
  const { rules, judges } = compiled
  const bySubject = new Candidates(rules.length)
  const byWidest = new Candidates(rules.length)
  const decisions = askAll(compiled, ({ kind }) => (kind === 'ask for widest' ? byWidest : bySubject))
  /** Rules ahead of it leave the decider of an unknown set nothing that this may be. */
  const isVoid = ({ contradiction }: DeadRule): boolean =>
    contradiction !== undefined && !knownServiceAt(compiled, decisions, contradiction, contradiction.decider)
  const dead = rules.map((rule) => {
    if (rule.spans.length === 0 || (rule.conditional && !judges(rule.index))) return undefined
    const own = bySubject.deadRule(rule, rule.subject)
    const widest = rule.widest && byWidest.deadRule(rule, rule.widest)
    return own && !(widest && isVoid(own)) ? own : widest
  })
  return { dead, decisions }
})

type CandidatesFor = (step: AskingStep) => Candidates

/** Asks all rules in turn, of which some may be candidates; not those that are asked ahead of all that decide. */
function askAll(compiled: CompiledPolicy, candidatesFor: CandidatesFor): Decisions {
  const { services } = compiled
  const all = askingSteps(compiled)
  const firstDeciding = all.findIndex(({ decides }) => decides)
  const asked = firstDeciding < 0 ? all : all.slice(0, firstDeciding)
  for (const step of asked) candidatesFor(step).revive(step.rule)
  const steps = all.slice(asked.length)
  const rows = rowsOf(steps, bitsOf, services.bits)
  if (rows.entries < CROWDED * steps.length) return goRows(compiled, steps, rows, candidatesFor)
  const crowd = compareCrowd(steps, compiled, LOOKS_PER_ENTRY * rows.entries, (step, isLeft, contradiction) => {
    if (step.kind === 'decide') return
    const candidates = candidatesFor(step)
    if (isLeft) candidates.revive(step.rule)
    else if (contradiction && candidates.isOpen(step.rule)) candidates.contradict(step.rule, contradiction)
  })
  return crowd.decisions ?? goRows(compiled, crowd.left, rowsOf(crowd.left, bitsOf, services.bits), candidatesFor)
}

function bitsOf({ bits }: AskingStep): Spans {
  return bits
}

function goRows(
  { line, rules }: CompiledPolicy,
  steps: readonly AskingStep[],
  rows: Rows,
  candidatesFor: CandidatesFor,
): Decisions {
  const decisions = createDecisions(rules, line)
  const painted = new PaintedRow(line.cells)
  const everywhere: Spans = [0, line.addressCells]

  /** A symbol that no rule names takes part in what becomes of all addresses. */
  const areSymbolsOpen = ({ symbolSpans }: CompiledRule): boolean =>
    !painted.isPainted(symbolSpans) && !painted.isPainted(everywhere)
  const isOpen = (rule: CompiledRule): boolean => !painted.isPainted(rule.addressSpans) || areSymbolsOpen(rule)
  /** Returns whether there was anything left. */
  const decide = (rule: CompiledRule): boolean => {
    // Symbols first: what the addresses so far imply for a symbol must not include the rule's own.
    const withSymbols = areSymbolsOpen(rule)
    const isPainted = painted.paint(rule.addressSpans, rule.turn, rule.verdict)
    if (withSymbols) painted.paint(rule.symbolSpans, rule.turn, rule.verdict)
    return isPainted || withSymbols
  }
  const findContradiction = (rule: CompiledRule, bit: number): DecidedPlace | undefined => {
    const verdict = otherVerdict(rule)
    const own = painted.find(rule.spans, verdict)
    const cell = own ?? (painted.isPainted(rule.symbolSpans) ? undefined : painted.find(everywhere, verdict))
    return cell === undefined ? undefined : { cell, bit, decider: rules[painted.ownerOf(cell)] as CompiledRule }
  }

  rows.forEach(({ items, count, ends }, first, end) => {
    painted.tellApart(everywhere)
    for (let i = 0; i < count; i++) painted.tellApart((steps[items[i] as number] as AskingStep).rule.spans)
    painted.start()
    for (let i = 0; i < count; i++) {
      const step = steps[items[i] as number] as AskingStep
      const { rule, kind } = step
      if (kind === 'decide') decide(rule)
      else {
        const wasOpen = kind === 'ask and decide' ? decide(rule) : isOpen(rule)
        const candidates = candidatesFor(step)
        if (wasOpen) {
          candidates.revive(rule)
          // Who only asks has its answer.
          if (kind !== 'ask and decide') ends[items[i] as number] = 0
        } else if (candidates.isOpen(rule)) {
          const contradiction = findContradiction(rule, first)
          if (contradiction) candidates.contradict(rule, contradiction)
        }
      }
    }
    decisions.enter(painted, first, end)
  })
  return decisions
}

/** Rules that may be dead, as long as no row shows that they are not. */
class Candidates {
  readonly #alive: Uint8Array
  readonly #contradictions: (DecidedPlace | undefined)[]

  constructor(count: number) {
    this.#alive = new Uint8Array(count)
    this.#contradictions = Array<DecidedPlace | undefined>(count)
  }

  revive({ turn }: CompiledRule): void {
    this.#alive[turn] = 1
  }

  /** Whether it matters with which verdict the packets of a dead rule are decided. */
  isOpen({ turn, verdict }: CompiledRule): boolean {
    return this.#alive[turn] === 0 && verdict !== UNSETTLED && !this.#contradictions[turn]
  }

  contradict({ turn }: CompiledRule, contradiction: DecidedPlace): void {
    this.#contradictions[turn] = contradiction
  }

  deadRule({ turn }: CompiledRule, services: Spans): DeadRule | undefined {
    if (this.#alive[turn] === 1 || services.length === 0) return undefined
    return { services, contradiction: this.#contradictions[turn] }
  }
}
