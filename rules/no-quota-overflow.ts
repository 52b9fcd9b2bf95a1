import { defineRule } from '../src/lint/define-rule.ts'
import { quotasSchema } from '../src/lint/options.ts'
import { noteOn } from '../src/lint/wording.ts'
import type { ProviderName } from '../src/model/declarations.ts'
import type { Quotas } from '../src/policy/quota.ts'
import { exceededByBindings, exceededQuotas, redundantCount } from '../src/policy/quota.ts'

interface Options {
  readonly quotas: Readonly<Partial<Record<ProviderName, Quotas>>>
  readonly threshold: number
}

export const noQuotaOverflow = defineRule<Options, 'interfaceNear' | 'interfaceOverflow' | 'near' | 'overflow'>({
  name: 'no-quota-overflow',
  description: 'disallow more rules in a group, and more groups on an interface, than the provider takes',
  type: 'problem',
  config: 'recommended',
  severity: 'error',
  messages: {
    overflow:
      'This group has {{count}} {{counted}}{{note}}, and {{provider}} takes at most {{limit}}: the next apply fails.{{redundant}} Remove rules, or split the group.',
    near: 'This group has {{count}} {{counted}} of the {{limit}} that {{provider}} takes{{note}}.{{redundant}} Remove rules before the group is full.',
    interfaceOverflow:
      'This {{kind}} has {{count}} {{counted}}{{note}}, and {{provider}} takes at most {{limit}}: the next apply fails. Bind fewer groups, or join their rules in fewer.',
    interfaceNear:
      'This {{kind}} has {{count}} {{counted}} of the {{limit}} that {{provider}} takes{{note}}. Bind fewer groups, or join their rules in fewer.',
  },
  options: {
    quotas: { schema: quotasSchema, default: {} },
    threshold: {
      schema: { type: 'number', description: 'The share of a quota above which to report', minimum: 0, maximum: 1 },
      default: 1,
    },
  },
  check({ declarations, policies }, { quotas, threshold }, report) {
    for (const group of declarations.groups) {
      for (const use of exceededQuotas(group, quotas, threshold)) {
        report({
          at: group.declaration ?? use.firstPast.origin,
          messageId: use.count > use.limit ? 'overflow' : 'near',
          data: {
            count: String(use.count),
            counted: use.counted,
            limit: String(use.limit),
            provider: use.provider,
            note: noteOn(use.defaults),
            redundant: redundantText(redundantCount(policies.filter((each) => each.group === group))),
          },
        })
      }
    }
    for (const use of exceededByBindings(declarations, quotas, threshold)) {
      const { binding, count, counted, limit, provider, defaults } = use
      report({
        at: binding.origin,
        messageId: count > limit ? 'interfaceOverflow' : 'interfaceNear',
        data: {
          kind: binding.kind,
          count: String(count),
          counted,
          limit: String(limit),
          provider,
          note: noteOn(defaults),
        },
      })
    }
  },
})

function redundantText(count: number): string {
  if (count === 0) return ''
  return ` ${String(count)} of its rules ${count === 1 ? 'is' : 'are'} redundant and can go.`
}
