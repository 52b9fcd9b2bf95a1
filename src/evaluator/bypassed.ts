/** Policies of several groups: drop rules that take effect in their own group and none here, for another group accepts first. */
import { addTo } from '../model/add-to.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP } from './compile.ts'
import { createCoverage } from './coverage.ts'
import { createCoverTree } from './cover-tree.ts'
import { livenessOf } from './liveness.ts'
import type { Place } from './place.ts'
import type { Policy } from './policy.ts'
import { certainlyMatched, createWalkThinning, goWalks, stepsOfWalk } from './settled-verdicts.ts'
import type { Shadowed } from './shadowed.ts'
import { shadowedInWorlds, shadowedWhere } from './shadowed.ts'
import { forEachPass } from './steps.ts'

/**
 * The shadowed drop rules of a policy made of several groups that would decide some packet if their group stood alone,
 * where a rule of another group accepts such a packet: the witness. By ascending index; `groupOf` tells the group of each rule.
 * A drop that its own group already leaves nothing to decide is not listed, and neither is one for which other groups only drop.
 */
export function bypassed(policy: Policy, groupOf: readonly number[]): readonly Shadowed[] {
  return shadowedInWorlds(policy, (world) => {
    const bypasses = findBypasses(world, ({ index }) => groupOf[index])
    return shadowedWhere(world, (rule) => bypasses.get(rule))
  })
}

/** Of each drop rule a packet that it would decide in its group alone, and that an accept rule decides here. */
function findBypasses(
  compiled: CompiledPolicy,
  groupOf: (rule: CompiledRule) => number | undefined,
): ReadonlyMap<CompiledRule, Place> {
  const { line, services, rules } = compiled
  const { dead } = livenessOf(compiled)
  const bypasses = new Map<CompiledRule, Place>()
  if (!dead.some((each) => each?.contradiction)) return bypasses
  const groups = new Map<number | undefined, CompiledRule[]>()
  for (const rule of rules) addTo(groups, groupOf(rule), rule)
  const steps = [
    ...stepsOfWalk(0, rules, ACCEPT, certainlyMatched, line),
    ...[...groups.values()].flatMap((own, i) => stepsOfWalk(1 + i, own, DROP, ({ subject }) => subject, line)),
  ]
  const coverage = createCoverage(line)
  const accepted = createCoverTree(line.cells)
  forEachPass(steps, services.bits, createWalkThinning(line), (pass) => {
    accepted.clear()
    goWalks(pass, coverage, ({ rule }, from, to, bits) => {
      if (rule.verdict === ACCEPT) accepted.paint([from, to], bits, ACCEPT)
      else if (!bypasses.has(rule)) {
        const found = accepted.findDecided([from, to], bits, ACCEPT)
        if (found) bypasses.set(rule, { cell: found.cell, bit: pass.firstOf(found.bit) })
      }
    })
  })
  return bypasses
}
