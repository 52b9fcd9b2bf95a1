/** Rules of groups that are bound as a set, where it takes an order among the groups to settle a verdict. */
import type { Packet } from '../evaluator/index.ts'
import { conflictsAmong } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Origin } from '../model/reading.ts'
import type { BoundGroup } from './bound-groups.ts'
import type { BoundPolicy } from './bound-policy.ts'
import { separatePolicies } from './bound-policy.ts'

export interface SetConflict {
  readonly rule: Rule
  readonly group: BoundGroup
  /** The rule of an earlier group that decides the witness otherwise. */
  readonly other: Rule
  readonly otherGroup: BoundGroup
  readonly witness: Packet
  readonly from: BoundPolicy
}

/** The conflicts of a file, each rule once, however many bindings show it. */
export function conflictsInSets(policies: readonly BoundPolicy[]): readonly SetConflict[] {
  const found = new Map<Origin, SetConflict>()
  for (const from of policies) {
    if (from.bindings[0]?.binding.order !== 'undefined') continue
    const starts = from.groups.map((_, index) => from.groupOf.indexOf(index))
    for (const conflict of conflictsAmong(separatePolicies(from))) {
      const group = from.groups[conflict.policy]
      const otherGroup = from.groups[conflict.with.policy]
      const rule = from.rules[(starts[conflict.policy] ?? 0) + conflict.rule]
      const other = from.rules[(starts[conflict.with.policy] ?? 0) + conflict.with.rule]
      if (!group || !otherGroup || !rule || !other || found.has(rule.origin)) continue
      found.set(rule.origin, { rule, group, other, otherGroup, witness: conflict.witness, from })
    }
  }
  return [...found.values()]
}
