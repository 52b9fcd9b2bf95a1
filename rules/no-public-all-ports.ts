import { defineRule } from '../src/lint/define-rule.ts'
import { peerOrigin } from '../src/lint/places.ts'
import type { ExposureOptions } from '../src/lint/public-rules.ts'
import { dropInstead, exposureOptions, narrowTo, openRules } from '../src/lint/public-rules.ts'
import { defaultNote, peerText } from '../src/lint/wording.ts'

const OPENED = {
  all: 'every protocol and port',
  tcp: 'every TCP port',
  udp: 'every UDP port',
  'tcp and udp': 'every TCP and UDP port',
}

export const noPublicAllPorts = defineRule<ExposureOptions, 'drop' | 'exposed' | 'narrow' | 'remove'>({
  name: 'no-public-all-ports',
  description: 'disallow ingress rules that open every port to the Internet',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    exposed:
      'This rule opens {{opened}} to the Internet ({{peer}}{{note}}), whatever the instances come to listen on. Open only the ports that they serve.',
    narrow: 'Let in {{source}} instead.',
    drop: 'Drop these packets instead.',
    remove: 'Remove this rule.',
  },
  options: exposureOptions,
  check(file, options, report) {
    for (const exposed of openRules(file, 'ingress', options)) {
      const { rule, opened } = exposed
      report({
        at: peerOrigin(rule),
        messageId: 'exposed',
        data: { opened: OPENED[opened], peer: peerText(rule), note: defaultNote(rule) },
        suggest: () => [...narrowTo(exposed, options.allowedSources), dropInstead(exposed)],
      })
    }
  },
})
