/** Random policies as the groups of one interface, and the ways to make one policy of them. */
import fc from 'fast-check'
import type { Policy, Rank } from '../../src/evaluator/index.ts'
import type { Universe } from './simulator.ts'
import type { Openness } from './universes.ts'
import { policies } from './universes.ts'

/** One policy of several groups. */
export interface Groups {
  readonly policy: Policy
  /** The group of each rule of the policy. */
  readonly groupOf: readonly number[]
  /** The index in the policy of a rule of a group. */
  indexOf(group: number, rule: number): number
}

/** Two or three groups that break ties alike. */
export function groups(universe: Universe, most: number, open: Openness = {}): fc.Arbitrary<readonly Policy[]> {
  return fc.array(policies(universe, most, open), { minLength: 2, maxLength: 3 }).map((some) => {
    const [{ tie }] = some as [Policy]
    return some.map(({ tie: _, ...policy }) => ({ ...policy, ...(tie && { tie }) }))
  })
}

/** All rules by their own ranks. */
export function merged(policies: readonly Policy[]): Groups {
  const [{ tie, defaultVerdict }] = policies as [Policy]
  const firsts = policies.map((_, i) => policies.slice(0, i).reduce((sum, { rules }) => sum + rules.length, 0))
  return {
    policy: {
      rules: policies.flatMap(({ rules }) => rules),
      ...(tie && { tie }),
      ...(defaultVerdict && { defaultVerdict }),
    },
    groupOf: policies.flatMap(({ rules }, group) => rules.map(() => group)),
    indexOf: (group, rule) => (firsts[group] ?? 0) + rule,
  }
}

/** Each group behind the one before it. */
export function concatenated(policies: readonly Policy[]): Groups {
  return merged(
    policies.map((policy, i) => ({
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, rank: behind(rule.rank, i * PLACES) })),
    })),
  )
}

/** More than the ranks of a random policy. */
const PLACES = 100

function behind(rank: Rank, offset: number): Rank {
  switch (rank.kind) {
    case 'at':
      return { kind: 'at', value: offset + rank.value }
    case 'between':
      return { kind: 'between', first: offset + rank.first, last: offset + rank.last }
    case 'undefined':
      return { kind: 'between', first: offset, last: offset + PLACES - 1 }
  }
}
