import { exposedAmong, PROTOCOL } from '../../../src/evaluator/index.ts'
import { defineRule } from '../../../src/lint/define-rule.ts'
import { peerOrigin } from '../../../src/lint/places.ts'
import { exposedRules, exposureOptions, type ExposureOptions } from '../../../src/lint/public-rules.ts'
import { peerText } from '../../../src/lint/wording.ts'

const PING = [{ protocol: PROTOCOL.icmp }]

export const noPublicPing = defineRule<ExposureOptions, 'ping'>({
  name: 'no-public-ping',
  description: 'disallow ingress rules that let everybody ping',
  type: 'suggestion',
  config: 'strict',
  severity: 'warn',
  messages: { ping: 'This rule lets everybody ping the instances ({{peer}}). Let in those who watch them.' },
  options: exposureOptions,
  check(file, options, report) {
    for (const { rule, exposure } of exposedRules(file, 'ingress', options)) {
      if (exposedAmong(exposure, PING).length === 0) continue
      report({ at: peerOrigin(rule), messageId: 'ping', data: { peer: peerText(rule) } })
    }
  },
})
