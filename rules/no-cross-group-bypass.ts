import { bindingListing, boundNote, boundPoliciesIn, groupText } from '../src/lint/bound.ts'
import type { Suggestion } from '../src/lint/define-rule.ts'
import { defineRule, firstOf } from '../src/lint/define-rule.ts'
import { prioritizing } from '../src/lint/edits.ts'
import { packetText, ruleText } from '../src/lint/wording.ts'
import type { Bypass } from '../src/policy/bypass.ts'
import { bypasses, boundAhead, prioritiesForDrop, priorityForAccept, takesEffectAhead } from '../src/policy/bypass.ts'

export const noCrossGroupBypass = defineRule<
  object,
  'byOrder' | 'byPriority' | 'bindAhead' | 'postpone' | 'prioritize'
>({
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
      'This drop never takes effect on {{binding}}: groups are merged by priority there, and {{accept}} of group {{other}} decides first{{note}}. So {{packet}} is let through. Give the drop a lower number than the accept, or narrow the accept.',
    bindAhead: 'Bind group {{group}} ahead of group {{other}}.',
    prioritize: 'Set priority {{priority}}, so that it takes effect.',
    postpone: 'Set priority {{priority}} of {{accept}}, so that the drop takes effect.',
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
        suggest: () => {
          const remedy = firstOf(remedies(bypass))
          return remedy ? [remedy] : []
        },
      })
    }
  },
})

function* remedies(bypass: Bypass): Generator<Suggestion<'bindAhead' | 'postpone' | 'prioritize'>> {
  const { rule, accept, acceptedBy, droppedBy } = bypass
  if (rule.order.by === 'priority') {
    for (const priority of prioritiesForDrop(bypass)) {
      yield { messageId: 'prioritize', data: { priority: String(priority) }, ...prioritizing(rule, priority) }
    }
    const behind = priorityForAccept(bypass)
    if (behind === undefined) return
    const data = { priority: String(behind), accept: ruleText(accept, rule.origin) }
    yield { messageId: 'postpone', data, ...prioritizing(accept, behind) }
  } else if (takesEffectAhead(bypass)) {
    yield {
      messageId: 'bindAhead',
      data: { group: groupText(droppedBy), other: groupText(acceptedBy) },
      edits: droppedBy.reading.origin.moveBefore(acceptedBy.reading.origin),
      change: boundAhead(bypass),
    }
  }
}
