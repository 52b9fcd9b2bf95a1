/** Policies with open parts: whatever is said holds in whatever way they are filled in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule, Verdict } from '../../src/evaluator/index.ts'
import { conflicts, decide, exposures, redundant, shadowed, verify } from '../../src/evaluator/index.ts'
import { proveWith } from './runs.ts'
import type { Pick, SettledRule } from './simulator.ts'
import { addressesIn, decisions, packetSets, settle, someFillings, verdicts, withMissing } from './simulator.ts'
import { EVERYTHING_OPEN, MANY_PORTS, policies, probes, WIDE, WIDE_WITH_PLANES } from './universes.ts'
import { wideBlocksIn } from './wide-blocks.ts'

const FILLINGS = 25

const pickNothingNamed =
  (pick: Pick): Pick =>
  (key, options) =>
    key === 'symbol group' || key === 'symbol list' ? 0 : pick(key, options)

describe.each([
  { name: 'one plane', universe: WIDE, most: 7, share: 1 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 7, share: 1 },
  { name: 'many ports', universe: MANY_PORTS, most: 40, share: 0.1 },
])('open policies on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const prove = (property: (policy: Policy, seed: number) => void) =>
    fc.assert(fc.property(policies(universe, most, EVERYTHING_OPEN), fc.integer(), property), proveWith(share))
  const eachFilling = (policy: Policy, seed: number, visit: (rules: SettledRule[], pick: Pick) => void) =>
    someFillings(FILLINGS, seed, (pick) => visit(settle(policy, universe, sets, pick), pick))

  it('shadowed: dead in every filling, whatever rules are missing', () => {
    prove((policy, seed) => {
      const dead = shadowed(policy).map(({ rule }) => rule)
      eachFilling(policy, seed, (rules, pick) => {
        const { by } = decisions(withMissing(rules, policy, universe, sets, pick), sets.all)
        expect(dead.filter((rule) => (by.get(rule) ?? 0n) !== 0n)).toEqual([])
      })
    })
  })

  it('shadowed: the blockers alone make it so', () => {
    prove((policy, seed) => {
      for (const { rule, blockers, decidedBy } of shadowed(policy)) {
        expect(blockers).toContain(decidedBy)
        expect(policy.rules[decidedBy]?.verdict).toBe(policy.rules[rule]?.verdict === 'accept' ? 'drop' : 'accept')
        eachFilling(policy, seed, (rules) => {
          const some = rules.filter(({ index }) => index === rule || blockers.includes(index))
          expect(decisions(some, sets.all).by.get(rule) ?? 0n).toBe(0n)
        })
      }
    })
  })

  it('redundant: the set can go in every filling, whichever of the shadowed rules go too', () => {
    prove((policy, seed) => {
      const gone = redundant(policy)
      const dead = shadowed(policy).map(({ rule }) => rule)
      expect(gone.filter((rule) => dead.includes(rule))).toEqual([])
      eachFilling(policy, seed, (rules, pick) => {
        const before = verdicts(rules, sets.all)
        const spared = dead.filter((rule) => pick(`keeps ${String(rule)}`, 2) === 0)
        expect(
          verdicts(
            rules.filter(({ index }) => !gone.includes(index) && !spared.includes(index)),
            sets.all,
          ),
        ).toEqual(before)
      })
    })
  })

  it('redundant, where rules may be missing: the set can go whatever they are', () => {
    prove((policy, seed) => {
      const gone = redundant({ ...policy, complete: false })
      eachFilling(policy, seed, (rules, pick) => {
        const all = withMissing(rules, policy, universe, sets, pick)
        expect(
          verdicts(
            all.filter(({ index }) => !gone.includes(index)),
            sets.all,
          ),
        ).toEqual(verdicts(all, sets.all))
      })
    })
  })

  it('decide: never a verdict that some filling does not give', () => {
    prove((policy, seed) => {
      const packets = universe.planes.flatMap((plane, on) =>
        universe.services.flatMap((service, of) =>
          universe.addresses.map(({ family, first }, at) => ({
            packet: { ...service, peer: { family, address: first } as never, ...(plane && { plane }) },
            bit: sets.at(at) & sets.of(of) & sets.on(on),
          })),
        ),
      )
      const decided = packets.map(({ packet }) => decide(policy, packet))
      eachFilling(policy, seed, (rules) => {
        packets.forEach(({ bit }, i) => {
          const decision = decided[i]
          if (!decision || decision.verdict === 'unknown') return
          const decider = rules.find((rule) => rule.packets & bit)
          if ((decider ? decider.verdict : policy.defaultVerdict) !== decision.verdict) expect(decision).toBe(decider)
          if (decision.rule !== undefined && decision.rule !== decider?.index) expect(decision).toBe(decider)
        })
      })
    })
  })

  it('exposures: the packets of a whole wide block are let in, by the rule or by an unsettled one', () => {
    prove((policy, seed) => {
      const widest = { ipv4: 5, ipv6: 5 }
      const found = exposures(policy, widest)
      someFillings(FILLINGS, seed, (pick) => {
        const rules = settle(policy, universe, sets, pickNothingNamed(pick))
        const { accept } = verdicts(rules, sets.all)
        for (const { rule, services } of found) {
          if (!rules.some(({ index }) => index === rule)) continue
          const blocks = wideBlocksIn(universe, addressesIn(universe, policy.rules[rule]?.peers.ranges ?? []), widest)
          for (const { protocol, ports } of services) {
            const named = universe.services.flatMap((service, i) =>
              service.protocol === protocol &&
              (service.port === undefined ||
                ports?.some(({ first, last }) => first <= (service.port ?? 0) && (service.port ?? 0) <= last))
                ? [i]
                : [],
            )
            for (const service of named) {
              const isOpen = universe.planes.some((_, plane) =>
                blocks.some((block) => block.every((at) => accept & sets.at(at) & sets.of(service) & sets.on(plane))),
              )
              expect(isOpen).toBe(true)
            }
          }
        }
      })
    })
  })

  it('verify: as expected in every filling, or otherwise by the same rule in every filling', () => {
    fc.assert(
      fc.property(
        policies(universe, most, EVERYTHING_OPEN),
        probes(universe),
        fc.constantFrom<Verdict>('accept', 'drop'),
        fc.integer(),
        (policy, probe, expected, seed) => {
          const verification = verify(policy, probe, expected)
          const rule: PolicyRule = {
            verdict: 'accept',
            rank: { kind: 'at', value: 0 },
            services: { certain: probe.services },
            peers: probe.peers,
          }
          const [asked] = settle({ rules: [rule] }, universe, sets, () => 0)
          someFillings(FILLINGS, seed, (pick) => {
            const rules = settle(policy, universe, sets, pickNothingNamed(pick))
            const { accept, drop, rest } = verdicts(rules, sets.all)
            if (verification.outcome === 'as expected') {
              const right = { accept, drop }[expected] | (policy.defaultVerdict === expected ? rest : 0n)
              expect((asked?.packets ?? 0n) & ~right).toBe(0n)
            } else if (verification.outcome === 'otherwise' && !('symbol' in verification.witness.peer)) {
              const packet = sets.like(verification.witness)
              expect(packet & ~(asked?.packets ?? 0n)).toBe(0n)
              expect(rules.find(({ packets }) => packets & packet)?.index).toBe(verification.rule)
            }
          })
        },
      ),
      proveWith(share),
    )
  })

  it('shadowed: whatever rule is added, a dead rule stays dead', () => {
    fc.assert(
      fc.property(
        policies(universe, most, EVERYTHING_OPEN),
        policies(universe, 1, EVERYTHING_OPEN),
        fc.nat(),
        (policy, { rules: [added] }, place) => {
          const at = place % (policy.rules.length + 1)
          const now = { ...policy, rules: policy.rules.toSpliced(at, 0, added as PolicyRule) }
          const before = shadowed(policy).map(({ rule }) => (rule < at ? rule : rule + 1))
          const dead = new Set([...shadowed(now).map(({ rule }) => rule), ...redundant(now)])
          expect(before.filter((rule) => !dead.has(rule))).toEqual([])
        },
      ),
      proveWith(share),
    )
  })

  it('conflicts: two rules of opposite verdicts that match the witness in every filling, and none certainly ahead does', () => {
    prove((policy, seed) => {
      for (const { rule, with: met, kind, witness } of conflicts(policy)) {
        const [loser, winner] = [policy.rules[rule], policy.rules[met]]
        expect(new Set([loser?.verdict, winner?.verdict])).toEqual(new Set(['accept', 'drop']))
        if (kind === 'tie') expect([winner?.verdict, winner?.rank]).toEqual([policy.tie, loser?.rank])
        else expect([loser?.rank, winner?.rank]).toContainEqual({ kind: 'undefined' })
        const settledAhead = (index: number) => {
          const { rank, conditions, services, peers, plane } = policy.rules[index] as PolicyRule
          const isSettled = !conditions?.length && !services.possible && !peers.symbols && plane !== 'unknown'
          return (
            isSettled &&
            kind === 'tie' &&
            rank.kind === 'at' &&
            loser?.rank.kind === 'at' &&
            rank.value < loser.rank.value
          )
        }
        const isLiteral = !('symbol' in witness.peer) && !loser?.services.possible && !winner?.services.possible
        let open = 0n
        someFillings(FILLINGS, seed, (pick) => {
          // Unknown sets of services and named sets of addresses hold something.
          const pickSome: Pick = (key, options) =>
            /^s[ye]/.test(key) ? pick(key, options - 1) + 1 : pick(key, options)
          const rules = settle(policy, universe, sets, pickSome)
          const packetsOf = (index: number) => rules.find((each) => each.index === index)?.packets ?? 0n
          const common = packetsOf(rule) & packetsOf(met)
          const ahead = rules.filter(({ index }) => settledAhead(index)).reduce((all, { packets }) => all | packets, 0n)
          expect(common).not.toBe(0n)
          if (isLiteral) expect(sets.like(witness) & ~(common & ~ahead)).toBe(0n)
          open |= common & ~ahead
        })
        expect(open).not.toBe(0n)
      }
    })
  })
})
