/**
 * What rules are certain to do with packets, whatever is unsettled: a walk over them for one verdict.
 * In it each rule of the verdict decides, at its latest place, what it is certain to match; every other rule takes,
 * at its earliest place, what it may match. So what a rule decides here gets its verdict in every filling.
 */
import type { AddressLine } from './address-line.ts'
import type { CompiledRule, VerdictCode } from './compile.ts'
import { UNSETTLED } from './compile.ts'
import type { Coverage, Reach } from './coverage.ts'
import { createCoverage } from './coverage.ts'
import type { Spans } from './spans.ts'
import type { Pass, Step, Thin } from './steps.ts'

export interface WalkStep extends Step {
  /** The steps of a walk stand together, and each walk starts anew. */
  readonly walk: number
  readonly reach: Reach
  readonly place: number
}

/** Tells what a rule decides in its walk. */
export type OnDecided = (step: WalkStep, from: number, to: number, bits: number) => void

/** The steps of the walk for one verdict. What a rule decides is, of these of its services, what nothing ahead of it takes. */
export function stepsOfWalk(
  walk: number,
  rules: readonly CompiledRule[],
  verdict: Exclude<VerdictCode, typeof UNSETTLED>,
  decidable: (rule: CompiledRule) => Spans,
  line: AddressLine,
): readonly WalkStep[] {
  return rules
    .map((rule): WalkStep => {
      return rule.verdict === verdict
        ? { walk, rule, bits: decidable(rule), reach: rule, place: rule.latest }
        : { walk, rule, bits: rule.possible, reach: widestReach(rule, line), place: rule.earliest }
    })
    .sort((a, b) => a.place - b.place)
}

/** What a rule matches whatever is unsettled: nothing, if it may not exist. */
export function certainlyMatched({ conditional, certain }: CompiledRule): Spans {
  return conditional ? [] : certain
}

/** All that a rule may match. Its addresses may belong to any symbol; a set that is only named takes no address of others. */
function widestReach({ anyAddress, forEveryone, addressSpans }: CompiledRule, line: AddressLine): Reach {
  const everywhere = anyAddress || forEveryone
  return {
    verdict: UNSETTLED,
    addressSpans: everywhere ? [0, line.addressCells] : addressSpans,
    symbolSpans: line.cells > line.addressCells ? [line.addressCells, line.cells] : [],
  }
}

/** Goes the walks of a pass, and tells what the rules of their verdicts decide. */
export function goWalks({ steps, masks }: Pass<WalkStep>, coverage: Coverage, onDecided: OnDecided): void {
  forEachInTurn(steps, coverage, (step, i) => {
    const { reach } = step
    coverage.decide(reach, masks[i] as number, (from, to, bits) => {
      if (reach.verdict !== UNSETTLED) onDecided(step, from, to, bits)
    })
  })
}

/** Drops the steps of which steps ahead of them, in their walk, decide or take everything. */
export function createWalkThinning(line: AddressLine): Thin<WalkStep> {
  const coverage = createCoverage(line)
  return (steps, { touched, whole }) => {
    const left: WalkStep[] = []
    forEachInTurn(steps, coverage, (step, i) => {
      if (coverage.open(step.reach, touched[i] as number) === 0) return
      coverage.decide(step.reach, whole[i] as number)
      left.push(step)
    })
    return left
  }
}

function forEachInTurn(
  steps: readonly WalkStep[],
  coverage: Coverage,
  visit: (step: WalkStep, index: number) => void,
): void {
  let current: number | undefined
  steps.forEach((step, i) => {
    if (step.walk !== current) coverage.clear()
    current = step.walk
    visit(step, i)
  })
}
