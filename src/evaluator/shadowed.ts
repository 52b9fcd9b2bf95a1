/** Rules that decide no packet because rules ahead of them, not all of the same verdict, decide every one. */
import { remembered } from '../model/remembered.ts'
import type { BlockerSearch, Contradiction } from './blockers.ts'
import { createBlockerSearch } from './blockers.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { livenessOf } from './liveness.ts'
import type { Packet, Policy } from './policy.ts'
import { packetAt } from './witness.ts'
import { worldsOf } from './worlds.ts'

export interface Shadowed {
  /** Index in `policy.rules`. */
  readonly rule: number
  /** Indices of rules that together decide all its packets, a small set, in the order in which they are asked. */
  readonly blockers: readonly number[]
  /** The blocker of the other verdict that decides the witness. */
  readonly decidedBy: number
  /**
   * A packet that the rule matches and a rule of the other verdict decides.
   * Where the rule's services or addresses are unknown it may match it; where rules ahead are, they may decide it first.
   */
  readonly witness: Packet
}

/**
 * The shadowed rules of a policy, by ascending index.
 * A rule is listed only if it is dead in every way in which the unsettled parts of the policy can be filled in,
 * and it stays dead whatever rules are added.
 */
export function shadowed(policy: Policy): readonly Shadowed[] {
  return shadowedOf(policy)
}

const shadowedOf = remembered((policy: Policy) =>
  shadowedInWorlds(policy, (world) => shadowedWhere(world, ({ turn }) => livenessOf(world).dead[turn]?.contradiction)),
)

/** Finds shadowed rules in each world of a policy. */
export function shadowedInWorlds(
  policy: Policy,
  find: (world: CompiledPolicy) => readonly Shadowed[],
): readonly Shadowed[] {
  return worldsOf(policy)
    .flatMap(find)
    .sort((a, b) => a.rule - b.rule)
}

/** The shadowed rules of a world of which a packet in the given place is decided with the other verdict. */
export function shadowedWhere(
  compiled: CompiledPolicy,
  contradictionOf: (rule: CompiledRule) => Contradiction | undefined,
): readonly Shadowed[] {
  const { dead } = livenessOf(compiled)
  const found: Shadowed[] = []
  let search: BlockerSearch | undefined
  for (const rule of compiled.rules) {
    if (!compiled.judges(rule.index)) continue
    const services = dead[rule.turn]?.services
    const contradiction = contradictionOf(rule)
    if (!services || !contradiction) continue
    search ??= createBlockerSearch(compiled)
    const { blockers, decidedBy, witness } = search.blockersOf(rule, services, contradiction)
    found.push({ rule: rule.index, blockers, decidedBy, witness: packetAt(compiled, witness) })
  }
  return found
}
