import type { Shadowed } from '../src/evaluator/index.ts'
import { shadowed } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { defaultNote, packetText, ruleListing } from '../src/lint/wording.ts'
import type { GroupPolicy } from '../src/policy/build.ts'
import { effectivePriority } from '../src/policy/precedence.ts'

export const noShadowedRules = defineRule<object, 'prioritize' | 'remove' | 'shadowed'>({
  name: 'no-shadowed-rules',
  description: 'disallow rules that never take effect because rules ahead of them decide otherwise',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    shadowed:
      'This rule never takes effect: {{blockers}} {{decide}} first{{note}}. {{packet}} is {{outcome}}, for example. Ask this rule earlier, or remove it.',
    remove: 'Remove this rule.',
    prioritize: 'Set priority {{priority}}, so that it takes effect.',
  },
  options: {},
  check({ policies }, _, report) {
    for (const from of policies) {
      for (const finding of shadowed(from.policy)) {
        const rule = from.rules[finding.rule]
        const blockers = finding.blockers.flatMap((index) => from.rules[index] ?? [])
        if (!rule) continue
        report({
          at: rule.origin,
          messageId: 'shadowed',
          data: {
            blockers: ruleListing(blockers),
            decide: blockers.length === 1 ? 'decides' : 'decide',
            packet: packetText(finding.witness, from.direction),
            outcome: from.policy.rules[finding.decidedBy]?.verdict === 'accept' ? 'still let through' : 'dropped',
            note: defaultNote(rule, ...blockers),
          },
          suggest: [...prioritized(from, finding), { messageId: 'remove', edits: rule.origin.remove() }],
        })
      }
    }
  },
})

/** The priority that makes the rule effective, where there is one and the file spells the present one out. */
function prioritized(from: GroupPolicy, finding: Shadowed) {
  const rule = from.rules[finding.rule]
  const priority = effectivePriority(from, finding)
  if (priority === undefined || rule?.order.by !== 'priority' || rule.order.priority.state !== 'known') return []
  const { origin } = rule.order.priority
  return [
    {
      messageId: 'prioritize' as const,
      data: { priority: String(priority) },
      edits: origin === rule.origin ? undefined : origin.rewrite(priority),
    },
  ]
}
