/** What a change of one rule would do to all: tried out before the change is suggested. */
import type { Policy, PolicyRule } from '../evaluator/index.ts'
import { redundant, shadowed } from '../evaluator/index.ts'

/** Each trial of a change costs as much as the questions about the policy themselves. */
export const MOST_TRIALS_PER_POLICY = 25

interface Trials {
  readonly idle: ReadonlySet<number>
  count: number
}

const trials = new WeakMap<Policy, Trials>()

/**
 * Whether no rule comes to be shadowed or redundant if `changed` stands in the place of the rule at `index`. Once the
 * trials are used up, a change is taken for harmless.
 */
export function mayReplace(policy: Policy, index: number, changed: PolicyRule): boolean {
  const made = trials.get(policy) ?? { idle: idleRules(policy), count: 0 }
  trials.set(policy, made)
  if (made.count++ >= MOST_TRIALS_PER_POLICY) return true
  return [...idleRules({ ...policy, rules: policy.rules.with(index, changed) })].every((rule) => made.idle.has(rule))
}

function idleRules(policy: Policy): ReadonlySet<number> {
  return new Set([...shadowed(policy).map(({ rule }) => rule), ...redundant(policy)])
}
