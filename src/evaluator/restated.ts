/** Which rules make others redundant: those that stay and decide the same packets with the same verdict. */
import type { Verdict } from '../model/packet-space.ts'
import { compile } from './compile.ts'
import type { Policy, PolicyRule } from './policy.ts'
import { shadowed } from './shadowed.ts'

const OTHER: Readonly<Record<Verdict, Verdict>> = { accept: 'drop', drop: 'accept' }

/**
 * For each of the rules at the given indices, which are all redundant together: rules of its verdict that hold its packets
 * once they are gone, a small set by ascending index. Where rules of the other verdict take some of its packets away, those
 * of its own hold the others. A rule is left out whose packets get the same verdict by the policy's default, or for which
 * the file does not settle who decides.
 */
export function restatedBy(policy: Policy, redundant: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, readonly number[]>()
  // Redundancy does not rest on shadowed rules, which may go as well.
  const gone = new Set([...redundant, ...shadowed(policy).map(({ rule }) => rule)])
  const inTurn = compile(policy).rules.map(({ index }) => index)
  for (const verdict of ['accept', 'drop'] as const) {
    const isOf = (wanted: Verdict) => (index: number) => policy.rules[index]?.verdict === wanted
    const asked = new Set(redundant.filter(isOf(verdict)))
    if (asked.size === 0) continue
    // What a rule decides, no rule ahead of it matches: so those of the other verdict hold the rest, and nothing of this.
    const holders = inTurn.filter(isOf(verdict)).filter((index) => !gone.has(index))
    const others = inTurn.filter((index) => asked.has(index) || isOf(OTHER[verdict])(index))
    const indices = [...holders, ...others]
    const rules = indices.map((index, value): PolicyRule => {
      const rule = policy.rules[index] as PolicyRule
      return { ...rule, rank: { kind: 'at', value }, verdict: asked.has(index) ? OTHER[verdict] : rule.verdict }
    })
    // A rule that they hold is one whose contradiction behind them is shadowed.
    for (const { rule, blockers } of shadowed({ rules })) {
      const index = indices[rule] as number
      if (asked.has(index))
        found.set(
          index,
          blockers.flatMap((blocker) => holders[blocker] ?? []).sort((a, b) => a - b),
        )
    }
  }
  return found
}
