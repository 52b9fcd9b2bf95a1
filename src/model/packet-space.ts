/** The dimensions of a packet as plain data: addresses, protocols, ports. */

export type Verdict = 'accept' | 'drop'
export type Direction = 'egress' | 'ingress'
/** Alibaba Cloud's classic networks keep two separate planes; a VPC has one. */
export type Plane = 'internet' | 'intranet'

/** Inclusive bounds. IPv4 addresses are numbers from 0 to 2^32-1, IPv6 addresses are bigints. */
export type AddressRange = Ipv4Range | Ipv6Range

export interface Ipv4Range {
  readonly family: 4
  readonly first: number
  readonly last: number
}

export interface Ipv6Range {
  readonly family: 6
  readonly first: bigint
  readonly last: bigint
}

/** Inclusive bounds, 1 to 65535: no packet carries port 0. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** IANA protocol numbers of the protocols that have a name in some provider's rules. */
export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, gre: 47, icmpv6: 58 } as const

/** Ports exist in TCP and UDP only. */
export function hasPorts(protocol: number): boolean {
  return protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp
}

export const FIRST_PORT = 1
export const LAST_PORT = 65535
export const ALL_PORTS: readonly PortRange[] = Object.freeze([Object.freeze({ first: FIRST_PORT, last: LAST_PORT })])
