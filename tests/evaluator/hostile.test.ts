/** Groups that try to be expensive. Each would take minutes if a question compared every rule with every other one in full. */
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import {
  acceptedServices,
  conflicts,
  decide,
  exposures,
  mergeable,
  redundant,
  shadowed,
  verify,
} from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  block,
  drop,
  everyTcpPort,
  from,
  group,
  ipv4,
  list,
  prioritized,
  tcp,
  udp,
  unordered,
  variable,
} from './groups.ts'

const COUNT = 2500
const MOST_SECONDS = 20

const many = <T>(make: (i: number) => T) => Array.from({ length: COUNT }, (_, i) => make(i))

function askEverything(policy: Policy): void {
  const answers = [
    shadowed(policy),
    redundant(policy),
    exposures(policy, { ipv4: 8, ipv6: 16 }),
    exposures(policy, { ipv4: 33, ipv6: 129 }, 'agreed'),
    acceptedServices(policy),
    conflicts(policy),
    [decide(policy, { protocol: 6, port: 22, peer: { family: 4, address: 1 } })],
    [verify(policy, { services: 'all', peers: anyone }, 'drop')],
  ]
  for (const answer of answers) expect(answer).toBeInstanceOf(Array)
}

const place = (i: number) => ({ ranges: [block(`10.${String(i >> 8)}.${String(i & 255)}.0/24`)] })
const either = (i: number) => (i % 2 ? accept : drop)

describe.each<[string, () => Policy]>([
  ['every rule has ports of its own', () => list(...many((i) => accept(tcp(1 + 3 * i, 2 + 3 * i), ipv4)))],
  ['every rule has addresses of its own', () => list(...many((i) => accept(everyTcpPort, place(i))))],
  [
    'every rule overlaps every other one',
    () =>
      list(
        ...many((i) => {
          const addresses = { ranges: [{ family: 4, first: COUNT - i, last: COUNT + i }] } as const
          return either(i)(tcp(COUNT - i, COUNT + 5 * i), addresses)
        }),
      ),
  ],
  [
    'half of the rules cross the other half',
    () => list(...many((i) => (i % 2 ? accept(everyTcpPort, place(i)) : drop(tcp(i + 1), ipv4)))),
  ],
  ['every rule is the same', () => list(...many(() => accept(tcp(22), ipv4)))],
  ['every rule is dead', () => list(drop('all', anyone), ...many((i) => accept(tcp(1 + i), place(i))))],
  ['every rule names a group of its own', () => list(...many((i) => either(i)(tcp(22), group(`sg-${String(i)}`))))],
  ['every rule has an unknown peer', () => list(...many((i) => either(i)(tcp(22), variable(`var.${String(i)}`))))],
  [
    'every rule has unknown ports, shared by pairs',
    () =>
      list(
        ...many((i) => {
          const identity = `var.port_${String(i >> 1)}`
          return { ...either(i >> 1)([], place(i)), services: { certain: [], possible: everyTcpPort, identity } }
        }),
      ),
  ],
  ['no rule has an order', () => unordered(...many((i) => either(i)(tcp(1 + i, 1 + 2 * i), ipv4)))],
  ['rules tie in pairs', () => prioritized('drop', ...many((i) => [i >> 1, either(i)(tcp(22), place(i))] as const))],
  ['all rules tie', () => prioritized('drop', ...many((i) => [1, either(i)(tcp(1 + i, 2 + i), ipv4)] as const))],
  [
    'no rank is known',
    () => ({
      rules: many((i): PolicyRule => ({
        ...either(i)(tcp(1 + i), ipv4),
        rank: { kind: 'between', first: i, last: COUNT + i },
      })),
    }),
  ],
  [
    'every rule has a condition of its own',
    () => list(...many((i) => accept(tcp(22), ipv4, { conditions: [`a${String(i)}=1`] }))),
  ],
  [
    'every pair of rules has a condition of its own',
    () => list(...many((i) => drop(tcp(22), ipv4, { conditions: [`a${String(i >> 1)}=1`] }))),
  ],
  [
    'every rule is a branch of one condition',
    () => list(...many((i) => accept(tcp(22), ipv4, { conditions: [`a=${String(i)}`] }))),
  ],
  [
    'names are those of objects',
    () =>
      list(
        accept(tcp(22), group('__proto__')),
        drop(tcp(22), group('constructor')),
        accept(tcp(22), variable('toString')),
      ),
  ],
])('a group in which %s', (_, make) => {
  it('is answered in the end', { timeout: 1000 * MOST_SECONDS }, () => askEverything(make()))
})

it('judges no rules together past a number of worlds, and says less rather than wrong', () => {
  const conditions = (i: number) => ({ conditions: [`a${String(i >> 1)}=1`] })
  const found = shadowed(list(...many((i) => either(i)(tcp(22), ipv4, conditions(i)))))
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ rule, decidedBy }) => rule === decidedBy + 1 && rule % 2 === 1)).toBe(true)
})

it('knows so many unknown sets of services apart, and says less of more', () => {
  const rules = Array.from({ length: 100 }, (_, i) => {
    const identity = `var.port_${String(i >> 1)}`
    return { ...either(i)([], ipv4), services: { certain: [], possible: everyTcpPort, identity } }
  })
  const dead = shadowed(list(...rules)).map(({ rule }) => rule)
  expect(dead).toEqual(Array.from({ length: 32 }, (_, i) => 2 * i + 1))
})

it('merges rules of groups of thousands, and gives up where they meet too many others', () => {
  const ten = from('10.0.0.0/8')
  const crowd = Array.from({ length: 2100 }, (_, i) => [accept(tcp(i + 1), ten), drop(udp(i + 1), ten)]).flat()
  const every = (first: number) => Array.from({ length: 1000 }, (_, i) => 2 * i + first)
  expect(mergeable(list(...crowd), () => '')).toEqual([])
  expect(mergeable(list(...crowd.slice(0, 2000)), () => '')).toEqual([
    { in: 'ports', rules: every(0), union: { first: 1, last: 1000 } },
    { in: 'ports', rules: every(1), union: { first: 1, last: 1000 } },
  ])
})
