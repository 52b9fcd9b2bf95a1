/**
 * The services of rules as spans of bits. Behind the service line stands one bit on each plane for each set of services
 * of which nothing is known but that several rules have the same.
 */
import type { Plane } from '../model/packet-space.ts'
import type { Policy, PolicyRule, Service } from './policy.ts'
import type { ServiceLine } from './service-line.ts'
import { createServiceLine } from './service-line.ts'
import type { Spans } from './spans.ts'
import { areEqual, holdsAll, meets, slotOf, unionOf } from './spans.ts'

/** Nothing is known of the unknown sets, whose bits stand behind the line. */
export interface ServiceSets extends Pick<ServiceLine, 'bits' | 'runOf' | 'runsOf'> {
  /** Bits from here on stand for unknown sets, whose packets the line has too. */
  readonly lineBits: number
  /** All that the unknown set of a bit may be; `undefined` for a bit of the line. */
  boundOf(bit: number): Spans | undefined
  /** One and the same object for neighbours in a list that match the same services. */
  of(rule: PolicyRule): RuleServices
}

/** The services of a rule. */
export interface RuleServices {
  /** What the rule matches for certain, and every unknown set that lies within that. */
  readonly certain: Spans
  /** What the rule may match, and every unknown set of which that may be a part. */
  readonly possible: Spans
  /** What must be covered before a rule is certain to decide nothing; an unknown set with a bit of its own is that bit. */
  readonly subject: Spans
  /** The same with all that such a set may be in place of its bit; `undefined` where a rule has no such set. */
  readonly widest: Spans | undefined
  /** Whether the rule matches all that it may match. */
  readonly areSettled: boolean
}

interface UnknownSet {
  readonly identity: string
  readonly plane: Plane | undefined
  readonly bit: number
  /** All that it may be. */
  readonly widest: Spans
}

/** Some services, and what rules have that name them on a plane, of which they may be a bound only. */
interface KnownServices {
  readonly plane: PolicyRule['plane']
  readonly isBounded: boolean
  readonly certain: Spans
  readonly possible: Spans
  readonly services: RuleServices
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
    const found = unionOf(unknownSets.filter(isIn), ({ bit }) => [bit, bit + 1])
    return found.length === 0 ? spans : [...spans, ...found]
  }
  const isOwn = (rule: PolicyRule, { identity, plane }: UnknownSet) =>
    identity === rule.services.identity && planesOf(rule).includes(plane)

  const servicesOf = (rule: PolicyRule, certain: Spans, possible: Spans, hasBit: boolean): RuleServices => {
    const areSettled = rule.services.possible === undefined && rule.plane !== 'unknown'
    const holdsSet = (set: UnknownSet) => isOwn(rule, set) || holdsAll(certain, set.widest)
    return {
      certain: rule.plane === 'unknown' ? NONE : withUnknown(certain, holdsSet),
      possible: withUnknown(possible, (set) => meets(possible, set.widest)),
      subject: withUnknown(hasBit ? certain : possible, (set) => isOwn(rule, set)),
      widest: hasBit ? possible : undefined,
      areSettled,
    }
  }
  /** By slot of the first bit: what settled rules match, the last that was asked for. */
  const settled: RuleServices[] = []
  const settledServices = (spans: Spans): RuleServices => {
    const slot = slotOf(spans[0] ?? 0)
    const last = settled[slot]
    if (last && areEqual(last.certain, spans)) return last
    return (settled[slot] = { certain: spans, possible: spans, subject: spans, widest: undefined, areSettled: true })
  }
  /** By identity, if it has a bit, and by slot of the first bit that rules may match: the last that were asked for. */
  const known = new Map<string | undefined, KnownServices[]>()

  return {
    bits: bits + unknownSets.length,
    lineBits: bits,
    runOf,
    runsOf,
    boundOf: (bit) => unknownSets.find((set) => set.bit === bit)?.widest,
    of(rule) {
      const { plane } = rule
      const { certain: named, possible: bound, identity } = rule.services
      const certain = spansOf(named, planesOf(rule))
      if (bound === undefined && plane !== 'unknown' && unknownSets.length === 0) return settledServices(certain)
      const possible = bound === undefined ? certain : spansOf(bound, planesOf(rule))
      const hasBit = identity !== undefined && identities.has(identity)
      const key = hasBit ? identity : undefined
      let ofIdentity = known.get(key)
      if (!ofIdentity) known.set(key, (ofIdentity = []))
      const slot = slotOf(possible[0] ?? 0)
      const last = ofIdentity[slot]
      if (last && last.plane === plane && last.isBounded === (bound !== undefined)) {
        if (areEqual(last.certain, certain) && areEqual(last.possible, possible)) return last.services
      }
      const services = servicesOf(rule, certain, possible, hasBit)
      ofIdentity[slot] = { plane, isBounded: bound !== undefined, certain, possible, services }
      return services
    },
  }
}

const NONE: Spans = Object.freeze([])

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
