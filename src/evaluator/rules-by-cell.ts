/** Finds the rules that hold a cell, without a look at all the others: a segment tree with a list at each node. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'

/** For a cell: lists of the rules that always exist and whose spans hold it, each list in the order of asking. */
export function rulesByCell({ line, rules }: CompiledPolicy): (cell: number) => readonly (readonly CompiledRule[])[] {
  const lists = new Map<number, CompiledRule[]>()
  const insert = (rule: CompiledRule, from: number, to: number, node: number, l: number, r: number): void => {
    if (from <= l && r <= to) {
      const list = lists.get(node)
      if (list) list.push(rule)
      else lists.set(node, [rule])
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
  return (cell) => {
    const found: CompiledRule[][] = []
    let node = 0
    let l = 0
    let r = line.cells
    for (;;) {
      const list = lists.get(node)
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
