import { describe, expect, it } from 'vitest'
import type { AddressRange, Packet } from '../../src/evaluator/index.ts'
import {
  listing,
  packetText,
  peerText,
  portList,
  protocolName,
  rangeText,
  ruleListing,
  ruleText,
  serviceList,
} from '../../src/lint/wording.ts'
import type { Rule } from '../../src/model/declarations.ts'
import { readGroup } from '../formats/terraform/read.ts'

const ruleSet = (ingress: object[]): readonly Rule[] =>
  readGroup({ resource: { tencentcloud_security_group_rule_set: { web: { ingress } } } }).rules

it('protocols by name, by number, and those that nothing names', () => {
  expect([6, 58, 89, undefined].map(protocolName)).toEqual(['tcp', 'icmpv6', 'protocol 89', 'every other protocol'])
})

it('ports as intervals', () => {
  const ports = [
    { first: 22, last: 22 },
    { first: 8000, last: 8010 },
  ]
  expect(portList(ports)).toBe('22, 8000-8010')
  const services = [
    { protocol: 1, ports: undefined },
    { protocol: 6, ports },
    { protocol: 17, ports: ports.slice(0, 1) },
  ]
  expect(serviceList(services)).toBe('icmp, tcp 22, 8000-8010 and udp 22')
})

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j in a sentence', (parts, text) => {
  expect(listing(parts)).toBe(text)
})

it.each<[AddressRange, string]>([
  [{ family: 4, first: 0x0a000001, last: 0x0a000001 }, '10.0.0.1'],
  [{ family: 4, first: 0x0a000000, last: 0x0affffff }, '10.0.0.0/8'],
  [{ family: 4, first: 0, last: 0xffffffff }, '0.0.0.0/0'],
  [{ family: 4, first: 0x0a000001, last: 0x0a000002 }, '10.0.0.1-10.0.0.2'],
  [{ family: 6, first: 0n, last: (1n << 128n) - 1n }, '::/0'],
  [{ family: 6, first: 1n, last: 1n }, '::1'],
])('addresses: %o', (range, text) => {
  expect(rangeText(range)).toBe(text)
})

describe('packets', () => {
  const peer = { family: 4, address: 0xcb007105 } as const

  it.each<[Packet, string, string]>([
    [{ protocol: 6, port: 22, peer }, 'ingress', '203.0.113.5 → tcp 22'],
    [{ protocol: 17, port: 53, peer }, 'egress', 'udp 53 → 203.0.113.5'],
    [{ protocol: 1, peer: { family: 6, address: 1n << 125n } }, 'ingress', '2000:: → icmp'],
    [{ protocol: 6, port: 22, peer: { symbol: 'sg-1' } }, 'ingress', 'sg-1 → tcp 22'],
  ])('%o %s', (packet, direction, text) => {
    expect(packetText(packet, direction)).toBe(text)
  })
})

describe('rules', () => {
  it.each([
    [
      { action: 'ACCEPT', cidr_block: '10.0.0.0/8', protocol: 'TCP', port: '22,80' },
      'accept tcp 22, 80 from 10.0.0.0/8',
    ],
    [{ action: 'DROP', cidr_block: '10.0.0.0/8', protocol: 'UDP', port: 'ALL' }, 'drop udp from 10.0.0.0/8'],
    [{ action: 'DROP', source_security_id: 'sg-1' }, 'drop all from sg-1'],
    [{ action: '${var.a}', cidr_block: '${var.b}', protocol: '${var.c}' }, '`${var.a}` `${var.c}` from `${var.b}`'],
    [{ action: 'PASS', cidr_block: '10.0.0.0/99', protocol: 'TCP', port: '0' }, '`PASS` tcp `0` from `10.0.0.0/99`'],
    [{ action: 'DROP' }, 'drop all from no peer'],
  ])('%j', (item, summary) => {
    expect(ruleSet([item]).map((rule) => ruleText(rule, rule.origin))).toEqual([`ingress rule 1 (line 1: ${summary})`])
  })

  it('no more than four in a row', () => {
    const rules = ruleSet(Array.from({ length: 6 }, () => ({ action: 'DROP', cidr_block: '::1' })))
    const list = (count: number): string => (rules[0] ? ruleListing(rules.slice(0, count), rules[0].origin) : '')
    expect(list(2)).toMatch(/^ingress rule 1 \(.*\) and ingress rule 2 \(.*\)$/u)
    expect(list(5)).toMatch(/ingress rule 4 \(.*\) and 1 more rule$/u)
    expect(list(6)).toMatch(/ingress rule 4 \(.*\) and 2 more rules$/u)
  })

  it('no more than three blocks of a peer', () => {
    const [rule] = readGroup({
      resource: {
        alicloud_security_group_rule: { a: { cidr_ip: '10.0.0.1,10.0.0.3,10.0.0.5,10.0.0.7', type: 'ingress' } },
      },
    }).rules
    expect(rule && peerText(rule)).toBe('10.0.0.1, 10.0.0.3, 10.0.0.5 and 1 more')
  })
})
