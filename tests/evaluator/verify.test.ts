import { describe, expect, it } from 'vitest'
import type { PolicyRule, Probe } from '../../src/evaluator/index.ts'
import { verify } from '../../src/evaluator/index.ts'
import { accept, anyone, drop, everyTcpPort, from, group, ipv4, ipv6, list, tcp, variable } from './groups.ts'

const sshFromAnywhere: Probe = { services: tcp(22), peers: ipv4 }

describe('verify', () => {
  it('is as expected where every packet gets the verdict', () => {
    expect(verify(list(accept(tcp(22), ipv4)), sshFromAnywhere, 'accept')).toEqual({ outcome: 'as expected' })
    expect(verify(list(accept(tcp(80), ipv4)), sshFromAnywhere, 'drop')).toEqual({ outcome: 'as expected' })
    const halves = [accept(tcp(22), from('0.0.0.0/1')), accept(everyTcpPort, from('128.0.0.0/1'))]
    expect(verify(list(...halves), sshFromAnywhere, 'accept')).toEqual({ outcome: 'as expected' })
  })

  it('names the rule that decides otherwise, and a packet', () => {
    const policy = list(accept(tcp(80), ipv4), drop(tcp(22), from('10.0.0.0/8')), accept(everyTcpPort, ipv4))
    expect(verify(policy, sshFromAnywhere, 'accept')).toEqual({
      outcome: 'otherwise',
      rule: 1,
      witness: { protocol: 6, port: 22, peer: { family: 4, address: 0x0a000000 } },
    })
    expect(verify(policy, sshFromAnywhere, 'drop')).toMatchObject({ outcome: 'otherwise', rule: 2 })
  })

  it('names no rule where the default decides otherwise', () => {
    const policy = list(accept(tcp(22), from('10.0.0.0/8')))
    expect(verify(policy, sshFromAnywhere, 'accept')).toMatchObject({ outcome: 'otherwise', rule: undefined })
    expect(verify({ rules: [], defaultVerdict: 'accept' }, sshFromAnywhere, 'drop')).toMatchObject({
      outcome: 'otherwise',
    })
  })

  it('looks at both families only if the probe does', () => {
    const policy = list(accept(tcp(22), ipv4))
    expect(verify(policy, { services: tcp(22), peers: ipv6 }, 'drop').outcome).toBe('as expected')
    expect(verify(policy, { services: tcp(22), peers: anyone }, 'accept').outcome).toBe('otherwise')
  })

  it('knows nothing of what only missing rules or an unknown default decide', () => {
    expect(verify({ rules: [] }, sshFromAnywhere, 'drop')).toEqual({ outcome: 'unknown' })
    expect(verify({ ...list(accept(tcp(80), ipv4)), complete: false }, sshFromAnywhere, 'drop')).toEqual({
      outcome: 'unknown',
    })
    expect(verify({ ...list(accept(tcp(22), ipv4)), complete: false }, sshFromAnywhere, 'drop').outcome).toBe(
      'otherwise',
    )
  })

  it.each<[string, Omit<PolicyRule, 'rank'>]>([
    ['addresses', accept(tcp(22), variable('var.a'))],
    ['services', { ...accept([], ipv4), services: { certain: [], possible: everyTcpPort } }],
    ['plane', accept(tcp(22), ipv4, { plane: 'unknown' })],
    ['existence', accept(tcp(22), ipv4, { conditions: ['a=1'] })],
    ['verdict', { ...accept(tcp(22), ipv4), verdict: undefined }],
  ])('knows nothing of what a rule of unknown %s may decide', (_, rule) => {
    expect(verify(list(rule), sshFromAnywhere, 'drop')).toEqual({ outcome: 'unknown' })
    expect(verify(list(drop(tcp(22), ipv4), rule), sshFromAnywhere, 'drop')).toEqual({ outcome: 'as expected' })
  })

  it('lets the later of two rules of unknown ranks come first, if it may', () => {
    const verified = (first: number, last: number) => {
      const accepts: PolicyRule = { ...accept(tcp(22), ipv4), rank: { kind: 'between', first: 1, last } }
      const drops: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'between', first, last: first + 1 } }
      return verify({ rules: [accepts, drops] }, sshFromAnywhere, 'accept')
    }
    expect(verified(3, 9)).toEqual({ outcome: 'unknown' })
    expect(verified(3, 2)).toEqual({ outcome: 'as expected' })
  })

  it('knows nothing of what a rule of unknown rank may decide', () => {
    const between: PolicyRule = { ...accept(tcp(22), ipv4), rank: { kind: 'between', first: 1, last: 3 } }
    const drops: PolicyRule = { ...drop(tcp(22), ipv4), rank: { kind: 'at', value: 2 } }
    expect(verify({ rules: [between, drops] }, sshFromAnywhere, 'drop')).toEqual({ outcome: 'unknown' })
    expect(
      verify({ rules: [{ ...between, rank: { kind: 'undefined' } }, drops] }, sshFromAnywhere, 'drop').outcome,
    ).toBe('unknown')
    expect(
      verify({ rules: [{ ...between, rank: { kind: 'at', value: 3 } }, drops] }, sshFromAnywhere, 'drop').outcome,
    ).toBe('as expected')
  })

  it('is otherwise for certain, whatever else is unknown', () => {
    const policy = list(accept(tcp(22), from('8.8.8.0/24')), drop(tcp(22), variable('var.a')))
    expect(verify(policy, sshFromAnywhere, 'drop')).toMatchObject({ outcome: 'otherwise', rule: 0 })
  })

  it('does not know which addresses are in a named set', () => {
    const policy = list(accept(tcp(22), group('sg-1')))
    expect(verify(policy, sshFromAnywhere, 'drop')).toEqual({ outcome: 'unknown' })
    expect(verify(policy, { ...sshFromAnywhere, services: tcp(80) }, 'drop')).toEqual({ outcome: 'as expected' })
    expect(verify(list(drop(tcp(22), ipv4), ...policy.rules), sshFromAnywhere, 'drop').outcome).toBe('as expected')
  })

  it('takes no packet for one of a named set from the rules behind it', () => {
    const policy = list(drop(tcp(22), group('sg-1')), accept(tcp(22), ipv4))
    expect(verify(policy, sshFromAnywhere, 'drop')).toMatchObject({ outcome: 'otherwise', rule: 1 })
  })

  it.each<[string, Partial<PolicyRule>]>([
    ['addresses', { peers: variable('var.a') }],
    ['addresses of a named set', { peers: group('sg-1') }],
    ['services', { services: { certain: [], possible: everyTcpPort } }],
    ['plane', { plane: 'unknown' }],
    ['existence', { conditions: ['a=1'] }],
    ['rank', { rank: { kind: 'undefined' } }],
  ])('does not mind unknown %s of a rule of the verdict', (_, unknown) => {
    const [first, ...others] = list(accept(tcp(22), ipv4), accept(everyTcpPort, ipv4)).rules
    const policy = { rules: [{ ...(first as PolicyRule), ...unknown }, ...others] }
    expect(verify(policy, sshFromAnywhere, 'accept')).toEqual({ outcome: 'as expected' })
    expect(verify(policy, { ...sshFromAnywhere, peers: ipv6 }, 'accept')).toEqual({ outcome: 'unknown' })
  })
})
