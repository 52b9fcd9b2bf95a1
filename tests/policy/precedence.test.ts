import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shadowed } from '../../src/evaluator/index.ts'
import { shadowed } from '../../src/evaluator/index.ts'
import { policyOf, type GroupPolicy } from '../../src/policy/build.ts'
import { effectiveIndex, effectivePlace, effectivePriorities, yieldingPriority } from '../../src/policy/precedence.ts'
import { readGroup } from '../formats/documents.ts'

/** A rule for TCP in the words of no provider; `rank` is its priority or index. */
interface Draft {
  readonly accept: boolean
  readonly cidr: string
  readonly ports: readonly [number, number]
  readonly rank: number
}

type Writer = (rules: readonly Draft[]) => GroupPolicy

const inList: Writer = (rules) =>
  policyOf(
    readGroup({
      SecurityGroupPolicySet: {
        Ingress: rules.map(({ accept, cidr, ports }) => ({
          Action: accept ? 'ACCEPT' : 'DROP',
          Protocol: 'TCP',
          Port: ports.join('-'),
          CidrBlock: cidr,
        })),
      },
    }),
    'ingress',
  )

const byPriority: Writer = (rules) =>
  policyOf(
    readGroup({
      Permissions: rules.map(({ accept, cidr, ports, rank }) => ({
        Direction: 'ingress',
        Policy: accept ? 'accept' : 'drop',
        IpProtocol: 'tcp',
        PortRange: ports.join('/'),
        SourceCidrIp: cidr,
        Priority: rank,
      })),
      SecurityGroupId: 'sg-1',
    }),
    'ingress',
  )

/** As the rules of a group that are declared one by one, each with an index. */
const byIndex: Writer = (rules) => {
  const group = readGroup({
    SecurityGroupPolicySet: {
      Ingress: rules.map(({ accept, cidr, ports, rank }) => ({
        Action: accept ? 'ACCEPT' : 'DROP',
        Protocol: 'TCP',
        Port: ports.join('-'),
        CidrBlock: cidr,
        PolicyIndex: rank,
      })),
    },
  })
  const settled = group.rules.map((rule, at) => ({
    ...rule,
    order: { ...rule.order, by: 'position' as const, position: rules[at]?.rank ?? 0 },
  }))
  return policyOf({ ...group, rules: settled }, 'ingress')
}

const effectivePriority: typeof effectiveIndex = (...of) => [...effectivePriorities(...of)][0]

const ports = fc.constantFrom<readonly [number, number]>([1, 65535], [22, 22], [1, 80], [80, 90])
const cidr = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '10.0.0.0/8', '10.1.0.0/16', '198.51.100.0/24')
const drafts = fc
  .array(fc.record({ accept: fc.boolean(), cidr, ports }), { minLength: 2, maxLength: 7 })
  .chain((rules) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: rules.length, maxLength: rules.length })
      .map((ranks) => rules.map((rule, at): Draft => ({ ...rule, rank: ranks[at] ?? 0 }))),
  )

/** The drafts after the remedy for a finding, and for each the index of the draft that it was. */
type Remedy = (rules: readonly Draft[], from: GroupPolicy, finding: Shadowed, all: readonly Shadowed[]) => Changed
type Changed = readonly (readonly [Draft, was: number])[] | undefined

function ranked(rules: readonly Draft[], at: number, rank: number | undefined): Changed {
  return rank === undefined ? undefined : rules.map((rule, was) => [was === at ? { ...rule, rank } : rule, was])
}

const kinds: readonly (readonly [string, Writer, Remedy])[] = [
  [
    'a place in a list',
    inList,
    (rules, from, finding, all) => {
      const before = effectivePlace(from, finding, all)
      if (before === undefined) return undefined
      const numbered = rules.map((rule, was): readonly [Draft, number] => [rule, was])
      const moved = numbered.filter(([, was]) => was === finding.rule)
      return numbered.toSpliced(finding.rule, 1).toSpliced(before, 0, ...moved)
    },
  ],
  [
    'a priority',
    byPriority,
    (rules, from, finding, all) => ranked(rules, finding.rule, effectivePriority(from, finding, all)),
  ],
  [
    'a priority of the one that shadows',
    byPriority,
    (rules, from, finding, all) => ranked(rules, finding.decidedBy, yieldingPriority(from, finding, all)),
  ],
  ['an index', byIndex, (rules, from, finding, all) => ranked(rules, finding.rule, effectiveIndex(from, finding, all))],
]

describe.each(kinds)('%s', (_, write, remedy) => {
  it('makes the rule effective and shadows no other', () => {
    let remedied = 0
    fc.assert(
      fc.property(drafts, (rules) => {
        const from = write(rules)
        const all = shadowed(from.policy)
        for (const finding of all) {
          const changed = remedy(rules, from, finding, all)
          if (!changed) continue
          remedied++
          const after = shadowed(write(changed.map(([rule]) => rule)).policy).map(({ rule }) => changed[rule]?.[1])
          const expected = all.map(({ rule }) => rule).filter((rule) => rule !== finding.rule)
          expect(expected).toEqual(expect.arrayContaining(after))
        }
      }),
      { numRuns: 300 },
    )
    expect(remedied).toBeGreaterThan(20)
  })
})

const everybody: Draft = { accept: true, cidr: '0.0.0.0/0', ports: [1, 65535], rank: 10 }
const office: Draft = { accept: false, cidr: '198.51.100.0/24', ports: [22, 22], rank: 20 }

/** The answer for the last of the rules, which is shadowed. */
function lastOf<T>(from: GroupPolicy, ask: (from: GroupPolicy, finding: Shadowed, all: readonly Shadowed[]) => T): T {
  const all = shadowed(from.policy)
  const finding = all.at(-1)
  if (finding?.rule !== from.rules.length - 1) throw new Error('The last rule is not shadowed.')
  return ask(from, finding, all)
}

describe('effectivePriorities', () => {
  it('goes ahead of the blocker, where a tie would leave the order to be noticed', () => {
    expect(lastOf(byPriority([everybody, office]), effectivePriority)).toBe(9)
    const reversed = [
      { ...everybody, accept: false },
      { ...office, accept: true },
    ]
    expect(lastOf(byPriority(reversed), effectivePriority)).toBe(9)
  })

  it('goes no lower than the provider takes: only a drop can be level with what is first', () => {
    const first = [
      { ...everybody, rank: 1 },
      { ...office, rank: 2 },
    ]
    expect(lastOf(byPriority(first), effectivePriority)).toBe(1)
    const reversed = [
      { ...everybody, accept: false, rank: 1 },
      { ...office, accept: true, rank: 1 },
    ]
    expect(lastOf(byPriority(reversed), effectivePriority)).toBeUndefined()
  })

  it('passes over priorities of other rules, too, where the one ahead of the blocker may not do', () => {
    const rules = [{ ...office, rank: 9 }, everybody, { ...office, ports: [80, 80], rank: 20 } satisfies Draft]
    const all = (from: GroupPolicy, finding: Shadowed, shadows: readonly Shadowed[]): readonly number[] => [
      ...effectivePriorities(from, finding, shadows),
    ]
    expect(lastOf(byPriority(rules), all)).toEqual([9, 8])
  })

  it('is none where rules have no priority', () => {
    expect(lastOf(inList([everybody, office]), effectivePriority)).toBeUndefined()
  })
})

describe('yieldingPriority', () => {
  it('is right behind the shadowed rule', () => {
    expect(lastOf(byPriority([everybody, office]), yieldingPriority)).toBe(21)
  })

  it('is none behind the last one that the provider takes', () => {
    expect(lastOf(byPriority([everybody, { ...office, rank: 100 }]), yieldingPriority)).toBeUndefined()
  })

  it('is none where several rules shadow it together, or where rules have no priority', () => {
    const halves = ['0.0.0.0/1', '128.0.0.0/1'].map((cidr): Draft => ({ ...everybody, cidr }))
    const drop = { ...office, cidr: '0.0.0.0/0' }
    expect(lastOf(byPriority([...halves, drop]), yieldingPriority)).toBeUndefined()
    expect(lastOf(inList([everybody, office]), yieldingPriority)).toBeUndefined()
  })
})

describe('effectivePlace', () => {
  it('is ahead of the blocker of the other verdict', () => {
    const partly: Draft = { ...office, cidr: '198.51.100.0/25' }
    expect(lastOf(inList([partly, everybody, office]), effectivePlace)).toBe(1)
  })

  it('is none where the blocker would be shadowed in turn', () => {
    expect(lastOf(inList([everybody, { ...everybody, accept: false }]), effectivePlace)).toBeUndefined()
  })

  it('is not sought for each of very many rules', () => {
    const many = (count: number): readonly Draft[] =>
      Array.from({ length: count }, (_, at) => ({ ...office, cidr: `198.51.${at}.0/24` }))
    expect(lastOf(inList([everybody, ...many(25)]), effectivePlace)).toBe(0)
    expect(lastOf(inList([everybody, ...many(26)]), effectivePlace)).toBeUndefined()
  })
})

describe('effectiveIndex', () => {
  it.each([
    [[3, 5], 2],
    [[1, 5], 0],
    [[0, 5], undefined],
  ])('for the indexes %j is %j', ([first = 0, second = 0], expected) => {
    const rules = [
      { ...everybody, rank: first },
      { ...office, rank: second },
    ]
    expect(lastOf(byIndex(rules), effectiveIndex)).toBe(expected)
  })

  it('passes over those that are taken', () => {
    const other: Draft = { ...office, accept: true, cidr: '10.0.0.0/8', rank: 2 }
    expect(lastOf(byIndex([other, { ...everybody, rank: 3 }, { ...office, rank: 5 }]), effectiveIndex)).toBe(1)
  })
})
