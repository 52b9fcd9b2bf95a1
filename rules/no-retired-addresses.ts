import { defineRule } from '../src/lint/define-rule.ts'
import { removal } from '../src/lint/edits.ts'
import { peerOrigin } from '../src/lint/places.ts'
import { defaultNote, listing, peerText } from '../src/lint/wording.ts'
import { retiredSource } from '../src/policy/retired.ts'

export const noRetiredAddresses = defineRule<object, 'remove' | 'retired'>({
  name: 'no-retired-addresses',
  description: 'disallow letting in addresses that no longer belong to the service that they were opened for',
  type: 'problem',
  config: 'strict',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    retired:
      'This rule lets in {{source}}{{note}}, which the {{service}} of {{provider}} left on {{since}}: whoever has it now gets in. Today that service comes from {{current}}. Let those in instead, or remove the rule.',
    remove: 'Remove this rule.',
  },
  options: {},
  check({ policies }, _, report) {
    for (const { rules, provider, direction } of policies) {
      for (const rule of direction === 'ingress' ? rules : []) {
        const retired = retiredSource(rule, provider)
        if (!retired) continue
        const { service, since, current } = retired
        report({
          at: peerOrigin(rule),
          messageId: 'retired',
          data: {
            source: peerText(rule),
            note: defaultNote(rule),
            service,
            provider: provider.title,
            since,
            current: listing(current),
          },
          suggest: () => [{ messageId: 'remove', ...removal(rule) }],
        })
      }
    }
  },
})
