/** Which rules make others redundant: those that stay and decide the same packets with the same verdict. */
import type { Verdict } from '../model/packet-space.ts'
import { compile } from './compile.ts'
import type { Policy, PolicyRule, Rank } from './policy.ts'
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
  if (redundant.length === 0) return found
  // Redundancy does not rest on shadowed rules, which may go as well.
  const gone = new Set([...redundant, ...shadowed(policy).map(({ rule }) => rule)])
  const inTurn = compile(policy).rules.map(({ index }) => index)
  const staying = inTurn.filter((index) => !gone.has(index))
  for (const verdict of ['accept', 'drop'] as const) {
    const asked = redundant.filter((index) => policy.rules[index]?.verdict === verdict)
    const alike = staying.filter((index) => policy.rules[index]?.verdict === verdict)
    for (const [rule, holders] of heldBy(policy, alike, asked)) found.set(rule, holders)
  }
  const left = redundant.filter((index) => !found.has(index))
  for (const [rule, holders] of heldBy(policy, staying, left)) {
    const alike = holders.filter((holder) => policy.rules[holder]?.verdict === policy.rules[rule]?.verdict)
    if (alike.length > 0) found.set(rule, alike)
  }
  return found
}

/** By which of the rules, asked in this order, all packets of others are decided: they shadow a contradiction of those. */
function* heldBy(
  { rules }: Policy,
  holders: readonly number[],
  asked: readonly number[],
): Generator<readonly [rule: number, holders: readonly number[]]> {
  if (holders.length === 0 || asked.length === 0) return
  const at = (value: number): Rank => ({ kind: 'at', value })
  const list = [
    ...holders.map((index, turn) => ({ ...(rules[index] as PolicyRule), rank: at(turn) })),
    ...asked.map((index, turn) => contradiction(rules[index] as PolicyRule, at(holders.length + turn))),
  ]
  for (const { rule, blockers } of shadowed({ rules: list })) {
    const index = asked[rule - holders.length]
    if (index !== undefined) yield [index, blockers.flatMap((place) => holders[place] ?? []).sort((a, b) => a - b)]
  }
}

function contradiction(rule: PolicyRule, rank: Rank): PolicyRule {
  return { ...rule, rank, verdict: rule.verdict && OTHER[rule.verdict] }
}
