/** What questions cost, in looks at the cells or boxes of something: work that a shortcut saves is not done. */
import { describe, expect, it } from 'vitest'
import type { PeerSet, Policy } from '../../src/evaluator/index.ts'
import {
  acceptedServices,
  bypassed,
  conflicts,
  conflictsAmong,
  exposures,
  redundant,
  restatedBy,
  shadowed,
  verify,
} from '../../src/evaluator/index.ts'
import { accept, drop, everyTcpPort, from, group, ipv4, list, prioritized, tcp, unordered } from './groups.ts'
import { looksOf } from './work.ts'

const COUNT = 300
const WIDEST = { ipv4: 8, ipv6: 16 }

/** Rules of alternating verdicts that overlap each other in their ports and addresses, the wider ones among the narrower. */
function crowdOf(peers?: PeerSet) {
  return Array.from({ length: COUNT }, (_, i) => {
    const width = (i * 389) % COUNT
    const own = { ranges: [{ family: 4, first: 2 ** 30 - width, last: 2 ** 30 + width }] } as const
    return (i % 2 ? accept : drop)(tcp(COUNT - width, COUNT + 5 * width), peers ?? own)
  })
}

const crowd = list(...crowdOf())
const everywhere = list(...crowdOf(ipv4))
const ranked = (rank: (i: number) => number) =>
  prioritized('drop', ...crowdOf().map((rule, i) => [rank(i), rule] as const))
const half = (rest: number): Policy => ({ ...crowd, rules: crowd.rules.filter((_, i) => (i >> 1) % 2 === rest) })

/** The same where each rank is known to lie between two. */
const vague = ({ rules }: Policy): Policy => ({
  rules: rules.map((rule, i) => ({ ...rule, rank: { kind: 'between', first: i, last: i + 10 } })),
})

describe('of rules that overlap each other, most are dropped before services are told apart one by one', () => {
  // Told apart at once, the services of these rules would take between 20 and 300 looks for each of them.
  it.each<[string, most: number, ask: () => unknown]>([
    ['shadowed rules', 3, () => shadowed({ ...crowd })],
    [
      'shadowed rules, where one is for a group',
      4,
      () => shadowed(list(...crowdOf(), drop(tcp(1, 99), group('sg-a')))),
    ],
    ['redundant rules', 2, () => redundant({ ...crowd })],
    ['redundant rules, where the order is known in part', 20, () => redundant(vague(crowd))],
    ['exposures', 2, () => exposures({ ...everywhere }, WIDEST)],
    ['exposures, where the order is known in part', 2, () => exposures(vague(everywhere), WIDEST)],
    ['exposures, agreed', 8, () => exposures({ ...everywhere }, WIDEST, 'agreed')],
    ['accepted services', 15, () => acceptedServices({ ...crowd })],
    ['ties of pairs', 6, () => conflicts(ranked((i) => i >> 1))],
    ['ties of eight', 6, () => conflicts(ranked((i) => i >> 3))],
    ['rules without order', 42, () => conflicts(unordered(...crowdOf()))],
    ['bypassed rules', 9, () => bypassed({ ...crowd }, crowdGroups)],
    ['conflicts among groups', 8, () => conflictsAmong([half(0), half(1)])],
  ])('%s: at most %i looks for each', (_, most, ask) => {
    expect(looksOf(ask) / COUNT).toBeLessThan(most)
  })

  const crowdGroups = crowd.rules.map((_, i) => (i >> 1) % 2)
})

it('tells those services apart on which rules tie', () => {
  const rules = Array.from({ length: COUNT }, (_, i) => [i, accept(tcp(3 * i + 1), ipv4)] as const)
  const tied = [drop(tcp(9000), ipv4), accept(tcp(9000), ipv4)].map((rule) => [COUNT, rule] as const)
  const policy = prioritized('drop', ...rules, ...tied)
  // Who decides a tie is found on the way to these.
  shadowed(policy)
  expect(looksOf(() => conflicts(policy)) / COUNT).toBeLessThan(2)
  expect(conflicts(policy)).toMatchObject([{ rule: COUNT + 1, with: COUNT }])
})

it('looks at no rule behind the last that may be exposed', () => {
  const drops = Array.from({ length: 20 }, (_, i) => drop(tcp(30 + i), from('0.0.0.0/1')))
  const policy = list(accept(tcp(22), ipv4), ...drops)
  // Who decides what is found on the way to these.
  shadowed(policy)
  expect(looksOf(() => exposures(policy, WIDEST))).toBe(1)
})

it('asks a rule of unknown services no more once one of them is left to it', () => {
  const unknown = { ...accept([], ipv4), services: { certain: [], possible: everyTcpPort } }
  const apart = [1, 4, 7].map((port) => drop(tcp(port), ipv4))
  const policy = list(...apart, ...Array.from({ length: COUNT }, () => unknown))
  expect(looksOf(() => shadowed(policy)) / COUNT).toBeLessThan(3.1)
})

it('asks those who name a group no more once all of it is decided', () => {
  const halves = [accept(tcp(1, 500), group('sg-a')), drop(tcp(501, 1000), group('sg-a'))]
  const dead = Array.from({ length: COUNT }, () => drop(tcp(400, 600), group('sg-a')))
  const policy = list(...halves, ...dead)
  expect(looksOf(() => shadowed(policy)) / COUNT).toBeLessThan(20)
  expect(shadowed(policy)).toHaveLength(COUNT)
  expect(shadowed(policy).at(-1)).toMatchObject({ rule: COUNT + 1, blockers: [0, 1], decidedBy: 0 })
})

describe('verification', () => {
  const apart = list(...Array.from({ length: COUNT }, (_, i) => accept(tcp(3 * i + 1), ipv4)))

  it('looks only where the services of the probe are', () => {
    const probe = { services: tcp(1), peers: ipv4 }
    // One walk for what is certain, one for what is in doubt.
    expect(looksOf(() => verify(apart, probe, 'accept'))).toBeLessThan(2 * 25)
  })

  it('ends with the first packet that is decided otherwise', () => {
    expect(looksOf(() => verify(apart, { services: tcp(1, 999), peers: ipv4 }, 'drop'))).toBeLessThan(20)
  })
})

it('asks what restates redundant rules only for the verdicts that they have', () => {
  const twice = list(...[...crowd.rules, ...crowd.rules].filter(({ verdict }) => verdict === 'accept'))
  const spare = redundant(twice)
  expect(spare.length).toBeGreaterThan(COUNT / 2)
  expect(looksOf(() => restatedBy(twice, spare)) / twice.rules.length).toBeLessThan(1.5)
})

describe('where nothing can be found, nothing is looked for', () => {
  const ten = from('10.0.0.0/8')
  const settled = list(accept(tcp(22), ipv4), drop(tcp(80), ipv4))
  const drops = list(drop(tcp(22), ipv4), drop(tcp(80), ipv4))
  const local = list(accept(tcp(22), ten), accept(tcp(80), ten))
  const dead = list(drop(tcp(1, 100), ipv4), accept(tcp(22), ipv4), accept(tcp(80), ipv4))
  const apart = unordered(accept(tcp(22), ipv4), drop(tcp(80), ipv4))
  // Bypasses are among the shadowed rules, and exposures are not.
  for (const policy of [settled, drops, local, dead]) shadowed(policy)

  it.each<[string, ask: () => unknown]>([
    ['ties among rules of different priorities', () => conflicts(ranked((i) => i))],
    ['ties where no verdict wins them', () => conflicts({ ...crowd })],
    [
      'ties among rules of one verdict',
      () => conflicts(prioritized('drop', [1, drop(tcp(1), ipv4)], [1, drop(tcp(2), ipv4)])),
    ],
    [
      'rules without order, all of one verdict',
      () => conflicts(unordered(...crowdOf().map((rule) => ({ ...rule, verdict: 'drop' as const })))),
    ],
    ['rules without order that have no services in common', () => conflicts(apart)],
    ['rules without order where ranks are not known', () => conflicts(vague(everywhere))],
    ['bypassed rules where none is shadowed', () => bypassed(settled, [0, 1])],
    ['exposures by drops', () => exposures(drops, WIDEST)],
    ['exposures to private addresses', () => exposures(local, WIDEST)],
    ['exposures by rules that are dead', () => exposures(dead, WIDEST)],
  ])('%s', (_, ask) => {
    expect(looksOf(ask)).toBe(0)
  })
})
