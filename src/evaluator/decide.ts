/** The verdict on one packet. */
import type { Plane, Verdict } from '../model/packet-space.ts'
import { hasPorts } from '../model/packet-space.ts'
import { compile } from './compile.ts'
import type { Packet, PeerSet, Policy, PolicyRule, Service } from './policy.ts'

export type Decision =
  /** Settled, by the rule at `rule` or, where that is `undefined`, by the default verdict or by any of several rules that agree. */
  | { readonly verdict: Verdict; readonly rule: number | undefined }
  /** Depends on what the file does not settle. `candidates` are the rules that may decide. */
  | { readonly verdict: 'unknown'; readonly candidates: readonly number[] }

/**
 * Decides a packet: by the first rule that matches it, else by the policy's default.
 * Rules that may be missing from the policy are left out of account, but where none in it is certain to match they leave the verdict open.
 */
export function decide(policy: Policy, packet: Packet): Decision {
  const matching = compile(policy).rules.flatMap((rule) => {
    const match = matches(policy.rules[rule.index] as PolicyRule, packet)
    return match === 'no' ? [] : [{ rule, isCertain: match === 'certain' }]
  })
  // Whatever is certainly behind a certain match never gets to decide.
  const latest = matching.reduce(
    (place, { rule, isCertain }) => (isCertain ? Math.min(place, rule.latest) : place),
    Infinity,
  )
  const candidates = matching.filter(({ rule }) => rule.earliest <= latest)
  const verdicts = new Set(candidates.map(({ rule }) => policy.rules[rule.index]?.verdict))
  const isMatched = candidates.some(({ isCertain }) => isCertain)
  if (!isMatched) verdicts.add(policy.complete === false ? undefined : policy.defaultVerdict)
  const [verdict] = verdicts
  if (verdicts.size > 1 || verdict === undefined) {
    return { verdict: 'unknown', candidates: candidates.map(({ rule }) => rule.index).sort((a, b) => a - b) }
  }
  const [only, second] = candidates
  return { verdict, rule: isMatched && !second ? only?.rule.index : undefined }
}

type Match = 'certain' | 'no' | 'possible'

function matches(rule: PolicyRule, packet: Packet): Match {
  const parts = [matchesPeer(rule.peers, packet), matchesService(rule, packet), matchesPlane(rule, packet.plane)]
  if (parts.includes('no')) return 'no'
  return parts.includes('possible') || (rule.conditions?.length ?? 0) > 0 ? 'possible' : 'certain'
}

function matchesPeer({ ranges, symbols = [] }: PeerSet, { peer }: Packet): Match {
  if (ranges === 'any') return 'certain'
  if ('symbol' in peer) {
    if (symbols.some((symbol) => symbol.name === peer.symbol)) return 'certain'
    return symbols.length > 0 || ranges.length > 0 ? 'possible' : 'no'
  }
  const isInside = ranges.some(
    (range) => range.family === peer.family && range.first <= peer.address && peer.address <= range.last,
  )
  return isInside ? 'certain' : symbols.length > 0 ? 'possible' : 'no'
}

function matchesService({ services }: PolicyRule, packet: Packet): Match {
  if (holdsService(services.certain, packet)) return 'certain'
  return services.possible !== undefined && holdsService(services.possible, packet) ? 'possible' : 'no'
}

function holdsService(services: readonly Service[] | 'all', { protocol, port }: Packet): boolean {
  if (services === 'all') return true
  return services.some((service) => {
    if (service.protocol !== protocol) return false
    if (!hasPorts(protocol) || service.ports === undefined) return true
    return port !== undefined && service.ports.some(({ first, last }) => first <= port && port <= last)
  })
}

function matchesPlane({ plane }: PolicyRule, of: Plane | undefined): Match {
  if (plane === undefined || plane === of) return 'certain'
  return plane === 'unknown' || of === undefined ? 'possible' : 'no'
}
