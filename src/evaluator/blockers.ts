/** For a dead rule: a small set of the rules that decide all its packets. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import type { Place } from './place.ts'
import type { Residue } from './residue.ts'
import { firstPlaceOf, residueOf, subtract } from './residue.ts'
import { rulesByCell } from './rules-by-cell.ts'
import type { BitSet } from './service-bits.ts'
import { maskOf, masksFor } from './service-bits.ts'

export interface BlockerSearch {
  /** `services`: those of the rule that are all decided ahead of it. */
  blockersOf(
    rule: CompiledRule,
    services: BitSet,
    contradiction: Place,
  ): { readonly blockers: readonly number[]; readonly decidedBy: number }
}

/** Pruning compares every pair of blockers; a longer list is not read to its end anyway. */
const MOST_PRUNED = 24

export function createBlockerSearch(compiled: CompiledPolicy): BlockerSearch {
  const { line, ordered } = compiled
  const rulesAt = rulesByCell(compiled)

  /** The rule that decides the packets of a place before `rule` is asked. */
  const deciderAt = (rule: CompiledRule, { cell, word, bit }: Place): CompiledRule => {
    let first: CompiledRule | undefined
    for (const rules of rulesAt(cell)) {
      for (const each of rules) {
        if (ordered && each.turn >= (first ?? rule).turn) break
        if ((maskOf(each.certain, word) & bit) === 0 || !isCertainlyAhead(each, rule)) continue
        if (!first || each.latest < first.latest) first = each
      }
    }
    if (!first) throw new Error('No rule decides the place.')
    return first
  }

  /** What has to be covered. A symbol is covered where a rule ahead names it, or where all addresses are. */
  const needsOf = (rule: CompiledRule, services: BitSet): Residue[] => {
    const addresses = residueOf(rule.addressSpans, services)
    if (rule.forEveryone || rule.symbolSpans.length === 0) return [addresses]
    const implied = services.masks.map(() => 0)
    const symbols: Residue['runs'][number][] = []
    for (let i = 0; i < rule.symbolSpans.length; i += 2) {
      for (let cell = rule.symbolSpans[i] as number; cell < (rule.symbolSpans[i + 1] as number); cell++) {
        const named = services.masks.map(() => 0)
        for (const each of rulesAt(cell).flat()) {
          if (!isCertainlyAhead(each, rule)) continue
          masksFor(services.words, each.certain).forEach((mask, word) => (named[word] = (named[word] ?? 0) | mask))
        }
        symbols.push({ from: cell, to: cell + 1, masks: services.masks.map((mask, word) => mask & (named[word] ?? 0)) })
        services.masks.forEach((mask, word) => (implied[word] = (implied[word] ?? 0) | (mask & ~(named[word] ?? 0))))
      }
    }
    const everywhere = residueOf([0, line.addressCells], { words: services.words, masks: implied })
    return [addresses, { words: services.words, runs: symbols }, everywhere]
  }

  return {
    blockersOf(rule, services, contradiction) {
      const decider = deciderAt(rule, contradiction)
      const chosen = [decider]
      const needs = needsOf(rule, services)
      for (const need of needs) {
        let rest = chosen.reduce(take, need)
        for (let place = firstPlaceOf(rest); place; place = firstPlaceOf(rest)) {
          const next = deciderAt(rule, place)
          chosen.push(next)
          rest = take(rest, next)
        }
      }
      const blockers = chosen.length > MOST_PRUNED ? chosen : pruned(needs, chosen, decider)
      return {
        blockers: blockers.sort((a, b) => a.turn - b.turn).map((each) => each.index),
        decidedBy: decider.index,
      }
    },
  }
}

function take(rest: Residue, rule: CompiledRule): Residue {
  return subtract(rest, rule.spans, rule.certain)
}

/** Leaves out every rule whose share the others cover, the last found first. */
function pruned(needs: readonly Residue[], chosen: readonly CompiledRule[], needed: CompiledRule): CompiledRule[] {
  let kept = [...chosen]
  for (const candidate of [...chosen].reverse()) {
    if (candidate === needed) continue
    const others = kept.filter((each) => each !== candidate)
    if (needs.every((need) => !firstPlaceOf(others.reduce(take, need)))) kept = others
  }
  return kept
}
