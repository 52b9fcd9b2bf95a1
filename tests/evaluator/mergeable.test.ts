import { describe, expect, it } from 'vitest'
import type { Merge, Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { mergeable } from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  block,
  drop,
  from,
  group,
  icmp,
  ipv4,
  ipv6,
  list,
  prioritized,
  tcp,
  udp,
  unordered,
} from './groups.ts'

const found = (policy: Policy) => mergeable(policy, () => '')
const rulesIn = (policy: Policy) => found(policy).map(({ rules }) => rules)
const ports = (rules: readonly number[], first: number, last: number): Merge => ({
  in: 'ports',
  rules,
  union: { first, last },
})
const addresses = (rules: readonly number[], cidr: string): Merge => ({ in: 'addresses', rules, union: block(cidr) })
const ten = from('10.0.0.0/8')

describe('rules that differ in their ports', () => {
  const open = (...runs: readonly (readonly [first: number, last: number])[]) =>
    list(...runs.map(([first, last]) => accept(tcp(first, last), ten)))

  it('are merged where the ports are neighbours or overlap', () => {
    expect(found(open([80, 80], [81, 90]))).toEqual([ports([0, 1], 80, 90)])
    expect(found(open([81, 90], [80, 80]))).toEqual([ports([0, 1], 80, 90)])
    expect(found(open([10, 20], [15, 30], [31, 31]))).toEqual([ports([0, 1, 2], 10, 31)])
  })

  it('are not merged across a gap', () => {
    expect(found(open([80, 80], [82, 90]))).toEqual([])
    expect(found(open([1, 2], [3, 4], [6, 7], [8, 9]))).toEqual([ports([0, 1], 1, 4), ports([2, 3], 6, 9)])
  })

  it('leave out what lies inside the others: that is redundant', () => {
    expect(found(open([1, 10], [2, 9]))).toEqual([])
    expect(found(open([2, 10], [2, 10]))).toEqual([])
    expect(found(open([2, 9], [2, 10], [11, 12]))).toEqual([ports([1, 2], 2, 12)])
    expect(found(open([1, 5], [4, 5], [6, 7]))).toEqual([ports([0, 2], 1, 7)])
  })

  it('may have several ranges of their own, as long as these have no gap', () => {
    const two = (a: [number, number], b: [number, number]) =>
      accept([{ protocol: 6, ports: [a, b].map(([first, last]) => ({ first, last })) }], ten)
    expect(found(list(two([5, 6], [3, 4]), accept(tcp(7), ten)))).toEqual([ports([0, 1], 3, 7)])
    expect(found(list(two([3, 9], [4, 5]), accept(tcp(10), ten)))).toEqual([ports([0, 1], 3, 10)])
    expect(found(list(two([3, 4], [6, 6]), accept(tcp(7), ten)))).toEqual([])
  })

  it('need the same peers, protocol, verdict, plane, conditions and kind', () => {
    const pair = (other: Parameters<typeof list>[number]) => rulesIn(list(accept(tcp(80), ten), other))
    expect(pair(accept(tcp(81), ten))).toEqual([[0, 1]])
    expect(pair(accept(tcp(81), ipv4))).toEqual([])
    expect(pair(accept(tcp(81), anyone))).toEqual([])
    expect(pair(accept(udp(81), ten))).toEqual([])
    expect(pair(drop(tcp(81), ten))).toEqual([])
    expect(pair(accept(tcp(81), ten, { plane: 'internet' }))).toEqual([])
    expect(pair(accept(tcp(81), ten, { conditions: ['a'] }))).toEqual([])
    expect(pair(accept([...tcp(81), ...icmp], ten))).toEqual([])
    expect(pair(accept('all', ten))).toEqual([])
    expect(pair(accept([{ protocol: 6 }], ten))).toEqual([])
    const policy = open([80, 80], [81, 81])
    expect(mergeable(policy, String)).toEqual([])
    expect(mergeable(policy, (rule) => (rule === 0 ? '' : undefined))).toEqual([])
    expect(mergeable(policy, (_, dimension) => (dimension === 'ports' ? '' : undefined))).toHaveLength(1)
    expect(mergeable(policy, (_, dimension) => (dimension === 'ports' ? undefined : ''))).toEqual([])
  })

  it('take the order of ranges, sets and conditions for nothing', () => {
    const one = { ranges: [block('10.0.0.0/8'), block('192.168.0.0/16')], symbols: [] }
    const other = { ranges: [block('192.168.0.0/16'), block('10.0.0.0/8')] }
    expect(rulesIn(list(accept(tcp(1), one), accept(tcp(2), other)))).toEqual([[0, 1]])
    const conditions = (...some: string[]) => ({ conditions: some })
    expect(rulesIn(list(accept(tcp(1), ten, conditions('a', 'b')), accept(tcp(2), ten, conditions('b', 'a'))))).toEqual(
      [[0, 1]],
    )
    expect(rulesIn(list(accept(tcp(1), group('a')), accept(tcp(2), group('a'))))).toEqual([[0, 1]])
    expect(rulesIn(list(accept(tcp(1), group('a')), accept(tcp(2), group('b'))))).toEqual([])
  })

  it('are those of one peer set, in whatever order its symbols are named', () => {
    const both = (...names: string[]) => ({ ranges: [], symbols: names.flatMap((name) => group(name).symbols ?? []) })
    expect(rulesIn(list(accept(tcp(1), both('a', 'b')), accept(tcp(2), both('b', 'a'))))).toEqual([[0, 1]])
    expect(rulesIn(list(accept(tcp(1), both('a', 'b')), accept(tcp(2), both('b'))))).toEqual([])
  })

  it('are left alone where what they match is unknown', () => {
    const open = (rule: PolicyRule): Policy => ({
      ...list(accept(tcp(80), ten)),
      rules: [rule, { ...rule, services: { certain: tcp(81) } }],
    })
    const [rule] = list(accept(tcp(80), ten)).rules as [PolicyRule]
    expect(rulesIn(open({ ...rule, rank: { kind: 'undefined' } }))).toEqual([[0, 1]])
    expect(rulesIn(open({ ...rule, verdict: undefined }))).toEqual([])
    expect(rulesIn(open({ ...rule, plane: 'unknown' }))).toEqual([])
    expect(rulesIn(open({ ...rule, rank: { kind: 'between', first: 0, last: 0 } }))).toEqual([])
    expect(rulesIn(open({ ...rule, services: { certain: tcp(80), possible: tcp(80) } }))).toEqual([])
  })
})

describe('rules that differ in their addresses', () => {
  const peers = (...cidrs: string[]) => list(...cidrs.map((cidr) => accept(tcp(22), from(cidr))))

  it('are merged where their union is one CIDR, in steps too', () => {
    expect(found(peers('10.0.0.0/9', '10.128.0.0/9'))).toEqual([addresses([0, 1], '10.0.0.0/8')])
    expect(found(peers('10.128.0.0/9', '10.0.0.0/9'))).toEqual([addresses([0, 1], '10.0.0.0/8')])
    expect(found(peers('10.0.0.0/9', '10.128.0.0/10', '10.192.0.0/10'))).toEqual([addresses([0, 1, 2], '10.0.0.0/8')])
    expect(found(peers('2001:db8::/33', '2001:db8:8000::/33'))).toEqual([addresses([0, 1], '2001:db8::/32')])
    expect(found(peers('10.0.0.0/32', '10.0.0.1/32', '::/1', '8000::/1'))).toEqual([
      addresses([0, 1], '10.0.0.0/31'),
      addresses([2, 3], '::/0'),
    ])
  })

  it('are not merged where it is none', () => {
    expect(found(peers('10.128.0.0/9', '11.0.0.0/9'))).toEqual([])
    expect(found(peers('10.0.0.0/9', '10.192.0.0/10'))).toEqual([])
    expect(found(peers('10.0.0.0/10', '10.128.0.0/10'))).toEqual([])
    expect(found(peers('10.0.0.0/9', '::a80:0/105'))).toEqual([])
    expect(
      found(
        list(
          accept(tcp(22), { ranges: [{ family: 4, first: 0, last: 2 }] }),
          accept(tcp(22), { ranges: [{ family: 4, first: 3, last: 3 }] }),
        ),
      ),
    ).toEqual([])
    expect(
      found(
        list(
          accept(tcp(22), { ranges: [{ family: 4, first: 1, last: 2 }] }),
          accept(tcp(22), { ranges: [{ family: 4, first: 3, last: 4 }] }),
        ),
      ),
    ).toEqual([])
  })

  it('leave out what lies inside the others, and rules for more than one range', () => {
    expect(found(peers('10.0.0.0/8', '10.0.0.0/9'))).toEqual([])
    expect(found(peers('10.0.0.0/9', '10.0.0.0/9', '10.128.0.0/9'))).toEqual([addresses([0, 2], '10.0.0.0/8')])
    expect(found(peers('10.1.0.0/16', '10.0.0.0/9', '10.128.0.0/9'))).toEqual([addresses([1, 2], '10.0.0.0/8')])
    expect(found(list(accept(tcp(1), from('10.0.0.0/9', '11.0.0.0/8')), accept(tcp(1), from('10.128.0.0/9'))))).toEqual(
      [],
    )
    expect(found(list(accept(tcp(1), { ranges: [] }), accept(tcp(1), from('0.0.0.0/1'))))).toEqual([])
  })

  it('are looked at from the widest of those that start together, and each family by itself', () => {
    expect(found(peers('10.0.0.0/9', '10.0.0.0/8', '11.0.0.0/8'))).toEqual([addresses([1, 2], '10.0.0.0/7')])
    expect(found(peers('10.0.0.0/8', '10.0.0.0/9', '11.0.0.0/8'))).toEqual([addresses([0, 2], '10.0.0.0/7')])
    expect(found(peers('::/1', '10.0.0.0/9', '8000::/1', '10.128.0.0/9'))).toEqual([
      addresses([0, 2], '::/0'),
      addresses([1, 3], '10.0.0.0/8'),
    ])
  })

  it('leave out ranges that are no CIDR, even of sizes that would fit', () => {
    const ranges = (...some: readonly (readonly [first: number, last: number])[]) =>
      found(list(...some.map(([first, last]) => accept(tcp(22), { ranges: [{ family: 4, first, last }] }))))
    expect(ranges([0, 2], [3, 5])).toEqual([])
    expect(ranges([1, 4], [4, 5], [6, 7])).toEqual([addresses([1, 2], '0.0.0.4/30')])
    expect(ranges([4, 6], [4, 5], [6, 7])).toEqual([addresses([1, 2], '0.0.0.4/30')])
  })

  it('need the kind that the caller gives for addresses', () => {
    const policy = peers('10.0.0.0/9', '10.128.0.0/9')
    expect(mergeable(policy, (_, dimension) => (dimension === 'addresses' ? '' : undefined))).toHaveLength(1)
    expect(mergeable(policy, (_, dimension) => (dimension === 'addresses' ? undefined : ''))).toEqual([])
  })

  it('need the same services', () => {
    const pair = (one: PolicyRule['services'], other: PolicyRule['services']) => {
      const policy = peers('10.0.0.0/9', '10.128.0.0/9')
      return rulesIn({
        ...policy,
        rules: policy.rules.map((rule, i) => ({ ...rule, services: i === 0 ? one : other })),
      })
    }
    expect(pair({ certain: 'all' }, { certain: 'all' })).toEqual([[0, 1]])
    expect(pair({ certain: tcp(22) }, { certain: udp(22) })).toEqual([])
    expect(pair({ certain: [], possible: tcp(22) }, { certain: [], possible: tcp(22) })).toEqual([])
    const known = { certain: [], possible: tcp(22), identity: 'var.port' }
    expect(pair(known, known)).toEqual([[0, 1]])
    expect(pair(known, { ...known, identity: 'var.other' })).toEqual([])
  })

  it('are not compared where they are sets, named or for everyone', () => {
    expect(found(list(accept(tcp(1), anyone), accept(tcp(1), anyone)))).toEqual([])
    const some = (cidr: string) => ({ ...from(cidr), symbols: group('a').symbols ?? [] })
    expect(found(list(accept(tcp(1), some('10.0.0.0/9')), accept(tcp(1), some('10.128.0.0/9'))))).toEqual([])
  })

  it('are merged by their ports first, and then not again', () => {
    const low = from('10.0.0.0/9')
    const high = from('10.128.0.0/9')
    expect(found(list(accept(tcp(1), low), accept(tcp(1), high), accept(tcp(2), low)))).toEqual([ports([0, 2], 1, 2)])
    expect(found(list(accept(tcp(9), low), accept(tcp(9), high), accept(tcp(1), ipv6), accept(tcp(2), ipv6)))).toEqual([
      addresses([0, 1], '10.0.0.0/8'),
      ports([2, 3], 1, 2),
    ])
  })
})

describe('what stands between two rules', () => {
  const between = (...rules: Parameters<typeof list>) =>
    rulesIn(list(accept(tcp(80), ten), ...rules, accept(tcp(81), ten)))

  it('is a rule of another verdict that shares packets with one of them', () => {
    expect(between(drop(tcp(81), ten))).toEqual([])
    expect(between(drop(tcp(80), ten))).toEqual([])
    expect(between(drop('all', anyone))).toEqual([])
    expect(between(drop([{ protocol: 6 }], from('10.9.0.0/16')))).toEqual([])
    expect(between(drop(tcp(70, 80), from('0.0.0.0/1')))).toEqual([])
    expect(between(drop(tcp(81), group('a')))).toEqual([])
    expect(between(drop(tcp(81), ten, { plane: 'internet' }))).toEqual([])
  })

  it('is a rule that accepts between rules that drop', () => {
    const drops = (other: Parameters<typeof list>[number]) =>
      rulesIn(list(drop(tcp(80), ten), other, drop(tcp(81), ten)))
    expect(drops(accept(tcp(81), ten))).toEqual([])
    expect(drops({ ...accept(tcp(81), ten), verdict: undefined })).toEqual([])
    expect(drops(accept(tcp(82), ten))).toEqual([[0, 2]])
    expect(drops(drop('all', anyone))).toEqual([[0, 2]])
  })

  it('shares packets if any of its parts meets any of theirs, if only at an end', () => {
    expect(between(drop(tcp(81), from('10.0.0.0/32')))).toEqual([])
    expect(between(drop(tcp(81), from('10.255.255.255/32')))).toEqual([])
    expect(between(drop(tcp(81), from('11.0.0.0/8', '10.0.0.0/8')))).toEqual([])
    expect(between(drop([...udp(81), ...tcp(81)], ten))).toEqual([])
    const several = {
      protocol: 6,
      ports: [
        { first: 9, last: 9 },
        { first: 81, last: 90 },
      ],
    }
    expect(between(drop([several], ten))).toEqual([])
    const twoPeers = from('12.0.0.0/8', '10.0.0.0/8')
    expect(rulesIn(list(accept(tcp(80), twoPeers), drop(tcp(81), ten), accept(tcp(81), twoPeers)))).toEqual([])
    expect(rulesIn(list(accept(tcp(80), anyone), drop(tcp(81), ten), accept(tcp(81), anyone)))).toEqual([])
    const low = from('10.0.0.0/9')
    const high = from('10.128.0.0/9')
    const services = [...udp(80), ...tcp(80)]
    expect(rulesIn(list(accept(services, low), drop(tcp(80), high), accept(services, high)))).toEqual([])
    expect(rulesIn(list(accept('all', low), drop(tcp(80), high), accept('all', high)))).toEqual([])
    const ownPorts = [
      {
        protocol: 6,
        ports: [
          { first: 3, last: 4 },
          { first: 5, last: 6 },
        ],
      },
    ]
    expect(rulesIn(list(accept(tcp(7), ten), drop(tcp(3), ten), accept(ownPorts, ten)))).toEqual([])
  })

  it('is not one that shares none, nor one of their verdict', () => {
    const through = [[0, 2]]
    expect(between(drop(tcp(82), ten))).toEqual(through)
    expect(between(drop(tcp(79), ten))).toEqual(through)
    expect(between(drop(udp(80), ten))).toEqual(through)
    expect(between(drop(icmp, ten))).toEqual(through)
    expect(between(drop('all', from('11.0.0.0/8')))).toEqual(through)
    expect(between(drop('all', from('9.0.0.0/8')))).toEqual(through)
    expect(between(drop('all', ipv6))).toEqual(through)
    expect(between(accept('all', anyone))).toEqual(through)
    expect(between(drop([], anyone))).toEqual(through)
  })

  it('goes for rules that may drop, and for all that they may match', () => {
    const open = { ...drop(tcp(9), ten), verdict: undefined }
    expect(between(open)).toEqual([[0, 2]])
    expect(between({ ...open, services: { certain: tcp(80) } })).toEqual([])
    expect(between({ ...drop([], ten), services: { certain: [], possible: tcp(80) } })).toEqual([])
    expect(between({ ...drop([], ten), services: { certain: [], possible: tcp(9) } })).toEqual([[0, 2]])
    expect(between({ ...drop([], ten), services: { certain: [], possible: 'all' } })).toEqual([])
  })

  it('keeps planes apart that all of them name', () => {
    const on = (plane: 'internet' | 'intranet' | 'unknown') =>
      rulesIn(
        list(
          accept(tcp(80), ten, { plane: 'internet' }),
          drop(tcp(81), ten, { plane }),
          accept(tcp(81), ten, { plane: 'internet' }),
        ),
      )
    expect(on('internet')).toEqual([])
    expect(on('intranet')).toEqual([[0, 2]])
    expect(on('unknown')).toEqual([])
    const internet = { plane: 'internet' } as const
    const policy = list(accept(tcp(80), ten, internet), drop(tcp(81), ten), accept(tcp(81), ten, internet))
    expect(rulesIn(policy)).toEqual([])
  })

  it('compares protocols without ports as a whole', () => {
    const low = from('10.0.0.0/9')
    const high = from('10.128.0.0/9')
    expect(rulesIn(list(accept(icmp, low), drop(icmp, high), accept(icmp, high)))).toEqual([])
    expect(rulesIn(list(accept(icmp, low), drop(tcp(1), high), accept(icmp, high)))).toEqual([[0, 2]])
  })

  it('lies by its rank, not by its place in the file', () => {
    const at = (rank: PolicyRule['rank']) => {
      const policy = list(accept(tcp(80), ten), accept(tcp(81), ten), accept(tcp(9), ipv6), drop('all', anyone))
      const ranks: PolicyRule['rank'][] = [
        { kind: 'at', value: 3 },
        { kind: 'at', value: 6 },
        { kind: 'at', value: 0 },
        rank,
      ]
      return rulesIn({ ...policy, rules: policy.rules.map((rule, i) => ({ ...rule, rank: ranks[i] ?? rank })) })
    }
    expect(at({ kind: 'at', value: 2 })).toEqual([[0, 1]])
    expect(at({ kind: 'at', value: 7 })).toEqual([[0, 1]])
    expect(at({ kind: 'at', value: 4 })).toEqual([])
    expect(at({ kind: 'between', first: 1, last: 2 })).toEqual([[0, 1]])
    expect(at({ kind: 'between', first: 7, last: 9 })).toEqual([[0, 1]])
    expect(at({ kind: 'between', first: 1, last: 4 })).toEqual([])
    expect(at({ kind: 'between', first: 5, last: 9 })).toEqual([])
    expect(at({ kind: 'undefined' })).toEqual([])
    expect(at({ kind: 'at', value: 3 })).toEqual([])
    expect(at({ kind: 'at', value: 6 })).toEqual([])
    expect(at({ kind: 'between', first: 1, last: 3 })).toEqual([])
    expect(at({ kind: 'between', first: 6, last: 9 })).toEqual([])
  })

  it('lies between the first and the last place, whichever rule comes first in the file', () => {
    const at = (value: number) => {
      const policy = list(accept(tcp(80), ten), accept(tcp(81), ten), drop(tcp(81), ten))
      const ranks = [6, 3, value]
      return rulesIn({
        ...policy,
        rules: policy.rules.map((rule, i) => ({ ...rule, rank: { kind: 'at', value: ranks[i] ?? 0 } })),
      })
    }
    expect(at(4)).toEqual([])
    expect(at(2)).toEqual([[0, 1]])
    expect(at(7)).toEqual([[0, 1]])
  })

  it('cuts a run in two, and each part is merged for itself', () => {
    const policy = list(
      accept(tcp(1), ten),
      accept(tcp(2), ten),
      drop(tcp(2), ten),
      accept(tcp(3), ten),
      accept(tcp(4), ten),
    )
    expect(found(policy)).toEqual([ports([0, 1], 1, 2), ports([3, 4], 3, 4)])
    const again = list(
      accept(tcp(1), ten),
      drop(udp(9), ten),
      accept(tcp(2), ten),
      drop(tcp(1), ten),
      accept(tcp(3), ten),
      drop(tcp(8), ten),
      accept(tcp(4), ten),
    )
    expect(found(again)).toEqual([ports([0, 2], 1, 2), ports([4, 6], 3, 4)])
  })

  it('stops at an obstacle ahead that only the joining rule would have to pass', () => {
    const policy = list(
      accept(tcp(1), ten),
      drop(tcp(3), ten),
      accept(tcp(2), ten),
      accept(tcp(3), ten),
      accept(tcp(4), ten),
    )
    expect(found(policy)).toEqual([ports([0, 2], 1, 2), ports([3, 4], 3, 4)])
  })

  it('is nothing where a tie-break orders rules of one priority, and everything where priorities differ', () => {
    const one = (...rules: Parameters<typeof list>) =>
      rulesIn(prioritized('drop', ...rules.map((rule) => [5, rule] as const)))
    expect(one(accept(tcp(80), ten), drop('all', anyone), accept(tcp(81), ten))).toEqual([[0, 2]])
    expect(rulesIn(prioritized('drop', [1, accept(tcp(80), ten)], [2, accept(tcp(81), ten)]))).toEqual([])
  })

  it('may be any rule where nothing puts rules in an order', () => {
    expect(rulesIn(unordered(accept(tcp(80), ten), accept(tcp(81), ten)))).toEqual([[0, 1]])
    expect(rulesIn(unordered(accept(tcp(80), ten), accept(tcp(81), ten), drop(tcp(9), ten)))).toEqual([[0, 1]])
    const apart = unordered(accept(tcp(80), ten), accept(tcp(81), ten), drop(tcp(81), ten))
    expect(rulesIn(apart)).toEqual([])
    expect(rulesIn({ ...apart, tie: 'drop' })).toEqual([])
    const placed = apart.rules.map((rule, i) => (i === 2 ? { ...rule, rank: { kind: 'at', value: 0 } as const } : rule))
    expect(rulesIn({ ...apart, rules: placed })).toEqual([])
  })

  it('may be a missing rule, unless those are known to lie elsewhere', () => {
    const policy = list(accept(tcp(80), ten), accept(tcp(81), ten))
    expect(rulesIn({ ...policy, complete: false })).toEqual([])
    expect(rulesIn({ ...policy, complete: false, contiguous: true })).toEqual([[0, 1]])
    const apart = unordered(accept(tcp(80), ten), accept(tcp(81), ten))
    expect(rulesIn({ ...apart, complete: false, contiguous: true })).toEqual([])
    expect(rulesIn({ ...apart, complete: false, tie: 'drop' })).toEqual([])
    const numbered = prioritized('drop', [5, accept(tcp(80), ten)], [5, accept(tcp(81), ten)])
    expect(rulesIn({ ...numbered, complete: false })).toEqual([[0, 1]])
  })
})
