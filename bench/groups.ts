/** Groups of rules to measure with, made of good random numbers so that every run sees the same. */
import type { AddressRange, Policy, PolicyRule, Service } from '../src/evaluator/index.ts'
import { PROTOCOL } from '../src/evaluator/index.ts'

type Random = (below: number) => number

/** Numbers from 0 up to a bound, excluded. */
function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

function group(count: number, seed: number, rule: (random: Random, index: number) => PolicyRule): Policy {
  const random = randomFrom(seed)
  return { defaultVerdict: 'drop', rules: Array.from({ length: count }, (_, index) => rule(random, index)) }
}

function block(first: number, prefix: number): AddressRange {
  const size = 2 ** (32 - prefix)
  const start = Math.floor(first / size) * size
  return { family: 4, first: start, last: start + size - 1 }
}

function tcp(first: number, last: number): readonly Service[] {
  return [{ protocol: PROTOCOL.tcp, ports: [{ first, last }] }]
}

const PORTS = [22, 80, 443, 3306, 3389, 5432, 6379, 8080, 8443, 9200]
const PREFIXES = [8, 16, 16, 24, 24, 24, 24, 32, 32, 32]
const PRIVATE = 10 * 2 ** 24

/** Nested blocks of 10.0.0.0/8 and some of elsewhere, a few ports, a few wide rules, four of five accept. */
export function realistic(count: number, seed: number): Policy {
  return group(count, seed, (random, value) => {
    const port = PORTS[random(PORTS.length)] ?? 22
    const first = random(5) === 0 ? random(2 ** 32) : PRIVATE + random(2 ** 24)
    const isWide = random(100) === 0
    return {
      verdict: random(5) === 0 ? 'drop' : 'accept',
      rank: { kind: 'at', value },
      services: {
        certain: random(20) === 0 ? [{ protocol: PROTOCOL.icmp }] : tcp(port, random(10) === 0 ? port + 9 : port),
      },
      peers: {
        ranges: [
          isWide ? { family: 4, first: 0, last: 2 ** 32 - 1 } : block(first, PREFIXES[random(PREFIXES.length)] ?? 24),
        ],
      },
    }
  })
}

/** No two rules have a bound in common, and many overlap. */
export function adversarial(count: number, seed: number): Policy {
  return group(count, seed, (random, value) => {
    const [first = 0, last = 0] = [random(2 ** 32), random(2 ** 32)].sort((a, b) => a - b)
    const [from = 0, to = 0] = [1 + random(65535), 1 + random(65535)].sort((a, b) => a - b)
    return {
      verdict: random(2) === 0 ? 'drop' : 'accept',
      rank: { kind: 'at', value },
      services: { certain: tcp(from, to) },
      peers: { ranges: [{ family: 4, first, last }] },
    }
  })
}

/** Every rule meets every other, in its addresses and in its ports. */
export function overlapping(count: number, seed: number): Policy {
  return group(count, seed, (random, value) => ({
    verdict: random(2) === 0 ? 'drop' : 'accept',
    rank: { kind: 'at', value },
    services: { certain: tcp(1 + random(32_000), 32_001 + random(33_000)) },
    peers: { ranges: [{ family: 4, first: random(2 ** 31), last: 2 ** 31 + random(2 ** 31) }] },
  }))
}

/** Every rule has an unknown part of its own: addresses, ports, rank, order, condition. */
export function unsettled(count: number, seed: number): Policy {
  const { rules, ...policy } = realistic(count, seed)
  return {
    ...policy,
    rules: rules.map((rule, index): PolicyRule => {
      switch (index % 5) {
        case 0:
          return {
            ...rule,
            peers: { ranges: [], symbols: [{ name: `var.cidr_${String(index)}`, kind: 'unresolved' }] },
          }
        case 1:
          return {
            ...rule,
            services: { certain: [], possible: [{ protocol: PROTOCOL.tcp }], identity: `var.port_${String(index)}` },
          }
        case 2:
          return { ...rule, rank: { kind: 'between', first: 0, last: count } }
        case 3:
          return { ...rule, rank: { kind: 'undefined' } }
        default:
          return { ...rule, conditions: [`module.app_${String(index)}=1`] }
      }
    }),
  }
}
