/** For a dead rule: a small set of the rules that decide all its packets. */
import { addTo } from '../model/add-to.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import { Leftover } from './leftover.ts'
import { livenessOf } from './liveness.ts'
import type { Box, DecidedPlace, Place } from './place.ts'
import { boxesOf, isIn } from './place.ts'
import type { Spans } from './spans.ts'
import { holds, holdsAll } from './spans.ts'
import { knownServiceAt } from './unknown-services.ts'

/** Where a packet of a rule is decided with the other verdict, and by whom, where that is known. */
export type Contradiction = Partial<DecidedPlace> & Place

export interface BlockerSearch {
  /** `services`: those of the rule that are all decided ahead of it. */
  blockersOf(rule: CompiledRule, services: Spans, contradiction: Contradiction): Blockers
}

export interface Blockers {
  readonly blockers: readonly number[]
  readonly decidedBy: number
  /** Where this one decides: the contradiction, or a known service in it that may belong to its unknown set. */
  readonly witness: Place
}

/** Pruning compares every pair of blockers; a longer list is not read to its end anyway. */
const MOST_PRUNED = 24

export function createBlockerSearch(compiled: CompiledPolicy): BlockerSearch {
  const { decisions } = livenessOf(compiled)
  const { line, rules } = compiled
  const leftover = new Leftover()
  let holders: Holders | undefined

  /** Of the rules that always exist, hold the symbol and are certainly ahead, the first that is wanted. */
  const findAhead = (
    rule: CompiledRule,
    symbol: number,
    isWanted: (holder: CompiledRule) => boolean,
  ): CompiledRule | undefined => {
    holders ??= holdersOfSymbols(rules)
    for (const some of [holders.forEveryone, holders.bySymbol.get(symbol) ?? []]) {
      for (const holder of some) {
        if (!isCertainlyAhead(holder, rule)) break
        if (isWanted(holder)) return holder
      }
    }
    return undefined
  }
  /** For a symbol that all addresses decide, a rule that names it serves as well. */
  const deciderAt = (rule: CompiledRule, place: Place): CompiledRule =>
    decisions.decider(place) ??
    (findAhead(rule, place.cell, ({ certain }) => holds(certain, place.bit)) as CompiledRule)

  /** What has to be covered. A symbol is covered where a rule ahead names it, or where all addresses are. */
  const needsOf = (rule: CompiledRule, ofRule: Spans): readonly Box[] => {
    const needs = boxesOf(rule.addressSpans, ofRule)
    for (let i = 0; i < rule.symbolSpans.length; i += 2) {
      for (let cell = rule.symbolSpans[i] as number; cell < (rule.symbolSpans[i + 1] as number); cell++) {
        const symbol = boxesOf([cell, cell + 1], ofRule)
        leftover.start(symbol)
        findAhead(rule, cell, ({ spans, certain }) => {
          leftover.take(spans, certain)
          return leftover.isEmpty()
        })
        const unnamed = leftover.toBoxes()
        needs.push(...unnamed.map((box) => ({ ...box, from: 0, to: line.addressCells })))
        leftover.start(symbol)
        for (const { from, to, first, end } of unnamed) leftover.takeBox(from, to, first, end)
        needs.push(...leftover.toBoxes())
      }
    }
    return needs
  }

  /** Has the leftover start with all that is to be covered. */
  const startOf = (rule: CompiledRule, ofRule: Spans): (() => void) => {
    if (rule.forEveryone || rule.symbolSpans.length === 0) return () => leftover.startBetween(rule.addressSpans, ofRule)
    const needs = needsOf(rule, ofRule)
    return () => leftover.start(needs)
  }

  return {
    blockersOf(rule, ofRule, contradiction) {
      const decider = contradiction.decider ?? deciderAt(rule, contradiction)
      const witness = knownServiceAt(compiled, decisions, contradiction, decider) ?? contradiction
      if (holdsAll(decider.spans, rule.spans) && holdsAll(decider.certain, ofRule)) {
        return { blockers: [decider.index], decidedBy: decider.index, witness }
      }
      const chosen: Choice[] = [{ rule: decider, place: contradiction }]
      const start = startOf(rule, ofRule)
      start()
      for (let next = decider; ;) {
        leftover.take(next.spans, next.certain)
        if (leftover.isEmpty()) break
        const place = leftover.firstPlace()
        next = deciderAt(rule, place)
        chosen.push({ rule: next, place })
      }
      const blockers = (chosen.length > MOST_PRUNED ? chosen : pruned(chosen, leftover, start))
        .sort((a, b) => a.rule.turn - b.rule.turn)
        .map((each) => each.rule.index)
      return { blockers, decidedBy: decider.index, witness }
    },
  }
}

/** The rules that always exist and hold symbols, in the order of their latest places. */
interface Holders {
  readonly forEveryone: readonly CompiledRule[]
  /** By cell, those that name the symbol. */
  readonly bySymbol: ReadonlyMap<number, readonly CompiledRule[]>
}

function holdersOfSymbols(rules: readonly CompiledRule[]): Holders {
  const certain = rules.filter(({ conditional }) => !conditional).sort((a, b) => a.latest - b.latest)
  const forEveryone = certain.filter((rule) => rule.forEveryone)
  const bySymbol = new Map<number, CompiledRule[]>()
  for (const rule of certain) {
    if (rule.forEveryone) continue
    for (let i = 0; i < rule.symbolSpans.length; i += 2) {
      for (let cell = rule.symbolSpans[i] as number; cell < (rule.symbolSpans[i + 1] as number); cell++) {
        addTo(bySymbol, cell, rule)
      }
    }
  }
  return { forEveryone, bySymbol }
}

/** A blocker, and the place for which it was chosen: no rule that was chosen before has it. */
interface Choice {
  readonly rule: CompiledRule
  readonly place: Place
}

/** Leaves out every rule whose share the others cover, the last found first; but for the first. */
function pruned(chosen: Choice[], leftover: Leftover, start: () => void): Choice[] {
  let kept = chosen
  // Nothing covers the place of the last.
  for (let i = chosen.length - 2; i > 0; i--) {
    const choice = chosen[i] as Choice
    const isNeeded = !kept.some((each) => each !== choice && isIn(choice.place, each.rule.spans, each.rule.certain))
    if (isNeeded) continue
    start()
    for (const each of kept) if (each !== choice) leftover.take(each.rule.spans, each.rule.certain)
    if (leftover.isEmpty()) kept = kept.filter((each) => each !== choice)
  }
  return kept
}
