import { defineRule } from '../src/lint/define-rule.ts'
import { refusedValues } from '../src/lint/rule-fields.ts'
import { defaultClause } from '../src/lint/wording.ts'

export const validRuleFields = defineRule<object, 'instead' | 'refused' | 'replaceable'>({
  name: 'valid-rule-fields',
  description: 'disallow values that the provider refuses or silently changes',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    refused: '`{{value}}`{{note}} {{problem}}.',
    replaceable: '`{{value}}`{{note}} {{problem}}: write `{{instead}}`.',
    instead: 'Write `{{instead}}` instead.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const { origin, text, problem, viaDefault } of refusedValues(declarations)) {
      const data = { value: text, note: defaultClause(viaDefault), problem: problem.what }
      if (problem.instead === undefined) {
        report({ at: origin, messageId: 'refused', data })
      } else {
        const instead = String(problem.instead)
        // A default is put right where it stands, not where it is used.
        const edits = viaDefault === undefined ? origin.rewrite(problem.instead) : undefined
        report({
          at: origin,
          messageId: 'replaceable',
          data: { ...data, instead },
          suggest: () => [{ messageId: 'instead', data: { instead }, edits }],
        })
      }
    }
  },
})
