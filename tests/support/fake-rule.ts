import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'

/** A rule that reports a word wherever it stands in the text: a subject for tests of everything around rules. */
export const noWideWord: SecurityGroupRule = {
  membership: { config: 'recommended', severity: 'error' },
  meta: {
    type: 'problem',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { replacement: { type: 'string' }, length: { type: 'integer' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ replacement: 'narrow', length: 4 }],
    messages: { wide: 'The word {{ word }} is too wide.', replace: 'Write {{word}}.' },
  },
  create(context) {
    const { sourceCode } = context
    const { replacement, length } = context.options[0] as { replacement: string; length: number }
    const check = (): void => {
      for (const { index } of sourceCode.text.matchAll(/wide/gu)) {
        context.report({
          loc: { start: sourceCode.getLocFromIndex(index), end: sourceCode.getLocFromIndex(index + length) },
          messageId: 'wide',
          data: { word: 'wide' },
          suggest: [
            {
              messageId: 'replace',
              data: { word: replacement },
              fix: (fixer) => fixer.replaceTextRange([index, index + length], replacement),
            },
          ],
        })
      }
    }
    return { 'Program:exit': check, 'Document:exit': check }
  },
}
