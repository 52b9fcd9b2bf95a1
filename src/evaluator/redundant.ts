/** Which rules can all be removed together without changing the verdict on any packet. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { inFileOrder, UNSETTLED } from './compile.ts'
import type { Decisions } from './decisions.ts'
import type { DeadRule } from './liveness.ts'
import { livenessOf } from './liveness.ts'
import type { Policy } from './policy.ts'
import type { Box } from './place.ts'
import { boxesOf, joined, withBits } from './place.ts'
import { createRemainder } from './remainder.ts'
import { meetingAny, unopposedAmong } from './unopposed.ts'
import { worldsOf } from './worlds.ts'

export interface RedundantOptions {
  /** Also list rules that only restate the policy's default verdict. Needs a known default. */
  readonly restatedDefault?: boolean
}

/**
 * A set of rules that can be removed together, by ascending index; where nothing is unsettled, no further rule can be.
 * Shadowed rules are not in it: the set can be removed whether or not they are removed as well.
 * Where rules may be missing from the policy, only rules are listed that change nothing whatever the missing ones are:
 * those that decide nothing, and those whose packets others decide between which a tie-break leaves no room.
 */
export function redundant(policy: Policy, options: RedundantOptions = {}): readonly number[] {
  const gone = new Set<number>()
  for (const world of [...worldsOf(policy)].reverse()) {
    for (const index of redundantIn(world, options, gone)) gone.add(index)
  }
  return [...gone].sort((a, b) => a - b)
}

type Judge = (rule: CompiledRule) => boolean

function redundantIn(
  compiled: CompiledPolicy,
  options: RedundantOptions,
  gone: ReadonlySet<number>,
): readonly number[] {
  const { policy, judges } = compiled
  const isJudged: Judge = ({ index, verdict }) => verdict !== UNSETTLED && judges(index)
  // A rule goes from its own world whether or not there are those that may be; so where it exists for certain, it may as well be there.
  const stays: Judge = ({ index, possible, conditional }) => possible.length > 0 && !(conditional && gone.has(index))
  const hasRoomBetween = policy.complete === false && policy.tie === undefined
  if (compiled.ordered && !hasRoomBetween) return removable(compiled, options, isJudged, stays)

  const { dead } = livenessOf(compiled)
  const isSpareHere = (rule: CompiledRule) => isJudged(rule) && isSpare(dead[rule.turn])
  const spare = compiled.rules.filter(isSpareHere).map(({ index }) => index)
  if (policy.complete === false) return spare
  // Where no packet of a rule can meet a rule of the other verdict, order does not matter, and file order serves.
  const left = compiled.rules.filter((rule) => stays(rule) && !isSpareHere(rule))
  const unopposed = unopposedAmong(left, compiled)
  if (!unopposed.some(isJudged)) return spare
  const near = meetingAny(left, unopposed, compiled)
  const shadowed = new Set(compiled.rules.filter(({ turn }) => dead[turn]?.contradiction).map(({ index }) => index))
  const asked = new Set(unopposed.filter(isJudged).map(({ index }) => index))
  const isAsked: Judge = ({ index }) => asked.has(index)
  const rest = inFileOrder(compiled, (rule) => near.has(rule))
  return [...spare, ...removable(rest, options, isAsked, stays, ({ index }) => shadowed.has(index))]
}

function isSpare(dead: DeadRule | undefined): boolean {
  return dead !== undefined && dead.contradiction === undefined
}

/** From the last rule to the first: a rule can go if whatever it decides would be decided alike without it. */
function removable(
  compiled: CompiledPolicy,
  { restatedDefault = false }: RedundantOptions,
  isJudged: Judge,
  stays: Judge,
  isShadowed?: (rule: CompiledRule) => boolean,
): number[] {
  const { policy } = compiled
  const { dead, decisions } = livenessOf(compiled)
  const last = restatedDefault && policy.complete !== false ? policy.defaultVerdict : undefined
  const remainder = createRemainder(compiled, last)
  const removed: number[] = []
  let behind: CompiledRule | undefined
  for (let turn = compiled.rules.length - 1; turn >= 0; turn--) {
    const rule = compiled.rules[turn] as CompiledRule
    if (!stays(rule)) continue
    if (policy.complete === false && behind && !isTied(rule, behind)) remainder.clear()
    behind = rule
    const boxes = isJudged(rule) ? boxesDecided(rule, decisions) : []
    const isRestated = boxes.length > 0 && remainder.restates(rule, boxes)
    const isShadowedHere = isShadowed ? isShadowed(rule) : dead[rule.turn]?.contradiction !== undefined
    if (isShadowedHere) remainder.doubt(rule)
    else if (isRestated || (isSpare(dead[rule.turn]) && isJudged(rule))) removed.push(rule.index)
    else remainder.keep(rule)
  }
  return removed
}

/** Whether nothing of another verdict lies between two rules, whatever is missing: one of their rank is ahead or behind both. */
function isTied(rule: CompiledRule, behind: CompiledRule): boolean {
  return rule.level === behind.level && rule.verdict === behind.verdict
}

/** What a rule may decide: all that it may match, where more than what it decides for certain comes into question. */
function boxesDecided(rule: CompiledRule, decisions: Decisions): readonly Box[] {
  const { services, conditional, spans, subject, certain } = rule
  if (!services.areSettled || conditional) return boxesOf(spans, subject)
  const decided = decisions.of(rule)
  return subject === certain ? decided : joined(withBits(decided, subject))
}
