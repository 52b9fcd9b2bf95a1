/**
 * Protocols, ports and planes of a policy on one line of bits: one bit for each run of ports that no rule tells apart,
 * one for each other protocol that a rule names, one for all the protocols that none names.
 */
import type { Plane, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, hasPorts, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Policy, Service } from './policy.ts'
import type { Spans } from './spans.ts'
import { unionOf } from './spans.ts'

/** What one bit stands for. */
export interface ServiceRun {
  /** `undefined`: every protocol that no rule of the policy names. */
  readonly protocol: number | undefined
  readonly ports: PortRange | undefined
  readonly plane: Plane | undefined
}

export interface ServiceLine {
  readonly runs: readonly ServiceRun[]
  /** One plane for all where no rule names one. */
  readonly planes: readonly (Plane | undefined)[]
  /** The bits of services on some of the planes. */
  spansOf(services: readonly Service[] | 'all', planes: readonly (Plane | undefined)[]): Spans
}

interface ProtocolRuns {
  /** First ports of the runs; a single one for a protocol without ports. */
  readonly starts: readonly number[]
  /** On the first plane. */
  readonly firstBit: number
}

export function createServiceLine(policy: Policy): ServiceLine {
  const hasPlanes = policy.rules.some((rule) => rule.plane !== undefined)
  const planes: readonly (Plane | undefined)[] = hasPlanes ? ['internet', 'intranet'] : [undefined]
  const runs: ServiceRun[] = []
  const byProtocol = new Map<number | undefined, ProtocolRuns>()
  const starts = portStarts(policy)
  for (const plane of planes) {
    for (const [protocol, ports] of starts) {
      if (plane === planes[0]) byProtocol.set(protocol, { starts: ports, firstBit: runs.length })
      ports.forEach((first, index) => {
        const run = hasPorts(protocol ?? 0) ? { first, last: (ports[index + 1] ?? LAST_PORT + 1) - 1 } : undefined
        runs.push({ protocol, ports: run, plane })
      })
    }
  }
  const bitsPerPlane = runs.length / planes.length

  const bitsOf = ({ protocol, ports = ALL_PORTS }: Service): Spans => {
    const { starts, firstBit } = byProtocol.get(protocol) as ProtocolRuns
    if (!hasPorts(protocol)) return [firstBit, firstBit + 1]
    return unionOf(ports, (run) => [firstBit + runIndex(starts, run.first), firstBit + runIndex(starts, run.last) + 1])
  }

  return {
    runs,
    planes,
    spansOf(services, on) {
      const spans = services === 'all' ? [0, bitsPerPlane] : unionOf(services, bitsOf)
      if (planes.length === 1) return spans
      return unionOf(on, (plane) => spans.map((bit) => bit + bitsPerPlane * planes.indexOf(plane)))
    },
  }
}

/** First ports of the runs of each protocol that a rule names; `undefined` stands for all the others. */
function portStarts({ rules }: Policy): ReadonlyMap<number | undefined, readonly number[]> {
  const bounds = new Map<number, Set<number>>([
    [PROTOCOL.tcp, new Set([FIRST_PORT])],
    [PROTOCOL.udp, new Set([FIRST_PORT])],
  ])
  for (const { services } of rules) {
    for (const set of [services.certain, services.possible]) {
      if (set === undefined || set === 'all') continue
      for (const { protocol, ports = ALL_PORTS } of set) {
        let starts = bounds.get(protocol)
        if (!starts) bounds.set(protocol, (starts = new Set([FIRST_PORT])))
        if (!hasPorts(protocol)) continue
        for (const { first, last } of ports) {
          starts.add(first)
          if (last < LAST_PORT) starts.add(last + 1)
        }
      }
    }
  }
  const sorted = new Map<number | undefined, readonly number[]>()
  for (const [protocol, starts] of bounds)
    sorted.set(
      protocol,
      [...starts].sort((a, b) => a - b),
    )
  return sorted.set(undefined, [FIRST_PORT])
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
