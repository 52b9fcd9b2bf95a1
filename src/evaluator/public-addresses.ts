/**
 * Which addresses are public: globally reachable, after the special-purpose blocks of IANA are taken out.
 * Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), and the multicast
 * blocks (RFC 5771, RFC 4291), which are never the address of a peer.
 */
import ipaddr from 'ipaddr.js'
import type { AddressRange } from '../model/packet-space.ts'

const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

const SPECIAL_IPV6 = [
  '::/127',
  '::ffff:0:0/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001:2::/48',
  '2001:10::/28',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]

/** A block of addresses under one prefix. */
export interface Block {
  readonly family: 4 | 6
  /** The first address; IPv4 addresses as bigints too, so that one code serves both. */
  readonly first: bigint
  readonly prefix: number
}

/** Prefix lengths: a block is wide if its prefix is shorter. */
export interface WidestSource {
  readonly ipv4: number
  readonly ipv6: number
  /** Addresses that count as little as the special-purpose blocks. */
  readonly except?: readonly AddressRange[]
}

/** With this, any public address is wide enough. */
export const ANY_PUBLIC: WidestSource = { ipv4: 33, ipv6: 129 }

const specialBlocks = { 4: SPECIAL_IPV4.map(toBlock), 6: SPECIAL_IPV6.map(toBlock) } as const

function toBlock(cidr: string): Block {
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const first = address.toByteArray().reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  return { family: address.kind() === 'ipv4' ? 4 : 6, first, prefix }
}

const bitsOf = (family: 4 | 6) => (family === 4 ? 32 : 128)

export const ALL_ADDRESSES: readonly Block[] = [
  { family: 4, first: 0n, prefix: 0 },
  { family: 6, first: 0n, prefix: 0 },
]

export function lastOf({ family, first, prefix }: Block): bigint {
  return first + (1n << BigInt(bitsOf(family) - prefix)) - 1n
}

export function halvesOf({ family, first, prefix }: Block): readonly [Block, Block] {
  const half = 1n << BigInt(bitsOf(family) - prefix - 1)
  return [
    { family, first, prefix: prefix + 1 },
    { family, first: first + half, prefix: prefix + 1 },
  ]
}

export function rangeOf(block: Block): AddressRange {
  return block.family === 4
    ? { family: 4, first: Number(block.first), last: Number(lastOf(block)) }
    : { family: 6, first: block.first, last: lastOf(block) }
}

/** Whether the block holds a block of public addresses only that is wider than `widest`. */
export function holdsWidePublicBlock(block: Block, widest: WidestSource): boolean {
  if (block.prefix >= (block.family === 4 ? widest.ipv4 : widest.ipv6)) return false
  const last = lastOf(block)
  const within = (first: bigint | number, end: bigint | number) => first <= block.first && last <= end
  const beside = (first: bigint | number, end: bigint | number) => last < first || end < block.first
  const special = specialBlocks[block.family].filter(each => !beside(each.first, lastOf(each)))
  const except = widest.except?.filter(each => each.family === block.family && !beside(each.first, each.last)) ?? []
  if (special.length === 0 && except.length === 0) return true
  if (special.some(each => within(each.first, lastOf(each))) || except.some(each => within(each.first, each.last))) return false
  return halvesOf(block).some(half => holdsWidePublicBlock(half, widest))
}

/** Whether the ranges hold a block of public addresses only that is wider than `widest`. */
export function holdsWidePublicRange(ranges: readonly AddressRange[] | 'any', widest: WidestSource): boolean {
  if (ranges === 'any') return true
  return ALL_ADDRESSES.some(all => holdsWithin(all, ranges, widest))
}

function holdsWithin(block: Block, ranges: readonly AddressRange[], widest: WidestSource): boolean {
  const last = lastOf(block)
  const meeting = ranges.filter(
    range => range.family === block.family && BigInt(range.first) <= last && block.first <= BigInt(range.last),
  )
  if (meeting.length === 0) return false
  if (meeting.some(range => BigInt(range.first) <= block.first && last <= BigInt(range.last))) {
    return holdsWidePublicBlock(block, widest)
  }
  const limit = block.family === 4 ? widest.ipv4 : widest.ipv6
  return block.prefix + 1 < limit && halvesOf(block).some(half => holdsWithin(half, meeting, widest))
}
