/** Overlapping rules of opposite verdicts whose order the author did not settle. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { ACCEPT, compile, DROP, UNSETTLED } from './compile.ts'
import { createCoverage } from './coverage.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import { isIn } from './place.ts'
import type { Packet, Policy } from './policy.ts'
import type { AskingStep } from './steps.ts'
import { askingSteps, passesOf } from './steps.ts'
import { packetAt } from './witness.ts'

export interface Conflict {
  /** The rule to report: the one that loses a tie, or the later one in the file where nothing settles the order. */
  readonly rule: number
  /** The rule it meets. */
  readonly with: number
  readonly kind: 'tie' | 'undefined'
  /** A packet that both match and no rule certainly ahead of both decides. */
  readonly witness: Packet
}

/**
 * The conflicts of a policy, at most one for each rule, by ascending index.
 * An unsettled rank is not a conflict: the author may well have settled it elsewhere. Only rules that always exist are compared.
 */
export function conflicts(policy: Policy): readonly Conflict[] {
  const compiled = compile(policy)
  const found = new Map<CompiledRule, Conflict>()
  for (const [rule, met, kind, place] of [...tiesIn(compiled), ...undefinedIn(compiled)]) {
    if (found.has(rule)) continue
    found.set(rule, { rule: rule.index, with: met.index, kind, witness: packetAt(compiled, place, rule) })
  }
  return [...found.values()].sort((a, b) => a.rule - b.rule)
}

type Meeting = readonly [rule: CompiledRule, met: CompiledRule, kind: Conflict['kind'], place: Place]

/** Rules of one rank and both verdicts: the tie-break decides a packet that nothing ahead of them does. */
function* tiesIn(compiled: CompiledPolicy): Generator<Meeting> {
  const tied = tiedRules(compiled)
  if (tied.size === 0) return
  const winner = compiled.policy.tie === 'accept' ? ACCEPT : DROP
  const coverage = createCoverage(compiled.line)
  /** What the winners of the current level decide. */
  const level = createCoverTree(compiled.line.cells)
  const done = new Set<CompiledRule>()
  for (const { word, steps, masks } of passesOf(askingSteps(compiled).filter(decides), compiled)) {
    coverage.clear()
    let current: number | undefined
    let winners: CompiledRule[] = []
    for (const [i, { rule }] of steps.entries()) {
      const bits = masks[i] as number
      if (!tied.has(rule)) {
        coverage.decide(rule, bits)
        continue
      }
      if (rule.level !== current) {
        current = rule.level
        winners = []
        level.clear()
      }
      if (rule.verdict === winner) {
        winners.push(rule)
        coverage.decide(rule, bits, (from, to, decided) => level.paint([from, to], decided, rule.verdict))
        continue
      }
      const found = done.has(rule) ? undefined : level.findDecided(rule.spans, bits, winner)
      coverage.decide(rule, bits)
      if (!found) continue
      const place = { word, ...found }
      const met = winners.find((each) => isIn(place, each.spans, each.certain))
      done.add(rule)
      if (met) yield [rule, met, 'tie', place]
    }
  }
}

function decides({ kind }: AskingStep): boolean {
  return kind === 'ask and decide' || kind === 'decide'
}

/** The rules of every rank that rules of both verdicts share. */
function tiedRules({ policy, rules }: CompiledPolicy): ReadonlySet<CompiledRule> {
  if (policy.tie === undefined) return new Set()
  const comparable = rules.filter(
    ({ level, verdict, conditional }) => level !== undefined && verdict !== UNSETTLED && !conditional,
  )
  const verdicts = new Map<number | undefined, Set<VerdictCode>>()
  for (const { level, verdict } of comparable) verdicts.set(level, (verdicts.get(level) ?? new Set()).add(verdict))
  return new Set(comparable.filter(({ level }) => verdicts.get(level)?.size === 2))
}

/** Rules without any order: no rule is certainly ahead of them, so every common packet is open. */
function* undefinedIn(compiled: CompiledPolicy): Generator<Meeting> {
  const { rules, line } = compiled
  if (!rules.some((rule) => rule.unordered)) return
  const all = createCoverTree(line.cells)
  const unordered = createCoverTree(line.cells)
  const inFile = rules
    .filter(({ conditional, verdict }) => !conditional && verdict !== UNSETTLED)
    .sort((a, b) => a.index - b.index)
    .map((rule) => ({ rule, bits: rule.certain }))
  const done = new Set<CompiledRule>()
  for (const { word, steps, masks } of passesOf(inFile, compiled)) {
    for (const verdict of [DROP, ACCEPT] as const) {
      all.clear()
      unordered.clear()
      for (const [i, { rule }] of steps.entries()) {
        const bits = masks[i] as number
        if (rule.verdict === verdict) {
          all.paint(rule.spans, bits, verdict)
          if (rule.unordered) unordered.paint(rule.spans, bits, verdict)
          continue
        }
        const found = done.has(rule)
          ? undefined
          : (rule.unordered ? all : unordered).findDecided(rule.spans, bits, verdict)
        if (!found) continue
        const place = { word, ...found }
        const met = steps.find(
          (each) =>
            each.rule.verdict === verdict &&
            (rule.unordered || each.rule.unordered) &&
            isIn(place, each.rule.spans, each.rule.certain),
        )
        done.add(rule)
        if (met) yield [rule, met.rule, 'undefined', place]
      }
    }
  }
}
