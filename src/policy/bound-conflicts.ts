/** Rules of groups that are bound together, where nothing that their authors wrote settles a verdict. */
import type { Packet } from '../evaluator/index.ts'
import { conflicts, conflictsAmong } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Origin } from '../model/reading.ts'
import type { BoundGroup } from './bound-groups.ts'
import type { BoundPolicy } from './bound-policy.ts'
import { separatePolicies } from './bound-policy.ts'

export interface BoundConflict {
  readonly rule: Rule
  readonly group: BoundGroup
  /** The rule of another group that decides the witness otherwise. */
  readonly other: Rule
  readonly otherGroup: BoundGroup
  readonly witness: Packet
  readonly from: BoundPolicy
}

/** The rules of groups bound as a set that meet one of an earlier group, each once, however many bindings show it. */
export function conflictsInSets(policies: readonly BoundPolicy[]): readonly BoundConflict[] {
  const found = new Map<Origin, BoundConflict>()
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

/** The rules that lose a tie of priorities to a rule of another group, each once, where the groups are merged. */
export function tiesAcrossGroups(policies: readonly BoundPolicy[]): readonly BoundConflict[] {
  const found = new Map<Origin, BoundConflict>()
  for (const from of policies) {
    if (from.policy.tie === undefined) continue
    for (const conflict of conflicts(from.policy)) {
      const [place, otherPlace] = [from.groupOf[conflict.rule], from.groupOf[conflict.with]]
      if (place === undefined || otherPlace === undefined || place === otherPlace) continue
      const [group, otherGroup] = [from.groups[place], from.groups[otherPlace]]
      const [rule, other] = [from.rules[conflict.rule], from.rules[conflict.with]]
      if (!group || !otherGroup || !rule || !other || found.has(rule.origin)) continue
      found.set(rule.origin, { rule, group, other, otherGroup, witness: conflict.witness, from })
    }
  }
  return [...found.values()]
}
