/** Services that a rule exposes, and what can be said of them. */
import type { PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Service } from './policy.ts'
import type { ServiceSets } from './service-sets.ts'
import type { Spans } from './spans.ts'

export interface ExposedService {
  /** `undefined` stands for every protocol that no rule of the policy names. */
  readonly protocol: number | undefined
  /** TCP and UDP only. */
  readonly ports: readonly PortRange[] | undefined
}

export interface ExposedServices {
  /** By ascending protocol and port. */
  readonly services: readonly ExposedService[]
  /** Whether something of every protocol is among them, be it named by a rule or not. */
  readonly everyProtocol: boolean
}

/** The services of some bits. */
export function exposedServices(line: Pick<ServiceSets, 'bits' | 'runsOf'>, bits: Spans): ExposedServices {
  const byProtocol = new Map<number | undefined, PortRange[]>()
  for (let i = 0; i < bits.length; i += 2) {
    for (const { protocol, ports } of line.runsOf(bits[i] as number, bits[i + 1] as number)) {
      const ranges = byProtocol.get(protocol) ?? []
      if (ports) ranges.push(ports)
      byProtocol.set(protocol, ranges)
    }
  }
  const services = [...byProtocol]
    .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([protocol, ports]) => ({ protocol, ports: ports.length > 0 ? unionOf(ports) : undefined }))
  return { services, everyProtocol: line.runsOf(0, line.bits).every(({ protocol }) => byProtocol.has(protocol)) }
}

/** Neighbouring and overlapping ranges as one, ascending. */
export function unionOf(ranges: readonly PortRange[]): readonly PortRange[] {
  const union: PortRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const last = union.at(-1)
    if (last && range.first <= last.last + 1) {
      union[union.length - 1] = { first: last.first, last: Math.max(last.last, range.last) }
    } else union.push(range)
  }
  return union
}

/** The part of the exposed services that some service of each list names. */
export function exposedAmong(
  { services }: Pick<ExposedServices, 'services'>,
  ...lists: readonly (readonly Service[])[]
): readonly ExposedService[] {
  return lists.reduce((exposed, list) => exposed.flatMap((service) => commonService(service, list)), services)
}

function commonService({ protocol, ports }: ExposedService, list: readonly Service[]): readonly ExposedService[] {
  const named = list.filter((service) => service.protocol === protocol)
  if (named.length === 0) return []
  if (!ports) return [{ protocol, ports }]
  const common = named.flatMap(({ ports: wanted = ALL_PORTS }) =>
    wanted.flatMap((want) =>
      ports
        .map(({ first, last }) => ({ first: Math.max(first, want.first), last: Math.min(last, want.last) }))
        .filter(({ first, last }) => first <= last),
    ),
  )
  return common.length > 0 ? [{ protocol, ports: unionOf(common) }] : []
}

/** The ports that a rule opens without exception: of TCP, of UDP, or of everything there is. */
export function opensEveryPort({
  services,
  everyProtocol,
}: ExposedServices): 'all' | 'tcp' | 'tcp and udp' | 'udp' | undefined {
  const isWhole = (protocol: number) =>
    services.some(
      (service) =>
        service.protocol === protocol &&
        service.ports?.some(({ first, last }) => first <= FIRST_PORT && last >= LAST_PORT),
    )
  const tcp = isWhole(PROTOCOL.tcp)
  const udp = isWhole(PROTOCOL.udp)
  if (tcp && udp) return everyProtocol ? 'all' : 'tcp and udp'
  return tcp ? 'tcp' : udp ? 'udp' : undefined
}

/** The services that the ranges of at most `widest` ports name: a wider range did not choose its ports. */
export function namedServices(services: readonly Service[] | 'all', widest: number): readonly Service[] {
  if (services === 'all') return []
  return services.flatMap(({ protocol, ports }) => {
    const narrow = ports?.filter(({ first, last }) => last - first < widest) ?? []
    return narrow.length > 0 ? [{ protocol, ports: narrow }] : []
  })
}
