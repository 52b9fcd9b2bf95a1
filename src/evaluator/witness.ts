/** Turns a place in the packet space back into a packet that a reader can imagine. */
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import type { Packet, PacketPeer } from './policy.ts'

/** A packet of the rule in this cell and bit. */
export function packetAt(
  { line, services, policy }: CompiledPolicy,
  place: { readonly word: number; readonly bit: number; readonly cell: number },
  rule: CompiledRule,
): Packet {
  const run = services.runs[place.word * 32 + (31 - Math.clz32(place.bit))]
  const named = policy.rules[rule.index]?.services.certain
  // The bit for "all the other protocols" has no number of its own; any protocol that no rule names will do.
  const protocol = run?.protocol ?? (named === undefined || named === 'all' ? unnamedProtocol(services.runs) : (named[0]?.protocol ?? 0))
  return {
    protocol,
    ...(run?.ports && { port: typicalPort(run.ports) }),
    peer: peerAt(line.contentOf(place.cell)),
    ...(run?.plane && { plane: run.plane }),
  }
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
  return [22, 443, 80].find(port => first <= port && port <= last) ?? first
}

/** The highest protocol number that no rule names; 255 is reserved. */
function unnamedProtocol(runs: CompiledPolicy['services']['runs']): number {
  const named = new Set(runs.map(run => run.protocol))
  let protocol = 254
  while (named.has(protocol) && protocol > 0) protocol--
  return protocol
}
