/** The field syntax of Tencent Cloud: protocols, ports, service templates, peers, policy indexes. */
import type { FieldRemark, Order, Peer, Protocol, Service } from '../model/declarations.ts'
import { ALL_PORTS, PROTOCOL, type AddressRange, type PortRange } from '../model/packet-space.ts'
import type { RawOrder, RawRule } from '../model/raw-rule.ts'
import { ABSENT, type Reading } from '../model/reading.ts'
import { parseAddress, parseAddressOfFamily, parseAddressOrRange } from './syntax/addresses.ts'
import { isRefused, refuse, type Parsed } from './syntax/parsed.ts'
import { addresses, symbol, type AddressRole, type PeerSyntax } from './syntax/peers.ts'
import { isPorted, parsePortList } from './syntax/ports.ts'
import { interpret, interpretContent, parseText } from './syntax/readings.ts'
import { parseInteger, parseWord, type Words } from './syntax/words.ts'

export const PROTOCOLS: Words<Protocol> = new Map<string, Protocol>([
  ['TCP', PROTOCOL.tcp],
  ['UDP', PROTOCOL.udp],
  ['ICMP', PROTOCOL.icmp],
  ['ICMPv6', PROTOCOL.icmpv6],
  ['GRE', PROTOCOL.gre],
  ['ALL', 'all'],
])

/** Schema of `tencentcloud_security_group_rule`: `port_range` holds ports alone, and none stands for all of them. */
const ALL_REFUSED: Parsed<readonly PortRange[]> = {
  value: ALL_PORTS,
  remark: { what: 'is refused here: leave the field out if every port is meant' },
}

const EVERY_PORT: Words<readonly PortRange[]> = new Map([['ALL', ALL_PORTS]])

/** Reads `ALL`, `80`, `80,443` or `8000-8010` beside a protocol (`undefined` where the file does not settle it). */
export function parsePorts(
  text: string,
  protocol: Protocol | undefined,
  { letterCase, refusesAllPorts = false }: Pick<RawRule, 'letterCase' | 'refusesAllPorts'>,
): Parsed<readonly PortRange[]> {
  if (text.toUpperCase() === 'ALL') {
    return refusesAllPorts ? ALL_REFUSED : parseWord(text, EVERY_PORT, letterCase)
  }
  if (protocol === undefined || isPorted(protocol)) return parsePortList(text)
  // With ICMP and GRE the packets meant are plain; with ALL it may be those of TCP, or of every protocol.
  return protocol === 'all'
    ? refuse('names ports, but every protocol is meant: name TCP or UDP')
    : { value: ALL_PORTS, remark: { what: 'names ports, which only TCP and UDP have' } }
}

export interface Services {
  readonly reading: Reading<readonly Service[]>
  readonly charge?: number
}

/** Reads a service template; `undefined` where the rule has none. */
export function readServices(raw: RawRule['services'], remarks: FieldRemark[]): Services | undefined {
  if (raw === undefined) return undefined
  const template = interpret(raw.value, parseText, remarks)
  if (template.state === 'absent') return undefined
  if (template.state !== 'known') return { reading: template }
  const { origin, value: name } = template
  if (raw.content === undefined) return { reading: { state: 'unknown', origin, text: name, identity: name } }
  return { reading: interpretContent(template, raw.content, parseService, remarks), charge: raw.content.length }
}

/** Reads an element of a service template: `tcp:80,443`, `udp:all`, `icmp`. */
function parseService(text: string): Parsed<Service> {
  const [word = '', ...rest] = text.split(':')
  const protocol = parseWord(word, PROTOCOLS, 'any')
  if (isRefused(protocol)) return protocol
  if (rest.length === 0) {
    return isPorted(protocol.value)
      ? refuse('names no port')
      : { value: { protocol: protocol.value, ports: ALL_PORTS } }
  }
  const ports = parsePorts(rest.join(':'), protocol.value, { letterCase: 'any' })
  return isRefused(ports)
    ? refuse(ports.problem.what)
    : { ...ports, value: { protocol: protocol.value, ports: ports.value } }
}

export const PEERS: PeerSyntax = {
  precedence: [],
  parseAddresses,
  parseElement: parseAddressOrRange,
  // A template is expanded into its elements: extended policies.
  charge: (list) => list.content?.length,
}

function parseAddresses(text: string, role: AddressRole): Parsed<Peer> {
  // The API replaces this word by the caller's public address.
  if (text === 'MY_PUBLIC_IP') return { value: symbol('address', text) }
  // Terraform tells ids in lite rules by their eight characters, and takes all else for an address.
  if (role === 'address' && /^sg-\w{8}$/u.test(text)) return { value: symbol('group', text) }
  if (role === 'address' && /^ipmg?-\w{8}$/u.test(text)) return { value: symbol('list', text) }
  const parsed = role === 'address' ? parseAddress(text) : parseAddressOfFamily(text, role === 'ipv4' ? 4 : 6)
  if (isRefused(parsed)) return parsed
  return text.startsWith('0.0.0.0/') ? storedAsEverybody(parsed.value) : { ...parsed, value: addresses([parsed.value]) }
}

const EVERYBODY: AddressRange = { family: 4, first: 0, last: 2 ** 32 - 1 }

/** API SecurityGroupPolicy.CidrBlock: any `0.0.0.0/n` is stored as `0.0.0.0/0`. */
function storedAsEverybody(written: AddressRange): Parsed<Peer> {
  const value = addresses([EVERYBODY])
  return written.last === EVERYBODY.last
    ? { value }
    : { value, remark: { what: 'is stored as `0.0.0.0/0`, which is everybody: name the addresses that are meant' } }
}

/** Reads the place of a rule: in a list, or by an index that may be left out, and the order with it. */
export function readOrder(raw: RawOrder, remarks: FieldRemark[]): Order {
  if (raw.by === 'position') {
    const { written = ABSENT, ...order } = raw
    const refused = interpret(written, parseIndex, remarks)
    if (refused.state === 'invalid') remarks.push(refused)
    return order
  }
  const index = interpret(raw.by === 'index' ? raw.index : ABSENT, parseIndex, remarks)
  if (index.state === 'known') return { by: 'position', position: index.value, index: index.origin }
  if (index.state === 'invalid') remarks.push({ origin: index.origin, text: index.text, problem: index.problem })
  return { by: 'undefined' }
}

function parseIndex(text: string): Parsed<number> {
  return parseInteger(text, 0, Number.MAX_SAFE_INTEGER, 'is no whole number from 0')
}
