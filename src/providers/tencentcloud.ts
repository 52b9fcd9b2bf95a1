/** Tencent Cloud: rules decide from top to bottom, and what none of them matches is dropped. */
import type { FieldRemark, Protocol, Rule } from '../model/declarations.ts'
import { ALL_PORTS, PROTOCOL, type Verdict } from '../model/packet-space.ts'
import type { RawRule } from '../model/raw-rule.ts'
import { ABSENT, knownValue } from '../model/reading.ts'
import { CARRIER_BLOCKED_PORTS } from './carriers.ts'
import type { Provider } from './provider.ts'
import { isIpv6Only, readPeers } from './syntax/peers.ts'
import { interpret, parseText, remark, required, withDefault } from './syntax/readings.ts'
import { DIRECTIONS, parseWord, type Words } from './syntax/words.ts'
import { LITE_PROTOCOLS, remarkOnGaps } from './tencentcloud-lite.ts'
import { parsePorts, PEERS, PROTOCOLS, readOrder, readServices } from './tencentcloud-fields.ts'

const LIMITS = 'Tencent Cloud document 1119/43431, ECM: limits of security groups'

const VERDICTS: Words<Verdict> = new Map([
  ['ACCEPT', 'accept'],
  ['DROP', 'drop'],
])

export const tencentcloud: Provider = {
  name: 'tencentcloud',
  title: 'Tencent Cloud',
  precedence: { by: 'position' },
  // API CreateSecurityGroup: a new group drops everything in both directions.
  defaultVerdict: () => 'drop',
  quotas: {
    rulesPerDirection: {
      value: 100,
      source: `${LIMITS}; API document 215/41428, VPC: the answer of DescribeSecurityGroupLimits`,
    },
    // Rules after every template is replaced by its elements; the rules themselves count one each above.
    expandedRulesPerGroup: {
      value: 2000,
      source: 'Tencent Cloud document 215/31864 (2024-10-22), VPC: limits of parameter templates',
    },
    groupsPerInterface: { value: 5, source: LIMITS },
  },
  blockedPorts: CARRIER_BLOCKED_PORTS,
  smtp: {
    value: 'blocks that port until asked to unblock it',
    source: 'seed 000: Tencent Cloud, FAQ on security groups and ports',
  },
  retiredAddresses: {
    value: {
      service: 'WebShell login proxy',
      since: '2021-04-01',
      addresses: [
        '115.159.198.247',
        '115.159.211.178',
        '119.28.7.195',
        '119.28.22.215',
        '119.29.96.147',
        '211.159.185.38',
      ],
      current: ['81.69.102.0/24', '106.55.203.0/24', '101.33.121.0/24', '101.32.250.0/24'],
    },
    source: 'Tencent Cloud document 213/52645: WebShell Proxy IP Addresses Updates, to which seed 001 refers',
  },
  spelling: { accept: 'ACCEPT', drop: 'DROP' },
  spellPorts: (ports) => ports.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(','),
  rule: readRule,
}

function readRule(raw: RawRule): Rule {
  const { origin, label, conditions, letterCase } = raw
  const remarks: FieldRemark[] = []
  const verdict = interpret(raw.verdict, (text) => parseWord(text, VERDICTS, letterCase), remarks)
  const direction = interpret(raw.direction, (text) => parseWord(text, DIRECTIONS, 'any'), remarks)
  const services = readServices(raw.services, remarks)
  const isLite = letterCase === 'exact'
  const protocols = isLite ? LITE_PROTOCOLS : PROTOCOLS
  const written = interpret(raw.protocol, (text) => parseWord(text, protocols, letterCase), remarks)
  const protocol = services === undefined ? withDefault<Protocol>(written, 'all', origin) : written
  const ports = interpret(raw.ports, (text) => parsePorts(text, knownValue(protocol), raw), remarks)
  const peers = readPeers(raw, PEERS, remarks)
  if (services !== undefined) {
    const what = 'stands beside a service template, but a rule takes one or the other'
    remark(raw.protocol, { what }, remarks)
    remark(raw.ports, { what }, remarks)
  }
  if (knownValue(protocol) === PROTOCOL.icmp && isIpv6Only(peers.fields)) {
    const what = 'is for IPv4 alone, but the peer is IPv6'
    remark(raw.protocol, isLite ? { what } : { what, instead: 'ICMPv6' }, remarks)
  }
  if (isLite) remarkOnGaps(raw, remarks)
  return {
    origin,
    label,
    direction: required(direction, raw, 'has no direction'),
    verdict: required(verdict, raw, 'has no action'),
    protocol,
    ports: services === undefined ? withDefault(ports, ALL_PORTS, origin) : ports,
    ...(services === undefined ? {} : { services: services.reading }),
    peers: peers.fields,
    order: readOrder(raw.order, remarks),
    plane: ABSENT,
    ...(raw.description && { description: interpret(raw.description, parseText, remarks) }),
    conditions,
    ...readCharge(peers.charged.charge, services?.charge),
    remarks,
  }
}

/** A rule is expanded into every pair of an address and a service that its templates hold. */
function readCharge(addresses: number | undefined, services: number | undefined): Pick<Rule, 'charge'> {
  return addresses === undefined && services === undefined ? {} : { charge: (addresses ?? 1) * (services ?? 1) }
}
