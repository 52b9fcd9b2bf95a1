import { bindingListing, boundNote, boundPoliciesIn, groupText } from '../src/lint/bound.ts'
import type { Suggestion } from '../src/lint/define-rule.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { rewriteValue } from '../src/lint/edits.ts'
import { packetText, ruleText } from '../src/lint/wording.ts'
import type { Bypass } from '../src/policy/bypass.ts'
import { bypasses, priorityForDrop, takesEffectAhead } from '../src/policy/bypass.ts'

export const noCrossGroupBypass = defineRule<object, 'byOrder' | 'byPriority' | 'bindAhead' | 'prioritize'>({
  name: 'no-cross-group-bypass',
  description: 'disallow drops that never take effect because another group of the same interface accepts first',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    byOrder:
      'This drop never takes effect on {{binding}}: group {{other}} is asked before group {{group}} there, and {{accept}} decides first{{note}}. So {{packet}} is let through. Bind the group with the drop ahead, or narrow the accept.',
    byPriority:
      'This drop never takes effect on {{binding}}: groups are merged by priority there, and {{accept}} of group {{other}} decides first{{note}}. So {{packet}} is let through. Give the drop a lower number, or narrow the accept.',
    bindAhead: 'Bind group {{group}} ahead of group {{other}}.',
    prioritize: 'Set priority {{priority}}, so that it takes effect.',
  },
  options: {},
  check(file, _, report) {
    for (const bypass of bypasses(boundPoliciesIn(file))) {
      const { rule, accept, acceptedBy, droppedBy, witness, from, bindings } = bypass
      report({
        at: rule.origin,
        messageId: from.provider.precedence.by === 'position' ? 'byOrder' : 'byPriority',
        data: {
          binding: bindingListing(bindings, rule.origin),
          group: groupText(droppedBy),
          other: groupText(acceptedBy),
          accept: ruleText(accept, rule.origin),
          packet: packetText(witness, from.direction),
          note: boundNote([rule, accept], [droppedBy, acceptedBy]),
        },
        suggest: remedies(bypass),
      })
    }
  },
})

function remedies(bypass: Bypass): readonly Suggestion<'bindAhead' | 'prioritize'>[] {
  const { rule, acceptedBy, droppedBy } = bypass
  if (rule.order.by === 'priority') {
    const priority = priorityForDrop(bypass)
    if (priority === undefined) return []
    const edits = rewriteValue(rule, rule.order.priority, priority)
    return [{ messageId: 'prioritize', data: { priority: String(priority) }, edits }]
  }
  if (!takesEffectAhead(bypass)) return []
  const edits = droppedBy.reading.origin.moveBefore(acceptedBy.reading.origin)
  return [{ messageId: 'bindAhead', data: { group: groupText(droppedBy), other: groupText(acceptedBy) }, edits }]
}
