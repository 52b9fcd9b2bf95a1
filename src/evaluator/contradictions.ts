/** For rules that decide nothing: where a packet of theirs is decided with the other verdict. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { ACCEPT, compare, DROP, otherVerdict, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import { createCoverage } from './coverage.ts'
import type { Decisions } from './decisions.ts'
import type { Box, Place } from './place.ts'
import type { Spans } from './spans.ts'
import { firstFrom, meetsRun } from './spans.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

/** `asked`: rules of settled verdict with services of theirs that are all decided. Adds the places to `found`. */
export function findContradictions(
  compiled: CompiledPolicy,
  decisions: Decisions,
  asked: readonly Step[],
  found: Map<CompiledRule, Place>,
): void {
  const { line, services, rules } = compiled
  for (const { rule, bits } of asked) {
    const place = findCorner(rule, bits, (corner) => decisions.decider(corner)?.verdict === otherVerdict(rule))
    if (place) found.set(rule, place)
  }
  const left = new Set(asked.filter(({ rule }) => !found.has(rule)))
  if (left.size === 0) return
  const deciders = rules.filter(decisions.isDecider)
  compareWithBoxes(left, deciders, decisions, found)
  if (left.size === 0) return
  // What those behind a dead rule decide is no part of it, so all may decide before it is asked.
  const deciding = deciders
    .sort((a, b) => compare(a.latest, b.latest))
    .map((rule): Step => ({ rule, bits: rule.certain }))
  const coverage = createCoverage(line)
  forEachPass([...deciding, ...left], services.bits, createThinning(compiled, left, found), (pass) => {
    coverage.clear()
    pass.steps.forEach((step, i) => {
      const { rule } = step
      const bits = pass.masks[i] as number
      if (!left.has(step)) coverage.decide(rule, bits)
      else if (!found.has(rule)) {
        const place = coverage.find(rule, bits, otherVerdict(rule))
        if (place) found.set(rule, { cell: place.cell, bit: pass.firstOf(place.bit) })
      }
    })
  })
}

/** Most dead rules have a contradiction in a corner of their addresses. */
function findCorner({ addressSpans }: CompiledRule, bits: Spans, is: (place: Place) => boolean): Place | undefined {
  if (addressSpans.length === 0 || bits.length === 0) return undefined
  for (const cell of [addressSpans[0] as number, (addressSpans[addressSpans.length - 1] as number) - 1]) {
    for (const bit of [bits[0] as number, (bits[bits.length - 1] as number) - 1]) {
      const corner = { cell, bit }
      if (is(corner)) return corner
    }
  }
  return undefined
}

/** As long as it costs no more than to enter all of them once more, looks for a box of the other verdict in each rule. */
function compareWithBoxes(
  left: Set<Step>,
  deciders: readonly CompiledRule[],
  decisions: Decisions,
  found: Map<CompiledRule, Place>,
): void {
  const boxes: Record<VerdictCode, Box[]> = { [DROP]: [], [ACCEPT]: [], [UNSETTLED]: [] }
  for (const decider of deciders) for (const box of decisions.of(decider)) boxes[decider.verdict].push(box)
  let spare = COST_OF_ENTERING * (deciders.length + left.size)
  for (const step of left) {
    const { rule, bits } = step
    // A symbol takes part in what happens to all addresses.
    if (rule.symbolSpans.length > 0) continue
    const others = boxes[otherVerdict(rule)]
    spare -= others.length
    if (spare < 0) return
    const met = others.find(({ from, to, first, end }) => meetsRun(bits, first, end) && meetsRun(rule.spans, from, to))
    if (met) found.set(rule, { cell: firstFrom(rule.spans, met.from), bit: firstFrom(bits, met.first) })
    left.delete(step)
  }
}

/** What it costs to enter a rule in all its passes, against a look at one box. */
const COST_OF_ENTERING = 1000

/** Drops the asked rules whose contradictions are found, or that meet no rule of the other verdict here. */
function createThinning(
  { line }: CompiledPolicy,
  asked: ReadonlySet<Step>,
  found: ReadonlyMap<CompiledRule, Place>,
): Thin<Step> {
  const met = { [DROP]: createCoverTree(line.cells), [ACCEPT]: createCoverTree(line.cells) }
  return (steps, { touched }) => {
    met[DROP].clear()
    met[ACCEPT].clear()
    const left = steps.filter((step, i) => {
      const { rule } = step
      const bits = touched[i] as number
      if (asked.has(step)) {
        if (found.has(rule)) return false
        // A symbol takes part in what happens to all addresses.
        return (
          rule.symbolSpans.length > 0 || met[otherVerdict(rule)].decided(rule.spans, bits, otherVerdict(rule)) !== 0
        )
      }
      if (rule.verdict !== UNSETTLED) met[rule.verdict].paint(rule.spans, bits, rule.verdict)
      return true
    })
    return left.some((step) => asked.has(step)) ? left : []
  }
}
