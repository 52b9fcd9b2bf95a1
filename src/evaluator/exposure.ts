/** What the accept rules of a policy really let in (or out): their packets less those that rules ahead decide. */
import type { AddressRange, PortRange } from '../model/packet-space.ts'
import { ALL_PORTS, FIRST_PORT, LAST_PORT, PROTOCOL } from '../model/packet-space.ts'
import type { WordSteps } from './asking.ts'
import { ASK, DECIDE, stepsByWord } from './asking.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile } from './compile.ts'
import type { CoverTree } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Policy, Service } from './policy.ts'
import type { Block, WidestSource } from './public-addresses.ts'
import { ALL_ADDRESSES, halvesOf, holdsWidePublicBlock, holdsWidePublicRange, rangeOf } from './public-addresses.ts'
import type { ServiceRun } from './service-bits.ts'
import { worldsOf } from './worlds.ts'

/** Services of one rule that reach, or are reached from, public addresses. */
export interface Exposure {
  /** Index in `policy.rules`. */
  readonly rule: number
  /** By ascending protocol and port. */
  readonly services: readonly ExposedService[]
}

export interface ExposedService {
  /** `undefined` stands for every protocol that no rule of the policy names. */
  readonly protocol: number | undefined
  /** TCP and UDP only. */
  readonly ports: readonly PortRange[] | undefined
}

/** Which packets of an accept rule count: those that it decides itself, or also those that a rule ahead accepts. */
export type Counting = 'agreed' | 'own'

/**
 * The services that each accept rule certainly opens to a public block wider than `widest`, by ascending rule index.
 * A rule that opens none is left out. Packets that a rule ahead of it decides, or drops if some unsettled value
 * is filled in, are not counted; packets that an unsettled rule ahead accepts are, for they are let in either way.
 */
export function exposures(policy: Policy, widest: WidestSource, count: Counting = 'own'): readonly Exposure[] {
  return worldsOf(policy)
    .flatMap(world =>
      exposuresIn(compile(world.policy), widest, count)
        .filter(exposure => world.judges(exposure.rule))
        .map(exposure => ({ ...exposure, rule: world.original(exposure.rule) })),
    )
    .sort((a, b) => a.rule - b.rule)
}

function exposuresIn(compiled: CompiledPolicy, widest: WidestSource, count: Counting): readonly Exposure[] {
  const { policy, line, services } = compiled
  const wide = new Map<CompiledRule, ServiceRun[]>()
  for (const rule of compiled.rules) {
    const ranges = policy.rules[rule.index]?.peers.ranges ?? []
    if (rule.verdict === ACCEPT && holdsWidePublicRange(ranges, widest)) wide.set(rule, [])
  }
  if (wide.size === 0) return []

  const tree = createCoverTree(line.cells)
  const open = publicSearch(compiled, tree, widest, count)
  for (const steps of stepsByWord(compiled)) {
    tree.clear()
    const doubts = createDoubts(steps, tree, line.cells)
    const judge = (rule: CompiledRule, certain: number) => {
      doubts.catchUp(rule)
      for (let bits = open(rule, certain); bits !== 0; bits &= bits - 1) {
        const run = services.runs[steps.word * 32 + (31 - Math.clz32(bits & -bits))]
        if (run && run.identity === undefined) wide.get(rule)?.push(run)
      }
    }
    // A rule of unsettled rank lets in what it would let in if it came last.
    const waiting = waitingIn(steps, wide)
    let next = 0
    const judgeWaiting = (before: number) => {
      for (let each = waiting[next]; each && each[0].latest < before; each = waiting[++next]) judge(...each)
    }
    steps.rules.forEach((rule, i) => {
      const kind = steps.kinds[i] as number
      const certain = steps.certain[i] as number
      judgeWaiting(rule.earliest)
      if (kind & ASK && rule.earliest === rule.latest && wide.has(rule)) judge(rule, certain)
      if (kind & DECIDE) tree.paint(rule.spans, certain, rule.verdict)
    })
    for (const each of waiting.slice(next)) judge(...each)
  }
  const found: Exposure[] = []
  for (const [rule, runs] of wide) if (runs.length > 0) found.push({ rule: rule.index, services: servicesOf(runs) })
  return found
}

/** The rules of unsettled rank among those to judge, with their bits, by latest rank. */
function waitingIn(steps: WordSteps, wide: ReadonlyMap<CompiledRule, unknown>): [CompiledRule, number][] {
  return steps.rules
    .map((rule, i): [CompiledRule, number, number] => [rule, steps.certain[i] as number, steps.kinds[i] as number])
    .filter(([rule, , kind]) => kind & ASK && rule.earliest !== rule.latest && wide.has(rule))
    .map(([rule, certain]): [CompiledRule, number] => [rule, certain])
    .sort(([a], [b]) => a.latest - b.latest)
}

/** Finds the bits for which a wide public block of a rule is undecided as a whole. */
function publicSearch({ policy, line }: CompiledPolicy, tree: CoverTree, widest: WidestSource, count: Counting) {
  const agreeing = count === 'agreed' ? ACCEPT : undefined
  return (rule: CompiledRule, bits: number): number => {
    const ranges = policy.rules[rule.index]?.peers.ranges ?? []
    const search = (block: Block, wanted: number): number => {
      const range = rangeOf(block)
      const inside = positionOf(range, ranges)
      if (inside === 'outside' || !holdsWidePublicBlock(block, widest)) return 0
      let found = 0
      if (inside === 'inside') {
        const [from, to] = line.cellsWithin(range)
        found = wanted & ~tree.touched(from, to, wanted, agreeing)
      }
      if (found === wanted || block.prefix + 1 >= (block.family === 4 ? widest.ipv4 : widest.ipv6)) return found
      for (const half of halvesOf(block)) if (found !== wanted) found |= search(half, wanted & ~found)
      return found
    }
    let found = 0
    for (const all of ALL_ADDRESSES) if (found !== bits) found |= search(all, bits & ~found)
    return found
  }
}

function positionOf(range: AddressRange, ranges: readonly AddressRange[] | 'any'): 'across' | 'inside' | 'outside' {
  if (ranges === 'any') return 'inside'
  const meeting = ranges.filter(
    each => each.family === range.family && each.first <= range.last && range.first <= each.last,
  )
  if (meeting.some(each => each.first <= range.first && range.last <= each.last)) return 'inside'
  return meeting.length > 0 ? 'across' : 'outside'
}

/**
 * Rules that may drop more than is certain, in the order of their earliest rank.
 * What they may drop is painted like a decision: nothing behind them is exposed for certain there.
 */
function createDoubts(steps: WordSteps, tree: CoverTree, cells: number) {
  const doubtful: [CompiledRule, number][] = []
  steps.rules.forEach((rule, i) => {
    const mayDrop = rule.verdict !== ACCEPT
    const unsettledRank = rule.earliest !== rule.latest
    const unsettled = rule.possible !== rule.certain || rule.conditional || unsettledRank || rule.anyAddress
    if (mayDrop && unsettled && (steps.kinds[i] as number) & ASK) doubtful.push([rule, steps.possible[i] as number])
  })
  doubtful.sort(([a], [b]) => a.earliest - b.earliest)
  let next = 0
  return {
    /** Paints every doubt that may be asked before the rule. */
    catchUp(rule: CompiledRule) {
      for (let doubt = doubtful[next]; doubt && doubt[0].earliest <= rule.latest; doubt = doubtful[++next]) {
        tree.paint(doubt[0].anyAddress ? [0, cells] : doubt[0].spans, doubt[1], doubt[0].verdict)
      }
    },
  }
}

export function servicesOf(runs: readonly ServiceRun[]): readonly ExposedService[] {
  const byProtocol = new Map<number | undefined, PortRange[] | undefined>()
  for (const { protocol, ports } of runs) {
    if (ports) byProtocol.set(protocol, [...(byProtocol.get(protocol) ?? []), ports])
    else byProtocol.set(protocol, undefined)
  }
  return [...byProtocol]
    .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([protocol, ports]) => ({ protocol, ports: ports && unionOf(ports) }))
}

/** Neighbouring and overlapping ranges as one, ascending. */
export function unionOf(ranges: readonly PortRange[]): readonly PortRange[] {
  const union: PortRange[] = []
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const last = union[union.length - 1]
    if (last && range.first <= last.last + 1) union[union.length - 1] = { first: last.first, last: Math.max(last.last, range.last) }
    else union.push(range)
  }
  return union
}

/** The part of the exposed services that some service of each list names. */
export function exposedAmong(
  { services }: Pick<Exposure, 'services'>,
  ...lists: readonly (readonly Service[])[]
): readonly ExposedService[] {
  return lists.reduce((exposed, list) => exposed.flatMap((service) => commonService(service, list)), services)
}

function commonService({ protocol, ports }: ExposedService, list: readonly Service[]): readonly ExposedService[] {
  const named = list.filter((service) => service.protocol === protocol)
  if (named.length === 0) return []
  if (!ports) return [{ protocol, ports }]
  const common = named.flatMap(({ ports: wanted = ALL_PORTS }) =>
    wanted.flatMap((want) =>
      ports
        .map(({ first, last }) => ({ first: Math.max(first, want.first), last: Math.min(last, want.last) }))
        .filter(({ first, last }) => first <= last),
    ),
  )
  return common.length > 0 ? [{ protocol, ports: unionOf(common) }] : []
}

/** The ports that a rule opens without exception: of TCP, of UDP, or of everything there is. */
export function opensEveryPort(exposure: Exposure): 'all' | 'tcp' | 'tcp and udp' | 'udp' | undefined {
  const isWhole = (protocol: number) =>
    exposure.services.some(
      (service) =>
        service.protocol === protocol &&
        service.ports?.some(({ first, last }) => first <= FIRST_PORT && last >= LAST_PORT),
    )
  const tcp = isWhole(PROTOCOL.tcp)
  const udp = isWhole(PROTOCOL.udp)
  if (tcp && udp) return exposure.services.some(({ protocol }) => protocol === undefined) ? 'all' : 'tcp and udp'
  return tcp ? 'tcp' : udp ? 'udp' : undefined
}

/** The services that the ranges of at most `widest` ports name: a wider range did not choose its ports. */
export function namedServices(services: readonly Service[] | 'all', widest: number): readonly Service[] {
  if (services === 'all') return []
  return services.flatMap(({ protocol, ports }) => {
    const narrow = ports?.filter(({ first, last }) => last - first < widest) ?? []
    return narrow.length > 0 ? [{ protocol, ports: narrow }] : []
  })
}
