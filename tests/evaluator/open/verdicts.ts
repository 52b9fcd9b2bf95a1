/** What is let in and what can go, whatever is filled in. */
import assert from 'node:assert/strict'
import { exposures, redundant, verify } from '../../../src/evaluator/index.ts'
import type { Claims } from '../prove.ts'
import type { SettledRule, Universe } from '../simulator.ts'
import { addressesIn, settling, verdicts } from '../simulator.ts'
import { wideBlocksIn } from '../wide-blocks.ts'
import type { Subject } from './subject.ts'

const without = (rules: readonly SettledRule[], gone: readonly number[]) =>
  rules.filter(({ index }) => !gone.includes(index))

export const verdictClaims: Claims<Subject> = {
  'redundant: the set can go in every filling, whichever of the shadowed rules go too': ({
    policy,
    sets,
    found,
    fillings,
  }) => {
    const gone = redundant(policy)
    assert.deepEqual(
      found.filter(({ rule }) => gone.includes(rule)),
      [],
    )
    for (const { rules, verdicts: before, removed } of fillings) {
      assert.deepEqual(verdicts(without(rules, [...gone, ...removed]), sets.all), before)
    }
  },

  'redundant, where rules may be missing: the set can go whatever they are': ({ policy, sets, fillings }) => {
    const gone = redundant({ ...policy, complete: false })
    if (gone.length === 0) return
    for (const { withMissing } of fillings) {
      assert.deepEqual(verdicts(without(withMissing, gone), sets.all), verdicts(withMissing, sets.all))
    }
  },

  'exposures: the packets of a whole wide block are let in, by the rule or by an unsettled one': (subject) => {
    const { policy, universe, sets, fillingsOfNothingNamed } = subject
    const widest = { ipv4: 5, ipv6: 5 }
    for (const { rule, services } of exposures(policy, widest)) {
      const blocks = wideBlocksIn(universe, addressesIn(universe, policy.rules[rule]?.peers.ranges ?? []), widest)
      const named = services.flatMap(({ protocol, ports = [] }) => servicesNamed(universe, protocol, ports))
      for (const { rules, verdicts: of } of fillingsOfNothingNamed) {
        if (!rules.some(({ index }) => index === rule)) continue
        for (const service of named) {
          const isOpen = universe.planes.some((_, plane) => {
            const own = of.accept & sets.of(service) & sets.on(plane)
            return blocks.some((block) => block.every((at) => own & sets.at(at)))
          })
          assert(isOpen)
        }
      }
    }
  },

  'verify: as expected in every filling, or otherwise by the same rule in every filling': ({
    policy,
    universe,
    sets,
    probe,
    expected,
    fillings,
    fillingsOfNothingNamed,
  }) => {
    const verification = verify(policy, probe, expected)
    if (verification.outcome === 'unknown') return
    const asked = settling(
      {
        rules: [
          {
            verdict: 'accept',
            rank: { kind: 'at', value: 0 },
            services: { certain: probe.services },
            peers: probe.peers,
          },
        ],
      },
      universe,
      sets,
    )(() => 0)[0]?.packets
    if (verification.outcome !== 'otherwise') {
      for (const { verdicts: of } of fillings) {
        const right = of[expected] | (policy.defaultVerdict === expected ? of.rest : 0n)
        assert.equal((asked ?? 0n) & ~right, 0n)
      }
      return
    }
    for (const { rules } of fillingsOfNothingNamed) {
      if ('symbol' in verification.witness.peer) continue
      const packet = sets.like(verification.witness)
      assert.equal(packet & ~(asked ?? 0n), 0n)
      assert.equal(rules.find(({ packets }) => packets & packet)?.index, verification.rule)
    }
  },
}

function servicesNamed(
  { services }: Universe,
  protocol: number | undefined,
  ports: readonly { readonly first: number; readonly last: number }[],
): number[] {
  return services.flatMap((service, i) => {
    const { port } = service
    const isNamed = port === undefined || ports.some(({ first, last }) => first <= port && port <= last)
    return service.protocol === protocol && isNamed ? [i] : []
  })
}
