/** What stands between the places of two rules: rules of another verdict that share packets with them. */
import type { AddressRange, PortRange, Verdict } from '../model/packet-space.ts'
import { ALL_PORTS, hasPorts } from '../model/packet-space.ts'
import type { PeerSet, Policy, PolicyRule, Rank, Service, ServiceSet } from './policy.ts'

export interface Obstacles {
  /**
   * Cuts rules of one known verdict into stretches in the order in which they are asked: within one, each rule may stand in
   * the place of any other. All of them have the same rank, a rank that is a place, or an undefined one.
   */
  stretches(rules: readonly number[]): readonly (readonly number[])[]
}

/** Pairs of rules to look at in one policy: as many as 2,000 rules have. Past that, something stands in every way. */
const MOST_PAIRS = 4_000_000

export function createObstacles({ rules, tie }: Policy): Obstacles {
  const opponents = {
    accept: rules.filter(({ verdict }) => verdict !== 'accept'),
    drop: rules.filter(({ verdict }) => verdict !== 'drop'),
  }
  let pairs = 0
  return {
    stretches(indices) {
      const at = (index: number | undefined) => rules[index as number] as PolicyRule
      const sorted = [...indices].sort((a, b) => placeOf(at(a)) - placeOf(at(b)))
      const { verdict, rank } = at(sorted[0])
      // Between rules of one number that a tie-break orders, nothing lies.
      if (rank.kind === 'at' && tie !== undefined) return [indices]
      const others = opponents[verdict as Verdict]
      const between = others.filter((other) => mayLieBetween(other.rank, rank, placeOf(at(sorted.at(-1)))))
      pairs += others.length + between.length * indices.length
      return pairs > MOST_PAIRS ? indices.map((index) => [index]) : cut(sorted, rules, between)
    },
  }
}

/** The place of a rule in a list; the same for all those that have none. */
function placeOf({ rank }: PolicyRule): number {
  return rank.kind === 'at' ? rank.value : 0
}

function mayLieBetween(rank: Rank, from: Rank, last: number): boolean {
  if (from.kind !== 'at' || rank.kind === 'undefined') return true
  const [low, high] = rank.kind === 'at' ? [rank.value, rank.value] : [rank.first, rank.last]
  return from.value <= high && low <= last
}

/** A stretch ends before a rule that would have to pass an obstacle, or that would bring one between the others. */
function cut(sorted: readonly number[], rules: readonly PolicyRule[], obstacles: readonly PolicyRule[]): number[][] {
  const stretches: number[][] = []
  let passed = new Set<PolicyRule>()
  for (const index of sorted) {
    const rule = rules[index] as PolicyRule
    const stretch = stretches.at(-1) ?? []
    const { rank } = rules[stretch[0] ?? index] as PolicyRule
    const met = obstacles.filter((each) => mayLieBetween(each.rank, rank, placeOf(rule)))
    const fresh = met.filter((each) => !passed.has(each))
    const joins =
      !met.some((each) => mayMeet(each, rule)) &&
      stretch.every((other) => !fresh.some((each) => mayMeet(each, rules[other] as PolicyRule)))
    if (joins && stretch.length > 0) stretch.push(index)
    else stretches.push([index])
    passed = joins ? new Set(met) : new Set()
  }
  return stretches
}

/** Whether some packet may match both rules. */
function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  return haveCommonPlane(a, b) && haveCommonPeers(a.peers, b.peers) && haveCommonServices(a.services, b.services)
}

function haveCommonPlane({ plane: a = 'unknown' }: PolicyRule, { plane: b = 'unknown' }: PolicyRule): boolean {
  return a === 'unknown' || b === 'unknown' || a === b
}

/** A symbol may hold any address. */
function haveCommonPeers(a: PeerSet, b: PeerSet): boolean {
  if (a.ranges === 'any' || b.ranges === 'any' || hasSymbols(a) || hasSymbols(b)) return true
  const { ranges } = b
  return a.ranges.some((range) => ranges.some((other) => meet(range, other)))
}

function hasSymbols({ symbols = [] }: PeerSet): boolean {
  return symbols.length > 0
}

function meet(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last
}

function haveCommonServices(a: ServiceSet, b: ServiceSet): boolean {
  const { possible: some = a.certain } = a
  const { possible: others = b.certain } = b
  if (some === 'all' || others === 'all') return true
  return some.some((service) => others.some((other) => service.protocol === other.protocol && share(service, other)))
}

function share({ protocol, ports = ALL_PORTS }: Service, { ports: others = ALL_PORTS }: Service): boolean {
  const meets = (a: PortRange, b: PortRange): boolean => a.first <= b.last && b.first <= a.last
  return !hasPorts(protocol) || ports.some((range) => others.some((other) => meets(range, other)))
}
