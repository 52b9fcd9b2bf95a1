import type { Service } from '../src/evaluator/index.ts'
import { ANY_PUBLIC, exposedAmong, exposures, namedServices } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import {
  portsOption,
  PROVIDER_NAMES,
  rangesOf,
  servicesOf,
  WIDEST_RANGE,
  widestRangeSchema,
} from '../src/lint/options.ts'
import { portOrigin } from '../src/lint/places.ts'
import { defaultNote, peerText, serviceList } from '../src/lint/wording.ts'
import type { ProviderName } from '../src/model/declarations.ts'

interface Options {
  readonly ports: readonly string[]
  readonly widestRange: number
  readonly providers: readonly ProviderName[]
}

export const noIspBlockedPorts = defineRule<Options, 'blocked'>({
  name: 'no-isp-blocked-ports',
  description: 'disallow opening ports to the Internet that carriers block on the way',
  type: 'problem',
  config: 'recommended',
  severity: 'warn',
  messages: {
    blocked:
      'This rule accepts {{services}} from {{peer}}{{note}}, but carriers block such ports on the Internet: the packets do not arrive. Let the service listen on another port.',
  },
  options: {
    ports: portsOption([], '; replaces the list of the provider if not empty'),
    widestRange: { schema: widestRangeSchema, default: WIDEST_RANGE },
    providers: {
      schema: {
        type: 'array',
        description: 'The providers on the way to which carriers block ports',
        items: { type: 'string', enum: PROVIDER_NAMES },
        uniqueItems: true,
      },
      default: PROVIDER_NAMES,
    },
  },
  check({ policies }, { ports, widestRange, providers, ownNetworks }, report) {
    const except = rangesOf(ownNetworks)
    for (const { policy, rules, direction, provider } of policies) {
      if (direction !== 'ingress' || !providers.includes(provider.name)) continue
      const blocked: readonly Service[] = ports.length > 0 ? servicesOf(ports) : provider.blockedPorts.value
      for (const exposure of exposures(policy, { ...ANY_PUBLIC, except }, 'agreed')) {
        const rule = rules[exposure.rule]
        const named = namedServices(policy.rules[exposure.rule]?.services.certain ?? [], widestRange)
        const services = exposedAmong(exposure, named, blocked)
        if (!rule || services.length === 0) continue
        report({
          at: portOrigin(rule),
          messageId: 'blocked',
          data: { services: serviceList(services), peer: peerText(rule), note: defaultNote(rule) },
        })
      }
    }
  },
})
