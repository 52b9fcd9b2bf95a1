import type { Shadowed } from '../src/evaluator/index.ts'
import { shadowed } from '../src/evaluator/index.ts'
import type { Suggestion } from '../src/lint/define-rule.ts'
import { defineRule, firstOf } from '../src/lint/define-rule.ts'
import { prioritizing, removal } from '../src/lint/edits.ts'
import { defaultNote, packetText, ruleListing, ruleText } from '../src/lint/wording.ts'
import type { GroupPolicy } from '../src/policy/build.ts'
import { rewritten } from '../src/policy/change.ts'
import { effectiveIndex, effectivePlace, effectivePriorities, yieldingPriority } from '../src/policy/precedence.ts'
import { isSystemRule } from '../src/policy/system-rules.ts'

export const noShadowedRules = defineRule<
  object,
  'move' | 'postpone' | 'prioritize' | 'remove' | 'renumber' | 'shadowed'
>({
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
    postpone: 'Set priority {{priority}} of {{blocker}}, so that this rule takes effect.',
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
          suggest: () => {
            const remedy = firstOf(remedies(from, finding, findings))
            return [...(remedy ? [remedy] : []), { messageId: 'remove', ...removal(rule) }]
          },
        })
      }
    }
  },
})

/** What makes the rule take effect, where something does: a place of its own, or another of the rule that shadows it. */
function* remedies(
  from: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): Generator<Suggestion<'move' | 'postpone' | 'prioritize' | 'renumber'>> {
  const rule = from.rules[finding.rule]
  if (rule?.order.by === 'priority') {
    for (const priority of effectivePriorities(from, finding, all)) {
      yield { messageId: 'prioritize', data: { priority: String(priority) }, ...prioritizing(rule, priority) }
    }
    const [blocker, behind] = [from.rules[finding.decidedBy], yieldingPriority(from, finding, all)]
    if (!blocker || behind === undefined) return
    const data = { priority: String(behind), blocker: ruleText(blocker, rule.origin) }
    yield { messageId: 'postpone', data, ...prioritizing(blocker, behind) }
  } else if (rule?.order.by === 'position' && rule.order.index) {
    const index = effectiveIndex(from, finding, all)
    if (index === undefined) return
    const change = rewritten(rule, { order: { ...rule.order, position: index } })
    yield { messageId: 'renumber', data: { index: String(index) }, edits: rule.order.index.rewrite(index), change }
  } else if (rule?.order.by === 'position') {
    const blocker = from.rules[effectivePlace(from, finding, all) ?? -1]
    if (blocker?.order.by !== 'position') return
    const data = { blocker: ruleText(blocker, rule.origin) }
    const change = rewritten(rule, { order: { ...rule.order, position: blocker.order.position - 1 / 2 } })
    yield { messageId: 'move', data, edits: rule.origin.moveBefore(blocker.origin), change }
  }
}
