/** Overlapping rules of opposite verdicts whose order the author did not settle. */
import type { CompiledRule } from './compile.ts'
import { compile } from './compile.ts'
import { livenessOf } from './liveness.ts'
import type { Packet, Policy } from './policy.ts'
import { lostTies } from './ties.ts'
import { meetingsWithoutOrder } from './undefined-order.ts'
import { knownServiceAt } from './unknown-services.ts'
import { packetAt } from './witness.ts'

export interface Conflict {
  /** The rule to report: the one that loses a tie, or the later one in the file where nothing settles the order. */
  readonly rule: number
  /** The rule it meets. */
  readonly with: number
  readonly kind: 'tie' | 'undefined'
  /** A packet that both match and no rule certainly ahead of both decides. */
  readonly witness: Packet
}

/**
 * The conflicts of a policy, at most one for each rule, by ascending index.
 * An unsettled rank is not a conflict: the author may well have settled it elsewhere. Only rules that always exist are compared.
 */
export function conflicts(policy: Policy): readonly Conflict[] {
  const compiled = compile(policy)
  const found: Conflict[] = []
  const ties = lostTies(compiled)
  for (const [rule, place] of ties) {
    const { decisions } = livenessOf(compiled)
    const met = decisions.decider(place) as CompiledRule
    const known = knownServiceAt(compiled, decisions, place, met)
    // Otherwise rules ahead take whatever an unknown set of both may hold.
    if (known) found.push({ rule: rule.index, with: met.index, kind: 'tie', witness: packetAt(compiled, known) })
  }
  meetingsWithoutOrder(compiled).forEach((meeting, turn) => {
    const rule = compiled.rules[turn] as CompiledRule
    if (!meeting || ties.has(rule)) return
    const { met, place } = meeting
    found.push({ rule: rule.index, with: met.index, kind: 'undefined', witness: packetAt(compiled, place) })
  })
  return found.sort((a, b) => a.rule - b.rule)
}
