import { defineRule } from '../src/lint/define-rule.ts'
import { isMissing } from '../src/lint/rule-fields.ts'
import { isSystemRule } from '../src/policy/system-rules.ts'

export const requireRuleDescription = defineRule<object, 'group' | 'rule'>({
  name: 'require-rule-description',
  description: 'require a description of every rule and every group',
  type: 'suggestion',
  config: 'strict',
  severity: 'warn',
  messages: {
    rule: 'This rule has no description: nobody can tell later whom it serves, and whether it may go. Describe it.',
    group: 'This group has no description: nobody can tell later what belongs in it. Describe it.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const { declaration, description, provider, rules } of declarations.groups) {
      if (declaration && isMissing(description)) report({ at: declaration, messageId: 'group', data: {} })
      for (const rule of rules) {
        // Some formats have no place for one, and what the cloud made itself is nobody's to describe.
        if (!rule.description || isSystemRule(rule, provider) || !isMissing(rule.description)) continue
        report({ at: rule.origin, messageId: 'rule', data: {} })
      }
    }
  },
})
