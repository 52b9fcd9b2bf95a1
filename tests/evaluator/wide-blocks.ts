/** Which addresses of a universe make up a wide public block, found by looking at every block of that width. */
import ipaddr from 'ipaddr.js'
import type { AddressRange, WidestSource } from '../../src/evaluator/index.ts'
import type { Universe } from './simulator.ts'

/** Special-purpose and multicast blocks as the IANA registries of 2025 list them, those without global reach. */
const SPECIAL = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/128', '::1/128', '::ffff:0:0/96', '64:ff9b:1::/48', '100::/64', '2001:2::/48'],
  ...['2001:10::/28', '2001:db8::/32', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
].map((cidr) => {
  const [address, prefix] = ipaddr.parseCIDR(cidr)
  const bits = address.kind() === 'ipv4' ? 32n : 128n
  const first = BigInt(
    `0x${address
      .toByteArray()
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')}`,
  )
  return { family: bits === 32n ? 4 : 6, first, last: first + (1n << (bits - BigInt(prefix))) - 1n }
})

const known = new WeakMap<Universe, Map<string, number[][]>>()

/** For each public block that is just wide enough: the addresses that it touches. */
function wideBlocks(universe: Universe, { ipv4, ipv6 }: WidestSource): number[][] {
  const { addresses } = universe
  const byWidth = known.get(universe) ?? new Map<string, number[][]>()
  known.set(universe, byWidth)
  const width = `${String(ipv4)} ${String(ipv6)}`
  let blocks = byWidth.get(width)
  if (!blocks) {
    const touched = new Set<string>()
    for (const [family, bits, prefix] of [
      [4, 32n, ipv4 - 1],
      [6, 128n, ipv6 - 1],
    ] as const) {
      const size = 1n << (bits - BigInt(prefix))
      for (let i = 0n; i < 1n << BigInt(prefix); i++) {
        const block = { family, first: i * size, last: (i + 1n) * size - 1n }
        if (!SPECIAL.some((each) => meets(each, block))) {
          touched.add(addresses.flatMap((each, index) => (meets(each, block) ? [index] : [])).join(' '))
        }
      }
    }
    byWidth.set(width, (blocks = [...touched].map((key) => key.split(' ').map(Number))))
  }
  return blocks
}

export function wideBlocksIn(universe: Universe, within: readonly number[], widest: WidestSource): number[][] {
  return wideBlocks(universe, widest).filter((block) => block.every((address) => within.includes(address)))
}

interface Block {
  readonly family: number
  readonly first: bigint
  readonly last: bigint
}

function meets(a: AddressRange | Block, b: Block): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last
}
