/** Groups bound as a set: overlapping rules of opposite verdicts in different groups, where the order of the groups decides. */
import type { Claims } from './claims.ts'
import { createClaims } from './claims.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile, DROP, placed } from './compile.ts'
import { createCoverage } from './coverage.ts'
import type { Place } from './place.ts'
import type { Packet, Policy } from './policy.ts'
import type { WalkStep } from './settled-verdicts.ts'
import { certainlyMatched, createWalkThinning, goWalks, stepsOfWalk } from './settled-verdicts.ts'
import { forEachPass } from './steps.ts'
import { packetAt } from './witness.ts'

/** A rule of one of several policies. */
export interface RuleAmong {
  /** Index in the list of policies. */
  readonly policy: number
  /** Index in the policy's rules. */
  readonly rule: number
}

/** A rule, and one of the other verdict in a policy before its own in the list. */
export interface ConflictAmong extends RuleAmong {
  readonly with: RuleAmong
  /** A packet that either of the two decides, if its policy is asked first; of an unknown set of services one that may be in it. */
  readonly witness: Packet
}

/**
 * The conflicts of policies that nothing puts in an order, while each has one within itself: at most one for each rule,
 * by ascending policy and index. A rule that decides nothing in its own policy conflicts with none.
 *
 * Both rules are certain to give their policy's verdict on the witness. So rules that may not exist conflict with none,
 * and a policy that may have further rules (`complete: false`) is certain of nothing.
 * Equal names of symbols and identities are the same set in all policies.
 */
export function conflictsAmong(policies: readonly Policy[]): readonly ConflictAmong[] {
  const complete = policies.flatMap((policy, at) => (policy.complete === false ? [] : [{ policy, at }]))
  const all = compile({ rules: complete.flatMap(({ policy }) => policy.rules) })
  const { line, services } = all
  const among = complete.flatMap(({ policy, at }) => policy.rules.map((_, rule): RuleAmong => ({ policy: at, rule })))
  const whereIs = ({ rule }: WalkStep) => among[rule.index] as RuleAmong
  const steps = stepsOf(
    complete.map(({ policy }) => policy),
    all,
  )
  const coverage = createCoverage(line)
  /** By verdict: what the policies so far decide with it. */
  const decided: Record<typeof ACCEPT | typeof DROP, Claims<WalkStep>> = {
    [ACCEPT]: createClaims(line.cells),
    [DROP]: createClaims(line.cells),
  }
  const found = new Map<CompiledRule, ConflictAmong>()

  forEachPass(steps, services.bits, createWalkThinning(line), (pass) => {
    decided[ACCEPT].clear()
    decided[DROP].clear()
    goWalks(pass, coverage, (step, from, to, bits) => {
      const { rule } = step
      const [own, other] = rule.verdict === ACCEPT ? ([ACCEPT, DROP] as const) : ([DROP, ACCEPT] as const)
      // A policy never meets itself: it is certain of one verdict on a packet.
      decided[own].claim(step, [from, to], bits)
      const met = found.has(rule) ? undefined : decided[other].find([from, to], bits)
      if (!met) return
      const place: Place = { cell: met.cell, bit: pass.firstOf(met.bit) }
      found.set(rule, { ...whereIs(step), with: whereIs(met.owner), witness: packetAt(all, place) })
    })
  })
  return [...found.values()].sort((a, b) => a.policy - b.policy || a.rule - b.rule)
}

/** Two walks for each policy: its own order, on the line of all. */
function stepsOf(policies: readonly Policy[], { rules, line }: CompiledPolicy): readonly WalkStep[] {
  const byIndex = [...rules].sort((a, b) => a.index - b.index)
  let offset = 0
  return policies.flatMap((policy, at) => {
    const first = offset
    offset += policy.rules.length
    const own = compile(policy).rules.map(({ index, earliest, latest }): CompiledRule => {
      const rule = byIndex[first + index] as CompiledRule
      return placed(rule, { turn: rule.turn, earliest, latest }, line)
    })
    return ([ACCEPT, DROP] as const).flatMap((verdict) =>
      stepsOfWalk(2 * at + verdict, own, verdict, certainlyMatched, line),
    )
  })
}
