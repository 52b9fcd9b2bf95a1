/** Short spellings for the rules of the examples. */
import ipaddr from 'ipaddr.js'
import type { AddressRange, PeerSet, Policy, PolicyRule, Service, Verdict } from '../../src/evaluator/index.ts'
import { PROTOCOL } from '../../src/evaluator/index.ts'

type Draft = Omit<PolicyRule, 'rank'>

/** All addresses of a CIDR block. */
export function block(cidr: string): AddressRange {
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const bytes = address.toByteArray()
  const first = bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  const last = first + (1n << BigInt(bytes.length * 8 - prefix)) - 1n
  return bytes.length === 4 ? { family: 4, first: Number(first), last: Number(last) } : { family: 6, first, last }
}

export function from(...cidrs: string[]): PeerSet {
  return { ranges: cidrs.map(block) }
}

/** Every IPv4 address, every IPv6 address, and both. */
export const ipv4 = from('0.0.0.0/0')
export const ipv6 = from('::/0')
export const anyone: PeerSet = { ranges: 'any' }

/** The members of a group that is only known by its id. */
export function group(name: string): PeerSet {
  return { ranges: [], symbols: [{ name, kind: 'named' }] }
}

/** Addresses that the file does not settle. */
export function variable(name: string): PeerSet {
  return { ranges: [], symbols: [{ name, kind: 'unresolved' }] }
}

export function tcp(first: number, last = first): readonly Service[] {
  return [{ protocol: PROTOCOL.tcp, ports: [{ first, last }] }]
}

export function udp(first: number, last = first): readonly Service[] {
  return [{ protocol: PROTOCOL.udp, ports: [{ first, last }] }]
}

export const icmp: readonly Service[] = [{ protocol: PROTOCOL.icmp }]
export const icmpv6: readonly Service[] = [{ protocol: PROTOCOL.icmpv6 }]
export const everyTcpPort: readonly Service[] = [{ protocol: PROTOCOL.tcp }]

type Services = readonly Service[] | 'all'
type Details = Partial<Pick<PolicyRule, 'conditions' | 'plane'>>

export function accept(services: Services, peers: PeerSet, details: Details = {}): Draft {
  return { verdict: 'accept', services: { certain: services }, peers, ...details }
}

export function drop(services: Services, peers: PeerSet, details: Details = {}): Draft {
  return { verdict: 'drop', services: { certain: services }, peers, ...details }
}

/** Rules that are asked from top to bottom. */
export function list(...rules: Draft[]): Policy {
  return { defaultVerdict: 'drop', rules: rules.map((rule, value) => ({ ...rule, rank: { kind: 'at', value } })) }
}

/** Rules that are asked by priority, the lowest first, and on a tie by verdict. */
export function prioritized(tie: Verdict, ...rules: (readonly [priority: number, rule: Draft])[]): Policy {
  return {
    tie,
    defaultVerdict: 'drop',
    rules: rules.map(([value, rule]) => ({ ...rule, rank: { kind: 'at', value } })),
  }
}

/** Rules that nothing puts in an order. */
export function unordered(...rules: Draft[]): Policy {
  return { defaultVerdict: 'drop', rules: rules.map((rule) => ({ ...rule, rank: { kind: 'undefined' } })) }
}
