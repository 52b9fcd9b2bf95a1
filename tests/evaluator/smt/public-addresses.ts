/**
 * Blocks that are not globally reachable, as IANA registers them for special purposes, and the multicast blocks:
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry.
 */
import ipaddr from 'ipaddr.js'
import type { AddressRange } from '../../../src/model/packet-space.ts'

const SPECIAL = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  ...['::/127', '::ffff:0:0/96', '64:ff9b:1::/48', '100::/64', '2001:2::/48', '2001:10::/28', '2001:db8::/32'],
  ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]

export const SPECIAL_RANGES: readonly AddressRange[] = SPECIAL.map((block) => {
  const [address, prefix] = ipaddr.parseCIDR(block)
  const first = BigInt(`0x${Buffer.from(address.toByteArray()).toString('hex')}`)
  const last = first + (1n << BigInt(address.toByteArray().length * 8 - prefix)) - 1n
  return address.kind() === 'ipv6'
    ? { family: 6, first, last }
    : { family: 4, first: Number(first), last: Number(last) }
})
