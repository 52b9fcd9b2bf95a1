/** Policies built so that only exact arithmetic on unions answers right: many pieces cover a rule, or all but one packet. */
import fc from 'fast-check'
import type { Policy, PolicyRule, Service } from '../../../src/evaluator/index.ts'
import type { AddressRange, PortRange, Verdict } from '../../../src/model/packet-space.ts'
import { EVERY_ADDRESS, lastAddress, toRange } from './formulas.ts'
import { byPosition, MOST_RULES } from './policies.ts'

type Tile = readonly [range: AddressRange, ports: PortRange]
type Defect = 'missing' | 'none' | 'shaved address' | 'shaved port'

const BITS = { 4: 32, 6: 128 } as const

const family = fc.constantFrom<(4 | 6)[]>(4, 6)
const verdict = fc.constantFrom<Verdict[]>('accept', 'drop')

const ruleOf = ([range, { first, last }]: Tile, verdictOf: Verdict, protocol = 6) => ({
  verdict: verdictOf,
  services: { certain: [{ protocol, ports: [{ first, last }] }] as Service[] },
  peers: { ranges: [range] },
})

const everything = (verdictOf: Verdict) => ({
  verdict: verdictOf,
  services: { certain: [{ protocol: 6 }] as Service[] },
  peers: { ranges: 'any' as const },
})

/** Cuts all addresses of a family at `starts` and all ports at `ports`, and gives every piece. */
function grid(of: 4 | 6, starts: readonly bigint[], ports: readonly number[]): Tile[] {
  return [0n, ...starts].flatMap((first, i) =>
    [1, ...ports].map((port, j): Tile => [
      toRange(of, first, (starts[i] ?? lastAddress(BITS[of]) + 1n) - 1n),
      { first: port, last: (ports[j] ?? 65536) - 1 },
    ]),
  )
}

/** Takes away one address or one port at the edge of a tile, or all of it. */
function damage([range, ports]: Tile, defect: Defect): Tile[] {
  const { family: of, first, last } = range
  switch (defect) {
    case 'missing':
      return []
    case 'shaved address':
      return first === last ? [] : [[toRange(of, BigInt(first), BigInt(last) - 1n), ports]]
    case 'shaved port':
      return ports.first === ports.last ? [] : [[range, { first: ports.first + 1, last: ports.last }]]
    case 'none':
      return [[range, ports]]
  }
}

const cuts = <T extends bigint | number>(value: fc.Arbitrary<T>, maxLength: number) =>
  fc
    .uniqueArray(value, { minLength: 1, maxLength, size: 'max' })
    .map((values) => values.sort((a, b) => (a < b ? -1 : 1)))

/** Tiles of both verdicts cover a rule behind them, but for one of them. */
const tiled = family.chain((of) =>
  fc
    .record({
      starts: cuts(fc.bigInt({ min: 1n, max: lastAddress(BITS[of]) }), 7),
      ports: cuts(fc.integer({ min: 2, max: 65535 }), 6),
      verdicts: fc.array(verdict, { minLength: 56, maxLength: 56 }),
      hit: fc.nat(),
      defect: fc.constantFrom<Defect[]>('missing', 'none', 'none', 'shaved address', 'shaved port'),
      last: verdict,
    })
    .map(({ starts, ports, verdicts, hit, defect, last }) => {
      const tiles = grid(of, starts, ports)
      const rest = tiles.flatMap((tile, i) => (i === hit % tiles.length ? damage(tile, defect) : [tile]))
      const covered = EVERY_ADDRESS.filter((range) => range.family === of).map((range) =>
        ruleOf([range, { first: 1, last: 65535 }], last),
      )
      return [...rest.map((tile, i) => ruleOf(tile, verdicts[i] ?? 'drop')), ...covered, everything(last)]
    }),
)

/** Each half of what is left, down to one address, which a rule for that address takes or leaves open. */
const halved = fc
  .record({
    of: family,
    target: fc.bigInt({ min: 0n, max: lastAddress(128) }),
    takesTarget: fc.boolean(),
    verdicts: fc.array(verdict, { minLength: 58, maxLength: 58 }),
    last: verdict,
  })
  .map(({ of, target, takesTarget, verdicts, last }) => {
    const wanted = BigInt.asUintN(BITS[of], target)
    const depth = Math.min(BITS[of], MOST_RULES - 3)
    const sizes = Array.from({ length: depth }, (_, i) => BITS[of] - 1 - i)
    const halves = sizes.map((size) => {
      const first = ((wanted >> BigInt(size)) ^ 1n) << BigInt(size)
      return toRange(of, first, first + lastAddress(size))
    })
    const rest = lastAddress(BITS[of] - depth)
    if (takesTarget) halves.push(toRange(of, wanted & ~rest, wanted | rest))
    const rules = halves.map((range, i) => ruleOf([range, { first: 1, last: 65535 }], verdicts[i] ?? 'drop'))
    return [...rules, everything(last), everything(last)]
  })

/** Overlapping steps: the more addresses a rule matches, the fewer ports. */
const stairs = family.chain((of) =>
  fc
    .record({
      tops: cuts(fc.bigInt({ min: 1n, max: lastAddress(BITS[of]) }), MOST_RULES - 1),
      ports: cuts(fc.integer({ min: 1, max: 65535 }), MOST_RULES - 1),
      verdicts: fc.array(verdict, { minLength: MOST_RULES, maxLength: MOST_RULES }),
      fromTop: fc.boolean(),
      protocol: fc.constantFrom(6, 17),
    })
    .map(({ tops, ports, verdicts, fromTop, protocol }) => {
      const steps = Math.min(tops.length, ports.length)
      const rules = tops.slice(0, steps).map((top, i) => {
        const port = ports[steps - 1 - i] ?? 1
        const range = fromTop ? toRange(of, top, lastAddress(BITS[of])) : toRange(of, 0n, top)
        return ruleOf([range, { first: 1, last: port }], verdicts[i] ?? 'drop', protocol)
      })
      return [...rules, everything(verdicts[0] ?? 'drop')]
    }),
)

const adversarialRules = fc.oneof(tiled, halved, stairs)

export const adversarialPolicy: fc.Arbitrary<Policy> = fc
  .tuple(
    adversarialRules,
    fc.constantFrom('position', 'shuffled', 'priority'),
    fc.array(fc.nat(99), { minLength: MOST_RULES, maxLength: MOST_RULES }),
    verdict,
  )
  .map(([bodies, order, numbers, defaultVerdict]): Policy => {
    const inOrder = byPosition(bodies)
    if (order === 'position') return { rules: inOrder, defaultVerdict }
    if (order === 'priority') return { rules: ranked(inOrder, numbers), tie: 'drop', defaultVerdict }
    const keyOf = (place: number) => numbers[place] ?? 0
    const places = [...inOrder.keys()].sort((a, b) => keyOf(a) - keyOf(b) || a - b)
    return { rules: places.flatMap((place) => inOrder[place] ?? []), defaultVerdict }
  })

/** Few levels, so that many rules tie; the rule that all the others cover keeps the last one. */
function ranked(rules: readonly PolicyRule[], keys: readonly number[]): PolicyRule[] {
  return rules.map((rule, index) => ({
    ...rule,
    rank: { kind: 'at', value: index === rules.length - 1 ? 100 : ((keys[index] ?? 0) % 4) + 1 },
  }))
}
