/** Policies with open parts: whatever is said holds in whatever way they are filled in. */
import { describe, it } from 'vitest'
import { orderClaims } from './open/order.ts'
import { inputs, subjectOf } from './open/subject.ts'
import { verdictClaims } from './open/verdicts.ts'
import { prove } from './prove.ts'
import { packetSets } from './simulator.ts'
import { CROWDED_PORTS, MANY_PORTS, WIDE, WIDE_WITH_PLANES } from './universes.ts'

describe.each([
  { name: 'one plane', universe: WIDE, most: 7, share: 0.45 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 7, share: 0.45 },
  { name: 'many ports', universe: MANY_PORTS, most: 40, share: 0.1 },
  { name: 'crowded ports', universe: CROWDED_PORTS, most: 50, share: 0.05 },
])('open policies on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const claims = { ...orderClaims(universe, sets), ...verdictClaims }

  it('are answered with what holds in every filling', () => {
    prove(inputs(universe, most), (input) => subjectOf(input, universe, sets), claims, share)
  })
})
