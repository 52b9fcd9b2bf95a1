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
  /** All that the unknown set of a bit may be; `undefined` for a bit of the line. */
  boundOf(bit: number): Spans | undefined
  /** One and the same object for neighbours in a list that match the same run of services. */
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

  const servicesOf = (rule: PolicyRule, areSettled: boolean): RuleServices => {
    const { certain, possible = certain, identity } = rule.services
    const hasBit = identity !== undefined && identities.has(identity)
    const certainSpans = spansOf(certain, planesOf(rule))
    const possibleSpans = spansOf(possible, planesOf(rule))
    const holdsSet = (set: UnknownSet) => isOwn(rule, set) || holdsAll(certainSpans, set.widest)
    return {
      certain: rule.plane === 'unknown' ? NONE : withUnknown(certainSpans, holdsSet),
      possible: withUnknown(possibleSpans, (set) => meets(possibleSpans, set.widest)),
      subject: withUnknown(hasBit ? certainSpans : possibleSpans, (set) => isOwn(rule, set)),
      widest: hasBit ? possibleSpans : undefined,
      areSettled,
    }
  }
  /** By first bit: what rules that start with it match, the last that was asked for. */
  const shared: RuleServices[] = []

  return {
    bits: bits + unknownSets.length,
    runOf,
    runsOf,
    boundOf: (bit) => unknownSets.find((set) => set.bit === bit)?.widest,
    of(rule) {
      const areSettled = rule.services.possible === undefined && rule.plane !== 'unknown'
      if (!areSettled || identities.size > 0) return servicesOf(rule, areSettled)
      const spans = spansOf(rule.services.certain, planesOf(rule))
      const first = spans[0] ?? 0
      const known = shared[first]
      if (known?.certain === spans) return known
      return (shared[first] = { certain: spans, possible: spans, subject: spans, widest: undefined, areSettled })
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
