import { defineRule } from '../src/lint/define-rule.ts'
import type { UnusedRemark } from '../src/lint/suppressions.ts'
import { listing } from '../src/lint/wording.ts'
import type { Edit } from '../src/model/reading.ts'

export const noUnusedRemarks = defineRule<object, 'remove' | UnusedRemark['why']>({
  name: 'no-unused-remarks',
  description: 'disallow remarks that are to suppress findings and suppress none',
  type: 'suggestion',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  judgesLast: true,
  messages: {
    unused:
      'This remark disables {{rules}} where there is nothing to report: it hides nothing but what is still to come. Remove it.',
    unknown:
      'This remark disables {{rules}}, and this plugin has no rule of that name: it suppresses nothing. Write names as ESLint prints them, or remove it.',
    expired: 'This remark held until {{until}}, and suppresses nothing any more. Remove it, or give it another day.',
    noDay:
      '`{{until}}` is no day, so this remark suppresses nothing. Write the last day on which it is to hold as in `2027-01-31`.',
    word: '`{{word}}` means nothing in a remark, which stands for its whole block. Write `eslint-disable`.',
    remove: 'Remove {{what}}.',
  },
  options: {},
  check({ suppressions, run }, _, report) {
    for (const unused of suppressions.unused(run)) {
      const { remark, directive, why, rules } = unused
      const { word, until = '' } = directive
      report({
        at: remark.origin,
        messageId: why,
        data: { rules: namesOf(rules), until, word },
        suggest: () => [
          { messageId: 'remove', data: { what: isWhole(unused) ? 'it' : namesOf(rules) }, edits: removal(unused) },
        ],
      })
    }
  },
})

function namesOf(rules: readonly string[]): string {
  return rules.length === 0 ? 'every rule' : listing(rules.map((rule) => `\`${rule}\``))
}

function isWhole({ directive, rules }: UnusedRemark): boolean {
  return rules.length === directive.rules.length
}

function removal(unused: UnusedRemark): readonly Edit[] | undefined {
  const { remark, directive, rules } = unused
  if (isWhole(unused)) return remark.whole.remove()
  return remark.origin.rewrite(directive.withRules(directive.rules.filter((rule) => !rules.includes(rule))))
}
