import { isIPv4, isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress, parseAddressOfFamily, parseAddressOrRange } from '../../../src/providers/syntax/addresses.ts'

const EVERY_IPV4 = { family: 4, first: 0, last: 0xffffffff }

/** The range of a CIDR, by masks and not by division. */
function masked(value: bigint, bits: number, prefix: number): { first: bigint; last: bigint } {
  const host = (1n << BigInt(bits - prefix)) - 1n
  return { first: value & ~host, last: value | host }
}

describe('parseAddress', () => {
  it.each([
    ['10.0.0.1', { family: 4, first: 0x0a000001, last: 0x0a000001 }],
    ['10.0.0.0/8', { family: 4, first: 0x0a000000, last: 0x0affffff }],
    ['255.255.255.255/32', { family: 4, first: 0xffffffff, last: 0xffffffff }],
    ['0.0.0.0/0', EVERY_IPV4],
    ['0.0.0.0', { family: 4, first: 0, last: 0 }],
    ['::/0', { family: 6, first: 0n, last: (1n << 128n) - 1n }],
    ['::1', { family: 6, first: 1n, last: 1n }],
    ['2001:DB8::/32', { family: 6, first: 0x20010db8n << 96n, last: (0x20010db9n << 96n) - 1n }],
    ['::ffff:10.0.0.1', { family: 6, first: 0xffff0a000001n, last: 0xffff0a000001n }],
    ['::10.0.0.1', { family: 6, first: 0x0a000001n, last: 0x0a000001n }],
    ['::ffff:10.0.0.0/104', { family: 6, first: 0xffff0a000000n, last: 0xffff0affffffn }],
  ])('reads %s', (text, value) => {
    expect(parseAddress(text)).toEqual({ value })
  })

  it.each([
    ['10.0.0.1/8', '10.0.0.0/8'],
    ['192.168.31.200/19', '192.168.0.0/19'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:10.0.0.1/104', '::ffff:a00:0/104'],
  ])('takes %s for its network, with a remark', (text, network) => {
    const expected = parseAddress(network)
    expect(expected).not.toHaveProperty('remark')
    expect(parseAddress(text)).toEqual({
      ...expected,
      remark: { what: 'has host bits set, but the prefix ignores them', instead: network },
    })
  })

  it.each(['1.2.3.4/0', '255.255.255.255/0'])('takes %s for everybody, with a remark', (text) => {
    const what = 'covers every address, whatever stands before `/0`'
    expect(parseAddress(text)).toEqual({ value: EVERY_IPV4, remark: { what } })
  })

  it.each([
    '',
    ' 10.0.0.0/8',
    '10.0.0.0/8\n',
    '10.0.0/8',
    '10',
    '0x0a000001',
    '010.0.0.1',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    '::/129',
    '::1::',
    '2001:db8::12345',
    '::ffff:010.0.0.1',
    '::ffff:10.0.0.256',
    'sg-12345678',
    '*',
  ])('refuses %j', (text) => {
    expect(parseAddress(text)).toEqual({ problem: { what: 'is no IP address or CIDR' } })
  })

  it('reads every IPv4 CIDR as its mask does', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const value = address.split('.').reduce((sum, octet) => (sum << 8n) + BigInt(octet), 0n)
        const { first, last } = masked(value, 32, prefix)
        expect(parseAddress(`${address}/${prefix}`)).toMatchObject({
          value: { family: 4, first: Number(first), last: Number(last) },
        })
      }),
    )
  })

  it('reads every IPv6 CIDR as its mask does', () => {
    const group = fc.integer({ min: 0, max: 0xffff })
    const groups = fc.array(group, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 128 }), (parts, prefix) => {
        const value = parts.reduce((sum, part) => (sum << 16n) + BigInt(part), 0n)
        const text = `${parts.map((part) => part.toString(16)).join(':')}/${prefix}`
        expect(parseAddress(text)).toMatchObject({ value: { family: 6, ...masked(value, 128, prefix) } })
      }),
    )
  })

  it('takes for an address what Node.js takes for one', () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.stringMatching(/^[0-9a-f:.]{0,20}$/), fc.string())
    fc.assert(
      fc.property(
        text.filter((address) => !/[/%]/u.test(address)),
        (address) => {
          expect('value' in parseAddress(address)).toBe(isIPv4(address) || isIPv6(address))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('proposes networks that are read as written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 32 }), (address, prefix) => {
        const parsed = parseAddress(`${address}/${prefix}`)
        if (!('remark' in parsed)) return
        expect(parseAddress(String(parsed.remark.instead))).toEqual({ value: parsed.value })
      }),
    )
  })
})

describe('parseAddressOfFamily', () => {
  it('takes one family', () => {
    expect(parseAddressOfFamily('10.0.0.1', 4)).toHaveProperty('value')
    expect(parseAddressOfFamily('::1', 6)).toHaveProperty('value')
    expect(parseAddressOfFamily('::1', 4)).toEqual({ problem: { what: 'is IPv6, where IPv4 is expected' } })
    expect(parseAddressOfFamily('10.0.0.1', 6)).toEqual({ problem: { what: 'is IPv4, where IPv6 is expected' } })
    expect(parseAddressOfFamily('nobody', 6)).toEqual({ problem: { what: 'is no IP address or CIDR' } })
  })
})

describe('parseAddressOrRange', () => {
  it.each([
    ['10.0.0.1', { family: 4, first: 0x0a000001, last: 0x0a000001 }],
    ['10.0.0.0/8', { family: 4, first: 0x0a000000, last: 0x0affffff }],
    ['10.0.0.1-10.0.0.100', { family: 4, first: 0x0a000001, last: 0x0a000064 }],
    ['::1-::ff', { family: 6, first: 1n, last: 0xffn }],
    ['::1-::1', { family: 6, first: 1n, last: 1n }],
  ])('reads %s', (text, value) => {
    expect(parseAddressOrRange(text)).toEqual({ value })
  })

  it.each([
    ['10.0.0.9-10.0.0.1', { what: 'is reversed', instead: '10.0.0.1-10.0.0.9' }],
    ['::9-::1', { what: 'is reversed', instead: '::1-::9' }],
    ['10.0.0.1-::1', { what: 'mixes IPv4 and IPv6' }],
    ['::1-10.0.0.1', { what: 'mixes IPv4 and IPv6' }],
    ['10.0.0.0/8-11.0.0.0/8', { what: 'is no range of IP addresses' }],
    ['10.0.0.1-', { what: 'is no range of IP addresses' }],
    ['-10.0.0.1', { what: 'is no range of IP addresses' }],
    ['10.0.0.1-10.0.0.2-10.0.0.3', { what: 'is no range of IP addresses' }],
    ['nobody', { what: 'is no IP address or CIDR' }],
  ])('refuses %s', (text, problem) => {
    expect(parseAddressOrRange(text)).toEqual({ problem })
  })

  it('reads back every range', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (a, b) => {
        const value = (text: string): number => text.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
        const [low = a, high = b] = [a, b].sort((x, y) => value(x) - value(y))
        expect(parseAddressOrRange(`${low}-${high}`)).toEqual({
          value: { family: 4, first: value(low), last: value(high) },
        })
      }),
    )
  })

  it('never throws', () => {
    const part = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.stringMatching(/^[0-9a-f:./-]{0,30}$/))
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), (parts) => {
        const parsed = parseAddressOrRange(parts.join('-'))
        expect('value' in parsed).not.toBe('problem' in parsed)
      }),
      { numRuns: 1000 },
    )
  })
})
