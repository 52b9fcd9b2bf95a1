/** For a dead rule: a small set of the rules that decide all its packets. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import { Leftover } from './leftover.ts'
import { livenessOf } from './liveness.ts'
import type { Box, Place } from './place.ts'
import { boxesOf, isIn } from './place.ts'
import type { Spans } from './spans.ts'
import { holds, holdsAll } from './spans.ts'
import { knownServiceAt } from './unknown-services.ts'

export interface BlockerSearch {
  /** `services`: those of the rule that are all decided ahead of it. */
  blockersOf(rule: CompiledRule, services: Spans, contradiction: Place): Blockers
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
  let holdersOf: ((symbol: number) => readonly CompiledRule[]) | undefined

  /** The rules that always exist, hold the symbol and are certainly ahead. */
  const ahead = (rule: CompiledRule, symbol: number): readonly CompiledRule[] => {
    holdersOf ??= holdersOfSymbols(rules)
    return holdersOf(symbol).filter((each) => isCertainlyAhead(each, rule))
  }
  /** For a symbol that all addresses decide, a rule that names it serves as well. */
  const deciderAt = (rule: CompiledRule, place: Place): CompiledRule =>
    decisions.decider(place) ??
    (ahead(rule, place.cell).find(({ certain }) => holds(certain, place.bit)) as CompiledRule)

  /** What has to be covered. A symbol is covered where a rule ahead names it, or where all addresses are. */
  const needsOf = (rule: CompiledRule, ofRule: Spans): readonly Box[] => {
    const needs = boxesOf(rule.addressSpans, ofRule)
    if (rule.forEveryone) return needs
    for (let i = 0; i < rule.symbolSpans.length; i += 2) {
      for (let cell = rule.symbolSpans[i] as number; cell < (rule.symbolSpans[i + 1] as number); cell++) {
        const symbol = boxesOf([cell, cell + 1], ofRule)
        leftover.start(symbol)
        for (const each of ahead(rule, cell)) leftover.take(each.spans, each.certain)
        const unnamed = leftover.toBoxes()
        needs.push(...unnamed.map((box) => ({ ...box, from: 0, to: line.addressCells })))
        leftover.start(symbol)
        for (const { from, to, first, end } of unnamed) leftover.takeBox(from, to, first, end)
        needs.push(...leftover.toBoxes())
      }
    }
    return needs
  }

  return {
    blockersOf(rule, ofRule, contradiction) {
      const decider = deciderAt(rule, contradiction)
      const witness = knownServiceAt(compiled, decisions, contradiction, decider) ?? contradiction
      if (holdsAll(decider.spans, rule.spans) && holdsAll(decider.certain, ofRule)) {
        return { blockers: [decider.index], decidedBy: decider.index, witness }
      }
      const chosen: Choice[] = [{ rule: decider, place: contradiction }]
      const needs = needsOf(rule, ofRule)
      leftover.start(needs)
      for (let next = decider; ;) {
        leftover.take(next.spans, next.certain)
        if (leftover.isEmpty()) break
        const place = leftover.firstPlace()
        next = deciderAt(rule, place)
        chosen.push({ rule: next, place })
      }
      const kept = chosen.length > MOST_PRUNED ? chosen : pruned(needs, chosen, leftover)
      const blockers = kept.map((each) => each.rule).sort((a, b) => a.turn - b.turn)
      return { blockers: blockers.map(({ index }) => index), decidedBy: decider.index, witness }
    },
  }
}

/** For the cell of a symbol, tells the rules that always exist and name it, or are for everyone. */
function holdersOfSymbols(rules: readonly CompiledRule[]): (symbol: number) => readonly CompiledRule[] {
  const certain = rules.filter(({ conditional }) => !conditional)
  const forEveryone = certain.filter((rule) => rule.forEveryone)
  const bySymbol = new Map<number, CompiledRule[]>()
  for (const rule of certain) {
    if (rule.forEveryone) continue
    for (let i = 0; i < rule.symbolSpans.length; i += 2) {
      for (let cell = rule.symbolSpans[i] as number; cell < (rule.symbolSpans[i + 1] as number); cell++) {
        const holders = bySymbol.get(cell)
        if (holders) holders.push(rule)
        else bySymbol.set(cell, [rule])
      }
    }
  }
  return (symbol) => [...forEveryone, ...(bySymbol.get(symbol) ?? [])]
}

/** A blocker, and the place for which it was chosen: no rule that was chosen before has it. */
interface Choice {
  readonly rule: CompiledRule
  readonly place: Place
}

/** Leaves out every rule whose share the others cover, the last found first; but for the first. */
function pruned(needs: readonly Box[], chosen: readonly Choice[], leftover: Leftover): readonly Choice[] {
  let kept = chosen
  // Nothing covers the place of the last.
  for (let i = chosen.length - 2; i > 0; i--) {
    const { place } = chosen[i] as Choice
    const others = kept.filter((each) => each !== chosen[i])
    if (!others.some(({ rule: { spans, certain } }) => isIn(place, spans, certain))) continue
    leftover.start(needs)
    for (const { rule } of others) leftover.take(rule.spans, rule.certain)
    if (leftover.isEmpty()) kept = others
  }
  return kept
}
