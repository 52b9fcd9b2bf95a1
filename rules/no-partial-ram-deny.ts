import { defineRule } from '../src/lint/define-rule.ts'
import { listing } from '../src/lint/wording.ts'
import { partialDeny } from '../src/policy/access.ts'

export const noPartialRamDeny = defineRule<object, 'add' | 'partial'>({
  name: 'no-partial-ram-deny',
  description: 'disallow RAM policies that deny some of the operations that change security groups, but not all',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    partial:
      'This policy denies {{denied}} of the {{all}} operations that change security groups, and leaves a way around: {{missing}}. Deny them all.',
    add: 'Add {{missing}}.',
  },
  options: {},
  check({ declarations }, _, report) {
    for (const policy of declarations.accessPolicies ?? []) {
      const found = partialDeny(policy)
      if (!found) continue
      const { statement, denied, all, missing } = found
      const names = listing(missing.map((operation) => `\`${operation.replace(/^ecs:/u, '')}\``))
      report({
        at: statement.origin,
        messageId: 'partial',
        data: { denied: String(denied), all: String(all), missing: names },
        suggest: () => [{ messageId: 'add', data: { missing: names }, edits: statement.add(missing) }],
      })
    }
  },
})
