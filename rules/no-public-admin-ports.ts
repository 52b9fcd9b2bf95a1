import { exposedAmong } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { portsOption, servicesOf } from '../src/lint/options.ts'
import { peerOrigin } from '../src/lint/places.ts'
import type { ExposureOptions } from '../src/lint/public-rules.ts'
import { dropInstead, exposedRules, exposureOptions, narrowTo } from '../src/lint/public-rules.ts'
import { defaultNote, peerText, serviceList } from '../src/lint/wording.ts'

interface Options extends ExposureOptions {
  readonly ports: readonly string[]
}

export const noPublicAdminPorts = defineRule<Options, 'drop' | 'exposed' | 'narrow' | 'remove'>({
  name: 'no-public-admin-ports',
  description: 'disallow ingress rules that open administration ports to the Internet',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    exposed:
      'This rule opens {{services}} to the Internet ({{peer}}{{note}}). Attackers scan for such ports all day: let in only the addresses that administer the instances.',
    narrow: 'Let in {{source}} instead.',
    drop: 'Drop these packets instead.',
    remove: 'Remove this rule.',
  },
  options: {
    ports: portsOption(['tcp:22', 'tcp:3389', 'udp:3389']),
    ...exposureOptions,
  },
  check(file, options, report) {
    const ports = servicesOf(options.ports)
    for (const exposed of exposedRules(file, 'ingress', options)) {
      const { rule, exposure } = exposed
      const services = exposedAmong(exposure, ports)
      if (services.length === 0) continue
      report({
        at: peerOrigin(rule),
        messageId: 'exposed',
        data: { services: serviceList(services), peer: peerText(rule), note: defaultNote(rule) },
        suggest: () => [...narrowTo(exposed, options.allowedSources), dropInstead(exposed)],
      })
    }
  },
})
