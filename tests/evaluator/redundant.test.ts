import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { redundant } from '../../src/evaluator/index.ts'
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

describe('redundant', () => {
  it('lists the later of two identical rules', () => {
    expect(redundant(list(accept(tcp(22), ipv4), accept(tcp(22), ipv4)))).toEqual([1])
  })

  it('lists a rule inside a wider one of the same verdict, behind it or ahead of it', () => {
    expect(redundant(list(accept(everyTcpPort, ipv4), accept(tcp(22), from('10.0.0.0/8'))))).toEqual([1])
    expect(redundant(list(accept(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4)))).toEqual([0])
  })

  it('lists no exception: a rule of the other verdict in between makes the first one needed', () => {
    const exception = accept(tcp(22), from('10.0.0.0/8'))
    expect(redundant(list(exception, drop(tcp(22), ipv4), accept(everyTcpPort, ipv4)))).toEqual([])
  })

  it('adds up what several rules behind restate', () => {
    const policy = list(
      accept(everyTcpPort, ipv4),
      accept(tcp(1, 1023), ipv4),
      accept(tcp(1024, 65535), from('0.0.0.0/1')),
      accept(tcp(1024, 65535), from('128.0.0.0/1')),
    )
    expect(redundant(policy)).toEqual([1, 2, 3])
    expect(redundant(prioritized('drop', ...policy.rules.map((rule, i) => [4 - i, rule] as const)))).toEqual([0])
  })

  it('minds no rule of the other verdict that has addresses on both sides only', () => {
    const aside = drop(tcp(22), from('10.0.0.0/8', '30.0.0.0/8'))
    expect(redundant(list(accept(tcp(22), from('20.0.0.0/8')), aside, accept(tcp(22), ipv4)))).toEqual([0])
  })

  it('lists rules that can all go together, not rules of which either can', () => {
    const policy = list(accept(tcp(1, 100), ipv4), accept(tcp(50, 150), ipv4), accept(tcp(60, 90), ipv4))
    expect(redundant(policy)).toEqual([2])
  })

  it('lists no shadowed rule', () => {
    expect(redundant(list(drop('all', ipv4), accept(tcp(22), ipv4)))).toEqual([])
  })

  it('does not rest on a shadowed rule: whoever removes both would lose the verdict', () => {
    const policy = list(
      accept(tcp(22), from('10.0.0.0/25')),
      drop(tcp(22), from('10.0.0.128/25')),
      accept(tcp(22), from('10.0.0.0/24')),
    )
    expect(redundant(policy)).toEqual([])
    const behind = list(accept(tcp(22), ipv4), drop(tcp(22), ipv4), accept(everyTcpPort, ipv4))
    expect(redundant(behind)).toEqual([])
  })

  it('keeps a rule that restates the default, unless asked', () => {
    const policy = list(accept(tcp(22), ipv4), drop('all', ipv4))
    expect(redundant(policy)).toEqual([])
    expect(redundant(policy, { restatedDefault: true })).toEqual([1])
    const { defaultVerdict: _, ...withoutDefault } = policy
    expect(redundant(withoutDefault, { restatedDefault: true })).toEqual([])
    expect(redundant({ ...policy, defaultVerdict: 'accept' }, { restatedDefault: true })).toEqual([])
  })

  it('goes by rank and tie-break', () => {
    expect(redundant(prioritized('drop', [2, accept(tcp(22), ipv4)], [1, accept(everyTcpPort, ipv4)]))).toEqual([0])
    const exception = [2, accept(tcp(22), from('10.0.0.0/8'))] as const
    expect(redundant(prioritized('drop', exception, [2, drop(tcp(22), ipv4)], [3, accept('all', ipv4)]))).toEqual([])
    expect(redundant(prioritized('accept', exception, [2, drop(tcp(23), ipv4)], [3, accept('all', ipv4)]))).toEqual([0])
  })

  it('lists nothing that matches nothing', () => {
    expect(redundant(list(accept('all', anyone), accept([], ipv4), accept('all', { ranges: [] })))).toEqual([])
  })
})

describe('redundant, where rules may be missing', () => {
  it('lists only what rules ahead of it decide, whatever the missing ones are', () => {
    const policy: Policy = {
      ...list(accept(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4), accept(tcp(80), ipv4)),
      complete: false,
    }
    expect(redundant(policy)).toEqual([2])
    expect(redundant(policy, { restatedDefault: true })).toEqual([2])
  })

  it('lists what rules of its rank and verdict decide, between which a tie-break leaves no room', () => {
    const narrow = accept(tcp(22), from('10.0.0.0/8'))
    const wide = accept(everyTcpPort, ipv4)
    const missing = (...rules: (readonly [number, Omit<PolicyRule, 'rank'>])[]) =>
      redundant({ ...prioritized('drop', ...rules), complete: false })
    expect(missing([1, narrow], [1, wide])).toEqual([0])
    expect(missing([1, wide], [1, narrow])).toEqual([1])
    expect(missing([1, narrow], [1, accept(tcp(22), from('10.0.0.0/9'))])).toEqual([1])
    expect(missing([1, narrow], [2, wide])).toEqual([])
    expect(missing([1, narrow], [1, drop(tcp(23), ipv4)], [1, wide])).toEqual([0])
    expect(missing([1, narrow], [1, narrow], [2, wide], [2, narrow])).toEqual([1, 3])
    const { rules } = prioritized('drop', [1, narrow], [1, wide])
    expect(redundant({ rules, complete: false })).toEqual([])
    const drops = [drop(tcp(22), from('10.0.0.0/8')), drop('all', ipv4)] as const
    expect(missing([1, drops[0]], [1, drops[1]])).toEqual([0])
    const bounded = (...rules: (readonly [number, Omit<PolicyRule, 'rank'>])[]): Policy => ({
      tie: 'drop',
      defaultVerdict: 'drop',
      complete: false,
      rules: rules.map(([rank, rule]) => ({ ...rule, rank: { kind: 'between', first: rank, last: rank } })),
    })
    expect(redundant(bounded([1, narrow], [1, wide]))).toEqual([0])
    expect(redundant(bounded([1, narrow], [2, wide]))).toEqual([])
    const restated = { ...prioritized('drop', [1, drops[1]]), complete: false, defaultVerdict: 'drop' as const }
    expect(redundant(restated, { restatedDefault: true })).toEqual([])
  })
})

describe('redundant, with unknown parts', () => {
  it('takes a named set as equal to itself', () => {
    expect(redundant(list(accept(tcp(22), group('sg-1')), accept(tcp(22), group('sg-1'))))).toEqual([1])
    expect(redundant(list(accept(tcp(22), group('sg-1')), accept(tcp(22), group('sg-2'))))).toEqual([])
  })

  it('lists a set ahead of rules for all addresses of both families', () => {
    expect(redundant(list(accept(tcp(22), group('sg-1')), accept(everyTcpPort, ipv4)))).toEqual([])
    expect(redundant(list(accept(tcp(22), group('sg-1')), accept(everyTcpPort, ipv4), accept(tcp(22), ipv6)))).toEqual([
      0,
    ])
    expect(redundant(list(accept(tcp(22), group('sg-1')), accept(everyTcpPort, anyone)))).toEqual([0])
  })

  it('expects any address of a set that stands between', () => {
    const first = accept(tcp(22), from('10.0.0.0/8'))
    expect(redundant(list(first, drop(tcp(22), variable('var.a')), accept(tcp(22), ipv4)))).toEqual([])
    expect(redundant(list(first, accept(tcp(22), variable('var.a')), accept(tcp(22), ipv4)))).toEqual([0])
    expect(redundant(list(first, drop(tcp(80), variable('var.a')), accept(tcp(22), ipv4)))).toEqual([0])
  })

  it('expects any service of an unknown set that stands between', () => {
    const services = { certain: [], possible: everyTcpPort, identity: 'var.port' }
    const unknown = (verdict: 'accept' | 'drop', peers = ipv4): Omit<PolicyRule, 'rank'> => {
      return { ...accept([], peers), verdict, services }
    }
    const first = unknown('accept', from('10.0.0.0/8'))
    expect(redundant(list(first, drop(tcp(22), ipv4), unknown('accept')))).toEqual([])
    expect(redundant(list(first, drop(tcp(22), ipv6), unknown('accept')))).toEqual([0])
    expect(redundant(list(accept(tcp(22), ipv4), unknown('drop'), accept(everyTcpPort, ipv4)))).toEqual([])
    expect(redundant(list(unknown('accept'), unknown('accept')))).toEqual([1])
  })

  it('expects of an unknown set of services and addresses one that a settled rule in between is for', () => {
    const services = { certain: [], possible: everyTcpPort, identity: 'var.port' }
    const first = { ...accept([], variable('var.cidr')), services }
    const restating = { ...accept([], anyone), services }
    expect(redundant(list(first, drop(tcp(22), from('10.0.0.0/8')), restating))).toEqual([])
    expect(redundant(list(first, accept(tcp(22), from('10.0.0.0/8')), restating))).toEqual([0])
  })

  it('counts all that a rule may match', () => {
    const perhaps = { ...accept([], from('10.0.0.0/8')), services: { certain: tcp(22), possible: tcp(22, 23) } }
    expect(redundant(list(perhaps, accept(tcp(22), ipv4)))).toEqual([])
    expect(redundant(list(perhaps, accept(tcp(22, 23), ipv4)))).toEqual([0])
  })

  it('needs nobody to restate an unknown set that others have, where several rules restate all that it may be', () => {
    const services = { certain: [], possible: everyTcpPort, identity: 'var.port' }
    const others = [1, 2].map(() => ({ ...accept([], ipv6), services }))
    const halves = [accept(tcp(1, 100), ipv4), accept(tcp(101, 65535), ipv4)]
    expect(redundant(list(accept(everyTcpPort, from('10.0.0.0/8')), ...halves, ...others))).toEqual([0, 4])
  })

  it('does not take rules of other services to meet in an unknown set that several have', () => {
    const services = { certain: [], possible: everyTcpPort, identity: 'var.port' }
    const unknown = { ...accept([], from('10.2.0.0/16')), services }
    const first = accept(tcp(22), from('10.1.0.0/16'))
    const { rules } = list(unknown, first, unknown, drop(tcp(80), ipv4), accept(tcp(22), from('10.0.0.0/8')))
    const open = rules.map((rule, i) => (i === 0 ? { ...rule, rank: { kind: 'undefined' } as const } : rule))
    expect(redundant({ rules: open })).toContain(1)
  })

  it('expects a rule under a condition to be there or not', () => {
    const conditions = ['a=1']
    const first = accept(tcp(22), from('10.0.0.0/8'))
    expect(redundant(list(first, accept(tcp(22), ipv4, { conditions })))).toEqual([])
    expect(redundant(list(first, drop(tcp(22), ipv4, { conditions }), accept(tcp(22), ipv4)))).toEqual([])
    expect(redundant(list(first, accept(tcp(22), from('10.1.0.0/16'), { conditions })))).toEqual([1])
    expect(redundant(list(accept(tcp(22), from('10.0.0.0/8'), { conditions }), accept(tcp(22), ipv4)))).toEqual([0])
  })

  it("lets a rule under conditions go first: what goes stands in nobody's way", () => {
    const conditions = ['a=1']
    const both = drop(tcp(22), from('10.0.0.0/8', '20.0.0.0/8'), { conditions })
    const rules = [accept(tcp(22), from('10.0.0.0/8')), both, drop(tcp(22), from('20.0.0.0/8')), accept(tcp(22), ipv4)]
    expect(redundant(list(...rules, accept(tcp(99), ipv4, { conditions })))).toEqual([0, 1])
  })

  it('finds rules of one rank next to each other, whatever stands between them in another branch', () => {
    const conditions = ['a=1']
    const elsewhere = { ...accept(tcp(80), ipv4, { conditions: ['a=2'] }), verdict: undefined }
    const narrow = accept(tcp(22), from('10.0.0.0/8'), { conditions })
    const tied = prioritized('accept', [1, narrow], [1, elsewhere], [1, accept(tcp(22), ipv4, { conditions })])
    expect(redundant({ ...tied, complete: false })).toEqual([0])
  })

  it('judges rules together that exist together, and the rules for good without them', () => {
    const conditions = ['a=1']
    const some = accept(tcp(22), ipv4, { conditions })
    expect(redundant(list(some, some, accept(tcp(80), ipv4), accept(tcp(80), ipv4)))).toEqual([1, 3])
    const branches = [accept(tcp(22), ipv4, { conditions: ['a=1'] }), accept(tcp(22), ipv4, { conditions: ['a=2'] })]
    expect(redundant(list(...branches))).toEqual([])
    expect(redundant(list(...branches, accept(everyTcpPort, ipv4)))).toEqual([0, 1])
  })

  it('keeps a rule of unknown verdict, and what only such a rule restates', () => {
    const unknown = { ...accept(tcp(22), ipv4), verdict: undefined }
    expect(redundant(list(accept(tcp(22), ipv4), unknown))).toEqual([])
    expect(redundant(list(unknown, accept(tcp(22), from('10.0.0.0/8'))))).toEqual([1])
    expect(redundant(list(accept(tcp(22), from('10.0.0.0/8')), unknown, accept(everyTcpPort, ipv4)))).toEqual([])
  })

  it('lets file order serve where no order is settled and none matters', () => {
    expect(redundant(unordered(accept(tcp(22), ipv4), accept(tcp(22), ipv4)))).toEqual([1])
    expect(redundant(unordered(accept(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4)))).toEqual([0])
    const opposed = unordered(accept(tcp(22), ipv4), drop(tcp(22), from('10.0.0.0/8')), accept(tcp(22), ipv4))
    expect(redundant(opposed)).toEqual([])
    const elsewhere = unordered(accept(tcp(22), ipv4), drop(tcp(80), from('10.0.0.0/8')), accept(tcp(22), ipv4))
    expect(redundant(elsewhere)).toEqual([2])
    expect(redundant({ ...elsewhere, complete: false })).toEqual([])
  })

  it('expects any address of a set where no order is settled', () => {
    const pair = (peers: PolicyRule['peers'], other: Omit<PolicyRule, 'rank'>) =>
      redundant(unordered(accept(tcp(22), peers), accept(tcp(22), peers), other))
    expect(pair(from('11.0.0.0/8'), drop(tcp(22), variable('var.a')))).toEqual([])
    expect(pair(group('sg-1'), drop(tcp(22), from('10.0.0.0/8')))).toEqual([])
    expect(pair(group('sg-1'), drop(tcp(80), from('10.0.0.0/8')))).toEqual([1])
    expect(pair(from('11.0.0.0/8'), drop(tcp(22), from('10.0.0.0/8')))).toEqual([1])
  })

  it('finds the one service of very many that matters where no order is settled', () => {
    const ports = Array.from({ length: 200 }, (_, i) => 10 * (i + 1))
    const accepts = ports.flatMap((port) => [accept(tcp(port), ipv4), accept(tcp(port), ipv4)])
    const spare = ports.map((_, i) => 2 * i + 1)
    const elsewhere = accept(everyTcpPort, ipv6)
    expect(redundant(unordered(...accepts, elsewhere))).toEqual(spare)
    expect(redundant(unordered(...accepts, elsewhere, drop(tcp(700), ipv4)))).toEqual(
      spare.filter((_, i) => ports[i] !== 700),
    )
  })

  it('lists what certainly comes behind its cover, though other ranks are unknown', () => {
    const rule = (value: number): PolicyRule => ({ ...accept(tcp(22), ipv4), rank: { kind: 'at', value } })
    const somewhere: PolicyRule = { ...drop('all', ipv4), rank: { kind: 'between', first: 1, last: 9 } }
    expect(redundant({ rules: [rule(10), rule(11), somewhere] })).toEqual([])
    expect(redundant({ rules: [rule(0), rule(5), somewhere] })).toEqual([1])
  })

  describe('in file order, because no verdict depends on another', () => {
    const at = (value: number, rule: Omit<PolicyRule, 'rank'>): PolicyRule => ({ ...rule, rank: { kind: 'at', value } })
    const somewhere: PolicyRule = { ...accept(tcp(80), ipv4), rank: { kind: 'between', first: 1, last: 9 } }
    const ten = accept(tcp(22), from('10.0.0.0/8'))

    it('does not rest on a rule that goes because of its rank', () => {
      expect(redundant({ rules: [at(1, ten), at(2, ten), somewhere] })).toEqual([1])
      expect(redundant({ rules: [at(2, ten), at(1, ten), somewhere] })).toEqual([0])
    })

    it('does not rest on a shadowed rule', () => {
      const shadowed = accept(tcp(22), from('10.0.0.0/8', '20.0.0.0/8'))
      const rules = [at(1, drop(tcp(22), from('20.0.0.0/8'))), at(2, ten), at(3, shadowed), somewhere]
      expect(redundant({ rules })).toEqual([])
    })

    it('does not rest on a rule that may not exist', () => {
      const conditions = ['a=1']
      const rules = [
        at(1, ten),
        at(2, accept(tcp(22), ipv4, { conditions })),
        at(3, accept(tcp(99), ipv4, { conditions })),
      ]
      expect(redundant({ rules: [...rules, somewhere] })).toEqual([])
    })
  })
})
