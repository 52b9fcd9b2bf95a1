/** Rules whose order nothing settles: no rule is certainly ahead of them, so every packet that two of them have in common is open. */
import { createClaims } from './claims.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import type { Place } from './place.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

export interface Meeting {
  /** The rule of the other verdict, the first in the file. */
  readonly met: CompiledRule
  readonly place: Place
}

/** For each rule that meets a rule of the other verdict before it in the file, where either has no order: one such meeting. */
export function meetingsWithoutOrder({
  rules,
  ordered,
  line,
  services,
}: CompiledPolicy): ReadonlyMap<CompiledRule, Meeting> {
  const meetings = new Map<CompiledRule, Meeting>()
  if (ordered || !rules.some((rule) => rule.unordered)) return meetings
  const steps = rules
    .filter(({ conditional, verdict }) => !conditional && verdict !== UNSETTLED)
    .sort((a, b) => a.index - b.index)
    .map((rule) => ({ rule, bits: rule.certain }))
  /** A rule without order meets all, any other rule only those without. */
  const all = createClaims<CompiledRule>(line.cells)
  const unordered = createClaims<CompiledRule>(line.cells)
  const metBy = (rule: CompiledRule) => (rule.unordered ? all : unordered)
  const clear = () => {
    all.clear()
    unordered.clear()
  }
  const enter = (rule: CompiledRule, bits: number) => {
    all.claim(rule, rule.spans, bits)
    if (rule.unordered) unordered.claim(rule, rule.spans, bits)
  }

  /** Drops the rules that have a meeting already and everything of which rules of the same verdict hold. */
  const thin: Thin<Step> = (some, { touched, whole }) => {
    if (new Set(some.map(({ rule }) => rule.verdict)).size < 2) return []
    const idle = new Set<Step>()
    for (const verdict of [DROP, ACCEPT] as const) {
      clear()
      some.forEach((step, i) => {
        const { rule } = step
        if (rule.verdict !== verdict) return
        const holders = rule.unordered ? unordered : all
        if (holders.isClaimed(rule.spans, touched[i] as number)) idle.add(step)
        else enter(rule, whole[i] as number)
      })
    }
    return some.filter((step) => !idle.has(step) || !meetings.has(step.rule))
  }
  forEachPass(steps, services.bits, thin, (pass) => {
    for (const verdict of [DROP, ACCEPT] as const) {
      clear()
      pass.steps.forEach(({ rule }, i) => {
        const bits = pass.masks[i] as number
        if (rule.verdict === verdict) enter(rule, bits)
        else if (!meetings.has(rule)) {
          const found = metBy(rule).find(rule.spans, bits)
          if (found) meetings.set(rule, { met: found.owner, place: { cell: found.cell, bit: pass.firstOf(found.bit) } })
        }
      })
    }
  })
  return meetings
}
