/** Universes to prove things in, and random policies on them, with a bias to overlaps and ties. */
import fc from 'fast-check'
import type {
  AddressRange,
  PeerSet,
  PeerSymbol,
  Plane,
  Policy,
  PolicyRule,
  PortRange,
  Probe,
  Rank,
  Service,
  ServiceSet,
  Verdict,
} from '../../src/evaluator/index.ts'
import { PROTOCOL } from '../../src/evaluator/index.ts'
import type { Universe } from './simulator.ts'
import { UNNAMED } from './simulator.ts'

/** Cuts the whole of both families into addresses; the bounds are the first byte of IPv4, the first hex digit of IPv6. */
function cut(starts4: readonly number[], starts6: readonly number[]): AddressRange[] {
  return [
    ...starts4.map((start, i): AddressRange => {
      const end = starts4[i + 1] ?? 256
      return { family: 4, first: start * 2 ** 24, last: end * 2 ** 24 - 1 }
    }),
    ...starts6.map((start, i): AddressRange => {
      const end = starts6[i + 1] ?? 16
      return { family: 6, first: BigInt(start) << 124n, last: (BigInt(end) << 124n) - 1n }
    }),
  ]
}

const ported = (protocol: number, ports: number) => Array.from({ length: ports }, (_, i) => ({ protocol, port: i + 1 }))

/** The public blocks 32.0.0.0/3, 64.0.0.0/3, 6000::/3 and 8000::/3 fall into two or more addresses each. */
const ADDRESSES = cut([0, 32, 48, 64, 80, 96, 128, 144], [0, 6, 7, 8])
const SERVICES = [
  ...ported(PROTOCOL.tcp, 6),
  ...ported(PROTOCOL.udp, 6),
  ...[PROTOCOL.icmp, PROTOCOL.icmpv6, PROTOCOL.gre, UNNAMED].map((protocol) => ({ protocol })),
]

export const WIDE: Universe = { addresses: ADDRESSES, services: SERVICES, planes: [undefined] }
export const WIDE_WITH_PLANES: Universe = { ...WIDE, planes: ['internet', 'intranet'] }
/** So many ports that the evaluator has to go over them in several passes. */
export const MANY_PORTS: Universe = {
  addresses: cut([0, 64, 128], [0]),
  services: [...ported(PROTOCOL.tcp, 40), ...ported(PROTOCOL.udp, 8), { protocol: UNNAMED }],
  planes: [undefined],
}
/** So many that it first looks at groups of them. */
export const CROWDED_PORTS: Universe = {
  addresses: cut([0, 64, 128], [0]),
  services: [...ported(PROTOCOL.tcp, 110), ...ported(PROTOCOL.udp, 10), { protocol: UNNAMED }],
  planes: [undefined],
}
/** Small enough to fill in unknown parts with everything. */
export const TINY: Universe = {
  addresses: cut([0, 128], [0]),
  services: [...ported(PROTOCOL.tcp, 2), { protocol: UNNAMED }],
  planes: [undefined],
}
export const TINY_WITH_PLANES: Universe = { ...TINY, addresses: cut([0], [0]), planes: ['internet', 'intranet'] }

/** How a policy orders its rules. */
export type Precedence = 'position' | 'priority' | 'priority, accept first' | 'union'

export interface Openness {
  readonly symbols?: boolean
  readonly services?: boolean
  readonly verdicts?: boolean
  readonly ranks?: boolean
  readonly unordered?: boolean
  readonly conditions?: boolean
}

export const EVERYTHING_OPEN: Openness = {
  symbols: true,
  services: true,
  verdicts: true,
  ranks: true,
  unordered: true,
  conditions: true,
}

const PRECEDENCES: readonly Precedence[] = ['position', 'priority', 'priority, accept first', 'union']

/** Policies of up to `most` rules. */
export function policies(universe: Universe, most: number, open: Openness = {}): fc.Arbitrary<Policy> {
  return fc
    .record({
      precedence: fc.constantFrom(...PRECEDENCES),
      rules: fc.array(rules(universe, open), { minLength: 1, maxLength: most, size: 'max' }),
      order: fc.array(fc.nat({ max: 999 }), { minLength: most, maxLength: most }),
      defaultVerdict: fc.constantFrom<Verdict | undefined>('drop', 'drop', 'accept', undefined),
    })
    .map(({ precedence, rules, order, defaultVerdict }): Policy => {
      const places = shuffled(rules.length, order)
      return {
        ...(defaultVerdict && { defaultVerdict }),
        ...(precedence.startsWith('priority') && { tie: precedence === 'priority' ? 'drop' : 'accept' }),
        rules: rules.map((rule, i) => inPrecedence(rule, precedence, places[i] ?? 0)),
      }
    })
}

/** Sets of packets to ask about. */
export function probes(universe: Universe): fc.Arbitrary<Probe> {
  const services = serviceSets(universe, {}).map(({ certain }) => certain)
  return fc.record({ services, peers: peerSets(universe, {}) })
}

function shuffled(length: number, order: readonly number[]): number[] {
  const keys = order.slice(0, length)
  const sorted = keys.map((_, i) => i).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  return keys.map((_, i) => sorted.indexOf(i))
}

function inPrecedence(rule: PolicyRule, precedence: Precedence, place: number): PolicyRule {
  if (precedence === 'union') return { ...rule, verdict: 'accept', rank: { kind: 'at', value: 0 } }
  return precedence === 'position' && rule.rank.kind === 'at' ? { ...rule, rank: { kind: 'at', value: place } } : rule
}

function rules(universe: Universe, open: Openness): fc.Arbitrary<PolicyRule> {
  return fc
    .record({
      verdict: fc.constantFrom<Verdict | undefined>(
        'accept',
        'drop',
        ...often<Verdict | undefined>(open.verdicts, 'accept', 'drop', undefined),
      ),
      rank: ranks(open),
      services: serviceSets(universe, open),
      peers: peerSets(universe, open),
      plane: planes(universe, open),
      conditions: open.conditions
        ? fc.oneof(
            { weight: 3, arbitrary: fc.constant([]) },
            fc.subarray(['a=1', 'a=2', 'b=1', 'c'], { minLength: 1, maxLength: 2 }),
          )
        : fc.constant([]),
    })
    .map(({ plane, ...rule }) => ({ ...rule, ...(plane && { plane }) }))
}

function often<T>(wanted: boolean | undefined, ...values: T[]): T[] {
  return wanted ? values : []
}

function ranks({ ranks, unordered }: Openness): fc.Arbitrary<Rank> {
  const value = fc.integer({ min: 1, max: 4 })
  const at = value.map((value): Rank => ({ kind: 'at', value }))
  const between = fc
    .tuple(value, value)
    .map(([a, b]): Rank => ({ kind: 'between', first: Math.min(a, b), last: Math.max(a, b) }))
  return fc.oneof(
    { weight: 4, arbitrary: at },
    { weight: ranks ? 2 : 0, arbitrary: between },
    { weight: unordered ? 1 : 0, arbitrary: fc.constant<Rank>({ kind: 'undefined' }) },
  )
}

function planes({ planes: [first] }: Universe, { services }: Openness): fc.Arbitrary<Plane | 'unknown' | undefined> {
  if (first === undefined) return fc.constant(undefined)
  return fc.constantFrom('internet', 'intranet', 'internet', undefined, ...often(services, 'unknown' as const))
}

const SYMBOLS: readonly PeerSymbol[] = [
  { name: 'group', kind: 'named' },
  { name: 'list', kind: 'named' },
  { name: 'var.cidr', kind: 'unresolved' },
]

function peerSets({ addresses }: Universe, { symbols }: Openness): fc.Arbitrary<PeerSet> {
  const rangesOf = (family: 4 | 6) => addresses.filter((address) => address.family === family)
  const ranges = fc.oneof(
    { weight: 1, arbitrary: fc.constant<readonly AddressRange[] | 'any'>('any') },
    { weight: 1, arbitrary: fc.constant(addresses) },
    { weight: 5, arbitrary: spanOf(rangesOf(4)) },
    { weight: 3, arbitrary: spanOf(rangesOf(6)) },
    { weight: 2, arbitrary: fc.shuffledSubarray([...addresses]) },
  )
  const literal = ranges.map((ranges): PeerSet => ({ ranges }))
  if (!symbols) return literal
  const named = fc.subarray([...SYMBOLS], { minLength: 1, maxLength: 2 })
  return fc.oneof(
    { weight: 3, arbitrary: literal },
    { weight: 2, arbitrary: named.map((symbols): PeerSet => ({ ranges: [], symbols })) },
    { weight: 1, arbitrary: fc.record({ ranges, symbols: named }) },
  )
}

/** Some neighbours as one range. */
function spanOf(addresses: readonly AddressRange[]): fc.Arbitrary<readonly AddressRange[]> {
  const place = fc.nat({ max: addresses.length - 1 })
  return fc.tuple(place, place).map(([a, b]) => {
    const first = addresses[Math.min(a, b)]
    const last = addresses[Math.max(a, b)]
    return first && last ? [{ ...first, last: last.last } as AddressRange] : []
  })
}

function serviceSets(universe: Universe, { services: open }: Openness): fc.Arbitrary<ServiceSet> {
  const certain = fc.oneof(
    { weight: 1, arbitrary: fc.constant<readonly Service[] | 'all'>('all') },
    { weight: 4, arbitrary: fc.array(services(universe), { minLength: 1, maxLength: 2 }) },
  )
  const settled = certain.map((certain): ServiceSet => ({ certain }))
  if (!open) return settled
  const least = fc.oneof(fc.constant([]), fc.array(services(universe), { minLength: 1, maxLength: 2 }))
  const extra = fc.oneof(
    fc.constant('all' as const),
    fc.constant([{ protocol: PROTOCOL.tcp }]),
    fc.array(services(universe), { minLength: 1, maxLength: 2 }),
  )
  const unknown = fc.record({ certain: least, extra }).map(({ certain, extra }): ServiceSet => {
    return { certain, possible: extra === 'all' ? 'all' : [...certain, ...extra] }
  })
  return fc.oneof(
    { weight: 3, arbitrary: settled },
    { weight: 1, arbitrary: unknown },
    { weight: 2, arbitrary: fc.constantFrom(...IDENTITIES) },
  )
}

/** Sets that are known by their identity; within one universe an identity always has the same bounds. */
const IDENTITIES: readonly ServiceSet[] = [
  { certain: [], possible: [{ protocol: PROTOCOL.tcp }], identity: 'var.port' },
  { certain: [{ protocol: PROTOCOL.tcp, ports: [{ first: 1, last: 1 }] }], possible: 'all', identity: 'var.services' },
]

function services({ services }: Universe): fc.Arbitrary<Service> {
  const protocols = [...new Set(services.map(({ protocol }) => protocol))].filter((protocol) => protocol !== UNNAMED)
  return fc.constantFrom(...protocols, PROTOCOL.tcp, PROTOCOL.tcp).chain((protocol): fc.Arbitrary<Service> => {
    const ports = services.filter((each) => each.protocol === protocol).flatMap(({ port }) => port ?? [])
    if (ports.length === 0) return fc.constant({ protocol })
    const last = ports.length
    const range = fc
      .tuple(fc.integer({ min: 1, max: last }), fc.integer({ min: 1, max: last }))
      .map(([a, b]): PortRange => {
        const end = Math.max(a, b)
        return { first: Math.min(a, b), last: end === last ? 65535 : end }
      })
    return fc.oneof(
      { weight: 1, arbitrary: fc.constant({ protocol }) },
      { weight: 4, arbitrary: fc.array(range, { minLength: 1, maxLength: 2 }).map((ports) => ({ protocol, ports })) },
    )
  })
}
