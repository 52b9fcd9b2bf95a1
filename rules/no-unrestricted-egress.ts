import { defineRule } from '../src/lint/define-rule.ts'
import { widestSourceOption } from '../src/lint/options.ts'
import { peerOrigin } from '../src/lint/places.ts'
import type { ExposureOptions } from '../src/lint/public-rules.ts'
import { openRules } from '../src/lint/public-rules.ts'
import { defaultNote, peerText } from '../src/lint/wording.ts'

type Options = Pick<ExposureOptions, 'widestSource'>

export const noUnrestrictedEgress = defineRule<Options, 'unrestricted'>({
  name: 'no-unrestricted-egress',
  description: 'disallow egress rules that let everything out to the Internet',
  type: 'problem',
  config: 'strict',
  severity: 'warn',
  messages: {
    unrestricted:
      'This rule lets every protocol and port out to the Internet ({{peer}}{{note}}): whoever breaks into an instance can send its data anywhere. Let out what the instances need, and drop the rest.',
  },
  options: { widestSource: widestSourceOption },
  check(file, options, report) {
    for (const { rule, opened } of openRules(file, 'egress', { ...options, allowedSources: [] })) {
      if (opened !== 'all') continue
      report({
        at: peerOrigin(rule),
        messageId: 'unrestricted',
        data: { peer: peerText(rule), note: defaultNote(rule) },
      })
    }
  },
})
