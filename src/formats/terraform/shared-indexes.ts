import type { Rule } from '../../model/declarations.ts'
import { knownValue } from '../../model/reading.ts'

/** Resources with one index are inserted there in the order in which Terraform happens to create them. */
export function withSharedIndexes(rules: readonly Rule[]): readonly Rule[] {
  const indexOf = ({ order, direction }: Rule): string | undefined =>
    order.by === 'position' && order.index ? `${String(knownValue(direction))} ${String(order.position)}` : undefined
  const counts = new Map<string | undefined, number>()
  for (const rule of rules) counts.set(indexOf(rule), (counts.get(indexOf(rule)) ?? 0) + 1)
  return rules.map((rule) => {
    const { order } = rule
    const isShared = order.by === 'position' && order.index !== undefined && (counts.get(indexOf(rule)) ?? 0) > 1
    return isShared ? { ...rule, order: { ...order, shared: true } } : rule
  })
}
