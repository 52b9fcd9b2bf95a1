/** Random ranges of addresses of either family, most of their bounds where mistakes are likely. */
import fc from 'fast-check'
import { lastAddress, toRange } from './formulas.ts'

interface Family {
  readonly family: 4 | 6
  readonly bits: number
  readonly prefixes: readonly number[]
  /** Addresses that blocks hold. */
  readonly typical: readonly bigint[]
}

const FAMILIES: readonly Family[] = [
  {
    family: 4,
    bits: 32,
    prefixes: [0, 1, 2, 6, 7, 8, 9, 12, 16, 24, 30, 31, 32],
    typical: [0n, 0x0100_0000n, 0x0a00_0001n, 0x7fff_ffffn, 0x8000_0000n, 0xac10_0000n, 0xc0a8_0101n, 0xffff_ffffn],
  },
  {
    family: 6,
    bits: 128,
    prefixes: [0, 1, 2, 7, 14, 15, 16, 17, 32, 48, 64, 127, 128],
    typical: [
      0n,
      1n,
      0x2001_0db8n << 96n,
      0x2400n << 112n,
      1n << 127n,
      (1n << 127n) - 1n,
      0xfc00n << 112n,
      lastAddress(128),
    ],
  },
]

const address = ({ bits, typical }: Family) =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...typical) }, fc.bigInt({ min: 0n, max: lastAddress(bits) }))

const block = (family: Family) =>
  fc.tuple(address(family), fc.constantFrom(...family.prefixes)).map(([inside, prefix]) => {
    const rest = lastAddress(family.bits - prefix)
    return toRange(family.family, inside & ~rest, inside | rest)
  })

/** Starts or ends next to a typical address, so that ranges touch and miss each other by one. */
const unaligned = (family: Family) =>
  fc
    .tuple(address(family), address(family), fc.constantFrom(-1n, 0n, 1n), fc.constantFrom(-1n, 0n, 1n))
    .map(([a, b, aside, beside]) => {
      const clamp = (value: bigint) =>
        value < 0n ? 0n : value > lastAddress(family.bits) ? lastAddress(family.bits) : value
      const [first, last] = a < b ? [a, b] : [b, a]
      const [from, to] = [clamp(first + aside), clamp(last + beside)]
      return from <= to ? toRange(family.family, from, to) : toRange(family.family, to, from)
    })

export const addressRange = fc
  .constantFrom(...FAMILIES)
  .chain((family) => fc.oneof({ weight: 4, arbitrary: block(family) }, unaligned(family)))
