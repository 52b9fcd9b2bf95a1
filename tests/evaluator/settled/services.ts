/** What rules let in: exposures and accepted services. */
import assert from 'node:assert/strict'
import type { ExposedService, Exposure, Policy, PolicyRule, WidestSource } from '../../../src/evaluator/index.ts'
import { acceptedServices, exposures, PROTOCOL } from '../../../src/evaluator/index.ts'
import type { Claims } from '../prove.ts'
import type { Universe } from '../simulator.ts'
import { addressesIn, verdicts } from '../simulator.ts'
import { wideBlocksIn } from '../wide-blocks.ts'
import type { Subject } from './subject.ts'

export const serviceClaims: Claims<Subject> = {
  'exposures: the services of which a rule decides a whole wide public block': (subject) => {
    const { policy, widest, by } = subject
    const expected = byAcceptRule(policy, (rule, index) => openIn(subject, by.get(index) ?? 0n, rule, widest))
    assert.deepEqual(spelled(subject, exposures(policy, widest)), expected)
  },

  'exposures, agreed: the services of a whole wide public block that it and rules ahead of it accept': (subject) => {
    const { policy, rules, sets } = subject
    const widest = { ipv4: 5, ipv6: 4 }
    const expected = byAcceptRule(policy, (rule, index) => {
      const place = rules.findIndex((each) => each.index === index)
      const { accept } = verdicts(rules.slice(0, place + 1), sets.all)
      return openIn(subject, accept & (rules[place]?.packets ?? 0n), rule, widest)
    })
    assert.deepEqual(spelled(subject, exposures(policy, widest, 'agreed')), expected)
  },

  'acceptedServices: those of which some packet is not dropped ahead of the rule': (subject) => {
    const { policy, rules, sets, universe } = subject
    const expected = byAcceptRule(policy, (_, index) => {
      const place = rules.findIndex((each) => each.index === index)
      const { drop } = verdicts(rules.slice(0, place), sets.all)
      const left = (rules[place]?.packets ?? 0n) & ~drop
      return universe.services.filter((_service, service) => left & sets.of(service)).map(spell)
    })
    assert.deepEqual(spelled(subject, acceptedServices(policy)), expected)
  },
}

type Spelled = readonly (readonly [rule: number, services: readonly string[]])[]

/** What the accept rules open, without those that open nothing. */
function byAcceptRule({ rules }: Policy, open: (rule: PolicyRule, index: number) => readonly string[]): Spelled {
  return rules
    .map((rule, index) => [index, rule.verdict === 'accept' ? open(rule, index) : []] as const)
    .filter(([, services]) => services.length > 0)
}

/** The services of which some wide block of the rule is in the set as a whole, on one plane. */
function openIn({ universe, sets }: Subject, packets: bigint, { peers }: PolicyRule, widest: WidestSource): string[] {
  const blocks = wideBlocksIn(universe, addressesIn(universe, peers.ranges), widest)
  if (blocks.length === 0 || packets === 0n) return []
  return universe.services
    .filter((_, service) =>
      universe.planes.some((_plane, plane) => {
        const own = packets & sets.of(service) & sets.on(plane)
        return own !== 0n && blocks.some((block) => block.every((at) => own & sets.at(at)))
      }),
    )
    .map(spell)
}

function spelled({ universe, policy }: Subject, found: readonly Exposure[]): Spelled {
  const named = new Set([PROTOCOL.tcp, PROTOCOL.udp, ...policy.rules.flatMap(protocolsOf)])
  return found.map(({ rule, services }) => [rule, servicesNamed(universe, named, services)] as const)
}

/** The services of the universe that an exposure names. */
function servicesNamed({ services }: Universe, named: ReadonlySet<number>, exposed: readonly ExposedService[]) {
  return services
    .filter(({ protocol, port }) =>
      exposed.some((each) => {
        if (each.protocol === undefined) return !named.has(protocol)
        if (each.protocol !== protocol) return false
        return port === undefined || each.ports?.some(({ first, last }) => first <= port && port <= last)
      }),
    )
    .map(spell)
}

function spell({ protocol, port }: Universe['services'][number]): string {
  return port === undefined ? String(protocol) : `${String(protocol)} ${String(port)}`
}

function protocolsOf({ services: { certain } }: PolicyRule): number[] {
  return certain === 'all' ? [] : certain.map(({ protocol }) => protocol)
}
