import type { Policy, Verification } from '../src/evaluator/index.ts'
import { verify } from '../src/evaluator/index.ts'
import { defineRule } from '../src/lint/define-rule.ts'
import type { Expectation, PortCheck } from '../src/lint/port-checks.ts'
import { checksOption, checkText, commonChecks, concerns, expectationSchema, probeOf } from '../src/lint/port-checks.ts'
import { defaultNote, packetText, ruleText } from '../src/lint/wording.ts'
import { policyOf } from '../src/policy/build.ts'
import { policyWithoutDefaults } from '../src/policy/defaults.ts'

interface Options {
  readonly checks: readonly PortCheck[]
  readonly commonPorts?: Expectation
  readonly reportUnknown: boolean
}

export const portVerification = defineRule<Options, 'byDefault' | 'byRule' | 'unknown'>({
  name: 'port-verification',
  description: 'verify that groups open and close the ports that you expect',
  type: 'problem',
  config: 'none',
  severity: 'error',
  messages: {
    byRule:
      '{{check}} is expected to be {{expected}}, but {{rule}} decides otherwise{{note}}: {{packet}} is {{outcome}}, for example. Change the rule, or the expectation.',
    byDefault:
      '{{check}} is expected to be {{expected}}, but no rule decides it and the default verdict is another{{note}}: {{packet}} is {{outcome}}, for example. Add a rule, or change the expectation.',
    unknown:
      '{{check}} is expected to be {{expected}}, and this file does not settle whether it is. Settle the values that decide it, or check the plan instead.',
  },
  options: {
    checks: checksOption,
    commonPorts: { schema: expectationSchema },
    reportUnknown: {
      schema: { type: 'boolean', description: 'Also report checks that the file does not settle' },
      default: false,
    },
  },
  check({ declarations }, { checks, commonPorts, reportUnknown }, report) {
    for (const group of declarations.groups) {
      for (const check of [...(commonPorts ? commonChecks(commonPorts) : []), ...checks]) {
        if (!concerns(check, group)) continue
        const { policy, rules } = policyOf(group, check.direction)
        const ask = (of: Policy): Verification =>
          verify(of, probeOf(check), check.expect === 'open' ? 'accept' : 'drop')
        const verification = ask(policy)
        const data = { check: checkText(check), expected: check.expect }
        const anchor = group.declaration ?? group.anchor
        if (verification.outcome === 'otherwise') {
          const rule = verification.rule === undefined ? undefined : rules[verification.rule]
          const anyway = ask(policyWithoutDefaults(group, check.direction).policy).outcome === 'otherwise'
          report({
            at: rule?.origin ?? anchor,
            messageId: rule ? 'byRule' : 'byDefault',
            data: {
              ...data,
              ...(rule && { rule: ruleText(rule, rule.origin) }),
              packet: packetText(verification.witness, check.direction),
              outcome: check.expect === 'open' ? 'dropped' : 'let through',
              note: anyway ? '' : defaultNote(...rules),
            },
          })
        } else if (verification.outcome === 'unknown' && reportUnknown) {
          report({ at: anchor, messageId: 'unknown', data })
        }
      }
    }
  },
})
