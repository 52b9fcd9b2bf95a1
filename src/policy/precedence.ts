/** Where a shadowed rule, or the one that shadows it, would have to stand. Every answer is tried out on the policy. */
import type { Policy, Shadowed } from '../evaluator/index.ts'
import { shadowed } from '../evaluator/index.ts'
import type { GroupPolicy } from './build.ts'

/** Each trial costs as much as asking for the shadowed rules. A policy with more of them wants another remedy. */
const MOST_TRIALS_PER_POLICY = 25

/**
 * Priorities at which a shadowed rule is shadowed no more, and no other rule newly is, looked for one by one.
 * `all` holds every shadowed rule of the policy. None where rules have no priority.
 */
export function* effectivePriorities(
  { policy, provider }: Pick<GroupPolicy, 'policy' | 'provider'>,
  finding: Shadowed,
  all: readonly Shadowed[],
): Generator<number> {
  const rule = policy.rules[finding.rule]
  if (!provider.priorities || rule?.rank.kind !== 'at') return
  const { first } = provider.priorities
  const present = rule.rank.value
  const taken = ranksOf(policy)
  const found = effective(policy, finding, all, (rank) => {
    let free = rank - 1
    while (taken.has(free)) free--
    // Where nothing is ahead of the blocker, the verdict that wins ties may be level with it.
    const level = rule.verdict === policy.tie ? [rank] : []
    const ahead = [...new Set([rank - 1, free])].filter((each) => each >= first)
    return (ahead.length > 0 ? ahead : level).filter((each) => each < present)
  })
  for (const { rank } of found) yield rank
}

/** Like {@link effectivePriorities}, for rules that have an index: one that no rule of the policy has. */
export function effectiveIndex(
  { policy }: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  const taken = ranksOf(policy)
  const found = effective(policy, finding, all, (rank) => {
    let index = rank - 1
    while (taken.has(index)) index--
    return index >= 0 ? [index] : []
  })
  return found.next().value?.rank
}

/** Like {@link effectivePriorities}, for rules in a list: the index in the policy of the blocker to move the rule before. */
export function effectivePlace(
  { policy }: GroupPolicy,
  finding: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  return effective(policy, finding, all, (rank) => [rank - 0.5]).next().value?.blocker
}

/**
 * The priority for the rule that shadows another at which it does so no more, and no other rule newly is shadowed.
 * `undefined` where several rules shadow it together.
 */
export function yieldingPriority(
  { policy, provider }: Pick<GroupPolicy, 'policy' | 'provider'>,
  { rule, blockers, decidedBy }: Shadowed,
  all: readonly Shadowed[],
): number | undefined {
  const rank = policy.rules[rule]?.rank
  if (!provider.priorities || rank?.kind !== 'at' || blockers.length > 1) return undefined
  const behind = rank.value + 1
  return behind <= provider.priorities.last && helpsAt(policy, decidedBy, behind, { rule, all }) ? behind : undefined
}

function ranksOf({ rules }: Policy): ReadonlySet<number | undefined> {
  return new Set(rules.map(({ rank }) => (rank.kind === 'at' ? rank.value : undefined)))
}

/** The blockers ahead of which the rule takes effect, and the ranks that it has there. */
function* effective(
  policy: Policy,
  finding: Shadowed,
  all: readonly Shadowed[],
  ranksAhead: (rank: number) => readonly number[],
): Generator<{ readonly blocker: number; readonly rank: number }, undefined> {
  const { rule } = finding
  for (const blocker of candidates(finding).slice(0, Math.floor(MOST_TRIALS_PER_POLICY / all.length))) {
    const present = policy.rules[blocker]?.rank
    for (const rank of present?.kind === 'at' ? ranksAhead(present.value) : []) {
      if (helpsAt(policy, rule, rank, { rule, all })) yield { blocker, rank }
    }
  }
}

/** Whether a rule is shadowed no more, and no other newly is, once the one with the index `moved` has another rank. */
function helpsAt(
  policy: Policy,
  moved: number,
  value: number,
  { rule, all }: { readonly rule: number; readonly all: readonly Shadowed[] },
): boolean {
  const shadowedBefore = new Set(all.map((each) => each.rule))
  const rules = policy.rules.map((each, index) =>
    index === moved ? { ...each, rank: { kind: 'at', value } as const } : each,
  )
  return shadowed({ ...policy, rules }).every((each) => each.rule !== rule && shadowedBefore.has(each.rule))
}

/** Ahead of the blocker that decides the witness the rule decides it; the others follow, the last asked first. */
function candidates({ blockers, decidedBy }: Shadowed): readonly number[] {
  return [decidedBy, ...blockers.toReversed().filter((blocker) => blocker !== decidedBy)]
}
