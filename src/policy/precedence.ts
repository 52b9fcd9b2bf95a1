/** Where a shadowed rule would have to stand to take effect. Every answer is tried out on the policy. */
import type { Policy, Shadowed } from '../evaluator/index.ts'
import { shadowed } from '../evaluator/index.ts'
import type { GroupPolicy } from './build.ts'
import { MOST_TRIALS_PER_POLICY } from './trial.ts'

/**
 * The priority at which a shadowed rule is shadowed no more, and no other rule newly is.
 * `all` holds every shadowed rule of the policy. `undefined` where there is none, or where rules have no priority.
 */
export function effectivePriority(
  from: Pick<GroupPolicy, 'policy' | 'provider'>,
  finding: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  const { policy, provider } = from
  const rule = policy.rules[finding.rule]
  if (!provider.priorities || rule?.rank.kind !== 'at') return undefined
  const { first } = provider.priorities
  const present = rule.rank.value
  return firstEffective(policy, finding, all, (rank) => {
    // Where nothing is ahead of the blocker, the verdict that wins ties may be level with it.
    const priority = rank - 1 < first && rule.verdict === policy.tie ? rank : rank - 1
    return priority >= first && priority < present ? priority : undefined
  })?.rank
}

/** Like {@link effectivePriority}, for rules that have an index: one that no rule of the policy has. */
export function effectiveIndex(
  { policy }: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  const taken = new Set(policy.rules.map(({ rank }) => (rank.kind === 'at' ? rank.value : undefined)))
  return firstEffective(policy, finding, all, (rank) => {
    let index = rank - 1
    while (taken.has(index)) index--
    return index >= 0 ? index : undefined
  })?.rank
}

/** Like {@link effectivePriority}, for rules in a list: the index in the policy of the blocker to move the rule before. */
export function effectivePlace(
  { policy }: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  return firstEffective(policy, finding, all, (rank) => rank - 0.5)?.blocker
}

/**
 * The first blocker ahead of which the rule takes effect, and the rank that it has there. A file with more shadowed rules
 * than trials wants another remedy.
 */
function firstEffective(
  policy: Policy,
  finding: Shadowed,
  all: readonly Shadowed[],
  rankAhead: (rank: number) => number | undefined,
): { readonly blocker: number; readonly rank: number } | undefined {
  const shadowedBefore = new Set(all.map(({ rule }) => rule))
  for (const blocker of candidates(finding).slice(0, Math.floor(MOST_TRIALS_PER_POLICY / all.length))) {
    const present = policy.rules[blocker]?.rank
    const rank = present?.kind === 'at' ? rankAhead(present.value) : undefined
    if (rank === undefined) continue
    const rules = policy.rules.map((rule, index) =>
      index === finding.rule ? { ...rule, rank: { kind: 'at', value: rank } as const } : rule,
    )
    const after = shadowed({ ...policy, rules })
    if (after.every(({ rule }) => rule !== finding.rule && shadowedBefore.has(rule))) return { blocker, rank }
  }
  return undefined
}

/** Ahead of the blocker that decides the witness the rule decides it; the others follow, the last asked first. */
function candidates({ blockers, decidedBy }: Shadowed): readonly number[] {
  return [decidedBy, ...blockers.toReversed().filter((blocker) => blocker !== decidedBy)]
}
