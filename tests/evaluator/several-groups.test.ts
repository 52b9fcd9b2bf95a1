/** What several groups of one interface do to each other. */
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { bypassed, conflictsAmong } from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  drop,
  everyTcpPort,
  from,
  group,
  ipv4,
  ipv6,
  list,
  prioritized,
  tcp,
  unordered,
  variable,
} from './groups.ts'

const MANY_PORTS = Array.from({ length: 100 }, (_, i) => 10 * (i + 1))

describe('conflicts among groups bound as a set', () => {
  it('reports the rule of the later group, with the rule of the other verdict and a packet of both', () => {
    const web = list(accept(tcp(443), ipv4), accept(tcp(22), ipv4))
    const office = list(drop(tcp(1, 100), from('10.0.0.0/8')))
    expect(conflictsAmong([web, office])).toEqual([
      {
        policy: 1,
        rule: 0,
        with: { policy: 0, rule: 1 },
        witness: { protocol: 6, port: 22, peer: { family: 4, address: 0x0a000000 } },
      },
    ])
    expect(conflictsAmong([office, web])).toMatchObject([{ policy: 1, rule: 1, with: { policy: 0, rule: 0 } }])
  })

  it('go by policies and rules, whichever is found first', () => {
    const first = list(drop(tcp(22), ipv4), accept(tcp(80), ipv4))
    const pairs = conflictsAmong([first, list(drop(tcp(80), ipv4), accept(tcp(22), ipv4))])
    expect(pairs.map(({ rule }) => rule)).toEqual([0, 1])
    const many = list(...Array.from({ length: 100 }, (_, i) => drop(tcp(2 * i + 1), ipv4)))
    const high = list(accept(tcp(199), ipv4))
    const low = list(accept(tcp(1), ipv4))
    expect(conflictsAmong([many, high, low]).map(({ policy }) => policy)).toEqual([1, 2])
  })

  it('reports each rule once, with the first group that it conflicts with', () => {
    const opened = list(accept(tcp(80), ipv6), accept(tcp(22), ipv4))
    expect(conflictsAmong([list(accept(tcp(22), ipv4)), opened, list(drop(everyTcpPort, anyone))])).toMatchObject([
      { policy: 2, rule: 0, with: { policy: 0, rule: 0 } },
    ])
    expect(conflictsAmong([list(drop(tcp(22), ipv4)), opened, opened])).toMatchObject([
      { policy: 1, rule: 1, with: { policy: 0, rule: 0 } },
      { policy: 2, rule: 1, with: { policy: 0, rule: 0 } },
    ])
  })

  it('is silent about rules that decide nothing of it in their own group', () => {
    const dead = list(accept(everyTcpPort, ipv4), drop(tcp(22), ipv4))
    expect(conflictsAmong([list(accept(tcp(22), ipv4)), dead])).toEqual([])
    expect(conflictsAmong([dead, list(accept(tcp(22), ipv4))])).toEqual([])
    const united = list(accept(tcp(1, 50), ipv4), accept(tcp(51, 65535), ipv4), drop(everyTcpPort, ipv4))
    expect(conflictsAmong([list(accept(tcp(22), ipv4)), united])).toEqual([])
  })

  it('is silent within a group, about equal verdicts, other packets, and the default', () => {
    expect(conflictsAmong([list(accept(tcp(22), ipv4), drop(everyTcpPort, ipv4)), list()])).toEqual([])
    expect(conflictsAmong([list(drop(tcp(22), ipv4)), list(drop(tcp(22), ipv4))])).toEqual([])
    expect(conflictsAmong([list(drop(tcp(22), ipv4)), list(accept(tcp(22), ipv6), accept(tcp(23), ipv4))])).toEqual([])
    expect(conflictsAmong([])).toEqual([])
  })

  it('keeps to the order of each group, its ties included', () => {
    const tied = prioritized('drop', [1, accept(tcp(22), ipv4)], [1, drop(tcp(22), ipv4)])
    const open = prioritized('drop', [2, accept(tcp(22), ipv4)])
    expect(conflictsAmong([open, tied])).toMatchObject([{ policy: 1, rule: 1 }])
    expect(conflictsAmong([open, { ...tied, tie: 'accept' }])).toEqual([])
  })

  it('needs no order where the rules that meet in a group agree', () => {
    const agreed = unordered(accept(tcp(22), ipv4), accept(tcp(1, 100), ipv4))
    expect(conflictsAmong([list(drop(tcp(22), ipv4)), agreed])).toMatchObject([{ policy: 1, rule: 0 }])
    const open = unordered(accept(tcp(22), ipv4), drop(tcp(1, 100), ipv4))
    expect(conflictsAmong([list(drop(tcp(22), ipv4)), open])).toEqual([])
  })

  it('compares only what is certain', () => {
    const other = list(drop(tcp(22), ipv4))
    const rest = accept(tcp(22), ipv4)
    const decided = (...ahead: Parameters<typeof list>) => conflictsAmong([other, list(...ahead, rest)])
    expect(decided(drop(tcp(22), variable('var.cidr')))).toEqual([])
    expect(decided(drop(tcp(22), ipv4, { conditions: ['a=1'] }))).toEqual([])
    expect(decided({ ...drop([], ipv4), services: { certain: [], possible: 'all' } })).toEqual([])
    expect(decided({ ...accept(tcp(22), ipv4), verdict: undefined })).toEqual([])
    expect(decided(drop(tcp(22), group('sg-1')))).toMatchObject([{ rule: 1 }])
    expect(conflictsAmong([other, list(accept(tcp(22), ipv4, { conditions: ['a=1'] }))])).toEqual([])
    expect(conflictsAmong([other, { ...list(rest), complete: false }])).toEqual([])
    expect(conflictsAmong([{ ...other, complete: false }, list(rest)])).toEqual([])
  })

  it('compares sets that are only named with themselves and with everyone', () => {
    const opened = list(accept(tcp(22), group('sg-1')))
    const at = (...rules: Parameters<typeof list>) => conflictsAmong([opened, list(...rules)])
    expect(at(drop(tcp(22), group('sg-1')))).toMatchObject([{ witness: { peer: { symbol: 'sg-1' } } }])
    expect(at(drop(tcp(22), anyone))).toMatchObject([{ witness: { peer: { symbol: 'sg-1' } } }])
    expect(at(drop(tcp(22), group('sg-2')))).toEqual([])
    expect(at(drop(tcp(22), ipv4))).toEqual([])
    // The members of the group may all be there.
    expect(at(accept(tcp(22), from('10.0.0.0/8')), drop(tcp(22), anyone))).toEqual([])
    expect(at(accept(tcp(22), group('sg-2')), drop(tcp(22), anyone))).toEqual([])
  })

  it('knows which rule decides where there are many services, and wide rules among narrow ones', () => {
    const narrow = MANY_PORTS.map((port) => accept(tcp(port), ipv4))
    const wideFirst = list(drop(everyTcpPort, ipv4), ...MANY_PORTS.map((port) => drop(tcp(port), ipv4)))
    expect(conflictsAmong([list(...narrow), wideFirst])).toMatchObject([{ policy: 1, rule: 0, with: { rule: 0 } }])
    const wideLast = list(...MANY_PORTS.map((port) => drop(tcp(port), from('10.0.0.0/8'))), drop(everyTcpPort, ipv4))
    expect(conflictsAmong([list(...narrow), wideLast])).toHaveLength(MANY_PORTS.length + 1)
    const acceptsFirst = list(accept(everyTcpPort, ipv4), ...narrow)
    expect(conflictsAmong([wideFirst, acceptsFirst])).toMatchObject([{ policy: 1, rule: 0, with: { rule: 0 } }])
  })

  it('knows who was first, also where many rules share a line', () => {
    const ports = MANY_PORTS
    const opened = list(...ports.map((port) => accept(tcp(port), from('10.0.0.0/8', '192.168.0.0/16'))))
    const closed = list(...ports.map((port) => drop(tcp(port), from('192.168.1.0/24'))))
    expect(
      conflictsAmong([opened, closed]).map(({ rule, with: met, witness }) => [rule, met.rule, witness.port]),
    ).toEqual(ports.map((port, i) => [i, i, port]))
  })
})

/** The rules of some groups, one group behind the other. */
function together(...groups: readonly Policy[]): readonly [policy: Policy, groupOf: readonly number[]] {
  const rules = groups.flatMap((each) => each.rules)
  return [
    {
      defaultVerdict: 'drop',
      rules: rules.map((rule, value): PolicyRule => ({ ...rule, rank: { kind: 'at', value } })),
    },
    groups.flatMap((each, i) => each.rules.map(() => i)),
  ]
}

describe('bypassed drops of a group', () => {
  it('reports a drop that never takes effect because another group accepts the packet first', () => {
    expect(bypassed(...together(list(accept(everyTcpPort, ipv4)), list(drop(tcp(22), ipv4))))).toEqual([
      {
        rule: 1,
        blockers: [0],
        decidedBy: 0,
        witness: { protocol: 6, port: 22, peer: { family: 4, address: 0xcb007105 } },
      },
    ])
  })

  it('is silent about a drop that takes effect, ahead or in part', () => {
    expect(bypassed(...together(list(drop(tcp(22), ipv4)), list(accept(everyTcpPort, ipv4))))).toEqual([])
    const partly = list(accept(everyTcpPort, from('10.0.0.0/8')))
    expect(bypassed(...together(partly, list(drop(tcp(22), ipv4))))).toEqual([])
  })

  it('is silent about a drop that is dead in its own group, and about one that other groups drop too', () => {
    const opened = list(accept(tcp(22), ipv4))
    expect(bypassed(...together(opened, list(accept(everyTcpPort, ipv4), drop(tcp(22), ipv4))))).toEqual([])
    expect(bypassed(...together(list(drop(tcp(22), ipv4)), list(drop(tcp(22), ipv4))))).toEqual([])
    // What another group accepts of this drop, its own group accepts as well.
    const own = list(accept(tcp(22), from('10.0.0.0/8')), drop(tcp(22), ipv4))
    const other = list(drop(tcp(22), from('0.0.0.0/5', '128.0.0.0/1')), accept(tcp(22), from('10.0.0.0/8')))
    const rest = list(drop(tcp(22), ipv4))
    expect(bypassed(...together(other, rest, own))).toEqual([])
  })

  it('reports a drop that its own group covers in part, with the packet that the other group accepts', () => {
    const own = list(drop(tcp(22), from('10.0.0.0/8')), drop(tcp(22), from('10.0.0.0/7')))
    expect(bypassed(...together(list(accept(tcp(22), from('11.0.0.0/8'))), own))).toMatchObject([
      { rule: 2, blockers: [0, 1], decidedBy: 0, witness: { peer: { address: 0x0b000000 } } },
    ])
  })

  it('goes by priority where groups are merged', () => {
    const rules = [
      [2, drop(tcp(22), ipv4)],
      [1, accept(everyTcpPort, ipv4)],
    ] as const
    expect(bypassed(prioritized('drop', ...rules), [0, 1])).toMatchObject([{ rule: 0, decidedBy: 1 }])
    expect(bypassed(prioritized('drop', ...rules), [0, 0])).toEqual([])
    const level = rules.map(([, rule]) => [1, rule] as const)
    expect(bypassed(prioritized('drop', ...level), [0, 1])).toEqual([])
    expect(bypassed(prioritized('accept', ...level), [0, 1])).toMatchObject([{ rule: 0 }])
  })

  it('reports what is dead in every filling, where the packet is certain to be accepted', () => {
    const closed = list(drop(tcp(22), variable('var.cidr')))
    expect(bypassed(...together(list(accept(tcp(22), anyone)), closed))).toMatchObject([
      { rule: 1, witness: { peer: { symbol: 'var.cidr' } } },
    ])
    const unsure = list(drop(tcp(22), variable('var.denied')), accept(tcp(22), ipv4))
    expect(bypassed(...together(unsure, list(drop(tcp(22), from('10.0.0.0/8')))))).toEqual([])
    const open: PolicyRule[] = list({
      ...drop([], ipv4),
      services: { certain: [], possible: everyTcpPort },
    }).rules.slice()
    expect(bypassed(...together(list(accept('all', ipv4)), { rules: open }))).toMatchObject([{ rule: 1, decidedBy: 0 }])
  })

  it('judges each rule where there are many services', () => {
    const closed = list(...MANY_PORTS.map((port) => drop(tcp(port), ipv4)), drop(everyTcpPort, ipv4))
    const opened = list(drop(tcp(10), ipv4), accept(everyTcpPort, ipv4))
    expect(bypassed(...together(opened, closed)).map(({ rule }) => rule)).toEqual(
      MANY_PORTS.map((_, i) => i + 2)
        .slice(1)
        .concat(102),
    )
  })

  it('tells the packet of the lowest port, however many services there are', () => {
    const opened = list(...MANY_PORTS.map((port) => accept(tcp(port), ipv4)), accept(everyTcpPort, ipv4))
    const closed = list(drop(tcp(5, 2000), ipv4), ...MANY_PORTS.map((port) => drop(tcp(port, 1500), ipv4)))
    expect(bypassed(...together(opened, closed))).toMatchObject([{ rule: 101, witness: { port: 5 } }])
  })

  it('judges rules under conditions in their own world', () => {
    const closed = list(drop(tcp(22), ipv4, { conditions: ['a=1'] }))
    expect(bypassed(...together(list(accept(tcp(22), ipv4)), closed))).toMatchObject([{ rule: 1 }])
    const opened = (condition: string) => list(accept(tcp(22), ipv4, { conditions: [condition] }))
    expect(bypassed(...together(opened('b=1'), closed))).toEqual([])
    expect(bypassed(...together(opened('a=1'), closed))).toMatchObject([{ rule: 1, decidedBy: 0 }])
    expect(bypassed(...together(opened('a=2'), closed))).toEqual([])
  })
})
