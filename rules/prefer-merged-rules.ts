import { defineRule } from '../src/lint/define-rule.ts'
import { mergeInto } from '../src/lint/edits.ts'
import { mergedText, ruleListing } from '../src/lint/wording.ts'
import { mergeableRules } from '../src/policy/merges.ts'

export const preferMergedRules = defineRule<object, 'merge' | 'mergeable'>({
  name: 'prefer-merged-rules',
  description: 'prefer one rule to several that differ only in neighbouring CIDRs or ports',
  type: 'suggestion',
  config: 'strict',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    mergeable:
      'This rule differs from {{others}} only in neighbouring {{dimension}}: one rule for {{merged}} decides the same packets and takes less quota. Merge them.',
    merge: 'Merge {{count}} rules into one for {{merged}}.',
  },
  options: {},
  check({ policies }, _, report) {
    for (const from of policies) {
      for (const merge of mergeableRules(from)) {
        const { first, others } = merge
        const merged = mergedText(merge)
        const at = (others.at(-1) ?? first).origin
        report({
          at,
          messageId: 'mergeable',
          data: { others: ruleListing([first, ...others.slice(0, -1)], at), dimension: merge.in, merged },
          suggest: () => [
            {
              messageId: 'merge',
              data: { count: String(others.length + 1), merged },
              ...mergeInto(merge, from.provider),
            },
          ],
        })
      }
    }
  },
})
