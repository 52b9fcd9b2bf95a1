import type { Shadowed } from '../src/evaluator/index.ts'
import { shadowed } from '../src/evaluator/index.ts'
import type { Suggestion } from '../src/lint/define-rule.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { rewriteValue } from '../src/lint/edits.ts'
import { defaultNote, packetText, ruleListing, ruleText } from '../src/lint/wording.ts'
import type { GroupPolicy } from '../src/policy/build.ts'
import { effectiveIndex, effectivePlace, effectivePriority } from '../src/policy/precedence.ts'
import { isSystemRule } from '../src/policy/system-rules.ts'

export const noShadowedRules = defineRule<object, 'move' | 'prioritize' | 'remove' | 'renumber' | 'shadowed'>({
  name: 'no-shadowed-rules',
  description: 'disallow rules that never take effect because rules ahead of them decide otherwise',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    shadowed:
      'This rule never takes effect: {{blockers}} {{decide}} first{{note}}. {{packet}} is {{outcome}}, for example. Give it precedence, or remove it.',
    remove: 'Remove this rule.',
    move: 'Move this rule ahead of {{blocker}}.',
    prioritize: 'Set priority {{priority}}, so that it takes effect.',
    renumber: 'Set index {{index}}, so that it takes effect.',
  },
  options: {},
  check({ policies }, _, report) {
    for (const from of policies) {
      const findings = shadowed(from.policy)
      for (const finding of findings) {
        const rule = from.rules[finding.rule]
        const blockers = finding.blockers.flatMap((index) => from.rules[index] ?? [])
        if (!rule || isSystemRule(rule, from.group.provider)) continue
        report({
          at: rule.origin,
          messageId: 'shadowed',
          data: {
            blockers: ruleListing(blockers, rule.origin),
            decide: blockers.length === 1 ? 'decides' : 'decide',
            packet: packetText(finding.witness, from.direction),
            outcome: from.policy.rules[finding.decidedBy]?.verdict === 'accept' ? 'still let through' : 'dropped',
            note: defaultNote(rule, ...blockers),
          },
          suggest: [...earlier(from, finding, findings), { messageId: 'remove', edits: rule.origin.remove() }],
        })
      }
    }
  },
})

/** The place at which the rule takes effect, where there is one. */
function earlier(
  from: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): readonly Suggestion<'move' | 'prioritize' | 'renumber'>[] {
  const rule = from.rules[finding.rule]
  if (rule?.order.by === 'priority') {
    const priority = effectivePriority(from, finding, all)
    if (priority === undefined) return []
    const edits = rewriteValue(rule, rule.order.priority, priority)
    return [{ messageId: 'prioritize', data: { priority: String(priority) }, edits }]
  }
  if (rule?.order.by !== 'position') return []
  if (rule.order.index) {
    const index = effectiveIndex(from, finding, all)
    if (index === undefined) return []
    return [{ messageId: 'renumber', data: { index: String(index) }, edits: rule.order.index.rewrite(index) }]
  }
  const blocker = from.rules[effectivePlace(from, finding, all) ?? -1]
  if (!blocker) return []
  const data = { blocker: ruleText(blocker, rule.origin) }
  return [{ messageId: 'move', data, edits: rule.origin.moveBefore(blocker.origin) }]
}
