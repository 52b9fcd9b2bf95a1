/** Random policies with open parts, and random groups, over the whole packet space. */
import fc from 'fast-check'
import type { PeerSymbol, Policy, PolicyRule, Rank, ServiceSet } from '../../../src/evaluator/index.ts'
import { settledPolicy } from './policies.ts'

/** The order among rules of unsettled rank takes formulas for each pair. */
const MOST_OPEN_RULES = 20

const symbol = fc.constantFrom<PeerSymbol[]>(
  { name: 'group', kind: 'named' },
  { name: 'list', kind: 'named' },
  { name: 'var.cidr', kind: 'unresolved' },
)

/** Within one policy an identity always has the same bounds. */
const IDENTITIES: readonly ServiceSet[] = [
  { certain: [], possible: [{ protocol: 6 }], identity: 'var.port' },
  { certain: [{ protocol: 6, ports: [{ first: 22, last: 80 }] }], possible: 'all', identity: 'var.services' },
]

type Opening = (rule: PolicyRule) => PolicyRule

const nothing: Opening = (rule) => rule
const anyVerdict: Opening = (rule) => ({ ...rule, verdict: undefined })
const anyOrder: Opening = (rule) => ({ ...rule, rank: { kind: 'undefined' } })
const anyPlane: Opening = (rule) => ({ ...rule, plane: 'unknown' })
const moreServices: Opening = ({ services: { certain }, ...rule }) => ({
  ...rule,
  services: { certain: [], possible: certain },
})
const laterBy =
  (most: number): Opening =>
  ({ rank, ...rule }) => ({
    ...rule,
    rank: rank.kind === 'at' ? ({ kind: 'between', first: rank.value, last: rank.value + most } satisfies Rank) : rank,
  })
const alsoFrom =
  (symbols: readonly PeerSymbol[], isOnlyNamed: boolean): Opening =>
  ({ peers, ...rule }) => ({ ...rule, peers: { ranges: isOnlyNamed ? [] : peers.ranges, symbols } })
const under =
  (conditions: readonly string[]): Opening =>
  (rule) => ({ ...rule, conditions })
const withServices =
  (services: ServiceSet): Opening =>
  (rule) => ({ ...rule, services })

const opening: fc.Arbitrary<Opening> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(nothing) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(symbol, { minLength: 1, maxLength: 2 }), fc.boolean())
      .map(([some, isOnlyNamed]) => alsoFrom(some, isOnlyNamed)),
  },
  { weight: 2, arbitrary: fc.subarray(['a=1', 'a=2', 'b=1', 'c'], { minLength: 1, maxLength: 2 }).map(under) },
  { weight: 2, arbitrary: fc.constantFrom(...IDENTITIES).map(withServices) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map(laterBy) },
  { weight: 1, arbitrary: fc.constantFrom(anyVerdict, anyOrder, anyPlane, moreServices) },
)

function opened(policies: fc.Arbitrary<Policy>): fc.Arbitrary<Policy> {
  const openings = fc.array(opening, { minLength: MOST_OPEN_RULES, maxLength: MOST_OPEN_RULES })
  return fc.tuple(policies, openings).map(([{ complete: _, ...policy }, chosen]) => ({
    ...policy,
    rules: policy.rules.slice(0, MOST_OPEN_RULES).map((rule, index) => (chosen[index] ?? nothing)(rule)),
  }))
}

export const openPolicy: fc.Arbitrary<Policy> = opened(settledPolicy)

/** Deals the rules of a policy out to two or three groups, which so have much in common. */
function dealt(policies: fc.Arbitrary<Policy>): fc.Arbitrary<readonly Policy[]> {
  const groups = fc.array(fc.nat(2), { minLength: 60, maxLength: 60 })
  return fc
    .tuple(policies, groups)
    .map(([{ complete: _, ...policy }, groupOf]) =>
      [0, 1, 2]
        .map((group): Policy => ({ ...policy, rules: policy.rules.filter((_rule, index) => groupOf[index] === group) }))
        .filter(({ rules }) => rules.length > 0),
    )
}

export const settledGroups: fc.Arbitrary<readonly Policy[]> = dealt(settledPolicy)
export const openGroups: fc.Arbitrary<readonly Policy[]> = dealt(openPolicy)
