/** Turns a place in the packet space back into a packet that a reader can imagine. */
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, hasPorts } from '../model/packet-space.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import type { Place } from './place.ts'
import type { Packet, PacketPeer, PolicyRule } from './policy.ts'
import type { ServiceRun } from './service-line.ts'

/** A packet of the rule in this place, or one that it may match. */
export function packetAt({ line, services, policy }: CompiledPolicy, { cell, bit }: Place, rule: CompiledRule): Packet {
  const run = services.runOf(bit) ?? possibleRun(policy.rules[rule.index])
  return {
    // The bit for all the protocols that no rule names has no number of its own; any of them will do.
    protocol: run?.protocol ?? unnamedProtocol(services.runsOf(0, services.bits)),
    ...(run?.ports && { port: typicalPort(run.ports) }),
    peer: peerAt(line.contentOf(cell)),
    ...(run?.plane && { plane: run.plane }),
  }
}

/** For the bit of an unknown set of services: something that may be in it. */
function possibleRun(rule: PolicyRule | undefined): Pick<ServiceRun, 'plane' | 'ports' | 'protocol'> | undefined {
  const { certain = [], possible = certain } = rule?.services ?? {}
  const [service] = possible === 'all' ? [] : possible
  if (!service) return undefined
  const { protocol, ports = ALL_PORTS } = service
  const plane = rule?.plane === 'unknown' ? undefined : rule?.plane
  return { protocol, ports: hasPorts(protocol) ? ports[0] : undefined, plane }
}

function peerAt(content: AddressRange | string): PacketPeer {
  if (typeof content === 'string') return { symbol: content }
  if (content.family === 4) {
    return { family: 4, address: content.first <= EXAMPLE_4 && EXAMPLE_4 <= content.last ? EXAMPLE_4 : content.first }
  }
  return { family: 6, address: content.first <= EXAMPLE_6 && EXAMPLE_6 <= content.last ? EXAMPLE_6 : content.first }
}

/** 203.0.113.5 and 2001:db8::5: readers know the documentation ranges (RFC 5737, RFC 3849) for an example. */
const EXAMPLE_4 = 0xcb007105
const EXAMPLE_6 = 0x20010db8_00000000_00000000_00000005n

/** A port that readers know, where the run holds one. */
function typicalPort({ first, last }: PortRange): number {
  return [22, 443, 80].find((port) => first <= port && port <= last) ?? first
}

/** The highest protocol number that no rule names; 255 is reserved. */
function unnamedProtocol(runs: readonly ServiceRun[]): number {
  const named = new Set(runs.map((run) => run.protocol))
  let protocol = 254
  while (named.has(protocol) && protocol > 0) protocol--
  return protocol
}
