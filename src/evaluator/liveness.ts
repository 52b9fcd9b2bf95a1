/** Which rules decide no packet because rules ahead of them decide every one. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import type { Coverage } from './coverage.ts'
import { createCoverage } from './coverage.ts'
import type { Place } from './place.ts'
import type { BitSet } from './service-bits.ts'
import { askingSteps, passesOf } from './steps.ts'

/** A rule that decides nothing, in whatever way the unsettled parts of the policy are filled in. */
export interface DeadRule {
  /** The services of the rule, all of them decided ahead of it. */
  readonly services: BitSet
  /** Where a packet of the rule is decided with the other verdict. */
  readonly contradiction: Place | undefined
}

/** Hears which cells each rule decides. */
export type OnDecide = (rule: CompiledRule, word: number, from: number, to: number, bits: number) => void

/** The dead rules, by turn; one pass over every word of services. A rule that matches nothing is not among them. */
export function deadRules(compiled: CompiledPolicy, onDecide?: OnDecide): readonly (DeadRule | undefined)[] {
  const bySubject = createCandidates(compiled)
  const byWidest = createCandidates(compiled)
  const coverage = createCoverage(compiled.line)
  for (const { word, steps, masks } of passesOf(askingSteps(compiled), compiled)) {
    coverage.clear()
    steps.forEach(({ rule, kind }, i) => {
      const bits = masks[i] as number
      const report =
        onDecide && ((from: number, to: number, decided: number) => onDecide(rule, word, from, to, decided))
      switch (kind) {
        case 'ask and decide':
          return bySubject.judge(rule, word, bits, coverage.decide(rule, bits, report), coverage)
        case 'ask':
          return bySubject.judge(rule, word, bits, coverage.open(rule, bits), coverage)
        case 'ask for widest':
          return byWidest.judge(rule, word, bits, coverage.open(rule, bits), coverage)
        case 'decide':
          coverage.decide(rule, bits, report)
      }
    })
  }
  return compiled.rules.map((rule) => {
    if (rule.spans.length === 0) return undefined
    return bySubject.deadRule(rule, rule.subject) ?? (rule.widest && byWidest.deadRule(rule, rule.widest))
  })
}

/** Rules that may be dead, as long as no word shows that they are not. */
function createCandidates({ rules }: CompiledPolicy) {
  const alive = new Uint8Array(rules.length)
  const contradictions = new Map<number, Place>()
  return {
    judge(rule: CompiledRule, word: number, bits: number, open: number, coverage: Coverage) {
      const { turn, verdict } = rule
      if (open !== 0) alive[turn] = 1
      if (alive[turn] || verdict === UNSETTLED || contradictions.has(turn)) return
      const found = coverage.find(rule, bits, verdict === ACCEPT ? DROP : ACCEPT)
      if (found) contradictions.set(turn, { word, ...found })
    },
    deadRule({ turn }: CompiledRule, services: BitSet): DeadRule | undefined {
      if (alive[turn] || services.words.length === 0) return undefined
      return { services, contradiction: contradictions.get(turn) }
    },
  }
}
