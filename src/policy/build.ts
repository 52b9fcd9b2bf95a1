/** From declarations to policies: the rules of one group and direction as the evaluator takes them. */
import type { PeerSet, Policy, PolicyRule, Rank, Service, ServiceSet } from '../evaluator/index.ts'
import type { Order, Peer, Protocol, Rule, SecurityGroup } from '../model/declarations.ts'
import type { Direction, Plane, PortRange } from '../model/packet-space.ts'
import { hasPorts } from '../model/packet-space.ts'
import type { Reading } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'

/** A policy, and the declared rule behind each of its rules. */
export interface GroupPolicy {
  readonly group: SecurityGroup
  readonly provider: Provider
  readonly direction: Direction
  readonly policy: Policy
  /** By the same index as `policy.rules`. */
  readonly rules: readonly Rule[]
}

export const DIRECTIONS = ['ingress', 'egress'] as const

/** The policies of one group; a direction without rules has none. */
export function policiesOf(group: SecurityGroup): readonly GroupPolicy[] {
  return DIRECTIONS.map((direction) => policyOf(group, direction)).filter(({ rules }) => rules.length > 0)
}

/** The policy of one direction, also where the group has no rule for it. */
export function policyOf(group: SecurityGroup, direction: Direction): GroupPolicy {
  const provider = providers[group.provider]
  const rules = rulesOf(group, direction)
  const defaultVerdict = provider.defaultVerdict(group, direction)
  const policy: Policy = {
    rules: policyRules(rules, direction, group.network),
    complete: group.complete[direction],
    ...(isContiguous(group, direction, rules) && { contiguous: true }),
    ...(provider.precedence.by === 'priority' && { tie: provider.precedence.tie }),
    ...(defaultVerdict && { defaultVerdict }),
  }
  return { group, provider, direction, policy, rules }
}

/** The rules of one direction; one of unknown direction may be among them. */
export function rulesOf(group: SecurityGroup, direction: Direction): readonly Rule[] {
  return group.rules.filter((rule) => (knownValue(rule.direction) ?? direction) === direction)
}

/** Rules of one direction as the evaluator takes them. What they leave open has names that only one list can share. */
export function policyRules(
  rules: readonly Rule[],
  direction: Direction,
  network: SecurityGroup['network'],
): readonly PolicyRule[] {
  const planeOf = planeReader(network, rules)
  return rules.map((rule, index) => policyRule(rule, index, direction, planeOf(rule)))
}

function policyRule(rule: Rule, index: number, direction: Direction, plane: PolicyRule['plane']): PolicyRule {
  const unsettled = rule.direction.state === 'known' ? [] : [`direction of ${String(index)}=${direction}`]
  return {
    verdict: knownValue(rule.verdict),
    rank: rankOf(rule.order),
    services: servicesOf(rule),
    peers: peersOf(rule, index),
    conditions: [...rule.conditions, ...unsettled],
    ...(plane && { plane }),
  }
}

/** Between rules with indexes there is room for others. */
function isContiguous(group: SecurityGroup, direction: Direction, rules: readonly Rule[]): boolean {
  const listed = rules.every(({ order }) => order.by === 'position' && order.index === undefined)
  return listed && group.contiguous?.[direction] === true
}

/** Any priority that a provider may come to take. */
const LOWEST_PRIORITY = Number.MAX_SAFE_INTEGER / 4

function rankOf(order: Order): Rank {
  switch (order.by) {
    case 'position':
      return order.shared
        ? { kind: 'between', first: order.position, last: order.position + 1 / 2 }
        : { kind: 'at', value: order.position }
    case 'priority': {
      const value = knownValue(order.priority)
      return value === undefined ? { kind: 'between', first: 0, last: LOWEST_PRIORITY } : { kind: 'at', value }
    }
    case 'undefined':
      return { kind: 'undefined' }
  }
}

function servicesOf({ services, protocol, ports }: Rule): ServiceSet {
  if (services) {
    const known = knownValue(services)
    if (known) return { certain: known.some((each) => each.protocol === 'all') ? 'all' : known.map(toService) }
    return unsettledServices('all', identityOf(services))
  }
  const known = knownValue(protocol)
  if (known === undefined) return unsettledServices('all', pairIdentity(protocol, ports))
  if (known === 'all') return { certain: 'all' }
  if (!hasPorts(known)) return { certain: [{ protocol: known }] }
  const ranges = knownValue(ports)
  if (ranges) return { certain: [{ protocol: known, ports: ranges }] }
  const identity = identityOf(ports)
  return unsettledServices([{ protocol: known }], identity && `${String(known)} ${identity}`)
}

function toService({
  protocol,
  ports,
}: {
  readonly protocol: Protocol
  readonly ports: readonly PortRange[]
}): Service {
  const number = protocol === 'all' ? 0 : protocol
  return hasPorts(number) ? { protocol: number, ports } : { protocol: number }
}

function unsettledServices(possible: readonly Service[] | 'all', identity: string | undefined): ServiceSet {
  return identity === undefined ? { certain: [], possible } : { certain: [], possible, identity }
}

function identityOf(reading: Reading<unknown>): string | undefined {
  return reading.state === 'unknown' ? reading.identity : undefined
}

/** An unknown protocol with ports is the same service only where the ports are the same too. */
function pairIdentity(protocol: Reading<unknown>, ports: Reading<readonly PortRange[]>): string | undefined {
  const identity = identityOf(protocol)
  const known = knownValue(ports)
  const second = known ? JSON.stringify(known) : identityOf(ports)
  return identity !== undefined && second !== undefined ? `${identity} ${second}` : undefined
}

/** Of several peer fields the first counts: a format lists them as its provider ranks them. */
function peersOf({ peers }: Rule, index: number): PeerSet {
  const reading = peers[0]?.reading
  const peer: Peer | undefined = reading && knownValue(reading)
  if (peer?.kind === 'addresses') return { ranges: peer.ranges }
  if (peer?.kind === 'symbol') return { ranges: [], symbols: [{ name: peer.name, kind: 'named' }] }
  const name = (reading && identityOf(reading)) ?? `peer of rule ${String(index)}`
  return { ranges: [], symbols: [{ name, kind: 'unresolved' }] }
}

/** In a VPC there is one plane. A classic network has two, and rules without a plane are for the Internet one. */
function planeReader(network: SecurityGroup['network'], rules: readonly Rule[]): (rule: Rule) => PolicyRule['plane'] {
  const mentionsPlanes = rules.some((rule) => rule.plane.state !== 'absent')
  if (network === 'vpc' || !mentionsPlanes) return () => undefined
  return ({ plane }) => (plane.state === 'absent' ? ABSENT_PLANE : (knownValue(plane) ?? 'unknown'))
}

/** Alibaba Cloud, AuthorizeSecurityGroup: `NicType` defaults to `internet` in a classic network. */
const ABSENT_PLANE: Plane = 'internet'
