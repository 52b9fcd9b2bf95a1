/** Services as bits: what each bit stands for, and which bits services have. */
import { describe, expect, it } from 'vitest'
import { createServiceLine } from '../../src/evaluator/service-line.ts'
import type { Service } from '../../src/evaluator/index.ts'
import { accept, everyTcpPort, icmp, ipv4, list, tcp, udp } from './groups.ts'

function lineOf(...services: (readonly Service[] | 'all')[]) {
  return createServiceLine(list(...services.map((each) => accept(each, ipv4))))
}

describe('the line of services', () => {
  const ssh = lineOf(tcp(22), icmp, 'all')

  it('has a bit for each run of ports that no rule tells apart, one for each other protocol, one for all the others', () => {
    expect(Array.from({ length: ssh.bits + 1 }, (_, bit) => ssh.runOf(bit))).toEqual([
      { protocol: 6, ports: { first: 1, last: 21 } },
      { protocol: 6, ports: { first: 22, last: 22 } },
      { protocol: 6, ports: { first: 23, last: 65535 } },
      { protocol: 17, ports: { first: 1, last: 65535 } },
      { protocol: 1 },
      { protocol: undefined },
      undefined,
    ])
  })

  it('tells what bits in a row stand for, protocol by protocol', () => {
    expect(ssh.runsOf(1, 5)).toEqual([
      { protocol: 6, ports: { first: 22, last: 65535 } },
      { protocol: 17, ports: { first: 1, last: 65535 } },
      { protocol: 1 },
    ])
  })

  it('has the services of a rule as runs of bits', () => {
    expect(ssh.spansOf(tcp(22), ssh.planes)).toEqual([1, 2])
    expect(ssh.spansOf(everyTcpPort, ssh.planes)).toEqual([0, 3])
    expect(ssh.spansOf([...tcp(1, 21), ...icmp], ssh.planes)).toEqual([0, 1, 4, 5])
    expect(ssh.spansOf('all', ssh.planes)).toEqual([0, 6])
    expect(ssh.spansOf([], ssh.planes)).toEqual([])
  })

  it('joins the ports of one service', () => {
    const ports = [80, 22, 23].map((port) => ({ first: port, last: port }))
    const line = lineOf([{ protocol: 6, ports }])
    expect(line.spansOf([{ protocol: 6, ports }], line.planes)).toEqual([1, 3, 4, 5])
    expect(line.spansOf([{ protocol: 6, ports: [] }], line.planes)).toEqual([])
  })

  it('ends with the last port', () => {
    const line = lineOf(udp(65535))
    expect(line.spansOf(udp(65535), line.planes)).toEqual([2, 3])
    expect(line.runOf(2)).toMatchObject({ protocol: 17, ports: { first: 65535, last: 65535 } })
    expect(line.bits).toBe(4)
  })

  it('knows no ports of protocols that have none', () => {
    const odd = [{ protocol: 1, ports: [{ first: 8, last: 8 }] }]
    const line = lineOf(odd)
    expect(line.bits).toBe(4)
    expect(line.spansOf(odd, line.planes)).toEqual([2, 3])
  })

  it('has the bits of each plane, where rules name planes', () => {
    const line = createServiceLine(list(accept(tcp(22), ipv4, { plane: 'intranet' }), accept('all', ipv4)))
    expect(line.planes).toEqual(['internet', 'intranet'])
    expect(line.bits).toBe(10)
    expect(line.spansOf(tcp(22), ['internet'])).toEqual([1, 2])
    expect(line.spansOf(tcp(22), ['intranet'])).toEqual([6, 7])
    expect(line.spansOf(tcp(22), line.planes)).toEqual([1, 2, 6, 7])
    expect(line.spansOf('all', line.planes)).toEqual([0, 10])
    expect(line.runOf(6)).toEqual({ protocol: 6, plane: 'intranet', ports: { first: 22, last: 22 } })
    expect(line.runsOf(4, 6)).toEqual([
      { protocol: undefined, plane: 'internet' },
      { protocol: 6, plane: 'intranet', ports: { first: 1, last: 21 } },
    ])
  })

  it('makes the spans of services once for all rules in a row that have them', () => {
    expect(ssh.spansOf(tcp(22), ssh.planes)).toBe(ssh.spansOf(tcp(22), ssh.planes))
    expect(ssh.spansOf(tcp(1, 21), ssh.planes)).not.toEqual(ssh.spansOf(tcp(1, 22), ssh.planes))
  })
})
