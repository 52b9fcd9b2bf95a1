/** Rules of one rank and both verdicts: the tie-break decides a packet that nothing ahead of them does. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverage } from './coverage.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Place } from './place.ts'
import type { Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

/** For each rule that loses a tie, a packet that it loses. */
export function lostTies(compiled: CompiledPolicy): ReadonlyMap<CompiledRule, Place> {
  const { line, services, rules, policy } = compiled
  const lost = new Map<CompiledRule, Place>()
  const tied = tiedRules(compiled)
  if (tied.size === 0) return lost
  const winner = policy.tie === 'accept' ? ACCEPT : DROP
  const coverage = createCoverage(line)
  /** What the winners of the current level decide. */
  const level = createCoverTree(line.cells)
  const steps = rules
    .filter(({ conditional }) => !conditional)
    .map((rule) => ({ rule, bits: rule.certain }))
    .sort((a, b) => a.rule.latest - b.rule.latest)

  forEachPass(steps, services.bits, createThinning(compiled, tied), (pass) => {
    coverage.clear()
    level.clear()
    let current: number | undefined
    pass.steps.forEach(({ rule }, i) => {
      const bits = pass.masks[i] as number
      if (rule.level !== current) {
        current = rule.level
        level.clear()
      }
      if (tied.has(rule) && rule.verdict !== winner && !lost.has(rule)) {
        const found = level.findDecided(rule.spans, bits, winner)
        if (found) lost.set(rule, { cell: found.cell, bit: pass.firstOf(found.bit) })
      }
      const isWinner = tied.has(rule) && rule.verdict === winner
      coverage.decide(rule, bits, (from, to, decided) => {
        if (isWinner) level.paint([from, to], decided, winner)
      })
    })
  })
  return lost
}

/** The rules of every settled rank that rules of both verdicts share. */
function tiedRules({ policy, rules }: CompiledPolicy): ReadonlySet<CompiledRule> {
  if (policy.tie === undefined) return new Set()
  const comparable = rules.filter(
    ({ level, verdict, conditional }) => level !== undefined && verdict !== UNSETTLED && !conditional,
  )
  const levelsOf = (verdict: VerdictCode) =>
    new Set(comparable.filter((rule) => rule.verdict === verdict).map(({ level }) => level))
  const accepting = levelsOf(ACCEPT)
  const dropping = levelsOf(DROP)
  return new Set(comparable.filter(({ level }) => accepting.has(level) && dropping.has(level)))
}

/** Drops the rules of which rules of lower rank decide everything. */
function createThinning({ line }: CompiledPolicy, tied: ReadonlySet<CompiledRule>): Thin<Step> {
  const covered = createCoverage(line)
  return (steps, { touched, whole }) => {
    if (!steps.some(({ rule }) => tied.has(rule))) return []
    covered.clear()
    let waiting: (readonly [rule: CompiledRule, bits: number])[] = []
    let current: number | undefined
    return steps.filter(({ rule }, i) => {
      if (rule.level !== current) {
        for (const [each, bits] of waiting) covered.decide(each, bits)
        waiting = []
        current = rule.level
      }
      if (covered.open(rule, touched[i] as number) === 0) return false
      waiting.push([rule, whole[i] as number])
      return true
    })
  }
}
