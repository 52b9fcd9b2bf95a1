/** The peer fields of a rule. */
import type { AddressPeer, FieldRemark, Peer, PeerField, Rule, SymbolicPeer } from '../../model/declarations.ts'
import type { AddressRange } from '../../model/packet-space.ts'
import type { PeerRole, RawPeer, RawRule } from '../../model/raw-rule.ts'
import type { Reading } from '../../model/reading.ts'
import { parseAddress } from './addresses.ts'
import { isRefused, refuse, type Parsed } from './parsed.ts'
import { interpret, interpretContent, parseText, remark } from './readings.ts'

export type AddressRole = Exclude<PeerRole, 'group' | 'list'>

/** What a provider takes for a peer. */
export interface PeerSyntax {
  /** The roles that win over others in one rule, the strongest first; empty where a rule takes one peer only. */
  readonly precedence: readonly PeerRole[]
  parseAddresses(text: string, role: AddressRole): Parsed<Peer>
  /** Reads one element of a list. */
  parseElement(text: string): Parsed<AddressRange>
  /** How many rules a list is charged as; `undefined` where the file does not say. */
  charge(list: RawPeer): number | undefined
}

export interface Peers {
  readonly fields: readonly PeerField[]
  /** What the rule says of its charge. */
  readonly charged: Pick<Rule, 'charge' | 'chargedByDefault'>
}

/** Reads the peer fields of a rule, and remarks on a rule that has none or settles more than one. */
export function readPeers(rule: RawRule, syntax: PeerSyntax, remarks: FieldRemark[]): Peers {
  const rank = ({ raw }: { readonly raw: RawPeer }): number => syntax.precedence.indexOf(raw.role)
  const peers = rule.peers
    .map((raw) => ({ raw, reading: readPeer(raw, syntax, remarks) }))
    .filter(({ reading }) => reading.state !== 'absent')
    .sort((a, b) => rank(a) - rank(b))
  const [first] = peers
  if (first === undefined) {
    remarks.push({
      origin: rule.origin,
      text: rule.label,
      problem: { what: 'names no peer, but the provider takes no rule without one' },
    })
    return { fields: [], charged: {} }
  }
  let settled: string | undefined
  for (const { raw, reading } of peers) {
    // An unknown value may turn out to be unset.
    if (reading.state === 'unknown') continue
    if (settled !== undefined) {
      const what = `stands beside \`${settled}\`, but a rule takes one peer: give each a rule of its own`
      remark(raw.value, { what }, remarks)
    }
    settled ??= raw.field
  }
  const fields = peers.map(({ raw, reading }) => ({ field: raw.field, reading }))
  return { fields, charged: readCharge(first.raw, syntax) }
}

function readCharge(list: RawPeer, syntax: PeerSyntax): Peers['charged'] {
  const charge = syntax.charge(list)
  if (charge === undefined) return {}
  const { charge: raw } = list
  return raw?.state === 'known' && raw.viaDefault !== undefined
    ? { charge, chargedByDefault: raw.viaDefault }
    : { charge }
}

function readPeer(raw: RawPeer, syntax: PeerSyntax, remarks: FieldRemark[]): Reading<Peer> {
  const { role } = raw
  if (role === 'group') return interpret(raw.value, parseGroup, remarks)
  if (role === 'list') return readList(raw, syntax, remarks)
  return interpret(raw.value, (text) => syntax.parseAddresses(text, role), remarks)
}

function parseGroup(text: string): Parsed<Peer> {
  return isRefused(parseAddress(text))
    ? { value: symbol('group', text) }
    : refuse('is an address, where the id of a security group is expected')
}

function readList(raw: RawPeer, syntax: PeerSyntax, remarks: FieldRemark[]): Reading<Peer> {
  const list = interpret(raw.value, parseText, remarks)
  if (list.state !== 'known') return list
  if (raw.content === undefined) return { ...list, value: symbol('list', list.value) }
  const content = interpretContent(list, raw.content, (text) => syntax.parseElement(text), remarks)
  return content.state === 'known'
    ? { ...content, value: { ...addresses(content.value, syntax.charge(raw)), list: list.value } }
    : content
}

export function symbol(of: SymbolicPeer['of'], name: string): SymbolicPeer {
  return { kind: 'symbol', of, name }
}

export function addresses(ranges: readonly AddressRange[], charge?: number): AddressPeer {
  return charge === undefined ? { kind: 'addresses', ranges } : { kind: 'addresses', ranges, charge }
}

/** Whether all that a rule's first peer field names is IPv6. */
export function isIpv6Only([first]: readonly PeerField[]): boolean {
  if (first?.reading.state !== 'known' || first.reading.value.kind === 'symbol') return false
  const { ranges } = first.reading.value
  return ranges.length > 0 && ranges.every(({ family }) => family === 6)
}
