/** For a dead rule: a small set of the rules that decide all its packets. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import type { Residue } from './residue.ts'
import { residueOf, subtract } from './residue.ts'
import type { Contradiction } from './liveness.ts'

export interface BlockerSearch {
  blockersOf(rule: CompiledRule, contradiction: Contradiction): { readonly blockers: number[]; readonly decidedBy: number }
}

/** Pruning compares every pair of blockers; a longer list is not read to its end anyway. */
const MOST_PRUNED = 24

export function createBlockerSearch(compiled: CompiledPolicy): BlockerSearch {
  const { line, ordered } = compiled
  const index = indexByCell(compiled)

  /** The rule that decides the packets of a cell and bit before `rule` is asked. */
  const deciderOf = (rule: CompiledRule, cell: number, word: number, bit: number): CompiledRule | undefined => {
    let first: CompiledRule | undefined
    for (const rules of index(cell)) {
      for (const each of rules) {
        if (first && ordered && each.turn >= first.turn) break
        if ((maskOf(each, word) & bit) === 0 || !isCertainlyAhead(each, rule)) continue
        if (!first || decidesBefore(each, first)) first = each
        if (ordered) break
      }
    }
    return first
  }

  return {
    blockersOf(rule, { cell, word, bit }) {
      const decider = deciderOf(rule, cell, word, bit) as CompiledRule
      const chosen = [decider]
      let rest = subtract(residueOf(rule.spans, rule.subject), decider.spans, decider.certain)
      if (rule.forEveryone) rest = withoutSymbols(rest, line.addressCells)
      while (rest.runs.length > 0) {
        const run = rest.runs[0] as Residue['runs'][number]
        const at = run.masks.findIndex(mask => mask !== 0)
        const mask = run.masks[at] as number
        const next = deciderOf(rule, run.from, rest.words[at] as number, mask & -mask)
        if (next) {
          chosen.push(next)
          rest = subtract(rest, next.spans, next.certain)
        } else {
          // Nothing ahead names this symbol: its addresses are decided, whichever they are.
          const everywhere = { from: 0, to: line.addressCells, masks: run.masks }
          rest = { words: rest.words, runs: [everywhere, ...rest.runs.slice(1)] }
          for (const each of chosen) rest = subtract(rest, each.spans, each.certain)
        }
      }
      const blockers = chosen.length > MOST_PRUNED ? chosen : pruned(rule, chosen, decider, line.addressCells)
      return {
        blockers: blockers.sort((a, b) => a.turn - b.turn).map(each => each.index),
        decidedBy: decider.index,
      }
    },
  }
}

/** Rules of unsettled rank decide for certain only from their latest rank on. */
function decidesBefore(a: CompiledRule, b: CompiledRule): boolean {
  return a.latest < b.latest || (a.latest === b.latest && a.turn < b.turn)
}

/** Leaves out every rule whose share the others cover, the last found first. */
function pruned(rule: CompiledRule, chosen: readonly CompiledRule[], needed: CompiledRule, addressCells: number): CompiledRule[] {
  // Symbols may be covered by implication, which a plain subtraction does not see.
  if (rule.symbolSpans.length > 0 && !rule.forEveryone) return [...chosen]
  const kept = [...chosen]
  for (const candidate of [...chosen].reverse()) {
    if (candidate === needed) continue
    const others = kept.filter(each => each !== candidate)
    let rest = residueOf(rule.addressSpans, rule.subject)
    for (const other of others) rest = subtract(rest, other.spans, other.certain)
    if (withoutSymbols(rest, addressCells).runs.length === 0) kept.splice(kept.indexOf(candidate), 1)
  }
  return kept
}

function withoutSymbols(residue: Residue, addressCells: number): Residue {
  const runs = residue.runs.filter(run => run.from < addressCells)
  return { ...residue, runs: runs.map(run => ({ ...run, to: Math.min(run.to, addressCells) })) }
}

function maskOf({ certain }: CompiledRule, word: number): number {
  const { words, masks } = certain
  if (words.length === 1) return words[0] === word ? (masks[0] as number) : 0
  let low = 0
  let high = words.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = words[middle] as number
    if (found === word) return masks[middle] as number
    if (found < word) low = middle + 1
    else high = middle - 1
  }
  return 0
}

/** For a cell: lists of the rules whose spans hold it, each list in the order of asking. */
function indexByCell({ line, rules }: CompiledPolicy): (cell: number) => CompiledRule[][] {
  const lists: (CompiledRule[] | undefined)[] = new Array<undefined>(2 * line.cells).fill(undefined)
  const insert = (rule: CompiledRule, from: number, to: number, node: number, l: number, r: number): void => {
    if (from <= l && r <= to) {
      const list = lists[node]
      if (list) list.push(rule)
      else lists[node] = [rule]
      return
    }
    const middle = (l + r) >> 1
    if (from < middle) insert(rule, from, to, node + 1, l, middle)
    if (middle < to) insert(rule, from, to, node + 2 * (middle - l), middle, r)
  }
  for (const rule of rules) {
    if (rule.conditional) continue
    for (let i = 0; i < rule.spans.length; i += 2) {
      insert(rule, rule.spans[i] as number, rule.spans[i + 1] as number, 0, 0, line.cells)
    }
  }
  return cell => {
    const found: CompiledRule[][] = []
    let node = 0
    let l = 0
    let r = line.cells
    for (;;) {
      const list = lists[node]
      if (list) found.push(list)
      if (r - l === 1) return found
      const middle = (l + r) >> 1
      if (cell < middle) {
        node += 1
        r = middle
      } else {
        node += 2 * (middle - l)
        l = middle
      }
    }
  }
}
