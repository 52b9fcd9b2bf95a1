/** Rules whose order nothing settles: no rule is certainly ahead of them, so every packet that two of them have in common is open. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import { isIn } from './place.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

export interface Meeting {
  /** The rule of the other verdict, the first in the file. */
  readonly met: CompiledRule
  readonly place: Place
}

/** For each rule that meets a rule of the other verdict before it in the file, where either has no order: one such meeting. */
export function meetingsWithoutOrder({ rules, line, services }: CompiledPolicy): ReadonlyMap<CompiledRule, Meeting> {
  const meetings = new Map<CompiledRule, Meeting>()
  if (!rules.some((rule) => rule.unordered)) return meetings
  const steps = rules
    .filter(({ conditional, verdict }) => !conditional && verdict !== UNSETTLED)
    .sort((a, b) => a.index - b.index)
    .map((rule) => ({ rule, bits: rule.certain }))
  const all = createCoverTree(line.cells)
  const unordered = createCoverTree(line.cells)
  const clear = () => {
    all.clear()
    unordered.clear()
  }
  const enter = (rule: CompiledRule, bits: number) => {
    all.paint(rule.spans, bits, rule.verdict)
    if (rule.unordered) unordered.paint(rule.spans, bits, rule.verdict)
  }
  const isEntered = (rule: CompiledRule, bits: number) =>
    (rule.unordered ? unordered : all).undecided(rule.spans, bits) === 0

  /** Drops the rules that have a meeting already and whose cells wider rules of the same verdict hold. */
  const thin: Thin<Step> = (some, concernsAll) => {
    if (new Set(some.map(({ rule }) => rule.verdict)).size < 2) return []
    clear()
    return some.filter((step) => {
      const bit = 1 << step.rule.verdict
      const isIdle = isEntered(step.rule, bit)
      if (!isIdle && concernsAll(step)) enter(step.rule, bit)
      return !isIdle || !meetings.has(step.rule)
    })
  }
  forEachPass(steps, services.bits, thin, (pass) => {
    for (const verdict of [DROP, ACCEPT] as const) {
      clear()
      pass.steps.forEach(({ rule }, i) => {
        const bits = pass.masks[i] as number
        if (rule.verdict === verdict) enter(rule, bits)
        else if (!meetings.has(rule)) {
          const found = (rule.unordered ? all : unordered).findDecided(rule.spans, bits, verdict)
          if (!found) return
          const place = { cell: found.cell, bit: pass.firstOf(found.bit) }
          const met = pass.steps.find(
            ({ rule: each }) =>
              each.verdict === verdict && (rule.unordered || each.unordered) && isIn(place, each.spans, each.certain),
          )
          if (met) meetings.set(rule, { met: met.rule, place })
        }
      })
    }
  })
  return meetings
}
