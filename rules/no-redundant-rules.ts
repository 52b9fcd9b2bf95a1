import type { Policy } from '../src/evaluator/index.ts'
import { redundant } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { removal } from '../src/lint/edits.ts'
import { defaultNote } from '../src/lint/wording.ts'
import { foundByDefault } from '../src/policy/defaults.ts'
import { isSystemRule } from '../src/policy/system-rules.ts'

interface Options {
  readonly reportImplicitDefault: boolean
}

export const noRedundantRules = defineRule<Options, 'redundant' | 'remove'>({
  name: 'no-redundant-rules',
  description: 'disallow rules that can be removed without changing the verdict on any packet',
  type: 'suggestion',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    redundant:
      'This rule is redundant: without it, every packet still gets the same verdict{{note}}. Remove it; it only takes quota and hides what the group does.',
    remove: 'Remove this rule.',
  },
  options: {
    reportImplicitDefault: {
      schema: { type: 'boolean', description: 'Also report rules that only restate what the group does by default' },
      default: false,
    },
  },
  check({ policies }, { reportImplicitDefault }, report) {
    for (const from of policies) {
      const ask = (policy: Policy): readonly number[] => redundant(policy, { restatedDefault: reportImplicitDefault })
      const byDefault = foundByDefault(from, ask)
      for (const index of ask(from.policy)) {
        const rule = from.rules[index]
        if (!rule || isSystemRule(rule, from.group.provider)) continue
        report({
          at: rule.origin,
          messageId: 'redundant',
          data: { note: byDefault.has(index) ? defaultNote(...from.rules) : '' },
          suggest: () => [{ messageId: 'remove', ...removal(rule) }],
        })
      }
    }
  },
})
