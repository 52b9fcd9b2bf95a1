/** Packets as bit vectors, and what the rules of a policy say of them as formulas. */
import type { BitVec, Bool, Context, Model } from 'z3-solver'
import type { Packet, PeerSet, PolicyRule } from '../../../src/evaluator/index.ts'
import type { AddressRange } from '../../../src/model/packet-space.ts'

export type Z3 = Context
export type Formula = Bool
type Bits = BitVec

export const TCP = 6
export const UDP = 17
export const IPV4_BITS = 32
export const IPV6_BITS = 128

/** What a service is told by. A port means nothing but to TCP and UDP. */
export interface ServiceVariables {
  readonly protocol: Bits
  readonly port: Bits
  readonly internet: Formula
}

/** An address of either family. */
export interface AddressVariables {
  readonly v6: Formula
  readonly ipv4: Bits
  readonly ipv6: Bits
}

export type PacketVariables = AddressVariables & ServiceVariables

function serviceVariables(z3: Z3): ServiceVariables {
  return {
    protocol: z3.BitVec.const('protocol', 8),
    port: z3.BitVec.const('port', 16),
    internet: z3.Bool.const('internet'),
  }
}

export function packetVariables(z3: Z3): PacketVariables {
  return {
    ...serviceVariables(z3),
    v6: z3.Bool.const('v6'),
    ipv4: z3.BitVec.const('ipv4', IPV4_BITS),
    ipv6: z3.BitVec.const('ipv6', IPV6_BITS),
  }
}

export const any = (z3: Z3, formulas: readonly Formula[]): Formula =>
  formulas.length === 0 ? z3.Bool.val(false) : z3.Or(...formulas)

export const all = (z3: Z3, formulas: readonly Formula[]): Formula =>
  formulas.length === 0 ? z3.Bool.val(true) : z3.And(...formulas)

/** No packet carries port 0. */
export const isPacket = ({ port }: ServiceVariables): Formula => port.uge(1)

export function matches(z3: Z3, rule: PolicyRule, packet: PacketVariables): Formula {
  return z3.And(matchesService(z3, rule, packet), matchesPeer(z3, rule.peers, packet))
}

export function matchesService(
  z3: Z3,
  { services, plane }: Pick<PolicyRule, 'plane' | 'services'>,
  of: ServiceVariables,
): Formula {
  const named =
    services.certain === 'all'
      ? z3.Bool.val(true)
      : any(
          z3,
          services.certain.map(({ protocol, ports }) => {
            const isProtocol = equals(z3, of.protocol, protocol)
            if (ports === undefined || (protocol !== TCP && protocol !== UDP)) return isProtocol
            return z3.And(
              isProtocol,
              any(
                z3,
                ports.map(({ first, last }) => within(z3, of.port, first, last)),
              ),
            )
          }),
        )
  if (plane === undefined) return named
  return z3.And(named, plane === 'internet' ? of.internet : z3.Not(of.internet))
}

export function matchesPeer(z3: Z3, peers: PeerSet, { v6, ipv4, ipv6 }: AddressVariables): Formula {
  return any(
    z3,
    rangesOf(peers).map(({ family, first, last }) =>
      z3.And(family === 6 ? v6 : z3.Not(v6), within(z3, family === 6 ? ipv6 : ipv4, first, last)),
    ),
  )
}

export function within(z3: Z3, value: Bits, first: bigint | number, last: bigint | number): Formula {
  return z3.And(value.uge(BigInt(first)), value.ule(BigInt(last)))
}

export const equals = (z3: Z3, value: Bits, to: bigint | number): Formula => value.eq(z3.BitVec.val(to, value.size()))

export const lastAddress = (bits: number): bigint => (1n << BigInt(bits)) - 1n

export function toRange(family: 4 | 6, first: bigint, last: bigint): AddressRange {
  return family === 6 ? { family, first, last } : { family, first: Number(first), last: Number(last) }
}

/** Every address of both families. */
export const EVERY_ADDRESS: readonly AddressRange[] = [
  { family: 4, first: 0, last: Number(lastAddress(IPV4_BITS)) },
  { family: 6, first: 0n, last: lastAddress(IPV6_BITS) },
]

export const rangesOf = ({ ranges }: PeerSet): readonly AddressRange[] => (ranges === 'any' ? EVERY_ADDRESS : ranges)

/** The packet is this one; what it leaves open stays open. */
export function isThis(z3: Z3, wanted: Packet, packet: PacketVariables): Formula {
  const { peer } = wanted
  if ('symbol' in peer) throw new Error(`no address: ${peer.symbol}`)
  const { v6, ipv4, ipv6 } = packet
  return z3.And(
    isService(z3, wanted, packet),
    peer.family === 6 ? z3.And(v6, equals(z3, ipv6, peer.address)) : z3.And(z3.Not(v6), equals(z3, ipv4, peer.address)),
  )
}

/** The service of the packet is that of this one, whatever the addresses are. */
export function isService(z3: Z3, { protocol, port, plane }: Packet, packet: ServiceVariables): Formula {
  return all(z3, [
    equals(z3, packet.protocol, protocol),
    ...(port === undefined ? [] : [equals(z3, packet.port, port)]),
    ...(plane === undefined ? [] : [packet.internet.eq(plane === 'internet')]),
  ])
}

export function packetIn(z3: Z3, model: Model, packet: PacketVariables): Packet {
  const protocol = Number(valueIn(z3, model, packet.protocol))
  return {
    protocol,
    ...((protocol === TCP || protocol === UDP) && { port: Number(valueIn(z3, model, packet.port)) }),
    peer: isTrueIn(z3, model, packet.v6)
      ? { family: 6, address: valueIn(z3, model, packet.ipv6) }
      : { family: 4, address: Number(valueIn(z3, model, packet.ipv4)) },
    plane: isTrueIn(z3, model, packet.internet) ? 'internet' : 'intranet',
  }
}

export const isTrueIn = (z3: Z3, model: Model, formula: Formula): boolean => z3.isTrue(model.eval(formula, true))

export function valueIn(z3: Z3, model: Model, bits: Bits): bigint {
  const value = model.eval(bits, true)
  if (!z3.isBitVecVal(value)) throw new Error(`no value for ${bits.sexpr()}`)
  return value.value()
}
