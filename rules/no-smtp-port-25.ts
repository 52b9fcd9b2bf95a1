import { acceptedServices, exposedAmong, namedServices } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import { removal, replacePort } from '../src/lint/edits.ts'
import { servicesOf, WIDEST_RANGE, widestRangeSchema } from '../src/lint/options.ts'
import { portOrigin } from '../src/lint/places.ts'
import { defaultNote } from '../src/lint/wording.ts'
import type { Rule } from '../src/model/declarations.ts'
import { knownValue } from '../src/model/reading.ts'

interface Options {
  readonly widestRange: number
}

const SMTP_PORT = 25
const SMTP = servicesOf([`tcp:${String(SMTP_PORT)}`])

/** SMTP over TLS, the port that both providers advise: seeds 002 and 004. */
const SMTPS_PORT = 465

export const noSmtpPort25 = defineRule<Options, 'blocked' | 'remove' | 'useSmtps'>({
  name: 'no-smtp-port-25',
  description: 'disallow accepting TCP port 25, which the clouds block',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  hasSuggestions: true,
  messages: {
    blocked:
      'This rule accepts tcp 25{{note}}, but {{provider}} {{smtp}}: the port stays closed. Send mail through port 465.',
    useSmtps: 'Use port 465 (SMTP over TLS).',
    remove: 'Remove this rule.',
  },
  options: { widestRange: { schema: widestRangeSchema, default: WIDEST_RANGE } },
  check({ policies }, { widestRange }, report) {
    for (const from of policies) {
      const { policy, rules, provider } = from
      for (const accepted of acceptedServices(policy)) {
        const rule = rules[accepted.rule]
        const named = namedServices(policy.rules[accepted.rule]?.services.certain ?? [], widestRange)
        if (!rule || exposedAmong(accepted, named, SMTP).length === 0) continue
        report({
          at: portOrigin(rule),
          messageId: 'blocked',
          data: { provider: provider.title, smtp: provider.smtp.value, note: defaultNote(rule) },
          suggest: () => [
            {
              messageId: 'useSmtps',
              ...replacePort(from, accepted.rule, { port: SMTP_PORT, instead: SMTPS_PORT }),
              otherwise: () => (isForSmtpAlone(rule) ? { messageId: 'remove', ...removal(rule) } : undefined),
            },
          ],
        })
      }
    }
  },
})

function isForSmtpAlone({ ports }: Rule): boolean {
  return knownValue(ports)?.every(({ first, last }) => first === SMTP_PORT && last === SMTP_PORT) === true
}
