import { conflicts, shadowed } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { defaultNote, packetText, ruleText } from '../src/lint/wording.ts'

export const noAmbiguousOrder = defineRule<object, 'tie' | 'undefined'>({
  name: 'no-ambiguous-order',
  description: 'disallow overlapping rules of opposite verdicts whose order nothing settles',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  messages: {
    tie: 'This rule has the same priority as {{other}}, which wins the tie{{note}}: {{packet}} is {{outcome}}, for example. Give the two different priorities.',
    undefined:
      'Nothing settles whether this rule or {{other}} is asked first{{note}}: the verdict on {{packet}}, for example, is left to chance. Write both in one ordered list, or give each an index.',
  },
  options: {},
  check({ policies }, _, report) {
    for (const { policy, rules, direction } of policies) {
      const dead = new Set(shadowed(policy).map((each) => each.rule))
      for (const conflict of conflicts(policy)) {
        const rule = rules[conflict.rule]
        const other = rules[conflict.with]
        if (!rule || !other || dead.has(conflict.rule)) continue
        report({
          at: rule.origin,
          messageId: conflict.kind,
          data: {
            other: ruleText(other),
            packet: packetText(conflict.witness, direction),
            outcome: policy.tie === 'accept' ? 'let through' : 'dropped',
            note: defaultNote(rule, other),
          },
        })
      }
    }
  },
})
