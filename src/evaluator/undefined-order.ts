/** Rules whose order nothing settles: no rule is certainly ahead of them, so every packet that two of them have in common is open. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, rulesInFile, UNSETTLED } from './compile.ts'
import type { CoverTree } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import { FirstInRow } from './first-in-row.ts'
import { lowestBit } from './numbers.ts'
import type { Place } from './place.ts'
import { firstCommon } from './spans.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

export interface Meeting {
  /** The rule of the other verdict, the first in the file that has the bit of the place. */
  readonly met: CompiledRule
  readonly place: Place
}

type Meetings = readonly (Meeting | undefined)[]

/** By turn, for each rule that meets a rule of the other verdict before it in the file, where either has no order: one such meeting. */
export function meetingsWithoutOrder(compiled: CompiledPolicy): Meetings {
  const { rules, ordered, line, services } = compiled
  const meetings = rules.map((): Meeting | undefined => undefined)
  if (ordered || !rules.some(isUnordered)) return meetings
  const steps = rulesInFile(compiled)
    .filter(({ conditional, verdict }) => !conditional && verdict !== UNSETTLED)
    .map((rule) => ({ rule, bits: rule.certain }))
  const row = new FirstInRow(line.cells)

  /** Finds for each of the askers the first of the others, which have the bit in common with it; both are in file order. */
  const meet = (askers: readonly CompiledRule[], others: readonly CompiledRule[], bit: number) => {
    if (askers.length === 0 || others.length === 0) return
    for (const { spans } of askers) row.tellApart(spans)
    for (const { spans } of others) row.tellApart(spans)
    row.start()
    others.forEach(({ spans }, i) => row.enter(spans, i))
    row.finish()
    for (const rule of askers) {
      const met = others[row.firstIn(rule.spans) ?? -1]
      if (!met || met.index > rule.index) continue
      meetings[rule.turn] = { met, place: { cell: firstCommon(rule.spans, met.spans) as number, bit } }
    }
  }

  forEachPass(steps, services.bits, createThinning(line.cells, meetings), ({ steps: some, masks, firstOf }) => {
    rulesByBit(some, masks).forEach((here, i) => {
      const bit = firstOf(1 << i)
      for (const verdict of [DROP, ACCEPT] as const) {
        const others = here.filter((rule) => rule.verdict === verdict)
        const askers = here.filter((rule) => rule.verdict !== verdict && !meetings[rule.turn])
        // A rule without order meets all, any other rule only those without.
        meet(askers.filter(isUnordered), others, bit)
        meet(askers.filter(isOrdered), others.filter(isUnordered), bit)
      }
    })
  })
  return meetings
}

function isUnordered({ unordered }: CompiledRule): boolean {
  return unordered
}

function isOrdered({ unordered }: CompiledRule): boolean {
  return !unordered
}

/** For each bit of a pass the rules that have it. */
function rulesByBit(steps: readonly Step[], masks: readonly number[]): readonly (readonly CompiledRule[])[] {
  const byBit: CompiledRule[][] = []
  steps.forEach(({ rule }, i) => {
    for (let rest = masks[i] as number; rest !== 0; rest &= rest - 1) (byBit[lowestBit(rest)] ??= []).push(rule)
  })
  return byBit
}

/** Drops the rules that have a meeting already and everything of which rules of the same verdict hold. */
function createThinning(cells: number, meetings: Meetings): Thin<Step> {
  let trees: Record<'all' | 'unordered', CoverTree> | undefined
  return (some, { touched, whole }) => {
    if (new Set(some.map(({ rule }) => rule.verdict)).size < 2) return []
    const { all, unordered } = (trees ??= { all: createCoverTree(cells), unordered: createCoverTree(cells) })
    const idle = new Set<Step>()
    for (const verdict of [DROP, ACCEPT] as const) {
      all.clear()
      unordered.clear()
      some.forEach((step, i) => {
        const { rule } = step
        if (rule.verdict !== verdict) return
        const holders = rule.unordered ? unordered : all
        if (holders.undecided(rule.spans, touched[i] as number) === 0) idle.add(step)
        else {
          all.paint(rule.spans, whole[i] as number, verdict)
          if (rule.unordered) unordered.paint(rule.spans, whole[i] as number, verdict)
        }
      })
    }
    return some.filter((step) => !idle.has(step) || !meetings[step.rule.turn])
  }
}
