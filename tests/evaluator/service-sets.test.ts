/** Which services rules match for certain, which they may match, and which sets are known by name only. */
import { describe, expect, it } from 'vitest'
import type { Policy, PolicyRule } from '../../src/evaluator/index.ts'
import { createServiceSets } from '../../src/evaluator/service-sets.ts'
import { accept, everyTcpPort, icmp, ipv4, list, tcp, udp } from './groups.ts'

type Draft = Parameters<typeof list>[0]

function bounded(certain: PolicyRule['services']['certain'], possible: typeof certain, identity?: string): Draft {
  const services = { certain, possible, ...(identity !== undefined && { identity }) }
  return { ...accept([], ipv4), services }
}

function setsOf(policy: Policy) {
  const sets = createServiceSets(policy)
  return { ...sets, each: policy.rules.map((rule) => sets.of(rule)) }
}

describe('services of a rule', () => {
  it('are one set where they are settled', () => {
    const { each, bits, lineBits } = setsOf(list(accept(tcp(22), ipv4)))
    expect(each).toEqual([{ certain: [1, 2], possible: [1, 2], subject: [1, 2], widest: undefined, areSettled: true }])
    expect(bits).toBe(lineBits)
  })

  it('lie between two bounds where they are open, and all that they may be has to be covered', () => {
    const { each } = setsOf(list(bounded(tcp(22), everyTcpPort, 'var.port')))
    expect(each).toEqual([{ certain: [1, 2], possible: [0, 3], subject: [0, 3], widest: undefined, areSettled: false }])
  })

  it('are on the planes of the rule; on one that is not known, none is certain', () => {
    const on = (plane: PolicyRule['plane']) => accept(tcp(22), ipv4, plane && { plane })
    const { each } = setsOf(list(on('internet'), on('intranet'), on(undefined), on('unknown')))
    expect(each.map(({ certain, possible, areSettled }) => [certain, possible, areSettled])).toEqual([
      [[1, 2], [1, 2], true],
      [[6, 7], [6, 7], true],
      [[1, 2, 6, 7], [1, 2, 6, 7], true],
      [[], [1, 2, 6, 7], false],
    ])
  })
})

describe('an unknown set of services that several rules have', () => {
  const own = bounded(tcp(22), tcp(1, 100), 'var.port')

  it('has a bit behind the line: in rules that hold all that it may be, and in what others may match', () => {
    const { each, lineBits, bits, boundOf } = setsOf(
      list(own, own, accept(tcp(1, 100), ipv4), accept(tcp(50), ipv4), accept(icmp, ipv4)),
    )
    const bit = [lineBits, lineBits + 1]
    expect(bits).toBe(lineBits + 1)
    expect(boundOf(lineBits)).toEqual([0, 5])
    expect(boundOf(0)).toBeUndefined()
    expect(each.map(({ certain, possible }) => [certain, possible])).toEqual([
      [
        [1, 2, ...bit],
        [0, 5, ...bit],
      ],
      [
        [1, 2, ...bit],
        [0, 5, ...bit],
      ],
      [
        [0, 5, ...bit],
        [0, 5, ...bit],
      ],
      [
        [3, 4],
        [3, 4, ...bit],
      ],
      [
        [7, 8],
        [7, 8],
      ],
    ])
    expect(each.map(({ subject, widest }) => [subject, widest]).slice(1, 3)).toEqual([
      [
        [1, 2, ...bit],
        [0, 5],
      ],
      [[0, 5], undefined],
    ])
    expect(each.map(({ areSettled }) => areSettled)).toEqual([false, false, true, true, true])
  })

  it('has a bit on each plane', () => {
    const { each, lineBits, bits, boundOf } = setsOf(list(own, { ...own, plane: 'intranet' }))
    expect(bits).toBe(lineBits + 2)
    expect([0, 1].map((i) => boundOf(lineBits + i))).toEqual([
      [0, 3],
      [6, 9],
    ])
    expect(each.map(({ subject }) => subject)).toEqual([
      [1, 2, 7, 8, lineBits, lineBits + 2],
      [7, 8, lineBits + 1, lineBits + 2],
    ])
  })

  it('is told apart from others of another name, and from those that one rule has', () => {
    const other = bounded([], udp(53), 'var.other')
    const { each, lineBits, bits } = setsOf(list(own, other, own, other, bounded([], udp(53), 'var.single')))
    expect(bits).toBe(lineBits + 2)
    expect(each.map(({ widest }) => widest !== undefined)).toEqual([true, true, true, true, false])
    expect(each[1]?.subject).toEqual([lineBits + 1, lineBits + 2])
    expect(each[4]?.certain).toEqual([])
  })

  it('has no bit past 32 of them', () => {
    const pairs = Array.from({ length: 66 }, (_, i) => bounded([], udp(53), `var.${String(i >> 1)}`))
    const { each, lineBits, bits } = setsOf(list(...pairs))
    expect(bits).toBe(lineBits + 32)
    expect(each.filter(({ widest }) => widest)).toHaveLength(64)
  })
})

describe('what is known of services', () => {
  const open = bounded(tcp(22), everyTcpPort)

  it.each<[string, Draft, Draft]>([
    ['settled ones', accept(tcp(22), ipv4), accept(tcp(22), ipv4)],
    ['bounds', open, open],
    ['sets with a name', bounded([], udp(53), 'a'), bounded([], udp(53), 'a')],
  ])('is one for neighbours that match the same: %s', (_, one, other) => {
    const { each } = setsOf(list(one, other))
    expect(each[1]).toBe(each[0])
  })

  it('is not one for settled neighbours that start with the same port and end with others', () => {
    const { each } = setsOf(list(accept(tcp(1, 22), ipv4), accept(tcp(1, 80), ipv4)))
    expect(each.map(({ certain }) => certain)).toEqual([
      [0, 1],
      [0, 2],
    ])
  })

  const unknown = bounded([], udp(53), 'a')

  it.each<[string, Draft, Draft]>([
    ['which ports of a run', accept(tcp(1, 22), ipv4), accept(tcp(1, 80), ipv4)],
    ['what is certain', bounded(tcp(22), tcp(22, 80)), bounded([], tcp(22, 80))],
    ['what is possible', bounded(tcp(22), tcp(22, 80)), bounded(tcp(22), tcp(22, 90))],
    ['whether there is a bound', bounded(tcp(22), tcp(22)), accept(tcp(22), ipv4)],
    ['whether there is none', accept(tcp(22), ipv4), bounded(tcp(22), tcp(22))],
    ['whether the plane is known', open, { ...open, plane: 'unknown' }],
    ['the plane', { ...open, plane: 'internet' }, { ...open, plane: 'unknown' }],
    ['the name', unknown, bounded([], udp(53), 'b')],
  ])('is not one for neighbours that differ: %s', (_, one, other) => {
    const { each } = setsOf(list(one, other, unknown, unknown))
    expect(each[1]).not.toBe(each[0])
    expect(each[1]).not.toEqual(each[0])
  })
})
