/**
 * Which addresses are public: globally reachable, after the special-purpose blocks of IANA are taken out.
 * Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), and the multicast
 * blocks (RFC 5771, RFC 4291), which are never the address of a peer.
 */
import ipaddr from 'ipaddr.js'
import type { AddressRange } from '../model/packet-space.ts'
import { remembered } from '../model/remembered.ts'

const SPECIAL = [
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

/** Read when they are first asked for: every start of ESLint would pay for it at import. */
let special: readonly AddressRun[] | undefined

/** How wide a public block has to be, as prefix lengths: a block is wide if its prefix is shorter. */
export interface WidestSource {
  readonly ipv4: number
  readonly ipv6: number
  /** Addresses that count as little as those that are not public. */
  readonly except?: readonly AddressRange[]
}

/** With this, any public address is wide enough. */
export const ANY_PUBLIC: WidestSource = { ipv4: 33, ipv6: 129 }

/** Neighbouring addresses; those of IPv4 as bigints too, so that one code serves both families. */
interface AddressRun {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** Neighbouring blocks of one size, each of public addresses only. */
export interface BlockRun extends AddressRun {
  readonly size: bigint
}

function toRun(cidr: string): AddressRun {
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const first = address.toByteArray().reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  const [family, bits] = address.kind() === 'ipv4' ? ([4, 32] as const) : ([6, 128] as const)
  return { family, first, last: first + (1n << BigInt(bits - prefix)) - 1n }
}

/** The narrowest blocks that are wide: any wider one is made of them. */
export const wideBlocks = remembered(({ ipv4, ipv6, except = [] }: WidestSource): readonly BlockRun[] => {
  special ??= SPECIAL.map(toRun)
  const taken = [
    ...special,
    ...except.map(({ family, first, last }) => ({ family, first: BigInt(first), last: BigInt(last) })),
  ]
  return [...blocksOf(4, 32, ipv4, taken), ...blocksOf(6, 128, ipv6, taken)]
})

function* blocksOf(family: 4 | 6, bits: number, widest: number, taken: readonly AddressRun[]): Generator<BlockRun> {
  const prefix = Math.min(widest - 1, bits)
  const size = 1n << BigInt(bits - prefix)
  const end = 1n << BigInt(bits)
  const runs = taken.filter((run) => run.family === family).sort((a, b) => (a.first < b.first ? -1 : 1))
  let free = 0n
  for (const { first, last } of [...runs, { first: end, last: end }]) {
    const from = ((free + size - 1n) / size) * size
    const to = (first / size) * size
    if (from < to) yield { family, size, first: from, last: to - 1n }
    if (last >= free) free = last + 1n
  }
}
