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
  const isOf = (verdict: Verdict) => (index: number) => policy.rules[index]?.verdict === verdict
  for (const verdict of ['accept', 'drop'] as const) {
    const alike = staying.filter(isOf(verdict))
    const asked = new Set(redundant.filter(isOf(verdict)))
    const askedInTurn = inTurn.filter((index) => asked.has(index))
    for (const { rule, holders, others } of heldBy(policy, alike, askedInTurn, asked)) {
      if (others === 0) found.set(rule, holders)
    }
    // What a rule decides, no rule ahead of it matches: so those of the other verdict hold the rest, and nothing of this.
    const left = new Set(askedInTurn.filter((index) => !found.has(index)))
    const opposed = inTurn.filter((index) => left.has(index) || isOf(OTHER[verdict])(index))
    for (const { rule, holders } of heldBy(policy, alike, opposed, left)) found.set(rule, holders)
  }
  return found
}

interface Held {
  readonly rule: number
  /** Ascending. */
  readonly holders: readonly number[]
  /** How many rules more it takes. */
  readonly others: number
}

/**
 * By which of the holders, and of the rules that are then asked in turn, all packets of some of the latter are decided:
 * they shadow a contradiction of those.
 */
function* heldBy(
  { rules }: Policy,
  holders: readonly number[],
  inTurn: readonly number[],
  asked: ReadonlySet<number>,
): Generator<Held> {
  if (holders.length === 0 || asked.size === 0) return
  const at = (value: number): Rank => ({ kind: 'at', value })
  const list = [...holders, ...inTurn].map((index, turn): PolicyRule => {
    const rule = rules[index] as PolicyRule
    return turn >= holders.length && asked.has(index) ? contradiction(rule, at(turn)) : { ...rule, rank: at(turn) }
  })
  for (const { rule: place, blockers } of shadowed({ rules: list })) {
    const rule = inTurn[place - holders.length]
    if (rule === undefined || !asked.has(rule)) continue
    const found = blockers.flatMap((blocker) => holders[blocker] ?? []).sort((a, b) => a - b)
    if (found.length > 0) yield { rule, holders: found, others: blockers.length - found.length }
  }
}

function contradiction(rule: PolicyRule, rank: Rank): PolicyRule {
  return { ...rule, rank, verdict: rule.verdict && OTHER[rule.verdict] }
}
