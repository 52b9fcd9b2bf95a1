/** Where a shadowed rule would have to stand to take effect. */
import type { Policy, Shadowed } from '../evaluator/index.ts'
import { shadowed } from '../evaluator/index.ts'
import type { GroupPolicy } from './build.ts'

/** Each trial costs as much as the question itself; a file with more shadowed rules wants another remedy. */
const MOST_TRIALS_PER_POLICY = 25

/**
 * The lowest precedence, as a priority number, at which a shadowed rule decides its witness and shadows no other rule.
 * `undefined` where there is none, or where the provider does not order by priority.
 */
export function effectivePriority({ policy, provider }: GroupPolicy, finding: Shadowed): number | undefined {
  const before = shadowed(policy)
  const blocker = policy.rules[finding.decidedBy]
  const rule = policy.rules[finding.rule]
  if (!provider.priorities || before.length > MOST_TRIALS_PER_POLICY) return undefined
  if (blocker?.rank.kind !== 'at' || rule?.rank.kind !== 'at') return undefined
  // The verdict that wins ties need not be ahead, only level.
  const value = rule.verdict === policy.tie ? blocker.rank.value : blocker.rank.value - 1
  if (value < provider.priorities.first || value >= rule.rank.value) return undefined
  const rules = policy.rules.map((each, index) =>
    index === finding.rule ? { ...each, rank: { kind: 'at', value } as const } : each,
  )
  const known = new Set(before.map((each) => each.rule))
  return isRemedied({ ...policy, rules }, finding.rule, known) ? value : undefined
}

/** Whether the rule is shadowed no more, and no rule newly is. */
function isRemedied(policy: Policy, rule: number, known: ReadonlySet<number>): boolean {
  return shadowed(policy).every((each) => each.rule !== rule && known.has(each.rule))
}
