/** The verdict on one packet. */
import type { Plane, Verdict } from '../model/packet-space.ts'
import { hasPorts } from '../model/packet-space.ts'
import type { CompiledRule } from './compile.ts'
import { compile, isCertainlyAhead, isPossiblyAhead } from './compile.ts'
import type { Packet, PeerSet, Policy, PolicyRule, Service } from './policy.ts'

export type Decision =
  /** Settled, by the rule at `rule` or, where that is `undefined`, by the default verdict or by any of several rules that agree. */
  | { readonly verdict: Verdict; readonly rule: number | undefined }
  /** Depends on what the file does not settle. `candidates` are the rules that may decide. */
  | { readonly verdict: 'unknown'; readonly candidates: readonly number[] }

/** Decides a packet: by the first rule that matches it, else by the policy's default. */
export function decide(policy: Policy, packet: Packet): Decision {
  const { rules } = compile(policy)
  const matching: [CompiledRule, Match][] = []
  for (const rule of rules) {
    const match = matches(policy.rules[rule.index] as PolicyRule, packet)
    if (match !== 'no') matching.push([rule, match])
  }
  const certain = matching.filter(([, match]) => match === 'certain').map(([rule]) => rule)
  // Whatever is certainly behind a certain match never gets to decide.
  const candidates = matching.map(([rule]) => rule).filter(rule => !certain.some(first => isCertainlyAhead(first, rule)))
  const verdicts = new Set(candidates.map(rule => policy.rules[rule.index]?.verdict))
  if (certain.length === 0) verdicts.add(policy.defaultVerdict)
  const [verdict] = verdicts
  if (verdicts.size > 1 || verdict === undefined) {
    return { verdict: 'unknown', candidates: candidates.map(rule => rule.index).sort((a, b) => a - b) }
  }
  const decider = certain.find(rule => !candidates.some(other => isPossiblyAhead(other, rule)))
  return { verdict, rule: decider?.index }
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
    if (symbols.some(symbol => symbol.name === peer.symbol)) return 'certain'
    return symbols.length > 0 || ranges.length > 0 ? 'possible' : 'no'
  }
  const isInside = ranges.some(
    range => range.family === peer.family && range.first <= peer.address && peer.address <= range.last,
  )
  return isInside ? 'certain' : symbols.length > 0 ? 'possible' : 'no'
}

function matchesService({ services }: PolicyRule, packet: Packet): Match {
  if (holdsService(services.certain, packet)) return 'certain'
  return services.possible !== undefined && holdsService(services.possible, packet) ? 'possible' : 'no'
}

function holdsService(services: readonly Service[] | 'all', { protocol, port }: Packet): boolean {
  if (services === 'all') return true
  return services.some(service => {
    if (service.protocol !== protocol) return false
    if (!hasPorts(protocol) || service.ports === undefined) return true
    return port !== undefined && service.ports.some(({ first, last }) => first <= port && port <= last)
  })
}

function matchesPlane({ plane }: PolicyRule, of: Plane | undefined): Match {
  if (plane === undefined || plane === of) return 'certain'
  return plane === 'unknown' || of === undefined ? 'possible' : 'no'
}
