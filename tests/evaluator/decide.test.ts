import { describe, expect, it } from 'vitest'
import type { Packet, PolicyRule } from '../../src/evaluator/index.ts'
import { decide } from '../../src/evaluator/index.ts'
import {
  accept,
  anyone,
  drop,
  everyTcpPort,
  from,
  group,
  icmp,
  ipv4,
  list,
  prioritized,
  tcp,
  unordered,
  variable,
} from './groups.ts'

const office = { family: 4, address: 0x0a000001 } as const
const ssh: Packet = { protocol: 6, port: 22, peer: office }

describe('decide', () => {
  it('asks rules in order, and then the default', () => {
    const policy = list(drop(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4))
    expect(decide(policy, ssh)).toEqual({ verdict: 'drop', rule: 0 })
    expect(decide(policy, { ...ssh, port: 23 })).toEqual({ verdict: 'accept', rule: 1 })
    expect(decide(policy, { ...ssh, protocol: 17 })).toEqual({ verdict: 'drop', rule: undefined })
    expect(decide(policy, { ...ssh, peer: { family: 6, address: 1n } })).toEqual({ verdict: 'drop', rule: undefined })
  })

  it('knows the first and the last address and port of a range', () => {
    const policy = list(accept(tcp(20, 30), from('10.0.0.0/30')))
    const at = (address: number, port: number) => decide(policy, { protocol: 6, port, peer: { family: 4, address } })
    const last = 0x0a000003
    expect([at(0x0a000000, 20), at(last, 20), at(last, 30)].map(({ verdict }) => verdict)).toEqual([
      'accept',
      'accept',
      'accept',
    ])
    expect([at(0x09ffffff, 20), at(last + 1, 20), at(last, 31), at(last, 19)].map(({ verdict }) => verdict)).toEqual([
      'drop',
      'drop',
      'drop',
      'drop',
    ])
  })

  it('finds an IPv6 address among blocks in any order', () => {
    const policy = list(
      ...['2600::/16', '2400::/16', '2a00::/16', '2001:db8::/32'].map((cidr) => accept('all', from(cidr))),
    )
    const at = (address: bigint) => decide(policy, { protocol: 6, port: 22, peer: { family: 6, address } })
    expect([0x2600n, 0x2400n, 0x2a00n, 0x2500n].map((start) => at(start << 112n))).toMatchObject([
      { rule: 0 },
      { rule: 1 },
      { rule: 2 },
      { verdict: 'drop', rule: undefined },
    ])
    expect(at(0x2001_0db8n << 96n)).toMatchObject({ rule: 3 })
  })

  it('names the rules that may decide by their places in the file', () => {
    const rules = [
      [3, accept(tcp(22), ipv4)],
      [2, drop(tcp(22), ipv4, { conditions: ['a'] })],
      [1, drop(tcp(22), ipv4, { conditions: ['b'] })],
    ] as const
    expect(decide(prioritized('drop', ...rules), ssh)).toEqual({ verdict: 'unknown', candidates: [0, 1, 2] })
  })

  it('goes by priority and tie-break', () => {
    const rules = [
      [1, accept(tcp(22), ipv4)],
      [1, drop(tcp(22), ipv4)],
    ] as const
    expect(decide(prioritized('drop', ...rules), ssh)).toEqual({ verdict: 'drop', rule: 1 })
    expect(decide(prioritized('accept', ...rules), ssh)).toEqual({ verdict: 'accept', rule: 0 })
  })

  it('asks no ports of protocols that have none', () => {
    expect(decide(list(accept(icmp, ipv4)), { protocol: 1, peer: office })).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(list(accept('all', ipv4)), { protocol: 132, peer: office })).toEqual({ verdict: 'accept', rule: 0 })
  })

  it('knows no verdict where the default is unknown or missing rules may decide', () => {
    const { defaultVerdict: _, ...open } = list(accept(tcp(80), ipv4))
    expect(decide(open, ssh)).toEqual({ verdict: 'unknown', candidates: [] })
    const incomplete = { ...list(accept(tcp(80), ipv4)), complete: false }
    expect(decide(incomplete, ssh)).toEqual({ verdict: 'unknown', candidates: [] })
    expect(decide(incomplete, { ...ssh, port: 80 })).toEqual({ verdict: 'accept', rule: 0 })
  })

  it('names the rules that may decide', () => {
    const maybe = drop(tcp(22), ipv4, { conditions: ['a=1'] })
    expect(decide(list(accept(tcp(22), ipv4), maybe), ssh)).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(list(maybe, accept(tcp(22), ipv4), drop('all', ipv4)), ssh)).toEqual({
      verdict: 'unknown',
      candidates: [0, 1],
    })
    expect(decide(list(drop(tcp(22), variable('var.a')), accept('all', anyone)), ssh)).toMatchObject({
      verdict: 'unknown',
    })
    expect(decide(unordered(accept(tcp(22), ipv4), drop(tcp(22), ipv4)), ssh)).toMatchObject({ candidates: [0, 1] })
  })

  it('needs no rule where all that may decide agree', () => {
    const maybe = accept(tcp(22), ipv4, { conditions: ['a=1'] })
    expect(decide(list(maybe, accept(everyTcpPort, ipv4)), ssh)).toEqual({ verdict: 'accept', rule: undefined })
    expect(decide(list({ ...maybe, verdict: 'drop' }), ssh)).toEqual({ verdict: 'drop', rule: undefined })
    expect(decide(unordered(accept(tcp(22), ipv4), accept('all', ipv4)), ssh)).toEqual({
      verdict: 'accept',
      rule: undefined,
    })
  })

  it('knows members of a named set by the name and by rules for everyone', () => {
    const member: Packet = { ...ssh, peer: { symbol: 'sg-1' } }
    expect(decide(list(accept(tcp(22), group('sg-1'))), member)).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(list(accept(tcp(22), anyone)), member)).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(list(accept(tcp(22), ipv4)), member)).toEqual({ verdict: 'unknown', candidates: [0] })
    expect(decide(list(accept(tcp(22), group('sg-2'))), member)).toEqual({ verdict: 'unknown', candidates: [0] })
    expect(decide(list(accept(tcp(22), { ranges: [] })), member)).toEqual({ verdict: 'drop', rule: undefined })
  })

  it('keeps planes apart where the packet and the rule name one', () => {
    const policy = list(accept(tcp(22), ipv4, { plane: 'internet' }))
    expect(decide(policy, { ...ssh, plane: 'internet' })).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(policy, { ...ssh, plane: 'intranet' })).toEqual({ verdict: 'drop', rule: undefined })
    expect(decide(policy, ssh)).toEqual({ verdict: 'unknown', candidates: [0] })
    expect(decide(list(accept(tcp(22), ipv4, { plane: 'unknown' })), { ...ssh, plane: 'internet' }).verdict).toBe(
      'unknown',
    )
  })

  it('keeps to what an unknown set of services certainly holds and possibly may', () => {
    const services: PolicyRule['services'] = { certain: tcp(22), possible: tcp(1, 100) }
    const policy = list({ ...accept([], ipv4), services })
    expect(decide(policy, ssh)).toEqual({ verdict: 'accept', rule: 0 })
    expect(decide(policy, { ...ssh, port: 80 })).toEqual({ verdict: 'unknown', candidates: [0] })
    expect(decide(policy, { ...ssh, port: 443 })).toEqual({ verdict: 'drop', rule: undefined })
  })
})
