import type { ProviderName, Rule } from '../model/declarations.ts'
import { knownValue } from '../model/reading.ts'
import { providers } from '../providers/index.ts'

/** Whether the cloud itself made the rule: its priority is none that a user may set. */
export function isSystemRule({ order }: Rule, provider: ProviderName): boolean {
  const { priorities } = providers[provider]
  const priority = order.by === 'priority' ? knownValue(order.priority) : undefined
  return priority !== undefined && priorities !== undefined && priority > priorities.last
}
