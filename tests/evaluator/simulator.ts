/**
 * Decides packets one by one, in a universe small enough to hold them all. It shares no code with the evaluator:
 * a set of packets is the bits of one bigint, and what a policy leaves open is filled in with every value, or with random ones.
 */
import type { AddressRange, Packet, Plane, Policy, PolicyRule, Service, Verdict } from '../../src/evaluator/index.ts'

export interface Universe {
  /** Each stands for one address: no rule bound lies inside. */
  readonly addresses: readonly AddressRange[]
  /** Each stands for one service: a port, or the first of some that no rule tells apart. */
  readonly services: readonly { readonly protocol: number; readonly port?: number }[]
  readonly planes: readonly (Plane | undefined)[]
}

/** Chooses one of `options` values for what `key` names; the same for the same key within one filling. */
export type Pick = (key: string, options: number) => number

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
    at: (address) => byAddress[address] ?? 0n,
    of: (service) => byService[service] ?? 0n,
    on: (plane) => byPlane[plane] ?? 0n,
    like({ peer, protocol, port, plane }) {
      return where((address, service, on) => {
        const range = addresses[address]
        const { protocol: other, port: first } = services[service] ?? { protocol: -1 }
        const next = services[service + 1]
        const isNamed = services.some((each) => each.protocol === protocol)
        return (
          ('symbol' in peer ||
            (range?.family === peer.family && range.first <= peer.address && peer.address <= range.last)) &&
          (isNamed ? other === protocol : other === UNNAMED) &&
          (first === undefined ||
            port === undefined ||
            (first <= port && (next?.protocol !== other || port < (next.port ?? 0)))) &&
          (plane === undefined || planes[on] === undefined || planes[on] === plane)
        )
      })
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

/** Fills in whatever is open, and puts the rules that exist in the order in which they are asked. */
export function settle(policy: Policy, universe: Universe, sets: PacketSets, pick: Pick): SettledRule[] {
  const union = (parts: readonly bigint[]) => parts.reduce((all, part) => all | part, 0n)
  const some = <T>(key: string, items: readonly T[]): T[] => {
    const chosen = items.length === 0 ? 0 : pick(key, 2 ** items.length)
    return items.filter((_, i) => Math.floor(chosen / 2 ** i) % 2 === 1)
  }
  const all = [...universe.addresses.keys()]
  const symbols = (name: string) => some(`symbol ${name}`, all)
  const settled = policy.rules.flatMap((rule, index): SettledRule[] => {
    if (!exists(policy, rule, pick)) return []
    const { certain, possible = certain, identity } = rule.services
    const sure = servicesIn(universe, certain)
    const open = servicesIn(universe, possible).filter((service) => !sure.includes(service))
    const services = [...sure, ...some(`services ${identity ?? String(index)}`, open)]
    const addresses = [
      ...addressesIn(universe, rule.peers.ranges),
      ...(rule.peers.symbols ?? []).flatMap(({ name }) => symbols(name)),
    ]
    const planes = universe.planes.flatMap((plane, i) => {
      if (rule.plane !== 'unknown') return rule.plane === undefined || plane === rule.plane ? [i] : []
      const chosen = pick(`plane ${String(index)}`, universe.planes.length + 1)
      return chosen === i || chosen === universe.planes.length ? [i] : []
    })
    return [
      {
        index,
        verdict: rule.verdict ?? (pick(`verdict ${String(index)}`, 2) === 0 ? 'accept' : 'drop'),
        rank: rankOf(rule, index, pick),
        packets: union(addresses.map(sets.at)) & union(services.map(sets.of)) & union(planes.map(sets.on)),
      },
    ]
  })
  return inOrder(settled, policy.tie)
}

function rankOf({ rank }: PolicyRule, index: number, pick: Pick): number {
  switch (rank.kind) {
    case 'at':
      return rank.value
    case 'between':
      return rank.first + pick(`rank ${String(index)}`, rank.last - rank.first + 1)
    case 'undefined':
      return pick(`rank ${String(index)}`, UNDEFINED_RANKS) / 4 - 1
  }
}

/** Undefined ranks lie on quarters, before, between and behind the small whole ones that policies use here. */
const UNDEFINED_RANKS = 48

/** `<name>=<branch>` holds for one branch of each name, or for none of those mentioned. */
function exists({ rules }: Policy, { conditions = [] }: PolicyRule, pick: Pick): boolean {
  return conditions.every((condition) => {
    const name = condition.split('=')[0] ?? ''
    const branches = [...new Set(rules.flatMap((rule) => rule.conditions ?? []))].filter(
      (each) => each.split('=')[0] === name,
    )
    return branches[pick(`condition ${name}`, branches.length + 1)] === condition
  })
}

/** The lowest rank first; on a tie the verdict that wins ties; then file order. */
function inOrder(rules: readonly SettledRule[], tie: Verdict | undefined): SettledRule[] {
  const lost = ({ verdict }: SettledRule) => Number(tie !== undefined && verdict !== tie)
  return [...rules].sort((a, b) => a.rank - b.rank || lost(a) - lost(b) || a.index - b.index)
}

/** Puts rules that the policy does not list among the others: up to two, of any kind. */
export function withMissing(
  rules: readonly SettledRule[],
  { tie }: Policy,
  universe: Universe,
  sets: PacketSets,
  pick: Pick,
): SettledRule[] {
  const missing = Array.from({ length: pick('missing', 3) }, (_, i): SettledRule => {
    const addresses = pick(`missing addresses ${String(i)}`, 2 ** universe.addresses.length)
    const services = pick(`missing services ${String(i)}`, 2 ** universe.services.length)
    const among = (chosen: number, count: number, set: (i: number) => bigint) =>
      [...Array(count).keys()].reduce((all, each) => (Math.floor(chosen / 2 ** each) % 2 ? all | set(each) : all), 0n)
    return {
      index: -1,
      verdict: pick(`missing verdict ${String(i)}`, 2) ? 'accept' : 'drop',
      rank: pick(`missing rank ${String(i)}`, UNDEFINED_RANKS) / 4 - 1,
      packets:
        among(addresses, universe.addresses.length, sets.at) & among(services, universe.services.length, sets.of),
    }
  })
  return inOrder([...rules, ...missing], tie)
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

/** Calls `visit` with a pick for each combination of choices, unless there are more than `most`. Returns whether it came through. */
export function everyFilling(most: number, visit: (pick: Pick) => void): boolean {
  const places: { readonly options: number; chosen: number }[] = []
  for (let count = 0; count < most; count++) {
    const made = new Map<string, number>()
    let next = 0
    visit((key, options) => {
      const known = made.get(key)
      if (known !== undefined) return known
      const place = (places[next] ??= { options, chosen: 0 })
      next++
      made.set(key, place.chosen)
      return place.chosen
    })
    while (places.length > 0 && (places.at(-1)?.chosen ?? 0) + 1 === places.at(-1)?.options) places.pop()
    const last = places.at(-1)
    if (!last) return true
    last.chosen++
  }
  return false
}

/** Calls `visit` with the first option of everything, with the last, and then at random with a bias to those two. */
export function someFillings(count: number, seed: number, visit: (pick: Pick) => void): void {
  const random = mulberry32(seed)
  for (let i = 0; i < count; i++) {
    const made = new Map<string, number>()
    visit((key, options) => {
      const known = made.get(key)
      if (known !== undefined) return known
      const kind = random()
      const isFirst = i === 0 || (i > 1 && kind < 0.2)
      const isLast = i === 1 || (i > 1 && kind > 0.8)
      const chosen = isFirst ? 0 : isLast ? options - 1 : Math.floor(random() * options)
      made.set(key, chosen)
      return chosen
    })
  }
}

/** A small generator of good random numbers. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
