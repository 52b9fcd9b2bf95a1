import type { Exposure } from '../src/evaluator/index.ts'
import { exposedAmong } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { portsOption, servicesOf } from '../src/lint/options.ts'
import { peerOrigin } from '../src/lint/places.ts'
import type { ExposureOptions } from '../src/lint/public-rules.ts'
import { dropInstead, exposedRules, exposureOptions, narrowTo, openRules } from '../src/lint/public-rules.ts'
import { SENSITIVE_PORTS } from '../src/lint/sensitive-ports.ts'
import { defaultNote, listing, peerText, serviceList } from '../src/lint/wording.ts'

interface Options extends ExposureOptions {
  readonly ports: readonly string[]
}

export const noPublicSensitivePorts = defineRule<Options, 'drop' | 'exposed' | 'narrow' | 'remove'>({
  name: 'no-public-sensitive-ports',
  description: 'disallow ingress rules that open databases and internal services to the Internet',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  hasSuggestions: true,
  messages: {
    exposed:
      'This rule opens {{services}}{{names}} to the Internet ({{peer}}{{note}}). Such services are not made to face it: let in only the addresses that use them.',
    narrow: 'Let in {{source}} instead.',
    drop: 'Drop these packets instead.',
    remove: 'Remove this rule.',
  },
  options: {
    ports: portsOption(SENSITIVE_PORTS.map(({ port }) => port)),
    ...exposureOptions,
  },
  check(file, options, report) {
    const ports = servicesOf(options.ports)
    // no-public-all-ports reports them.
    const open = new Set([...openRules(file, 'ingress', options)].map(({ rule }) => rule))
    for (const exposed of exposedRules(file, 'ingress', options)) {
      const { rule, exposure } = exposed
      if (open.has(rule)) continue
      const services = exposedAmong(exposure, ports)
      if (services.length === 0) continue
      report({
        at: peerOrigin(rule),
        messageId: 'exposed',
        data: {
          services: serviceList(services),
          names: namesOf(exposure),
          peer: peerText(rule),
          note: defaultNote(rule),
        },
        suggest: () => [...narrowTo(exposed, options.allowedSources), dropInstead(exposed)],
      })
    }
  },
})

/** The well-known services among the exposed ones, as an aside. */
function namesOf(exposure: Exposure): string {
  const names = SENSITIVE_PORTS.filter(({ port }) => exposedAmong(exposure, servicesOf([port])).length > 0)
  return names.length === 0 ? '' : ` (${listing([...new Set(names.map(({ service }) => service))])})`
}
