import { describe, expect, it } from 'vitest'
import type { Packet, PolicyRule, Service } from '../../src/evaluator/index.ts'
import { conflictsAmong, verify } from '../../src/evaluator/index.ts'
import { accept, anyone, drop, from, ipv4, list, tcp } from './groups.ts'

/** The packet of a probe that an empty policy drops. */
function witnessOf(services: readonly Service[] | 'all', ...cidrs: string[]): Packet | undefined {
  const peers = cidrs.length === 0 ? ipv4 : from(...cidrs)
  const verification = verify({ rules: [], defaultVerdict: 'drop' }, { services, peers }, 'accept')
  return verification.outcome === 'otherwise' ? verification.witness : undefined
}

const portOf = (first: number, last: number) => witnessOf(tcp(first, last))?.port
const peerOf = (cidr: string) => witnessOf(tcp(22), cidr)?.peer

describe('a witness', () => {
  it('has a port that readers know, where there is one', () => {
    expect(portOf(1, 65535)).toBe(22)
    expect(portOf(22, 500)).toBe(22)
    expect(portOf(20, 22)).toBe(22)
    expect(portOf(23, 500)).toBe(443)
    expect(portOf(400, 443)).toBe(443)
    expect(portOf(23, 90)).toBe(80)
    expect(portOf(79, 80)).toBe(80)
    expect(portOf(8000, 9000)).toBe(8000)
  })

  it('has an address of the documentation ranges, where there is one', () => {
    const example4 = { family: 4, address: 0xcb007105 }
    const example6 = { family: 6, address: (0x2001_0db8n << 96n) + 5n }
    expect(peerOf('0.0.0.0/0')).toEqual(example4)
    expect(peerOf('203.0.113.5/32')).toEqual(example4)
    expect(peerOf('203.0.113.4/31')).toEqual(example4)
    expect(peerOf('203.0.113.6/31')).toEqual({ family: 4, address: 0xcb007106 })
    expect(peerOf('10.0.0.0/8')).toEqual({ family: 4, address: 0x0a000000 })
    expect(peerOf('::/0')).toEqual(example6)
    expect(peerOf('2001:db8::5/128')).toEqual(example6)
    expect(peerOf('2001:db8::4/127')).toEqual(example6)
    expect(peerOf('2001:db8::6/127')).toEqual({ family: 6, address: (0x2001_0db8n << 96n) + 6n })
    expect(peerOf('2001:d00::/32')).toEqual({ family: 6, address: 0x2001_0d00n << 96n })
  })

  it('has a protocol that no rule names, where only such are left', () => {
    const named = (...protocols: number[]) => {
      const rules = list(...protocols.map((protocol) => accept([{ protocol }], anyone)))
      const verification = verify(rules, { services: 'all', peers: anyone }, 'accept')
      return verification.outcome === 'otherwise' && verification.witness.protocol
    }
    expect(named(6, 17)).toBe(254)
    expect(named(6, 17, 254)).toBe(253)
    expect(named(6, 17, 254, 252, 253)).toBe(251)
    expect(named(...Array.from({ length: 255 }, (_, protocol) => protocol))).toBe(255)
  })
})

describe('a witness of an unknown set of services', () => {
  const open = (services: PolicyRule['services'], plane?: PolicyRule['plane']) => {
    const twin = { ...accept([], ipv4), services, ...(plane && { plane }) }
    const [conflict] = conflictsAmong([list(twin), list({ ...twin, verdict: 'drop' })])
    return conflict?.witness
  }
  const peer = { family: 4, address: 0xcb007105 }

  it('has a service that may be in the set', () => {
    const udp = [{ protocol: 17, ports: [{ first: 500, last: 600 }] }]
    expect(open({ certain: [], possible: udp, identity: 'a' })).toEqual({ protocol: 17, port: 500, peer })
    expect(open({ certain: [], possible: [{ protocol: 6 }], identity: 'a' })).toEqual({ protocol: 6, port: 22, peer })
    expect(open({ certain: [], possible: [{ protocol: 1 }], identity: 'a' })).toEqual({ protocol: 1, peer })
    expect(open({ certain: [], possible: 'all', identity: 'a' })).toEqual({ protocol: 6, port: 22, peer })
  })

  it('is on the plane of the rule', () => {
    const services = { certain: [], possible: [{ protocol: 6 }], identity: 'a' }
    expect(open(services, 'internet')).toEqual({ protocol: 6, port: 22, peer, plane: 'internet' })
    expect(open({ ...services, possible: 'all' }, 'internet')).toEqual({
      protocol: 6,
      port: 22,
      peer,
      plane: 'internet',
    })
  })

  it('has a known service where the set certainly holds one', () => {
    expect(open({ certain: tcp(80), possible: 'all', identity: 'a' })).toEqual({ protocol: 6, port: 80, peer })
  })
})

it('is of the rule that drops, not of one that drops something else', () => {
  const verification = verify(list(drop(tcp(22), ipv4)), { services: tcp(21, 22), peers: ipv4 }, 'accept')
  expect(verification).toEqual({
    outcome: 'otherwise',
    rule: undefined,
    witness: { protocol: 6, port: 21, peer: { family: 4, address: 0xcb007105 } },
  })
})
