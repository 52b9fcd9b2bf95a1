import { defineRule } from '../src/lint/define-rule.ts'
import { unsettledPlaces, unsettledValues } from '../src/lint/rule-fields.ts'
import { listing } from '../src/lint/wording.ts'

export const noUnresolvedValues = defineRule<object, 'unread' | 'unresolved'>({
  name: 'no-unresolved-values',
  description: 'report values that a file does not settle, and that no rule could judge',
  type: 'suggestion',
  config: 'none',
  severity: 'off',
  messages: {
    unresolved:
      'This file does not settle `{{value}}`, the {{fields}} of {{holder}}: what depends on it was not judged. Look at what the deployment makes of it.',
    unread:
      'This file does not settle `{{value}}`, and so not which rules or groups there are: what depends on it was not judged. Look at what the deployment makes of it.',
  },
  options: {},
  check({ declarations }, _, report) {
    const values = unsettledValues(declarations)
    for (const { origin, text } of unsettledPlaces(declarations, values)) {
      report({ at: origin, messageId: 'unread', data: { value: text } })
    }
    for (const { origin, text, fields, holder } of values) {
      report({
        at: origin,
        messageId: 'unresolved',
        data: { value: text, fields: listing(fields), holder: holder.label },
      })
    }
  },
})
