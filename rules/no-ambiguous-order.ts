import { conflicts, shadowed } from '../src/evaluator/index.ts'
import { bindingListing, boundNote, boundPoliciesIn, groupText } from '../src/lint/bound.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { defaultNote, packetText, ruleText } from '../src/lint/wording.ts'
import { conflictsInSets } from '../src/policy/set-conflicts.ts'

export const noAmbiguousOrder = defineRule<object, 'set' | 'tie' | 'undefined'>({
  name: 'no-ambiguous-order',
  description: 'disallow overlapping rules of opposite verdicts whose order nothing settles',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  messages: {
    tie: 'This rule has the same priority as {{other}}, which wins the tie{{note}}: {{packet}} is {{outcome}}, for example. Give the two different priorities.',
    undefined:
      'Nothing settles whether this rule or {{other}} is asked first{{note}}: the verdict on {{packet}}, for example, is left to chance. Write both in one ordered list, or give each an index.',
    set: 'Nothing settles whether this rule or {{other}} of group {{group}} is asked first, as {{binding}} binds the groups as a set{{note}}: the verdict on {{packet}} is left to chance. Bind them in an ordered list, or make their rules agree.',
  },
  options: {},
  check(file, _, report) {
    for (const { policy, rules, direction } of file.policies) {
      const dead = new Set(shadowed(policy).map((each) => each.rule))
      for (const conflict of conflicts(policy)) {
        const rule = rules[conflict.rule]
        const other = rules[conflict.with]
        if (!rule || !other || dead.has(conflict.rule)) continue
        report({
          at: rule.origin,
          messageId: conflict.kind,
          data: {
            other: ruleText(other, rule.origin),
            packet: packetText(conflict.witness, direction),
            outcome: policy.tie === 'accept' ? 'let through' : 'dropped',
            note: defaultNote(rule, other),
          },
        })
      }
    }
    for (const { rule, group, other, otherGroup, witness, from } of conflictsInSets(boundPoliciesIn(file))) {
      report({
        at: rule.origin,
        messageId: 'set',
        data: {
          other: ruleText(other, rule.origin),
          group: groupText(otherGroup),
          binding: bindingListing(from.bindings, rule.origin),
          packet: packetText(witness, from.direction),
          note: boundNote([rule, other], [group, otherGroup]),
        },
      })
    }
  },
})
