import type { FieldRemark, Protocol, Rule } from '../../../src/model/declarations.ts'
import { ALL_PORTS, PROTOCOL, type Verdict } from '../../../src/model/packet-space.ts'
import type { RawRule } from '../../../src/model/raw-rule.ts'
import { ABSENT } from '../../../src/model/reading.ts'
import { CARRIER_BLOCKED_PORTS } from '../../../src/providers/carriers.ts'
import type { Provider } from '../../../src/providers/provider.ts'
import { parseAddress } from '../../../src/providers/syntax/addresses.ts'
import { isRefused } from '../../../src/providers/syntax/parsed.ts'
import { readPeers, type PeerSyntax } from '../../../src/providers/syntax/peers.ts'
import { parsePortList } from '../../../src/providers/syntax/ports.ts'
import { interpret, parseText, required, withDefault } from '../../../src/providers/syntax/readings.ts'
import { DIRECTIONS, parseInteger, parseWord, type Words } from '../../../src/providers/syntax/words.ts'

const VERDICTS: Words<Verdict> = new Map([
  ['allow', 'accept'],
  ['deny', 'drop'],
])

const PROTOCOLS: Words<Protocol> = new Map([
  ['tcp', PROTOCOL.tcp],
  ['udp', PROTOCOL.udp],
])

const PEERS: PeerSyntax = {
  precedence: [],
  parseAddresses(text) {
    const parsed = parseAddress(text)
    return isRefused(parsed) ? parsed : { ...parsed, value: { kind: 'addresses', ranges: [parsed.value] } }
  },
  parseElement: parseAddress,
  charge: () => undefined,
}

/** With `name: 'examplecloud'`, once `ProviderName` has it. */
export const examplecloud: Omit<Provider, 'name'> = {
  title: 'Example Cloud',
  precedence: { by: 'priority', tie: 'drop' },
  defaultVerdict: (_group, direction) => (direction === 'ingress' ? 'drop' : 'accept'),
  quotas: { rulesPerGroup: { value: 50, source: 'https://docs.example.com/quotas' } },
  blockedPorts: CARRIER_BLOCKED_PORTS,
  smtp: { value: 'blocks that port', source: 'https://docs.example.com/mail' },
  spelling: { accept: 'allow', drop: 'deny' },
  priorities: { first: 1, last: 1000 },
  spellPorts: (ports) => ports.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(','),
  rule: readRule,
}

function readRule(raw: RawRule): Rule {
  const { origin, label, conditions, order } = raw
  const remarks: FieldRemark[] = []
  const priority = order.by === 'priority' ? order.priority : ABSENT
  return {
    origin,
    label,
    direction: required(
      interpret(raw.direction, (text) => parseWord(text, DIRECTIONS, 'exact'), remarks),
      raw,
      'has no direction',
    ),
    verdict: required(
      interpret(raw.verdict, (text) => parseWord(text, VERDICTS, 'any'), remarks),
      raw,
      'has no verdict',
    ),
    protocol: withDefault(
      interpret(raw.protocol, (text) => parseWord(text, PROTOCOLS, 'any'), remarks),
      'all',
      origin,
    ),
    ports: withDefault(interpret(raw.ports, parsePortList, remarks), ALL_PORTS, origin),
    peers: readPeers(raw, PEERS, remarks).fields,
    order: {
      by: 'priority',
      priority: required(
        interpret(priority, (text) => parseInteger(text, 1, 1000, 'is no priority from 1 to 1000'), remarks),
        raw,
        'has no priority',
      ),
    },
    plane: ABSENT,
    ...(raw.description && { description: interpret(raw.description, parseText, remarks) }),
    conditions,
    remarks,
  }
}
