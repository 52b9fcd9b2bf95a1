/** Drops that one group states and another, bound to the same thing, lets accept rules decide first. */
import type { Packet, PolicyRule, Shadowed } from '../evaluator/index.ts'
import { bypassed, shadowed } from '../evaluator/index.ts'
import type { Binding, Rule } from '../model/declarations.ts'
import type { Origin } from '../model/reading.ts'
import type { BoundGroup, ResolvedBinding } from './bound-groups.ts'
import type { BoundPolicy } from './bound-policy.ts'
import { boundPoliciesOf } from './bound-policy.ts'
import type { Change } from './change.ts'
import { effectivePriorities, yieldingPriority } from './precedence.ts'

/** A drop that never takes effect where its group is bound. */
export interface Bypass {
  readonly rule: Rule
  /** The accept rule of another group that decides the witness. */
  readonly accept: Rule
  readonly acceptedBy: BoundGroup
  readonly droppedBy: BoundGroup
  readonly witness: Packet
  readonly from: BoundPolicy
  readonly finding: Shadowed
  /** Every binding that shows it, in file order. */
  readonly bindings: readonly ResolvedBinding[]
}

/** The bypassed drops of a file, each once, however many bindings show it. */
export function bypasses(policies: readonly BoundPolicy[]): readonly Bypass[] {
  const found = new Map<Origin, Bypass>()
  for (const from of policies) {
    // Without an order among the groups, none of them accepts first.
    if (from.bindings[0]?.binding.order === 'undefined') continue
    for (const finding of bypassed(from.policy, from.groupOf)) {
      const bypass = isRepeated(from, finding) ? undefined : bypassOf(from, finding)
      if (bypass === undefined) continue
      const { origin } = bypass.rule
      const first = found.get(origin)
      found.set(origin, first ? { ...first, bindings: [...first.bindings, ...bypass.bindings] } : bypass)
    }
  }
  return [...found.values()]
}

function bypassOf(from: BoundPolicy, finding: Shadowed): Bypass | undefined {
  const { rules, groups, groupOf, bindings } = from
  const rule = rules[finding.rule]
  const accept = rules[finding.decidedBy]
  const droppedBy = groups[groupOf[finding.rule] ?? -1]
  const acceptedBy = groups[groupOf[finding.decidedBy] ?? -1]
  if (!rule || !accept || !droppedBy || !acceptedBy) return undefined
  return { rule, accept, acceptedBy, droppedBy, witness: finding.witness, from, finding, bindings }
}

/**
 * Whether another group holds the same drop, and it is that one which decides most of its packets: both end in "drop
 * the rest", for example. Then the drop takes effect there, and what is accepted ahead of it is its own group's exception.
 */
function isRepeated({ policy }: BoundPolicy, { rule, blockers }: Shadowed): boolean {
  const dropped = matchOf(policy.rules[rule])
  return blockers.some((blocker) => {
    const other = policy.rules[blocker]
    return other?.verdict === 'drop' && matchOf(other) === dropped
  })
}

function matchOf(rule: PolicyRule | undefined): string {
  const match = [rule?.services, rule?.peers, rule?.plane]
  return JSON.stringify(match, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

/** Priorities at which the drop takes effect, and no other rule newly does not, looked for one by one. */
export function prioritiesForDrop({ from, finding, bindings }: Bypass): Iterable<number> {
  return bindings.length === 1 ? effectivePriorities(from, finding, shadowed(from.policy)) : []
}

/** The like for the rule that accepts first. */
export function priorityForAccept({ from, finding, bindings }: Bypass): number | undefined {
  return bindings.length === 1 ? yieldingPriority(from, finding, shadowed(from.policy)) : undefined
}

/** Whether the drop takes effect, and no other rule newly does not, once its group is asked ahead of the one that accepts. */
export function takesEffectAhead({ rule, droppedBy, acceptedBy, bindings }: Bypass): boolean {
  const [only, another] = bindings
  if (only?.binding.order !== 'listed' || another !== undefined) return false
  const moves = movesOf.get(droppedBy) ?? new Map<BoundGroup, Move>()
  movesOf.set(droppedBy, moves)
  const move = moves.get(acceptedBy) ?? moved(only, droppedBy, acceptedBy)
  moves.set(acceptedBy, move)
  return move.doesNoHarm && !move.shadowed.has(rule.origin)
}

/** The change that binds the group with the drop ahead of the other one. */
export function boundAhead({ droppedBy, acceptedBy, bindings }: Bypass): Change {
  const ahead = ({ binding }: ResolvedBinding): Binding => {
    const others = binding.groups.filter((each) => each !== droppedBy.reading)
    return { ...binding, groups: others.toSpliced(others.indexOf(acceptedBy.reading), 0, droppedBy.reading) }
  }
  return { bindings: new Map(bindings.map((each) => [each.binding, ahead(each)])) }
}

/** What comes of binding one group ahead of another. */
interface Move {
  readonly shadowed: ReadonlySet<Origin | undefined>
  readonly doesNoHarm: boolean
}

/** By the group to move, and by the other one: many drops of one group have one remedy. */
const movesOf = new WeakMap<BoundGroup, Map<BoundGroup, Move>>()

function moved(binding: ResolvedBinding, group: BoundGroup, ahead: BoundGroup): Move {
  const others = binding.groups.filter((each) => each !== group)
  const place = others.indexOf(ahead)
  const before = shadowedOrigins(binding)
  const after = shadowedOrigins({ ...binding, groups: others.toSpliced(place, 0, group) })
  return { shadowed: after, doesNoHarm: [...after].every((origin) => before.has(origin)) }
}

function shadowedOrigins(binding: ResolvedBinding): ReadonlySet<Origin | undefined> {
  const policies = boundPoliciesOf(binding)
  return new Set(policies.flatMap((from) => shadowed(from.policy).map(({ rule }) => from.rules[rule]?.origin)))
}
