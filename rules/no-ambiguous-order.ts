import type { Policy } from '../src/evaluator/index.ts'
import { conflicts, shadowed } from '../src/evaluator/index.ts'
import { bindingListing, boundNote, boundPoliciesIn, groupText } from '../src/lint/bound.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { defaultNote, packetText, ruleText } from '../src/lint/wording.ts'
import type { Rule } from '../src/model/declarations.ts'
import type { BoundConflict } from '../src/policy/bound-conflicts.ts'
import { conflictsInSets, tiesAcrossGroups } from '../src/policy/bound-conflicts.ts'

export const noAmbiguousOrder = defineRule<object, 'merged' | 'set' | 'tie' | 'undefined'>({
  name: 'no-ambiguous-order',
  description: 'disallow overlapping rules of opposite verdicts whose order nothing settles',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  messages: {
    tie: 'This rule has the same priority as {{other}}, which wins the tie{{note}}: {{packet}} is {{outcome}}, for example. Give the two different priorities.',
    merged:
      'This rule has the same priority as {{other}} of group {{group}}, which wins the tie on {{binding}}, where both groups are bound{{note}}: {{packet}} is {{outcome}}, for example. Give the two different priorities.',
    undefined:
      'Nothing settles whether this rule or {{other}} is asked first{{note}}: the verdict on {{packet}}, for example, is left to chance. Write both in one ordered list, or give each an index.',
    set: 'Nothing settles whether this rule or {{other}} of group {{group}} is asked first, as {{binding}} binds the groups as a set{{note}}: the verdict on {{packet}} is left to chance. Bind them in an ordered list, or make their rules agree.',
  },
  options: {},
  check(file, _, report) {
    /** Rules of which enough is said: here, or by no-shadowed-rules. */
    const told = new Set<Rule>()
    for (const { policy, rules, direction } of file.policies) {
      for (const { rule } of shadowed(policy)) if (rules[rule]) told.add(rules[rule])
      for (const conflict of conflicts(policy)) {
        const rule = rules[conflict.rule]
        const other = rules[conflict.with]
        if (!rule || !other || told.has(rule)) continue
        told.add(rule)
        report({
          at: rule.origin,
          messageId: conflict.kind,
          data: {
            other: ruleText(other, rule.origin),
            packet: packetText(conflict.witness, direction),
            outcome: outcomeOf(policy),
            note: defaultNote(rule, other),
          },
        })
      }
    }
    const bound = boundPoliciesIn(file)
    for (const conflict of conflictsInSets(bound)) {
      report({ at: conflict.rule.origin, messageId: 'set', data: boundData(conflict) })
    }
    for (const conflict of tiesAcrossGroups(bound)) {
      if (told.has(conflict.rule)) continue
      const data = { ...boundData(conflict), outcome: outcomeOf(conflict.from.policy) }
      report({ at: conflict.rule.origin, messageId: 'merged', data })
    }
  },
})

function boundData({ rule, group, other, otherGroup, witness, from }: BoundConflict): Record<string, string> {
  return {
    other: ruleText(other, rule.origin),
    group: groupText(otherGroup),
    binding: bindingListing(from.bindings, rule.origin),
    packet: packetText(witness, from.direction),
    note: boundNote([rule, other], [group, otherGroup]),
  }
}

/** What becomes of packets on a tie. */
function outcomeOf({ tie }: Policy): string {
  return tie === 'accept' ? 'let through' : 'dropped'
}
