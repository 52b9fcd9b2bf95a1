/** Values that rest on defaults: whoever uses the file may set others. */
import type { Policy } from '../evaluator/index.ts'
import type { Order, PeerField, Rule, SecurityGroup } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import type { Reading } from '../model/reading.ts'
import type { GroupPolicy } from './build.ts'
import { policyOf } from './build.ts'

/** What the rules take from defaults: names of variables and parameters, each once. */
export function defaultsOf(rules: readonly Rule[]): readonly string[] {
  const names = new Set<string>()
  const note = (reading: Reading<unknown>): void => {
    if (reading.state === 'known' && reading.viaDefault) names.add(reading.viaDefault)
  }
  for (const { direction, verdict, protocol, ports, services, peers, order, plane } of rules) {
    note(direction)
    note(verdict)
    note(protocol)
    note(ports)
    note(plane)
    if (services) note(services)
    if (order.by === 'priority') note(order.priority)
    for (const peer of peers) note(peer.reading)
  }
  return [...names]
}

/** Of the rules that `find` finds, those that it would not find if callers may override every default. */
export function foundByDefault(
  { group, direction, policy, rules }: GroupPolicy,
  find: (policy: Policy) => readonly number[],
): ReadonlySet<number> {
  if (defaultsOf(rules).length === 0) return new Set()
  const open = policyWithoutDefaults(group, direction)
  const anyway = new Set(find(open.policy).map((index) => open.rules[index]?.origin))
  return new Set(find(policy).filter((index) => !anyway.has(rules[index]?.origin)))
}

/** The policy of one direction as it is known when callers may override every default. */
export function policyWithoutDefaults(group: SecurityGroup, direction: Direction): GroupPolicy {
  return policyOf(withoutDefaults(group), direction)
}

function withoutDefaults(group: SecurityGroup): SecurityGroup {
  return { ...group, rules: group.rules.map((rule) => (defaultsOf([rule]).length === 0 ? rule : unsettled(rule))) }
}

function unsettled(rule: Rule): Rule {
  return {
    ...rule,
    direction: open(rule.direction),
    verdict: open(rule.verdict),
    protocol: open(rule.protocol),
    ports: open(rule.ports),
    ...(rule.services && { services: open(rule.services) }),
    peers: rule.peers.map((peer): PeerField => ({ ...peer, reading: open(peer.reading) })),
    order: openOrder(rule.order),
    plane: open(rule.plane),
  }
}

function openOrder(order: Order): Order {
  return order.by === 'priority' ? { ...order, priority: open(order.priority) } : order
}

function open<T>(reading: Reading<T>): Reading<T> {
  if (reading.state !== 'known' || reading.viaDefault === undefined) return reading
  return { state: 'unknown', origin: reading.origin, text: reading.viaDefault }
}
