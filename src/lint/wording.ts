/** One voice for all messages: how ports, addresses, packets and rules are written in them. */
import ipaddr from 'ipaddr.js'
import type { ExposedService, Packet } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import { FIRST_PORT, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { Origin, Reading } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import { defaultsOf } from '../policy/defaults.ts'
import type { MergeableRules } from '../policy/merges.ts'

const PROTOCOL_NAMES = new Map<number, string>(Object.entries(PROTOCOL).map(([name, number]) => [number, name]))

/** `tcp`, `protocol 89`, or `every other protocol` for the ones that no rule names. */
export function protocolName(protocol: number | undefined): string {
  if (protocol === undefined) return 'every other protocol'
  return PROTOCOL_NAMES.get(protocol) ?? `protocol ${String(protocol)}`
}

/** Intervals: `22, 8000-8010`. */
export function portList(ports: readonly PortRange[]): string {
  return ports
    .map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`))
    .join(', ')
}

/** `tcp 22, 3389 and udp 3389`. */
export function serviceList(services: readonly ExposedService[]): string {
  return listing(
    services.map(({ protocol, ports }) =>
      ports ? `${protocolName(protocol)} ${portList(ports)}` : protocolName(protocol),
    ),
  )
}

/** `a, b and c`. */
export function listing(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1] ?? ''}`
}

/** `203.0.113.5 → tcp 22` on ingress, `tcp 25 → 203.0.113.5` on egress. */
export function packetText({ peer, protocol, port }: Packet, direction: string): string {
  const end = 'symbol' in peer ? peer.symbol : addressText(peer.family, peer.address)
  const service = port === undefined ? protocolName(protocol) : `${protocolName(protocol)} ${String(port)}`
  return direction === 'egress' ? `${service} → ${end}` : `${end} → ${service}`
}

function addressText(family: 4 | 6, address: bigint | number): string {
  const bytes = []
  for (let rest = BigInt(address), i = 0; i < (family === 4 ? 4 : 16); i++, rest >>= 8n)
    bytes.unshift(Number(rest & 255n))
  return ipaddr.fromByteArray(bytes).toString()
}

/** A CIDR where the range is one, otherwise its ends. */
export function rangeText({ family, first, last }: AddressRange): string {
  const bits = family === 4 ? 32 : 128
  const size = BigInt(last) - BigInt(first) + 1n
  const host = size.toString(2).length - 1
  if (size === 1n) return addressText(family, first)
  const isBlock = size === 1n << BigInt(host) && BigInt(first) % size === 0n
  const start = addressText(family, first)
  return isBlock ? `${start}/${String(bits - host)}` : `${start}-${addressText(family, last)}`
}

/** `ingress rule 1 (line 12: accept all from 0.0.0.0/0)`, for a reader at `at`. */
export function ruleText(rule: Rule, at: Origin): string {
  return `${rule.label} (${lineText(rule.origin, at)}: ${summary(rule)})`
}

/** `line 12`, or `network.tf.json, line 12` to a reader in another file. */
export function lineText({ place: { file, loc } }: Origin, at: Origin): string {
  const line = `line ${String(loc.start.line)}`
  return file === undefined || file === at.place.file ? line : `${file}, ${line}`
}

function summary(rule: Rule): string {
  const preposition = knownValue(rule.direction) === 'egress' ? 'to' : 'from'
  const verdict = reading(rule.verdict, (value) => value)
  return [verdict, serviceSummary(rule), preposition, peerText(rule)].join(' ')
}

function serviceSummary({ services, protocol, ports }: Rule): string {
  if (services) {
    return reading(services, (list) =>
      list.map((each) => `${nameOf(each.protocol)} ${portsText(each.ports)}`.trim()).join(', '),
    )
  }
  const text = reading(ports, portsText)
  return `${reading(protocol, nameOf)} ${knownValue(protocol) === 'all' ? '' : text}`.trim()
}

function nameOf(protocol: number | 'all'): string {
  return protocol === 'all' ? 'all' : protocolName(protocol)
}

function portsText(ports: readonly PortRange[]): string {
  return ports.some(({ first, last }) => first <= FIRST_PORT && last >= LAST_PORT) ? '' : portList(ports)
}

const MOST_RANGES = 3

/** The peer of a rule as its field says it. */
export function peerText({ peers }: Rule): string {
  const [field] = peers
  if (!field) return 'no peer'
  return reading(field.reading, (peer) => {
    if (peer.kind === 'symbol') return peer.name
    const shown = peer.ranges.slice(0, MOST_RANGES).map(rangeText).join(', ')
    return peer.ranges.length > MOST_RANGES ? `${shown} and ${String(peer.ranges.length - MOST_RANGES)} more` : shown
  })
}

function reading<T>(value: Reading<T>, say: (value: T) => string): string {
  switch (value.state) {
    case 'known':
      return say(value.value)
    case 'absent':
      return ''
    case 'invalid':
    case 'unknown':
      return `\`${value.text}\``
  }
}

/** What one rule in place of several is for: `tcp 80-90`, `10.0.0.0/24`. */
export function mergedText(merge: MergeableRules): string {
  if (merge.in === 'addresses') return rangeText(merge.union)
  return `${reading(merge.first.protocol, nameOf)} ${portList([merge.union])}`
}

const MOST_RULES = 4

/** `ingress rule 1 (…), ingress rule 2 (…) and 3 more rules`, for a reader at `at`. */
export function ruleListing(rules: readonly Rule[], at: Origin): string {
  const texts = rules.map((rule) => ruleText(rule, at))
  const more = rules.length - MOST_RULES
  return more > 0
    ? listing([...texts.slice(0, MOST_RULES), `${String(more)} more ${more === 1 ? 'rule' : 'rules'}`])
    : listing(texts)
}

/** The end of a clause about rules that rest on defaults: a caller may set other values. */
export function defaultNote(...rules: readonly Rule[]): string {
  return noteOn(defaultsOf(rules))
}

/** The same about whatever else rests on the defaults of these names. */
export function noteOn(names: readonly string[]): string {
  return names.length === 0 ? '' : `, by the default of ${listing(names)}`
}

/** Stands behind a value that rests on a default. */
export function defaultClause(viaDefault: string | undefined): string {
  return viaDefault === undefined ? '' : `, the default of ${viaDefault},`
}
