/**
 * The services of rules as spans of bits. Behind the service line stands one bit on each plane for each set of services
 * of which nothing is known but that several rules have the same.
 */
import type { Plane } from '../model/packet-space.ts'
import type { Policy, PolicyRule, Service } from './policy.ts'
import type { ServiceLine } from './service-line.ts'
import { createServiceLine } from './service-line.ts'
import type { Spans } from './spans.ts'
import { holdsAll, meets } from './spans.ts'

/** Nothing is known of the unknown sets, whose bits stand behind the line. */
export interface ServiceSets extends Pick<ServiceLine, 'bits' | 'runOf' | 'runsOf'> {
  /** Whether some unknown set of services has a bit of its own. */
  readonly hasIdentities: boolean
  /** All that the unknown set of a bit may be; `undefined` for a bit of the line. */
  boundOf(bit: number): Spans | undefined
  /** The services that a rule matches for certain, and every unknown set that lies within them. */
  certain(rule: PolicyRule): Spans
  /** The services that a rule may match, and every unknown set of which that may be a part. */
  possible(rule: PolicyRule): Spans
  /** What must be covered before a rule is certain to decide nothing; an unknown set with a bit of its own is that bit. */
  subject(rule: PolicyRule): Spans
  /** The same with all that such a set may be in place of its bit; `undefined` where a rule has no such set. */
  widest(rule: PolicyRule): Spans | undefined
}

interface UnknownSet {
  readonly identity: string
  readonly plane: Plane | undefined
  readonly bit: number
  /** All that it may be. */
  readonly widest: Spans
}

export function createServiceSets(policy: Policy): ServiceSets {
  const { bits, runOf, runsOf, planes, spansOf } = createServiceLine(policy)
  const identities = sharedIdentities(policy)
  const unknownSets: UnknownSet[] = []
  for (const plane of planes) {
    for (const [identity, services] of identities) {
      unknownSets.push({ identity, plane, bit: bits + unknownSets.length, widest: spansOf(services, [plane]) })
    }
  }
  const planesOf = ({ plane }: PolicyRule) =>
    plane === undefined || plane === 'unknown' ? planes : planes.filter((each) => each === plane)
  /** Unknown sets come after the line, in the order of their bits. */
  const withUnknown = (spans: Spans, isIn: (set: UnknownSet) => boolean): Spans => {
    const found = unknownSets.filter(isIn).flatMap(({ bit }) => [bit, bit + 1])
    return found.length === 0 ? spans : [...spans, ...found]
  }
  const isOwn = (rule: PolicyRule, { identity, plane }: UnknownSet) =>
    identity === rule.services.identity && planesOf(rule).includes(plane)

  return {
    bits: bits + unknownSets.length,
    runOf,
    runsOf,
    hasIdentities: identities.size > 0,
    boundOf: (bit) => unknownSets.find((set) => set.bit === bit)?.widest,
    certain(rule) {
      if (rule.plane === 'unknown') return []
      const spans = spansOf(rule.services.certain, planesOf(rule))
      if (unknownSets.length === 0) return spans
      return withUnknown(spans, (set) => isOwn(rule, set) || holdsAll(spans, set.widest))
    },
    possible(rule) {
      const { certain, possible = certain } = rule.services
      const spans = spansOf(possible, planesOf(rule))
      return withUnknown(spans, (set) => meets(spans, set.widest))
    },
    subject(rule) {
      const { certain, possible = certain, identity } = rule.services
      const hasBit = identity !== undefined && identities.has(identity)
      return withUnknown(spansOf(hasBit ? certain : possible, planesOf(rule)), (set) => isOwn(rule, set))
    },
    widest(rule) {
      const { certain, possible = certain, identity } = rule.services
      return identity !== undefined && identities.has(identity) ? spansOf(possible, planesOf(rule)) : undefined
    },
  }
}

/** Identities that at least two rules share, with the widest set that each may be. */
function sharedIdentities({ rules }: Policy): ReadonlyMap<string, readonly Service[] | 'all'> {
  const seen = new Set<string>()
  const shared = new Map<string, readonly Service[] | 'all'>()
  for (const { services } of rules) {
    const { certain, possible = certain, identity } = services
    if (identity === undefined) continue
    if (seen.has(identity) && shared.size < MOST_IDENTITIES) shared.set(identity, possible)
    seen.add(identity)
  }
  return shared
}

/** Each costs a bit in most rules. Past this many, a shared identity counts as any other unknown set. */
const MOST_IDENTITIES = 32
