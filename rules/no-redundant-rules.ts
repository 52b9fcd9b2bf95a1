import type { Policy } from '../src/evaluator/index.ts'
import { redundant, restatedBy } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { removal } from '../src/lint/edits.ts'
import { defaultNote, ruleListing } from '../src/lint/wording.ts'
import { knownValue } from '../src/model/reading.ts'
import { foundByDefault } from '../src/policy/defaults.ts'
import { isSystemRule } from '../src/policy/system-rules.ts'

interface Options {
  readonly reportImplicitDefault: boolean
}

export const noRedundantRules = defineRule<Options, 'byDefault' | 'redundant' | 'remove' | 'restated'>({
  name: 'no-redundant-rules',
  description: 'disallow rules that can be removed without changing the verdict on any packet',
  type: 'suggestion',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    restated:
      'This rule is redundant: without it, {{others}} {{decide}} its packets the same way{{note}}. Remove it; it only takes quota and hides what the group does.',
    byDefault:
      'This rule is redundant: without it, its packets are {{outcome}} all the same, by default or by other rules{{note}}. Remove it; it only takes quota.',
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
      const found = ask(from.policy)
      const restated = restatedBy(from.policy, found)
      const anyway = reportImplicitDefault ? new Set(redundant(from.policy)) : new Set(found)
      for (const index of found) {
        const rule = from.rules[index]
        if (!rule || isSystemRule(rule, from.group.provider)) continue
        const others = restated.get(index)?.flatMap((other) => from.rules[other] ?? [])
        report({
          at: rule.origin,
          messageId: others ? 'restated' : anyway.has(index) ? 'redundant' : 'byDefault',
          data: {
            ...(others && {
              others: ruleListing(others, rule.origin),
              decide: others.length === 1 ? 'decides' : 'decide',
            }),
            ...(!anyway.has(index) && { outcome: knownValue(rule.verdict) === 'accept' ? 'let through' : 'dropped' }),
            // Any rule of the group may be what a default makes of it; mostly it is one of those that are named.
            note: byDefault.has(index) ? defaultNote(rule, ...(others ?? [])) || defaultNote(...from.rules) : '',
          },
          suggest: () => [{ messageId: 'remove', ...removal(rule) }],
        })
      }
    }
  },
})
