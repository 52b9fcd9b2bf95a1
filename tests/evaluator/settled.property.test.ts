/** Policies without open parts: every answer equals the simulator's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExposedService, Packet, PacketPeer, Policy, PolicyRule, Verdict } from '../../src/evaluator/index.ts'
import {
  acceptedServices,
  conflicts,
  decide,
  exposures,
  PROTOCOL,
  redundant,
  shadowed,
  verify,
} from '../../src/evaluator/index.ts'
import { proveWith } from './runs.ts'
import type { PacketSets, SettledRule, Universe } from './simulator.ts'
import { addressesIn, decisions, packetSets, settle, verdicts } from './simulator.ts'
import { MANY_PORTS, policies, probes, WIDE, WIDE_WITH_PLANES } from './universes.ts'
import { wideBlocksIn } from './wide-blocks.ts'

const nothingOpen = (): never => {
  throw new Error('a settled policy leaves nothing to pick')
}

describe.each([
  { name: 'one plane', universe: WIDE, most: 9, share: 1 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 9, share: 1 },
  { name: 'many ports', universe: MANY_PORTS, most: 60, share: 0.1 },
])('settled policies on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const settled = (policy: Policy) => settle(policy, universe, sets, nothingOpen)
  const prove = (property: (policy: Policy, rules: readonly SettledRule[]) => void) =>
    fc.assert(
      fc.property(policies(universe, most), (policy) => property(policy, settled(policy))),
      proveWith(share),
    )

  /** The services of which some block is in the set as a whole, on one plane. */
  const servicesOpenIn = (packets: bigint, blocks: readonly (readonly number[])[]) =>
    universe.services
      .filter((_, service) =>
        universe.planes.some((_plane, plane) =>
          blocks.some((block) => block.every((at) => packets & sets.at(at) & sets.of(service) & sets.on(plane))),
        ),
      )
      .map(spell)

  it('shadowed: the rules that decide nothing, of which another verdict decides something', () => {
    prove((policy, rules) => {
      expect(shadowed(policy).map(({ rule }) => rule)).toEqual(shadowedIndices(rules, sets.all))
    })
  })

  it('shadowed: blockers cover the rule, none is spare, and one of the other verdict decides the witness', () => {
    prove((policy, rules) => {
      for (const { rule, blockers, decidedBy, witness } of shadowed(policy)) {
        const dead = rules.find(({ index }) => index === rule) as SettledRule
        const ahead = rules.slice(0, rules.indexOf(dead))
        const chosen = ahead.filter(({ index }) => blockers.includes(index))
        const uncovered = (others: readonly SettledRule[]) =>
          others.reduce((rest, { packets }) => rest & ~packets, dead.packets)
        expect(
          chosen.map(({ index }) => index),
          'in the order of asking',
        ).toEqual(blockers)
        expect(blockers).toContain(decidedBy)
        expect(uncovered(chosen)).toBe(0n)
        for (const spare of chosen) {
          if (spare.index !== decidedBy) expect(uncovered(chosen.filter((each) => each !== spare))).not.toBe(0n)
        }
        const decider = ahead.find(({ packets }) => packets & sets.like(witness))
        expect(decider?.index).toBe(decidedBy)
        expect(decider?.verdict).not.toBe(dead.verdict)
        expect(sets.like(witness) & ~dead.packets).toBe(0n)
        expect(sets.like(witness)).not.toBe(0n)
        expect(decide(policy, witness)).toEqual({ verdict: decider?.verdict, rule: decidedBy })
      }
    })
  })

  it('shadowed: a rule that is moved right before its first blocker decides its witness', () => {
    prove((policy, rules) => {
      for (const { rule, blockers, witness } of shadowed(policy)) {
        const order = rules.map(({ index }) => index).filter((index) => index !== rule)
        order.splice(order.indexOf(blockers[0] as number), 0, rule)
        const moved = policy.rules.map((each, index) => ({
          ...each,
          rank: { kind: 'at', value: order.indexOf(index) } as const,
        }))
        expect(decide({ rules: moved }, witness)).toEqual({ verdict: policy.rules[rule]?.verdict, rule })
      }
    })
  })

  it('shadowed: whatever rule is added, a dead rule stays dead', () => {
    fc.assert(
      fc.property(policies(universe, most), policies(universe, 1), fc.nat(), (policy, { rules: [added] }, place) => {
        const at = place % (policy.rules.length + 1)
        const rules = policy.rules.toSpliced(at, 0, added as Policy['rules'][number])
        const before = shadowed(policy).map(({ rule }) => (rule < at ? rule : rule + 1))
        const { tie, ...rest } = policy
        const now = { ...rest, ...(tie && { tie }), rules }
        const dead = new Set([...shadowed(now).map(({ rule }) => rule), ...redundant(now)])
        expect(before.filter((rule) => !dead.has(rule))).toEqual([])
      }),
      proveWith(share),
    )
  })

  it('redundant: the set can go, whichever of the shadowed rules go too', () => {
    prove((policy, rules) => {
      const gone = redundant(policy)
      const dead = shadowedIndices(rules, sets.all)
      expect(gone.filter((rule) => dead.includes(rule))).toEqual([])
      const before = verdicts(rules, sets.all)
      for (const some of subsetsOf(dead)) expect(verdicts(without(rules, [...gone, ...some]), sets.all)).toEqual(before)
    })
  })

  it('redundant: no further rule can go', () => {
    prove((policy, rules) => {
      const gone = redundant(policy)
      const dead = shadowedIndices(rules, sets.all)
      const stay = without(rules, gone)
      const before = verdicts(rules, sets.all)
      for (const { index, packets } of without(stay, dead)) {
        if (packets === 0n) continue
        const isSpare = subsetsOf(dead).every((some) =>
          isEqual(verdicts(without(stay, [...some, index]), sets.all), before),
        )
        expect(isSpare, `rule ${String(index)}`).toBe(false)
      }
    })
  })

  it('redundant, with restated defaults: nothing changes but that the default decides, and no further rule can go', () => {
    prove((policy, rules) => {
      const { defaultVerdict } = policy
      if (!defaultVerdict) return
      const withDefault = (some: readonly SettledRule[]) => {
        const { rest, ...decided } = verdicts(some, sets.all)
        return { ...decided, [defaultVerdict]: decided[defaultVerdict] | rest }
      }
      const gone = redundant(policy, { restatedDefault: true })
      const dead = shadowedIndices(rules, sets.all)
      const stay = without(rules, gone)
      const before = withDefault(rules)
      for (const some of subsetsOf(dead)) expect(withDefault(without(stay, some))).toEqual(before)
      for (const { index, packets } of without(stay, dead)) {
        if (packets === 0n) continue
        const isSpare = subsetsOf(dead).every((some) => isEqual(withDefault(without(stay, [...some, index])), before))
        expect(isSpare, `rule ${String(index)}`).toBe(false)
      }
    })
  })

  it('exposures: the services of which a rule decides a whole wide public block', () => {
    fc.assert(
      fc.property(
        policies(universe, most),
        fc.constantFrom(3, 4, 5, 8),
        fc.constantFrom(3, 4, 5, 16),
        (policy, ipv4, ipv6) => {
          const { by } = decisions(settled(policy), sets.all)
          const expected = policy.rules.map((rule, index): [number, string[]] => {
            if (rule.verdict !== 'accept') return [index, []]
            const blocks = wideBlocksIn(universe, addressesIn(universe, rule.peers.ranges), { ipv4, ipv6 })
            return [index, servicesOpenIn(by.get(index) ?? 0n, blocks)]
          })
          const found = exposures(policy, { ipv4, ipv6 })
          expect(found.map(({ rule, services }) => [rule, spelled(universe, policy, services)])).toEqual(
            expected.filter(([, open]) => open.length > 0),
          )
        },
      ),
      proveWith(share),
    )
  })

  it('exposures, agreed: the services of a whole wide public block that it and rules ahead of it accept', () => {
    prove((policy, rules) => {
      const widest = { ipv4: 5, ipv6: 4 }
      const expected = policy.rules.flatMap((rule, index): [number, string[]][] => {
        const until = rules.slice(0, rules.findIndex((each) => each.index === index) + 1)
        const { accept } = verdicts(until, sets.all)
        const own = rules.find((each) => each.index === index)?.packets ?? 0n
        const blocks = wideBlocksIn(universe, addressesIn(universe, rule.peers.ranges), widest)
        const open = servicesOpenIn(accept & own, blocks)
        return rule.verdict === 'accept' && open.length > 0 ? [[index, open]] : []
      })
      const found = exposures(policy, widest, 'agreed')
      expect(found.map(({ rule, services }) => [rule, spelled(universe, policy, services)])).toEqual(expected)
    })
  })

  it('acceptedServices: those of which some packet is not dropped ahead of the rule', () => {
    prove((policy, rules) => {
      const expected = policy.rules.flatMap((rule, index): [number, string[]][] => {
        const place = rules.findIndex((each) => each.index === index)
        const { drop } = verdicts(rules.slice(0, place), sets.all)
        const own = rules[place]?.packets ?? 0n
        const left = universe.services.filter((_, service) => own & ~drop & sets.of(service)).map(spell)
        return rule.verdict === 'accept' && left.length > 0 ? [[index, left]] : []
      })
      const found = acceptedServices(policy)
      expect(found.map(({ rule, services }) => [rule, spelled(universe, policy, services)])).toEqual(expected)
    })
  })

  it('verify: whether every packet gets the verdict, and else a packet that does not', () => {
    fc.assert(
      fc.property(
        policies(universe, most),
        probes(universe),
        fc.constantFrom<Verdict>('accept', 'drop'),
        (policy, probe, expected) => {
          const rules = settled(policy)
          const asked: Policy = {
            rules: [
              {
                verdict: 'accept',
                rank: { kind: 'at', value: 0 },
                services: { certain: probe.services },
                peers: probe.peers,
              },
            ],
          }
          const packets = settled(asked)[0]?.packets ?? 0n
          const { rest, ...of } = verdicts(rules, sets.all)
          if (policy.defaultVerdict) of[policy.defaultVerdict] |= rest
          const verification = verify(policy, probe, expected)
          const wrong = packets & of[expected === 'accept' ? 'drop' : 'accept']
          const unknown = packets & ~(of.accept | of.drop)
          expect(verification.outcome).toBe(wrong ? 'otherwise' : unknown ? 'unknown' : 'as expected')
          if (verification.outcome !== 'otherwise') return
          const packet = sets.like(verification.witness)
          expect(packet & ~packets).toBe(0n)
          expect(packet & wrong).not.toBe(0n)
          expect(rules.find((rule) => rule.packets & packet)?.index).toBe(verification.rule)
        },
      ),
      proveWith(share),
    )
  })

  it('conflicts: ties that nothing ahead of them decides', () => {
    prove((policy, rules) => {
      const found = conflicts(policy)
      expect(found.map(({ rule }) => rule)).toEqual(tiedIndices(policy, rules, sets.all))
      for (const conflict of found) {
        const packet = sets.like(conflict.witness)
        const loser = rules.find(({ index }) => index === conflict.rule)
        const winner = rules.find(({ index }) => index === conflict.with)
        expect(packet & ~((loser?.packets ?? 0n) & (winner?.packets ?? 0n))).toBe(0n)
        expect([winner?.verdict, winner?.rank]).toEqual([policy.tie, loser?.rank])
        expect(rules.find(({ packets }) => packets & packet)?.rank).toBe(loser?.rank)
      }
    })
  })

  it('decide: the verdict and the rule', () => {
    prove((policy, rules) => {
      const packets = packetsOf(universe, sets)
      const expected = packets.map(([, bit]) => {
        const decider = rules.find((rule) => rule.packets & bit)
        const verdict = decider ? decider.verdict : policy.defaultVerdict
        return verdict === undefined ? { verdict: 'unknown', candidates: [] } : { verdict, rule: decider?.index }
      })
      expect(packets.map(([packet]) => decide(policy, packet))).toEqual(expected)
    })
  })
})

/** None, all, all but one, and of a few every subset: a rule that would change something does so in one of them. */
function subsetsOf(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length > 5) return [[], items, ...items.map((item) => items.filter((each) => each !== item))]
  return items.reduce<number[][]>((subsets, item) => [...subsets, ...subsets.map((subset) => [...subset, item])], [[]])
}

function isEqual<T extends object>(some: T, others: T): boolean {
  return Object.entries(some).every(([key, packets]) => packets === others[key as keyof T])
}

function shadowedIndices(rules: readonly SettledRule[], all: bigint): number[] {
  const { by } = decisions(rules, all)
  const { accept, drop } = verdicts(rules, all)
  return rules
    .filter(({ index, verdict, packets }) => by.get(index) === 0n && packets & (verdict === 'accept' ? drop : accept))
    .map(({ index }) => index)
    .sort((a, b) => a - b)
}

function tiedIndices({ tie }: Policy, rules: readonly SettledRule[], all: bigint): number[] {
  if (!tie) return []
  return rules
    .filter((loser) => {
      const open = rules.filter(({ rank }) => rank < loser.rank).reduce((rest, { packets }) => rest & ~packets, all)
      const winners = rules.filter(({ rank, verdict }) => rank === loser.rank && verdict === tie)
      return loser.verdict !== tie && winners.some(({ packets }) => packets & loser.packets & open)
    })
    .map(({ index }) => index)
    .sort((a, b) => a - b)
}

function without(rules: readonly SettledRule[], gone: readonly number[]): SettledRule[] {
  return rules.filter(({ index }) => !gone.includes(index))
}

/** The services of the universe that an exposure names. */
function spelled({ services }: Universe, { rules }: Policy, exposed: readonly ExposedService[]): string[] {
  const named = new Set([PROTOCOL.tcp, PROTOCOL.udp, ...rules.flatMap(protocolsOf)])
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

function packetsOf({ addresses, services, planes }: Universe, sets: PacketSets): [packet: Packet, bit: bigint][] {
  return planes.flatMap((plane, on) =>
    services.flatMap((service, of) =>
      addresses.map(({ family, first }, at): [Packet, bigint] => [
        { ...service, peer: { family, address: first } as PacketPeer, ...(plane && { plane }) },
        sets.at(at) & sets.of(of) & sets.on(on),
      ]),
    ),
  )
}
