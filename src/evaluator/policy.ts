/**
 * A policy: the rules of one direction in precedence order, and the verdict on what none of them matches.
 * Everything here is data; the questions that a policy answers stand in the neighbouring files.
 */
import type { AddressRange, Plane, PortRange, Verdict } from '../model/packet-space.ts'

/**
 * The rules that decide the packets of one direction of one group, or of all groups of one interface.
 * What is found out about a policy is remembered with the object: where a rule changes, make another policy.
 */
export interface Policy {
  /** In file order. Precedence comes from each rule's rank, never from the place in this list. */
  readonly rules: readonly PolicyRule[]
  /** The verdict that decides when two rules of equal rank disagree; `undefined` where ranks are unique. */
  readonly tie?: Verdict
  /** The verdict on a packet that no rule matches; `undefined` where the file does not settle it. */
  readonly defaultVerdict?: Verdict
  /** `false` where rules may exist that are not in the list. */
  readonly complete?: boolean
  /** `true` where those can only come before all that are in the list, or behind all. */
  readonly contiguous?: boolean
}

export interface PolicyRule {
  /** `undefined` where the file does not settle it. */
  readonly verdict: Verdict | undefined
  readonly rank: Rank
  readonly services: ServiceSet
  readonly peers: PeerSet
  /** The plane whose packets the rule matches; `undefined` for every plane, `unknown` where the file does not say. */
  readonly plane?: Plane | 'unknown'
  /** The rule exists only where all of these hold. Rules with a common condition set are judged together. */
  readonly conditions?: readonly string[]
}

/** When a rule is asked. */
export type Rank =
  /** The lowest value is asked first. Rules of equal value and verdict are asked in file order. */
  | { readonly kind: 'at'; readonly value: number }
  /** The file does not settle the rank, but it lies within these bounds, both included. */
  | { readonly kind: 'between'; readonly first: number; readonly last: number }
  /** Nothing settles the order of this rule among the others: the author left it open. */
  | { readonly kind: 'undefined' }

/** Ports of one protocol. Without ports, or for a protocol that has none, the whole protocol. */
export interface Service {
  /** IANA protocol number. */
  readonly protocol: number
  readonly ports?: readonly PortRange[]
}

/** Protocols and ports that a rule matches: at least `certain`, at most `possible`. */
export interface ServiceSet {
  readonly certain: readonly Service[] | 'all'
  /** Left out where it equals `certain`. */
  readonly possible?: readonly Service[] | 'all'
  /** Two unknown sets with the same identity are equal. */
  readonly identity?: string
}

/** Addresses that a rule matches: literal ranges, and sets that are only named. */
export interface PeerSet {
  readonly ranges: readonly AddressRange[] | 'any'
  readonly symbols?: readonly PeerSymbol[]
}

/** A set of addresses that nothing in the file spells out. It equals only itself. */
export interface PeerSymbol {
  /** Equal names are the same set. */
  readonly name: string
  /**
   * `named`: a thing of its own, such as a group or a list known by its id; it takes no block of addresses from another rule's exposure.
   * `unresolved`: a value that the file does not settle; it may be any set of addresses.
   */
  readonly kind: 'named' | 'unresolved'
}

/** One packet. Its peer is an address, or a member of a named set about which nothing else is known. */
export interface Packet {
  readonly protocol: number
  /** TCP and UDP only. */
  readonly port?: number
  readonly peer: PacketPeer
  readonly plane?: Plane
}

export type PacketPeer =
  | { readonly family: 4; readonly address: number }
  | { readonly family: 6; readonly address: bigint }
  | { readonly symbol: string }
