/**
 * Protocols, ports and planes of a policy as bits: one bit for each run of ports that no rule tells apart,
 * one for each other protocol that a rule names, one for all the protocols that none names.
 * Bits come in words of 32; a set of services is a list of words that hold any.
 */
import type { Plane, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, hasPorts, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Packet, Policy, PolicyRule, Service } from './policy.ts'

/** The non-empty words of a bit set, by ascending word index. */
export interface BitSet {
  readonly words: readonly number[]
  readonly masks: readonly number[]
}

/** What one bit stands for. */
export interface ServiceRun {
  /** `undefined`: every protocol that no rule of the policy names. */
  readonly protocol: number | undefined
  readonly ports: PortRange | undefined
  readonly plane: Plane | undefined
  /** Set for a bit that stands for a set of services known by its identity only. */
  readonly identity?: string
}

export interface ServiceBits {
  readonly words: number
  readonly runs: readonly ServiceRun[]
  /** The services that a rule matches for certain. */
  certainBits(rule: PolicyRule): BitSet
  /** The services that a rule may match. */
  possibleBits(rule: PolicyRule): BitSet
  /** What must be covered before a rule is certain to decide nothing. */
  subjectBits(rule: PolicyRule): BitSet
  bitOf(packet: Packet): number | undefined
}

const EVERYTHING = 'all'

interface ProtocolBits {
  readonly protocol: number | undefined
  /** First ports of the runs; a single one for a protocol without ports. */
  readonly starts: readonly number[]
  readonly firstBit: number
}

export function createServiceBits(policy: Policy): ServiceBits {
  const planes = planesOf(policy)
  const starts = portStarts(policy)
  const identities = sharedIdentities(policy)
  const runs: ServiceRun[] = []
  const groups = new Map<Plane | undefined, ProtocolBits[]>()
  const identityBits = new Map<string, number>()
  for (const plane of planes) {
    const group: ProtocolBits[] = []
    for (const [protocol, ports] of starts) {
      group.push({ protocol, starts: ports, firstBit: runs.length })
      ports.forEach((first, index) => {
        const run = hasPorts(protocol ?? 0) ? { first, last: (ports[index + 1] ?? LAST_PORT + 1) - 1 } : undefined
        runs.push({ protocol, ports: run, plane })
      })
    }
    groups.set(plane, group)
    for (const identity of identities.keys()) {
      identityBits.set(`${plane ?? ''} ${identity}`, runs.length)
      runs.push({ protocol: undefined, ports: undefined, plane, identity })
    }
  }
  const words = (runs.length + 31) >> 5
  const scratch = new Int32Array(words)

  const addRange = (from: number, to: number) => {
    for (let bit = from; bit < to; ) {
      const word = bit >> 5
      const stop = Math.min(to, (word + 1) << 5)
      const count = stop - bit
      scratch[word] = (scratch[word] ?? 0) | (count === 32 ? -1 : ((1 << count) - 1) << (bit & 31))
      bit = stop
    }
  }
  const addServices = (services: readonly Service[] | 'all', plane: Plane | undefined) => {
    const group = groups.get(plane) ?? []
    for (const { protocol, starts: ports, firstBit } of group) {
      if (services === EVERYTHING) addRange(firstBit, firstBit + ports.length)
      else {
        for (const service of services) {
          if (service.protocol !== protocol) continue
          if (!hasPorts(service.protocol)) addRange(firstBit, firstBit + 1)
          else {
            for (const { first, last } of service.ports ?? ALL_PORTS) {
              addRange(firstBit + runIndex(ports, first), firstBit + runIndex(ports, last) + 1)
            }
          }
        }
      }
    }
    for (const [identity, possible] of identities) {
      if (includesAll(services, possible)) addIdentity(identity, plane)
    }
  }
  const addIdentity = (identity: string, plane: Plane | undefined) => {
    const bit = identityBits.get(`${plane ?? ''} ${identity}`)
    if (bit !== undefined) addRange(bit, bit + 1)
  }
  const collect = (): BitSet => {
    const set = { words: [] as number[], masks: [] as number[] }
    for (let word = 0; word < words; word++) {
      const mask = scratch[word] ?? 0
      if (mask === 0) continue
      set.words.push(word)
      set.masks.push(mask)
      scratch[word] = 0
    }
    return set
  }

  return {
    words,
    runs,
    certainBits({ services, plane }) {
      for (const each of planes) {
        if (plane !== undefined && plane !== each) continue
        addServices(services.certain, each)
        if (services.identity !== undefined) addIdentity(services.identity, each)
      }
      return collect()
    },
    possibleBits({ services, plane }) {
      for (const each of planes) {
        if (plane !== undefined && plane !== 'unknown' && plane !== each) continue
        addServices(services.possible ?? services.certain, each)
        if (services.possible !== undefined) for (const identity of identities.keys()) addIdentity(identity, each)
      }
      return collect()
    },
    subjectBits({ services, plane }) {
      for (const each of planes) {
        if (plane !== undefined && plane !== 'unknown' && plane !== each) continue
        if (services.identity !== undefined && identities.has(services.identity)) {
          addServices(services.certain, each)
          addIdentity(services.identity, each)
        } else addServices(services.possible ?? services.certain, each)
      }
      return collect()
    },
    bitOf({ protocol, port = FIRST_PORT, plane }) {
      const group = groups.get(planes.length === 1 ? planes[0] : plane) ?? []
      const bits = group.find(each => each.protocol === protocol) ?? group.find(each => each.protocol === undefined)
      return bits && bits.firstBit + runIndex(bits.starts, hasPorts(protocol) ? port : FIRST_PORT)
    },
  }
}

/** One plane for all where no rule names one. */
function planesOf(policy: Policy): readonly (Plane | undefined)[] {
  return policy.rules.some(rule => rule.plane !== undefined) ? ['internet', 'intranet'] : [undefined]
}

/** First ports of the runs of each protocol that a rule names; `undefined` stands for all the others. */
function portStarts(policy: Policy): Map<number | undefined, readonly number[]> {
  const bounds = new Map<number, Set<number>>([
    [PROTOCOL.tcp, new Set([FIRST_PORT])],
    [PROTOCOL.udp, new Set([FIRST_PORT])],
  ])
  for (const { services } of policy.rules) {
    for (const set of [services.certain, services.possible]) {
      if (set === undefined || set === EVERYTHING) continue
      for (const { protocol, ports } of set) {
        let starts = bounds.get(protocol)
        if (!starts) bounds.set(protocol, (starts = new Set([FIRST_PORT])))
        if (!hasPorts(protocol)) continue
        for (const { first, last } of ports ?? ALL_PORTS) {
          starts.add(Math.max(first, FIRST_PORT))
          if (last < LAST_PORT) starts.add(last + 1)
        }
      }
    }
  }
  const sorted = new Map<number | undefined, readonly number[]>()
  for (const [protocol, starts] of bounds) sorted.set(protocol, [...starts].sort((a, b) => a - b))
  return sorted.set(undefined, [FIRST_PORT])
}

/** Identities that at least two rules share, with the widest set that each may be. */
function sharedIdentities(policy: Policy): Map<string, readonly Service[] | 'all'> {
  const seen = new Set<string>()
  const shared = new Map<string, readonly Service[] | 'all'>()
  for (const { services } of policy.rules) {
    if (services.identity === undefined) continue
    if (seen.has(services.identity)) shared.set(services.identity, services.possible ?? services.certain)
    seen.add(services.identity)
  }
  return shared
}

/** Whether `services` holds every protocol of `others` with all its ports. */
function includesAll(services: readonly Service[] | 'all', others: readonly Service[] | 'all'): boolean {
  if (services === EVERYTHING) return true
  if (others === EVERYTHING) return false
  return others.every(other => services.some(({ protocol, ports }) => protocol === other.protocol && isWhole(protocol, ports)))
}

function isWhole(protocol: number, ports: readonly PortRange[] | undefined): boolean {
  return !hasPorts(protocol) || ports === undefined || ports.some(({ first, last }) => first <= FIRST_PORT && last >= LAST_PORT)
}

/** Index of the run that holds the port. */
function runIndex(starts: readonly number[], port: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= port) low = middle
    else high = middle
  }
  return low
}
