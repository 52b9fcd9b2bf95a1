import { defineRule } from '../src/lint/define-rule.ts'
import { ruleFields } from '../src/lint/rule-fields.ts'

export const noUnresolvedValues = defineRule<object, 'unresolved'>({
  name: 'no-unresolved-values',
  description: 'report values that a file does not settle, and that no rule could judge',
  type: 'suggestion',
  config: 'none',
  severity: 'warn',
  messages: {
    unresolved:
      'This file does not settle the {{field}} `{{value}}` of {{rule}}, so what depends on it was not judged. Check the plan of the deployment for it.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const rule of declarations.groups.flatMap((group) => group.rules)) {
      for (const { field, reading } of ruleFields(rule)) {
        if (reading.state !== 'unknown' || field === 'description') continue
        report({ at: reading.origin, messageId: 'unresolved', data: { field, value: reading.text, rule: rule.label } })
      }
    }
  },
})
