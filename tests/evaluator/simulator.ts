/**
 * Decides packets one by one, in a universe small enough to hold them all. It shares no code with the evaluator:
 * a set of packets is the bits of one bigint, and what a policy leaves open is filled in with every value, or with random ones.
 */
import type { AddressRange, Packet, Plane, Policy, PolicyRule, Service, Verdict } from '../../src/evaluator/index.ts'
import type { Pick } from './fillings.ts'

export interface Universe {
  /** Each stands for one address: no rule bound lies inside. */
  readonly addresses: readonly AddressRange[]
  /** Each stands for one service: a port, or the first of some that no rule tells apart. */
  readonly services: readonly { readonly protocol: number; readonly port?: number }[]
  readonly planes: readonly (Plane | undefined)[]
}

/** A rule of which nothing is open any more. */
export interface SettledRule {
  /** Index in the policy's rules; -1 for one that was missing from them. */
  readonly index: number
  readonly verdict: Verdict
  readonly rank: number
  readonly packets: bigint
}

export interface PacketSets {
  readonly all: bigint
  /** The packets at each address, and those of each service. */
  readonly addresses: readonly bigint[]
  readonly services: readonly bigint[]
  at(address: number): bigint
  of(service: number): bigint
  on(plane: number): bigint
  /** The packets that fit a witness; a witness in a named set fits wherever the set may be. */
  like(packet: Packet): bigint
}

export function packetSets({ addresses, services, planes }: Universe): PacketSets {
  const count = addresses.length * services.length * planes.length
  const where = (fits: (address: number, service: number, plane: number) => boolean): bigint => {
    let set = 0n
    for (let i = 0; i < count; i++) {
      const rest = Math.floor(i / addresses.length)
      if (fits(i % addresses.length, rest % services.length, Math.floor(rest / services.length))) set |= 1n << BigInt(i)
    }
    return set
  }
  const byAddress = addresses.map((_, wanted) => where((address) => address === wanted))
  const byService = services.map((_, wanted) => where((_address, service) => service === wanted))
  const byPlane = planes.map((_, wanted) => where((_address, _service, plane) => plane === wanted))
  return {
    all: (1n << BigInt(count)) - 1n,
    addresses: byAddress,
    services: byService,
    at: (address) => byAddress[address] ?? 0n,
    of: (service) => byService[service] ?? 0n,
    on: (plane) => byPlane[plane] ?? 0n,
    like({ peer, protocol, port, plane }) {
      const isNamed = services.some((each) => each.protocol === protocol)
      const atPeer = addresses.map((range, i) =>
        'symbol' in peer || (range.family === peer.family && range.first <= peer.address && peer.address <= range.last)
          ? (byAddress[i] ?? 0n)
          : 0n,
      )
      const ofService = services.map(({ protocol: other, port: first }, i) => {
        const next = services[i + 1]
        const isInRun =
          first === undefined ||
          port === undefined ||
          (first <= port && (next?.protocol !== other || port < (next.port ?? 0)))
        return other === (isNamed ? protocol : UNNAMED) && isInRun ? (byService[i] ?? 0n) : 0n
      })
      const onPlane = planes.map((each, i) =>
        plane === undefined || each === undefined || each === plane ? (byPlane[i] ?? 0n) : 0n,
      )
      return unionOf(atPeer) & unionOf(ofService) & unionOf(onPlane)
    },
  }
}

/** Stands for every protocol that no rule names. */
export const UNNAMED = 99

/** Which of the universe's addresses lie in the ranges. */
export function addressesIn({ addresses }: Universe, ranges: readonly AddressRange[] | 'any'): number[] {
  return [...addresses.keys()].filter((i) => {
    const { family, first } = addresses[i] as AddressRange
    return (
      ranges === 'any' || ranges.some((range) => range.family === family && range.first <= first && first <= range.last)
    )
  })
}

function servicesIn({ services }: Universe, named: readonly Service[] | 'all'): number[] {
  return [...services.keys()].filter((i) => {
    const { protocol, port } = services[i] as Universe['services'][number]
    if (named === 'all') return true
    return named.some(
      (each) =>
        each.protocol === protocol &&
        (port === undefined ||
          (each.ports ?? [{ first: 1, last: 65535 }]).some(({ first, last }) => first <= port && port <= last)),
    )
  })
}

/** Fills in whatever a policy leaves open, and puts the rules that exist in the order in which they are asked. */
export type Settle = (pick: Pick) => readonly SettledRule[]

/** Prepares a policy to be filled in over and over. What is open in a rule is named by its place, by default its index. */
export function settling(
  policy: Policy,
  universe: Universe,
  sets: PacketSets,
  placeOf: (index: number) => number = (index) => index,
): Settle {
  const drafts = policy.rules.map((rule, index) => {
    const place = String(placeOf(index))
    const exists = existence(policy, rule)
    const packets = packetsOf(rule, place, universe, sets)
    const { verdict } = rule
    const verdictOf = (pick: Pick): Verdict => verdict ?? (pick(`verdict ${place}`, 2) === 0 ? 'accept' : 'drop')
    const rankOf = rankIn(rule, place)
    return (pick: Pick): SettledRule | undefined =>
      exists(pick) ? { index, verdict: verdictOf(pick), rank: rankOf(pick), packets: packets(pick) } : undefined
  })
  return (pick) =>
    inOrder(
      drafts.map((draft) => draft(pick)).filter((rule) => rule !== undefined),
      policy.tie,
    )
}

function packetsOf({ services, peers, plane }: PolicyRule, place: string, universe: Universe, sets: PacketSets) {
  const { certain, possible = certain, identity = place } = services
  const sure = servicesIn(universe, certain)
  const sureServices = unionOf(sure.map(sets.of))
  const open = servicesIn(universe, possible)
    .filter((service) => !sure.includes(service))
    .map(sets.of)
  const literal = unionOf(addressesIn(universe, peers.ranges).map(sets.at))
  const symbols = (peers.symbols ?? []).map(({ name }) => `symbol ${name}`)
  const planes = universe.planes.map((each, i) => (plane === undefined || each === plane ? sets.on(i) : 0n))
  const surePlanes = unionOf(planes)
  if (open.length === 0 && symbols.length === 0 && plane !== 'unknown') {
    const settled = literal & sureServices & surePlanes
    return () => settled
  }
  return (pick: Pick): bigint => {
    const addresses = symbols.reduce((all, key) => all | some(key, sets.addresses, pick), literal)
    const ofServices = sureServices | some(`services ${identity}`, open, pick)
    if (plane !== 'unknown') return addresses & ofServices & surePlanes
    const chosen = pick(`plane ${place}`, universe.planes.length + 1)
    return addresses & ofServices & (chosen === universe.planes.length ? sets.all : sets.on(chosen))
  }
}

function unionOf(parts: readonly bigint[]): bigint {
  return parts.reduce((all, part) => all | part, 0n)
}

/** Any of the parts, none, or all. */
function some(key: string, parts: readonly bigint[], pick: Pick): bigint {
  let set = 0n
  for (let first = 0; first < parts.length; first += MOST_PARTS) {
    const name = first === 0 ? key : `${key} ${String(first)}`
    let chosen = pick(name, 2 ** Math.min(MOST_PARTS, parts.length - first))
    for (let i = first; chosen > 0; i++) {
      if (chosen % 2 === 1) set |= parts[i] ?? 0n
      chosen = Math.floor(chosen / 2)
    }
  }
  return set
}

/** The subsets of so many are counted exactly. */
const MOST_PARTS = 50

function rankIn({ rank }: PolicyRule, place: string): (pick: Pick) => number {
  const key = `rank ${place}`
  switch (rank.kind) {
    case 'at':
      return () => rank.value
    case 'between':
      return (pick) => rank.first + pick(key, rank.last - rank.first + 1)
    case 'undefined':
      return (pick) => pick(key, UNDEFINED_RANKS) / 4 - 1
  }
}

/** Undefined ranks lie on quarters, before, between and behind the small whole ones that policies use here. */
const UNDEFINED_RANKS = 48

/** `<name>=<branch>` holds for one branch of each name, or for none of those mentioned. */
function existence({ rules }: Policy, { conditions = [] }: PolicyRule): (pick: Pick) => boolean {
  if (conditions.length === 0) return () => true
  const all = [...new Set(rules.flatMap((rule) => rule.conditions ?? []))]
  const choices = conditions.map((condition) => {
    const name = condition.split('=')[0] ?? ''
    const branches = all.filter((each) => each.split('=')[0] === name)
    return { key: `condition ${name}`, options: branches.length + 1, wanted: branches.indexOf(condition) }
  })
  return (pick) => choices.every(({ key, options, wanted }) => pick(key, options) === wanted)
}

/** The lowest rank first; on a tie the verdict that wins ties; then file order. */
function inOrder(rules: SettledRule[], tie: Verdict | undefined): readonly SettledRule[] {
  const lost = ({ verdict }: SettledRule) => Number(tie !== undefined && verdict !== tie)
  return rules.sort((a, b) => a.rank - b.rank || lost(a) - lost(b) || a.index - b.index)
}

/** Puts rules that the policy does not list among the others: up to two, of any kind. */
export function withMissing(
  rules: readonly SettledRule[],
  { tie }: Policy,
  sets: PacketSets,
  pick: Pick,
): readonly SettledRule[] {
  const missing = Array.from({ length: pick('missing', 3) }, (_, i): SettledRule => {
    const each = String(i)
    return {
      index: -1,
      verdict: pick(`missing verdict ${each}`, 2) ? 'accept' : 'drop',
      rank: pick(`missing rank ${each}`, UNDEFINED_RANKS) / 4 - 1,
      packets:
        some(`missing addresses ${each}`, sets.addresses, pick) & some(`missing services ${each}`, sets.services, pick),
    }
  })
  return missing.length === 0 ? rules : inOrder([...rules, ...missing], tie)
}

/** What each rule decides, by index, and what no rule does. */
export function decisions(
  rules: readonly SettledRule[],
  all: bigint,
): { readonly by: ReadonlyMap<number, bigint>; readonly rest: bigint } {
  const by = new Map<number, bigint>()
  let rest = all
  for (const { index, packets } of rules) {
    by.set(index, (by.get(index) ?? 0n) | (packets & rest))
    rest &= ~packets
  }
  return { by, rest }
}

/** The packets that are accepted, dropped, and left to the default. */
export function verdicts(
  rules: readonly SettledRule[],
  all: bigint,
): { readonly accept: bigint; readonly drop: bigint; readonly rest: bigint } {
  let rest = all
  const of = { accept: 0n, drop: 0n }
  for (const { verdict, packets } of rules) {
    of[verdict] |= packets & rest
    rest &= ~packets
  }
  return { ...of, rest }
}
