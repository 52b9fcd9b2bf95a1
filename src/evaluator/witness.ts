/** Turns a place in the packet space back into a packet that a reader can imagine. */
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import type { CompiledPolicy } from './compile.ts'
import type { Place } from './place.ts'
import type { Packet, PacketPeer } from './policy.ts'
import type { ServiceRun } from './service-line.ts'

/** A packet in this place; of an unknown set of services one that may be in it. */
export function packetAt({ line, services }: CompiledPolicy, { cell, bit }: Place): Packet {
  const run = services.runOf(services.boundOf(bit)?.[0] ?? bit)
  // The bit for all the protocols that no rule names has no number of its own; any of them will do.
  const protocol = run?.protocol ?? unnamedProtocol(services.runsOf(0, services.bits))
  const peer = peerAt(line.contentOf(cell))
  const packet = run?.ports ? { protocol, port: typicalPort(run.ports), peer } : { protocol, peer }
  return run?.plane ? { ...packet, plane: run.plane } : packet
}

function peerAt(content: AddressRange | string): PacketPeer {
  if (typeof content === 'string') return { symbol: content }
  if (content.family === 4) return { family: 4, address: exampleIn(content, EXAMPLE_4) }
  return { family: 6, address: exampleIn(content, EXAMPLE_6) }
}

function exampleIn<T extends bigint | number>({ first, last }: Record<'first' | 'last', T>, example: T): T {
  return first <= example && example <= last ? example : first
}

/** 203.0.113.5 and 2001:db8::5: readers know the documentation ranges (RFC 5737, RFC 3849) for an example. */
const EXAMPLE_4 = 0xcb007105
const EXAMPLE_6 = 0x20010db8_00000000_00000000_00000005n

/** A port that readers know, where the run holds one. */
function typicalPort({ first, last }: PortRange): number {
  return TYPICAL_PORTS.find((port) => first <= port && port <= last) ?? first
}

const TYPICAL_PORTS = [22, 443, 80]

/** The highest protocol number that no rule names; 255 is reserved. */
function unnamedProtocol(runs: readonly ServiceRun[]): number {
  const named = new Set(runs.map(({ protocol }) => protocol))
  return Array.from({ length: RESERVED }, (_, protocol) => protocol).findLast((each) => !named.has(each)) ?? RESERVED
}

const RESERVED = 255
