/** Alibaba Cloud: the lowest priority number decides, and drop before accept on a tie. */
import type { FieldRemark, Rule, SecurityGroup } from '../model/declarations.ts'
import { ALL_PORTS, PROTOCOL, type Direction, type Plane, type Verdict } from '../model/packet-space.ts'
import type { RawRule } from '../model/raw-rule.ts'
import { ABSENT, knownValue } from '../model/reading.ts'
import { parsePorts, parsePriority, PEERS, PRIORITIES, PROTOCOLS } from './alicloud-fields.ts'
import { CARRIER_BLOCKED_PORTS } from './carriers.ts'
import type { Provider } from './provider.ts'
import { isIpv6Only, readPeers } from './syntax/peers.ts'
import { isPorted } from './syntax/ports.ts'
import { interpret, parseText, remark, required, withDefault } from './syntax/readings.ts'
import { DIRECTIONS, parseWord, type Words } from './syntax/words.ts'

const FAQ = 'seed 004: Alibaba Cloud, Security FAQ of 2024-05-08'

const VERDICTS: Words<Verdict> = new Map([
  ['accept', 'accept'],
  ['drop', 'drop'],
])

const PLANES: Words<Plane> = new Map([
  ['internet', 'internet'],
  ['intranet', 'intranet'],
])

export const alicloud: Provider = {
  name: 'alicloud',
  title: 'Alibaba Cloud',
  precedence: { by: 'priority', tie: 'drop' },
  defaultVerdict,
  quotas: {
    rulesPerGroup: { value: 200, source: FAQ },
    groupsPerInterface: { value: 5, source: FAQ },
    rulesPerInterface: { value: 1000, source: FAQ },
  },
  oneGroupTypePerInterface: { value: true, source: 'Alibaba Cloud document "Security groups: Overview"' },
  blockedPorts: CARRIER_BLOCKED_PORTS,
  smtp: { value: 'disables that port', source: FAQ },
  spelling: { accept: 'accept', drop: 'drop' },
  priorities: PRIORITIES,
  spellPorts: (ports) => ports.map(({ first, last }) => `${first}/${last}`).join(','),
  rule: readRule,
}

/** Basic groups let everything out, enterprise groups nothing: Alibaba Cloud, Security groups, Overview. */
function defaultVerdict(group: SecurityGroup, direction: Direction): Verdict | undefined {
  if (direction === 'ingress') return 'drop'
  const { type, declaration } = group
  if (type.state === 'known') return type.value === 'normal' ? 'accept' : 'drop'
  // A group that is only named, or dumped by an API that leaves the type out, may be of either type.
  return type.state === 'absent' && declaration !== undefined ? 'accept' : undefined
}

function readRule(raw: RawRule): Rule {
  const { origin, label, conditions, letterCase } = raw
  const remarks: FieldRemark[] = []
  const verdict = interpret(raw.verdict, (text) => parseWord(text, VERDICTS, letterCase), remarks)
  const direction = interpret(raw.direction, (text) => parseWord(text, DIRECTIONS, 'exact'), remarks)
  const protocol = interpret(raw.protocol, (text) => parseWord(text, PROTOCOLS, letterCase), remarks)
  const ports = interpret(raw.ports, (text) => parsePorts(text, knownValue(protocol)), remarks)
  const priority = raw.order.by === 'priority' ? raw.order.priority : ABSENT
  const peers = readPeers(raw, PEERS, remarks)
  if (knownValue(protocol) === PROTOCOL.icmp && isIpv6Only(peers.fields)) {
    remark(raw.protocol, { what: 'is for IPv4 alone, but the peer is IPv6', instead: 'icmpv6' }, remarks)
  }
  return {
    origin,
    label,
    direction: required(direction, raw, 'has no direction'),
    verdict: withDefault(verdict, 'accept', origin),
    protocol: required(protocol, raw, 'has no protocol'),
    ports: isPorted(knownValue(protocol))
      ? required(ports, raw, 'has no port range, which tcp and udp need')
      : withDefault(ports, ALL_PORTS, origin),
    peers: peers.fields,
    order: {
      by: 'priority',
      priority: withDefault(
        interpret(priority, (text) => parsePriority(text, raw.showsSystemRules === true), remarks),
        1,
        origin,
      ),
    },
    plane: interpret(raw.plane, (text) => parseWord(text, PLANES, letterCase), remarks),
    ...(raw.description && { description: interpret(raw.description, parseText, remarks) }),
    conditions,
    ...peers.charged,
    remarks,
  }
}
