/**
 * Protocols, ports and planes of a policy on one line of bits: one bit for each run of ports that no rule tells apart,
 * one for each other protocol that a rule names, one for all the protocols that none names.
 */
import type { Plane, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, hasPorts, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Policy, Service } from './policy.ts'
import type { Spans } from './spans.ts'
import { lastNotAbove, unionOf } from './spans.ts'

/** What some bits stand for. */
export interface ServiceRun {
  /** `undefined`: every protocol that no rule of the policy names. */
  readonly protocol: number | undefined
  readonly ports: PortRange | undefined
  readonly plane: Plane | undefined
}

export interface ServiceLine {
  readonly bits: number
  /** What the bits from `first` to `end`, which is excluded, stand for: a run for each protocol and plane. */
  runsOf(first: number, end: number): readonly ServiceRun[]
  /** The same for one bit; `undefined` where the line has ended. */
  runOf(bit: number): ServiceRun | undefined
  /** One plane for all where no rule names one. */
  readonly planes: readonly (Plane | undefined)[]
  /** The bits of services on some of the planes. */
  spansOf(services: readonly Service[] | 'all', planes: readonly (Plane | undefined)[]): Spans
}

/** The bits of a protocol on a plane. */
interface Segment {
  readonly protocol: number | undefined
  readonly plane: Plane | undefined
  /** The first port of each bit; a single one for a protocol without ports. */
  readonly starts: readonly number[]
  readonly firstBit: number
}

export function createServiceLine(policy: Policy): ServiceLine {
  const hasPlanes = policy.rules.some((rule) => rule.plane !== undefined)
  const planes: readonly (Plane | undefined)[] = hasPlanes ? ['internet', 'intranet'] : [undefined]
  const segments: Segment[] = []
  /** On the first plane. */
  const byProtocol = new Map<number | undefined, Segment>()
  const startsByProtocol = portStarts(policy)
  let bits = 0
  for (const plane of planes) {
    for (const [protocol, starts] of startsByProtocol) {
      const segment = { protocol, plane, starts, firstBit: bits }
      if (plane === planes[0]) byProtocol.set(protocol, segment)
      segments.push(segment)
      bits += starts.length
    }
  }
  const bitsPerPlane = bits / planes.length

  const bitsOf = ({ protocol, ports = ALL_PORTS }: Service): Spans => {
    const { starts, firstBit } = byProtocol.get(protocol) as Segment
    if (!hasPorts(protocol)) return [firstBit, firstBit + 1]
    if (ports.length === 1) return bitsOfRun(ports[0] as PortRange, starts, firstBit)
    return unionOf(ports, (run) => bitsOfRun(run, starts, firstBit))
  }

  return {
    bits,
    planes,
    runOf(bit) {
      const segment = segments.findLast(({ firstBit }) => firstBit <= bit)
      return segment && runIn(segment, bit, bit + 1)
    },
    runsOf: (first, end) => segments.flatMap((segment) => runIn(segment, first, end) ?? []),
    spansOf(services, on) {
      const spans = services === 'all' ? [0, bitsPerPlane] : unionOf(services, bitsOf)
      if (planes.length === 1) return spans
      return unionOf(on, (plane) => spans.map((bit) => bit + bitsPerPlane * planes.indexOf(plane)))
    },
  }
}

/** The part of a segment between two bits; `undefined` where there is none. */
function runIn({ protocol, plane, starts, firstBit }: Segment, from: number, to: number): ServiceRun | undefined {
  const first = Math.max(from - firstBit, 0)
  const end = Math.min(to - firstBit, starts.length)
  if (first >= end) return undefined
  if (!hasPorts(protocol ?? 0)) return { protocol, plane, ports: undefined }
  return { protocol, plane, ports: { first: starts[first] as number, last: (starts[end] ?? LAST_PORT + 1) - 1 } }
}

/** First ports of the runs of each protocol that a rule names; `undefined` stands for all the others. */
function portStarts({ rules }: Policy): ReadonlyMap<number | undefined, readonly number[]> {
  const bounds = new Map<number, Set<number>>([
    [PROTOCOL.tcp, new Set([FIRST_PORT])],
    [PROTOCOL.udp, new Set([FIRST_PORT])],
  ])
  const enter = (services: readonly Service[] | 'all') => {
    if (services === 'all') return
    for (const { protocol, ports = ALL_PORTS } of services) {
      let starts = bounds.get(protocol)
      if (!starts) bounds.set(protocol, (starts = new Set([FIRST_PORT])))
      if (!hasPorts(protocol)) continue
      for (const { first, last } of ports) {
        starts.add(first)
        if (last < LAST_PORT) starts.add(last + 1)
      }
    }
  }
  for (const { services } of rules) {
    enter(services.certain)
    if (services.possible !== undefined) enter(services.possible)
  }
  const sorted = new Map<number | undefined, readonly number[]>()
  for (const [protocol, starts] of bounds)
    sorted.set(
      protocol,
      [...starts].sort((a, b) => a - b),
    )
  return sorted.set(undefined, [FIRST_PORT])
}

function bitsOfRun({ first, last }: PortRange, starts: readonly number[], firstBit: number): Spans {
  const start = lastNotAbove(starts, 1, first)
  return [firstBit + start, firstBit + (first === last ? start : lastNotAbove(starts, 1, last)) + 1]
}
