/** Rules that differ only in neighbouring addresses or ports, so that one rule can stand for them. */
import { addTo } from '../model/add-to.ts'
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import { blocksOf, intervalsOf, type Run } from './neighbours.ts'
import { createObstacles, type Obstacles } from './obstacles.ts'
import type { PeerSet, Policy, PolicyRule, ServiceSet } from './policy.ts'

/** A rule that matches the union, in the place of the first of `rules`, changes the verdict on no packet. */
export type Merge = {
  /** Ascending indices in `policy.rules`, two at least. */
  readonly rules: readonly number[]
} & ({ readonly in: 'addresses'; readonly union: AddressRange } | { readonly in: 'ports'; readonly union: PortRange })

/** Rules of different kinds differ in more than packets show, and are never merged; nor are those without a kind. */
export type KindOf = (rule: number, dimension: Merge['in']) => string | undefined

/**
 * Sets of rules that one rule each can stand for, by ascending first index; no rule is in two of them.
 * The rules of a set have the same verdict, plane and conditions, and either the same services and addresses whose
 * union is one CIDR, or the same peers and ports of one protocol whose union is one interval. None lies inside another.
 * Where ranks are numbers of the author's choice, they are equal. Where they are places, no rule of another verdict
 * that has packets in common with the set lies between, and none can be missing there.
 */
export function mergeable(policy: Policy, kindOf: KindOf): readonly Merge[] {
  const obstacles = createObstacles(policy)
  const merges: Merge[] = []
  const taken = new Set<number>()
  const find = <U>(subjects: Iterable<Subject<U>>, runsOf: (some: readonly Subject<U>[]) => readonly Run<U>[]) => {
    const found: Run<U>[] = []
    for (const bucket of bucketsOf(subjects)) {
      for (const run of runsOf(bucket)) found.push(...withoutObstacles(run, bucket, obstacles, runsOf))
    }
    for (const { rules } of found) for (const rule of rules) taken.add(rule)
    return found
  }
  for (const run of find(portSubjects(policy, kindOf), intervalsOf)) merges.push({ ...run, in: 'ports' })
  const rest = [...addressSubjects(policy, kindOf)].filter(({ rule }) => !taken.has(rule))
  for (const run of find(rest, blocksOf)) merges.push({ ...run, in: 'addresses' })
  return merges.sort((a, b) => (a.rules[0] as number) - (b.rules[0] as number))
}

/** One rule, and in what it may differ from others with the same key. */
interface Subject<U> {
  readonly rule: number
  readonly key: string
  readonly value: U
}

function bucketsOf<U>(subjects: Iterable<Subject<U>>): readonly (readonly Subject<U>[])[] {
  const buckets = new Map<string, Subject<U>[]>()
  for (const subject of subjects) addTo(buckets, subject.key, subject)
  return [...buckets.values()].filter(({ length }) => length > 1)
}

/** The run itself where nothing stands in the way of its rules, else what is left of it in each stretch between. */
function withoutObstacles<U>(
  run: Run<U>,
  bucket: readonly Subject<U>[],
  obstacles: Obstacles,
  runsOf: (some: readonly Subject<U>[]) => readonly Run<U>[],
): readonly Run<U>[] {
  const stretches = obstacles.stretches(run.rules)
  if (stretches.length === 1) return [run]
  return stretches.flatMap((stretch) => runsOf(bucket.filter(({ rule }) => stretch.includes(rule))))
}

function* portSubjects(policy: Policy, kindOf: KindOf): Generator<Subject<readonly PortRange[]>> {
  for (const [rule, each] of policy.rules.entries()) {
    const { certain, possible } = each.services
    const [service, another] = certain === 'all' || possible ? [] : certain
    const key =
      service?.ports && !another ? keyOf(policy, rule, kindOf(rule, 'ports'), peersKey(each.peers)) : undefined
    if (key !== undefined && service?.ports) {
      yield { rule, key: `${String(service.protocol)} ${key}`, value: service.ports }
    }
  }
}

function* addressSubjects(policy: Policy, kindOf: KindOf): Generator<Subject<readonly AddressRange[]>> {
  for (const [rule, each] of policy.rules.entries()) {
    const { ranges, symbols = [] } = each.peers
    if (ranges === 'any' || symbols.length > 0) continue
    const key = keyOf(policy, rule, kindOf(rule, 'addresses'), servicesKey(each.services))
    if (key !== undefined) yield { rule, key, value: ranges }
  }
}

/** What rules have in common that may be merged; `undefined` for a rule that may not, whatever the others are. */
function keyOf(policy: Policy, rule: number, kind: string | undefined, same: string | undefined): string | undefined {
  const { verdict, rank, plane, conditions = [] } = policy.rules[rule] as PolicyRule
  if (kind === undefined || same === undefined || verdict === undefined || plane === 'unknown') return undefined
  if (rank.kind === 'between') return undefined
  const isNumber = rank.kind === 'at' && policy.tie !== undefined
  const isPlace = rank.kind === 'at' && policy.contiguous === true
  if (policy.complete === false && !isNumber && !isPlace) return undefined
  const order = isNumber ? rank.value : rank.kind
  return JSON.stringify([kind, same, verdict, order, plane, [...conditions].sort()])
}

function peersKey({ ranges, symbols = [] }: PeerSet): string {
  const parts = ranges === 'any' ? ranges : ranges.map(({ first, last }) => `${String(first)}-${String(last)}`).sort()
  return JSON.stringify([parts, symbols.map(({ name }) => name).sort()])
}

/** An unknown set equals none but those of the same identity. */
function servicesKey({ certain, possible, identity }: ServiceSet): string | undefined {
  if (!possible) return JSON.stringify(certain)
  return identity === undefined ? undefined : JSON.stringify([identity, certain, possible])
}
