import { describe, expect, it } from 'vitest'
import { redundant, shadowed } from '../../src/evaluator/index.ts'
import { accept, drop, ipv4, list, tcp, variable } from './groups.ts'

/** Drops of the even ports up to a bound, then one accept of all those ports, and accepts of odd ports behind it. */
function combOf(drops: number, accepts: number) {
  return [
    ...Array.from({ length: drops }, (_, i) => drop(tcp(2 * i + 2), ipv4)),
    accept(tcp(1, 2 * drops + 1), ipv4),
    ...Array.from({ length: accepts }, (_, i) => accept(tcp(2 * (i % drops) + 1), ipv4)),
  ]
}

describe('a rule that a rough pass drops', () => {
  it.each([
    ['few', 100],
    // Comparing each with all boxes of the other verdict would cost more than another walk.
    ['many', 2500],
  ])('is shadowed where only its inner ports contradict it, among %s others', (_, others) => {
    const rules = [...combOf(others, others), accept(tcp(11, 13), ipv4), accept(tcp(13), ipv4)]
    const last = rules.length - 2
    expect(shadowed(list(...rules))).toEqual([
      {
        rule: last,
        blockers: [5, others],
        decidedBy: 5,
        witness: { protocol: 6, port: 12, peer: { family: 4, address: 0xcb007105 } },
      },
    ])
    const spare = Array.from({ length: others }, (_each, i) => others + 1 + i)
    expect(redundant(list(...rules))).toEqual([...spare, last + 1])
  })

  it('is shadowed where addresses that a variable may stand for contradict it', () => {
    const everyone = { ranges: 'any' } as const
    const drops = Array.from({ length: 50 }, (_, i) => drop(tcp(2 * i + 2), everyone))
    const rules = [...drops, accept(tcp(1, 101), everyone), accept(tcp(11, 13), variable('var.cidr'))]
    expect(shadowed(list(...rules))).toMatchObject([{ rule: 51, blockers: [5, 50], decidedBy: 5 }])
  })
})
