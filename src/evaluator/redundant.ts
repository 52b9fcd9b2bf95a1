/** Which rules can all be removed together without changing the verdict on any packet. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { compile, inFileOrder, UNSETTLED } from './compile.ts'
import type { Decisions } from './decisions.ts'
import type { DeadRule } from './liveness.ts'
import { livenessOf } from './liveness.ts'
import type { Policy, PolicyRule } from './policy.ts'
import type { Box } from './place.ts'
import { boxesOf, joined, withBits } from './place.ts'
import { createRemainder } from './remainder.ts'
import { unopposedIn } from './unopposed.ts'
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
  const removed: number[] = []
  let rest: Remaining = { policy, original: (index) => index }
  let gone: readonly number[] = []
  // What one world removes is gone in the next. A world can vanish with its rules; the first judges what is left of it.
  for (const { key } of [...worldsOf(policy)].reverse()) {
    rest = without(rest, gone)
    const world = worldsOf(rest.policy).find((each) => each.key === key)
    gone = world ? redundantIn(world.policy, options, world.judges).map(world.original) : []
    for (const index of gone) removed.push(rest.original(index))
  }
  return removed.sort((a, b) => a - b)
}

interface Remaining {
  readonly policy: Policy
  /** The index in the policy that was asked about. */
  readonly original: (index: number) => number
}

function without({ policy, original }: Remaining, gone: readonly number[]): Remaining {
  if (gone.length === 0) return { policy, original }
  const removed = new Set(gone)
  const left = [...policy.rules.keys()].filter((index) => !removed.has(index))
  const rules = left.map((index) => policy.rules[index] as PolicyRule)
  return { policy: { ...policy, rules }, original: (index) => original(left[index] as number) }
}

type Judge = (rule: CompiledRule) => boolean

function redundantIn(policy: Policy, options: RedundantOptions, judges: (index: number) => boolean): readonly number[] {
  const compiled = compile(policy)
  const isJudged: Judge = ({ index, verdict }) => verdict !== UNSETTLED && judges(index)
  const hasRoomBetween = policy.complete === false && policy.tie === undefined
  if (compiled.ordered && !hasRoomBetween) return removable(compiled, options, isJudged)

  const { dead } = livenessOf(compiled)
  const isSpareHere = (rule: CompiledRule) => isJudged(rule) && isSpare(dead[rule.turn])
  const spare = compiled.rules.filter(isSpareHere).map(({ index }) => index)
  if (policy.complete === false) return spare
  // Where no packet of a rule can meet a rule of the other verdict, order does not matter, and file order serves.
  const shadowed = new Set(compiled.rules.filter(({ turn }) => dead[turn]?.contradiction).map(({ index }) => index))
  const rest = inFileOrder(compiled, (rule) => !isSpareHere(rule))
  const unopposed = unopposedIn(rest)
  if (unopposed.size === 0) return spare
  const isUnopposed: Judge = (rule) => unopposed.has(rule) && isJudged(rule)
  return [...spare, ...removable(rest, options, isUnopposed, ({ index }) => shadowed.has(index))]
}

function isSpare(dead: DeadRule | undefined): boolean {
  return dead !== undefined && dead.contradiction === undefined
}

/** From the last rule to the first: a rule can go if whatever it decides would be decided alike without it. */
function removable(
  compiled: CompiledPolicy,
  { restatedDefault = false }: RedundantOptions,
  isJudged: Judge,
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
    if (policy.complete === false && behind && !isTied(rule, behind)) remainder.clear()
    behind = rule
    const boxes = boxesDecided(rule, decisions)
    const isRestated = boxes.length > 0 && isJudged(rule) && remainder.restates(rule, boxes)
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
  const { services, earliest, latest, conditional, spans, subject, certain } = rule
  if (!services.areSettled || earliest !== latest || conditional) return boxesOf(spans, subject)
  const decided = decisions.of(rule)
  return joined(subject === certain ? decided : withBits(decided, subject))
}
