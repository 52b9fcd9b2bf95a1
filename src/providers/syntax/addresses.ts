/** IP addresses, CIDRs and dash ranges. */
import ipaddr from 'ipaddr.js'
import type { AddressRange } from '../../model/packet-space.ts'
import { isRefused, refuse, type Parsed } from './parsed.ts'

type Cidr = readonly [ipaddr.IPv4 | ipaddr.IPv6, number]

/** Reads an IP address or CIDR. Host bits do not change what it covers: the whole network. */
export function parseAddress(text: string): Parsed<AddressRange> {
  const cidr = readCidr(text)
  if (cidr === undefined) return refuse('is no IP address or CIDR')
  const [address, prefix] = cidr
  const { network, exact } = block(cidr)
  if (exact) return { value: network }
  // Whoever wrote `1.2.3.4/0` hardly meant everybody, so the network is no advice.
  if (prefix === 0) return { value: network, remark: { what: 'covers every address, whatever stands before `/0`' } }
  const notation = address instanceof ipaddr.IPv4 ? ipaddr.IPv4 : ipaddr.IPv6
  const instead = `${notation.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString()}/${prefix}`
  return { value: network, remark: { what: 'has host bits set, but the prefix ignores them', instead } }
}

/** Reads an IP address or CIDR of one family. */
export function parseAddressOfFamily(text: string, family: 4 | 6): Parsed<AddressRange> {
  const parsed = parseAddress(text)
  if (isRefused(parsed) || parsed.value.family === family) return parsed
  return refuse(`is IPv${parsed.value.family}, where IPv${family} is expected`)
}

/** Reads an IP address, a CIDR or a range such as `10.0.0.1-10.0.0.100`. */
export function parseAddressOrRange(text: string): Parsed<AddressRange> {
  const ends = text.split('-', 3)
  if (ends.length === 1) return parseAddress(text)
  const [first, last] = ends.map((end) => (end.includes('/') ? undefined : readCidr(end)))
  if (first === undefined || last === undefined || ends.length > 2) return refuse('is no range of IP addresses')
  const { network: low } = block(first)
  const { network: high } = block(last)
  if (low.family === high.family && low.first > high.first) return refuse('is reversed', `${ends[1]}-${ends[0]}`)
  if (low.family === 4 && high.family === 4) return { value: { ...low, last: high.last } }
  if (low.family === 6 && high.family === 6) return { value: { ...low, last: high.last } }
  return refuse('mixes IPv4 and IPv6')
}

// What ipaddr.js refuses costs it an exception, so it is asked for the likely notation alone.
function readCidr(text: string): Cidr | undefined {
  return text.includes(':') ? readIpv6(text) : readIpv4(text)
}

function readIpv4(text: string): Cidr | undefined {
  if (text.includes('/')) return ipaddr.IPv4.isValidCIDRFourPartDecimal(text) ? ipaddr.IPv4.parseCIDR(text) : undefined
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? [ipaddr.IPv4.parse(text), 32] : undefined
}

function readIpv6(text: string): Cidr | undefined {
  // A zone names an interface of the sender: no rule can.
  if (text.includes('%')) return undefined
  const plain = text.replace(/:(\d+\.\d+\.\d+\.\d+)(?=\/|$)/u, (whole, tail: string) => hexadecimal(tail) ?? whole)
  // What is still dotted is no plain decimal, which ipaddr.js reads leniently.
  if (plain.includes('.')) return undefined
  if (plain.includes('/')) return ipaddr.IPv6.isValidCIDR(plain) ? ipaddr.IPv6.parseCIDR(plain) : undefined
  return ipaddr.IPv6.isValid(plain) ? [ipaddr.IPv6.parse(plain), 128] : undefined
}

/** The dotted end of an IPv6 address as two groups: ipaddr.js takes `::1.2.3.4` for `::ffff:1.2.3.4`. */
function hexadecimal(dotted: string): string | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(dotted)) return undefined
  const value = ipv4Value(ipaddr.IPv4.parse(dotted))
  return `:${Math.floor(value / 0x10000).toString(16)}:${(value % 0x10000).toString(16)}`
}

function block([address, prefix]: Cidr): { readonly network: AddressRange; readonly exact: boolean } {
  if (address instanceof ipaddr.IPv4) {
    const size = 2 ** (32 - prefix)
    const value = ipv4Value(address)
    const first = value - (value % size)
    return { network: { family: 4, first, last: first + size - 1 }, exact: value === first }
  }
  const size = 1n << BigInt(128 - prefix)
  const value = address.parts.reduce((sum, part) => (sum << 16n) + BigInt(part), 0n)
  const first = value - (value % size)
  return { network: { family: 6, first, last: first + size - 1n }, exact: value === first }
}

function ipv4Value(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0)
}
