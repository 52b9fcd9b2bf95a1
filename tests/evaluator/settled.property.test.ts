/** Policies without open parts: every answer equals the simulator's. */
import { describe, it } from 'vitest'
import { prove } from './prove.ts'
import { orderClaims } from './settled/order.ts'
import { redundancyClaims } from './settled/redundancy.ts'
import { serviceClaims } from './settled/services.ts'
import { inputs, subjectOf } from './settled/subject.ts'
import { packetSets } from './simulator.ts'
import { CROWDED_PORTS, MANY_PORTS, WIDE, WIDE_WITH_PLANES } from './universes.ts'

describe.each([
  { name: 'one plane', universe: WIDE, most: 9, share: 0.45 },
  { name: 'two planes', universe: WIDE_WITH_PLANES, most: 9, share: 0.45 },
  { name: 'many ports', universe: MANY_PORTS, most: 60, share: 0.1 },
  { name: 'crowded ports', universe: CROWDED_PORTS, most: 80, share: 0.05 },
])('settled policies on $name', ({ universe, most, share }) => {
  const sets = packetSets(universe)
  const claims = { ...orderClaims(universe, sets), ...redundancyClaims, ...serviceClaims }

  it('are answered as the simulator does', () => {
    prove(inputs(universe, most), (input) => subjectOf(input, universe, sets), claims, share)
  })
})
