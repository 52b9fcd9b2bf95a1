/** Finds who decides a place, without a look at all rules: a segment tree over the address line with a list at each node. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import type { Place } from './place.ts'
import { holds } from './spans.ts'

export interface Deciders {
  /** The rules that always exist, hold the cell and are certainly ahead of `rule`. */
  ahead(rule: CompiledRule, cell: number): readonly CompiledRule[]
  /** Of the rules certainly ahead of `rule`, the one that decides the place. One has to. */
  decider(rule: CompiledRule, place: Place): CompiledRule
}

const known = new WeakMap<CompiledPolicy, Deciders>()

export function decidersOf(compiled: CompiledPolicy): Deciders {
  let deciders = known.get(compiled)
  if (!deciders) known.set(compiled, (deciders = createDeciders(compiled)))
  return deciders
}

function createDeciders({ line, rules, ordered }: CompiledPolicy): Deciders {
  const lists = new Array<CompiledRule[] | undefined>(2 * line.cells).fill(undefined)
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

  const visit = (cell: number, tell: (some: readonly CompiledRule[]) => void) => {
    let node = 0
    let l = 0
    let r = line.cells
    for (;;) {
      const list = lists[node]
      if (list) tell(list)
      if (r - l === 1) return
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

  return {
    ahead(rule, cell) {
      const found: CompiledRule[] = []
      visit(cell, (some) => found.push(...some.filter((each) => isCertainlyAhead(each, rule))))
      return found
    },
    decider(rule, { cell, bit }) {
      let first: CompiledRule | undefined
      visit(cell, (some) => {
        for (const each of some) {
          if (ordered && each.turn >= (first ?? rule).turn) return
          if (!isCertainlyAhead(each, rule) || (first && first.latest <= each.latest)) continue
          if (holds(each.certain, bit)) first = each
        }
      })
      if (!first) throw new Error('No rule decides the place.')
      return first
    },
  }
}
