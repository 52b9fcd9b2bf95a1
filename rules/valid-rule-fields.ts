import { defineRule } from '../src/lint/define-rule.ts'
import { refusedValues } from '../src/lint/rule-fields.ts'

export const validRuleFields = defineRule<object, 'instead' | 'refused'>({
  name: 'valid-rule-fields',
  description: 'disallow values that the provider refuses or silently changes',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    refused: '`{{value}}` {{problem}}.',
    instead: 'Write `{{instead}}` instead.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const { origin, text, problem } of refusedValues(declarations.groups.flatMap((group) => group.rules))) {
      const { what, instead } = problem
      report({
        at: origin,
        messageId: 'refused',
        data: { value: text, problem: what },
        suggest:
          instead === undefined
            ? []
            : [{ messageId: 'instead', data: { instead: String(instead) }, edits: origin.rewrite(instead) }],
      })
    }
  },
})
