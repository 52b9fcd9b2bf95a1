/** The field syntax of Alibaba Cloud: protocols, ports, peers, priorities. */
import type { Peer, Protocol } from '../model/declarations.ts'
import { ALL_PORTS, PROTOCOL, type PortRange } from '../model/packet-space.ts'
import type { RawPeer } from '../model/raw-rule.ts'
import { ABSENT, knownValue } from '../model/reading.ts'
import { parseAddress, parseAddressOfFamily } from './syntax/addresses.ts'
import { isRefused, parseList, refuse, type Parsed } from './syntax/parsed.ts'
import { addresses, type AddressRole, type PeerSyntax } from './syntax/peers.ts'
import { isPorted, parsePortPair } from './syntax/ports.ts'
import { interpret } from './syntax/readings.ts'
import { parseInteger, type Words } from './syntax/words.ts'

export const PROTOCOLS: Words<Protocol> = new Map<string, Protocol>([
  ['tcp', PROTOCOL.tcp],
  ['udp', PROTOCOL.udp],
  ['icmp', PROTOCOL.icmp],
  ['icmpv6', PROTOCOL.icmpv6],
  ['gre', PROTOCOL.gre],
  ['all', 'all'],
])

/** Reads `80/80` or `-1/-1` beside a protocol (`undefined` where the file does not settle it). */
export function parsePorts(text: string, protocol: Protocol | undefined): Parsed<readonly PortRange[]> {
  if (text === '-1/-1') {
    return isPorted(protocol)
      ? refuse('is for protocols without ports, but tcp and udp have some', '1/65535')
      : { value: ALL_PORTS }
  }
  if (protocol !== undefined && !isPorted(protocol)) {
    // Beside `all`, a narrower range may mean that the protocol is wrong.
    if (protocol === 'all' && text !== '1/65535')
      return refuse('names ports, but every protocol is meant: name tcp or udp')
    return refuse('names ports, which only tcp and udp have', '-1/-1')
  }
  const parsed = parsePortPair(text)
  return isRefused(parsed) ? parsed : { value: [parsed.value] }
}

/** ROS, ALIYUN::ECS::SecurityGroup: `SourceCidrIp` holds up to ten CIDRs, separated by commas. */
const CIDRS_PER_FIELD = 10

const MAX_PREFIX_LIST_ENTRIES = 200

export const PEERS: PeerSyntax = {
  // API AuthorizeSecurityGroup: a CIDR wins over a group, and a prefix list is ignored beside anything else.
  precedence: ['address', 'ipv4', 'ipv6', 'group', 'list'],
  parseAddresses,
  parseElement: parseAddress,
  charge: readMaxEntries,
}

function parseAddresses(text: string, role: AddressRole): Parsed<Peer> {
  if (text.split(',', CIDRS_PER_FIELD + 1).length > CIDRS_PER_FIELD)
    return refuse('holds more than ten CIDRs: divide them over several rules')
  const parsed = parseList(text, (element) =>
    role === 'address' ? parseAddress(element) : parseAddressOfFamily(element, role === 'ipv4' ? 4 : 6),
  )
  return isRefused(parsed) ? parsed : { ...parsed, value: addresses(parsed.value) }
}

/** A prefix list is charged at its `max_entries`, however few it holds: Alibaba Cloud, alicloud_ecs_prefix_list. */
function readMaxEntries(list: RawPeer): number | undefined {
  const parse = (text: string): Parsed<number> => parseInteger(text, 1, MAX_PREFIX_LIST_ENTRIES, 'is not 1 to 200')
  return knownValue(interpret(list.charge ?? ABSENT, parse, []))
}

/** The priority of the rules that the system itself made before 2020-05-27, as API dumps show it: seed 002. */
const SYSTEM_PRIORITY = 110

/** The priorities that a user may set: seed 004. */
export const PRIORITIES = { first: 1, last: 100 }

/** Reads a priority; that of the system's rules only where the format shows them. */
export function parsePriority(text: string, showsSystemRules: boolean): Parsed<number> {
  if (showsSystemRules && text === String(SYSTEM_PRIORITY)) return { value: SYSTEM_PRIORITY }
  return parseInteger(text, PRIORITIES.first, PRIORITIES.last, 'is no whole number from 1 to 100')
}
