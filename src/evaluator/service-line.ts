/**
 * Protocols, ports and planes of a policy on one line of bits: one bit for each run of ports that no rule tells apart,
 * one for each other protocol that a rule names, one for all the protocols that none names.
 */
import type { Plane, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, hasPorts, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Policy, Service } from './policy.ts'
import { PortCuts } from './port-cuts.ts'
import type { Spans } from './spans.ts'
import { slotOf, unionOf } from './spans.ts'

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
  /** `undefined` where no rule names ports of the protocol. */
  readonly cuts: PortCuts | undefined
}

export function createServiceLine(policy: Policy): ServiceLine {
  const hasPlanes = policy.rules.some((rule) => rule.plane !== undefined)
  const planes: readonly (Plane | undefined)[] = hasPlanes ? ['internet', 'intranet'] : [undefined]
  const segments: Segment[] = []
  /** On the first plane. */
  const byProtocol = new Map<number | undefined, Segment>()
  const cutsByProtocol = cutsOf(policy)
  let bits = 0
  for (const plane of planes) {
    for (const [protocol, cuts] of cutsByProtocol) {
      const starts = cuts?.count() ?? [FIRST_PORT]
      const segment = { protocol, plane, starts, firstBit: bits, cuts }
      if (plane === planes[0]) byProtocol.set(protocol, segment)
      segments.push(segment)
      bits += starts.length
    }
  }
  const bitsPerPlane = bits / planes.length

  /** By slot of the first bit: the run that was asked for last. Most rules of a group name few services, and need no spans of their own. */
  const known: Spans[] = []
  const spanOf = (first: number, end: number): Spans => {
    const slot = slotOf(first)
    const span = known[slot]
    return span?.[0] === first && span[1] === end ? span : (known[slot] = [first, end])
  }
  const bitsOfRun = ({ first, last }: PortRange, cuts: PortCuts, firstBit: number): Spans => {
    const start = cuts.runOf(first)
    return spanOf(firstBit + start, firstBit + (first === last ? start : cuts.runOf(last)) + 1)
  }
  const bitsOf = ({ protocol, ports = ALL_PORTS }: Service): Spans => {
    const { cuts, firstBit } = byProtocol.get(protocol) as Segment
    if (!cuts) return spanOf(firstBit, firstBit + 1)
    if (ports.length === 1) return bitsOfRun(ports[0] as PortRange, cuts, firstBit)
    return unionOf(ports, (run) => bitsOfRun(run, cuts, firstBit))
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

/**
 * Where the ports of each protocol that a rule names are cut into runs, if it has any; TCP and UDP are there in any case.
 * The key `undefined` stands for all the others.
 */
function cutsOf({ rules }: Policy): ReadonlyMap<number | undefined, PortCuts | undefined> {
  const cutsByProtocol = new Map<number | undefined, PortCuts | undefined>([
    [PROTOCOL.tcp, undefined],
    [PROTOCOL.udp, undefined],
  ])
  const enter = (services: readonly Service[] | 'all') => {
    if (services === 'all') return
    for (const { protocol, ports = ALL_PORTS } of services) {
      let cuts = cutsByProtocol.get(protocol)
      if (!cuts) cutsByProtocol.set(protocol, (cuts = hasPorts(protocol) ? new PortCuts() : undefined))
      if (!cuts) continue
      for (const { first, last } of ports) {
        cuts.add(first)
        if (last < LAST_PORT) cuts.add(last + 1)
      }
    }
  }
  for (const { services } of rules) {
    enter(services.certain)
    if (services.possible !== undefined) enter(services.possible)
  }
  return cutsByProtocol.set(undefined, undefined)
}
