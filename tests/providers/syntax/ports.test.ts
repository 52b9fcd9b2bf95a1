import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROTOCOL } from '../../../src/model/packet-space.ts'
import { isPorted, parsePortList, parsePortPair } from '../../../src/providers/syntax/ports.ts'

const port = fc.integer({ min: 1, max: 65535 })
const range = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))

describe('isPorted', () => {
  it.each([
    [PROTOCOL.tcp, true],
    [PROTOCOL.udp, true],
    [PROTOCOL.icmp, false],
    ['all', false],
    [undefined, false],
  ] as const)('%s: %s', (protocol, expected) => {
    expect(isPorted(protocol)).toBe(expected)
  })
})

describe('parsePortList', () => {
  it.each([
    ['80', [[80, 80]]],
    ['1', [[1, 1]]],
    ['65535', [[65535, 65535]]],
    ['080', [[80, 80]]],
    [
      '22,3389',
      [
        [22, 22],
        [3389, 3389],
      ],
    ],
    [
      '22, 3389 ',
      [
        [22, 22],
        [3389, 3389],
      ],
    ],
    ['8000-8010', [[8000, 8010]]],
    ['80-80', [[80, 80]]],
  ])('reads %j', (text, bounds) => {
    expect(parsePortList(text)).toEqual({ value: bounds.map(([first, last]) => ({ first, last })) })
  })

  it('reads a list that holds a range, with a remark', () => {
    expect(parsePortList('22,80-90')).toEqual({
      value: [
        { first: 22, last: 22 },
        { first: 80, last: 90 },
      ],
      remark: { what: 'lists a range, but only single ports can be listed: give the range a rule of its own' },
    })
  })

  it.each([
    ['0', { what: 'is outside ports 1 to 65535' }],
    ['65536', { what: 'is outside ports 1 to 65535' }],
    ['0-80', { what: 'is outside ports 1 to 65535' }],
    ['80-70000', { what: 'is outside ports 1 to 65535' }],
    ['90-80', { what: 'is reversed', instead: '80-90' }],
    ['http', { what: 'is no port and no range such as `8000-8010`' }],
    ['-1', { what: 'is no port and no range such as `8000-8010`' }],
    ['80.5', { what: 'is no port and no range such as `8000-8010`' }],
    ['80/80', { what: 'is no port and no range such as `8000-8010`' }],
    ['1-2-3', { what: 'is no port and no range such as `8000-8010`' }],
    ['80,', { what: 'holds an empty element' }],
    ['80,70000', { what: 'holds `70000`, which is outside ports 1 to 65535' }],
    ['22,90-80', { what: 'holds `90-80`, which is reversed', instead: '22,80-90' }],
  ])('refuses %j', (text, problem) => {
    expect(parsePortList(text)).toEqual({ problem })
  })

  it('reads back every list it is given', () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1 }), (ranges) => {
        const text = ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
        expect(parsePortList(text)).toMatchObject({ value: ranges })
      }),
    )
  })
})

describe('parsePortPair', () => {
  it('reads back every pair', () => {
    fc.assert(
      fc.property(range, ({ first, last }) => {
        expect(parsePortPair(`${first}/${last}`)).toEqual({ value: { first, last } })
      }),
    )
  })

  it.each([
    ['80', { what: 'is not written `first/last`', instead: '80/80' }],
    ['80-90', { what: 'is not written `first/last`', instead: '80/90' }],
    ['90-80', { what: 'is reversed', instead: '80/90' }],
    ['200/1', { what: 'is reversed', instead: '1/200' }],
    ['80,443', { what: 'is not written `first/last`' }],
    ['-1/80', { what: 'is not written `first/last`' }],
    ['1/2/3', { what: 'is not written `first/last`' }],
    ['0/80', { what: 'is outside ports 1 to 65535' }],
    ['80/65536', { what: 'is outside ports 1 to 65535' }],
    ['70000', { what: 'is outside ports 1 to 65535' }],
  ])('refuses %j', (text, problem) => {
    expect(parsePortPair(text)).toEqual({ problem })
  })
})

it('every proposal is accepted, and no text throws', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{0,6}[,/-]?[0-9]{0,6}$/))
  fc.assert(
    fc.property(text, fc.constantFrom(parsePortList, parsePortPair), (written, parse) => {
      const parsed = parse(written)
      if (!('problem' in parsed) || parsed.problem.instead === undefined) return
      expect(parse(String(parsed.problem.instead))).not.toHaveProperty('problem')
    }),
    { numRuns: 1000 },
  )
})
