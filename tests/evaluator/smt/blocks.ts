/** Blocks of addresses of one size, each as its first address, and what ranges say of them. */
import type { Model } from 'z3-solver'
import type { WidestSource } from '../../../src/evaluator/index.ts'
import type { AddressRange } from '../../../src/model/packet-space.ts'
import type { AddressVariables, Formula, Z3 } from './formulas.ts'
import { equals, IPV4_BITS, IPV6_BITS, isTrueIn, lastAddress, toRange, valueIn } from './formulas.ts'

/** The narrowest blocks that are wide enough. Any wider one holds one of these. */
export function blocksOf(z3: Z3, { v6, ipv4, ipv6 }: AddressVariables, widest: WidestSource) {
  const rest4 = lastAddress(IPV4_BITS - widest.ipv4 + 1)
  const rest6 = lastAddress(IPV6_BITS - widest.ipv6 + 1)
  const edgesOf = (family: 4 | 6) =>
    family === 4
      ? { isFamily: z3.Not(v6), first: ipv4, last: ipv4.or(rest4) }
      : { isFamily: v6, first: ipv6, last: ipv6.or(rest6) }
  return {
    isBlock: z3.And(equals(z3, ipv4.and(rest4), 0), equals(z3, ipv6.and(rest6), 0)),
    meets: (range: AddressRange): Formula => {
      const { isFamily, first, last } = edgesOf(range.family)
      return z3.And(isFamily, first.ule(BigInt(range.last)), last.uge(BigInt(range.first)))
    },
    isInside: (range: AddressRange): Formula => {
      const { isFamily, first, last } = edgesOf(range.family)
      return z3.And(isFamily, first.uge(BigInt(range.first)), last.ule(BigInt(range.last)))
    },
    foundIn: (model: Model): AddressRange => {
      const first = isTrueIn(z3, model, v6) ? valueIn(z3, model, ipv6) : valueIn(z3, model, ipv4)
      return isTrueIn(z3, model, v6) ? toRange(6, first, first + rest6) : toRange(4, first, first + rest4)
    },
  }
}

/** The addresses at which some range starts or has just ended, each once. */
export function boundsOf(ranges: readonly AddressRange[]): AddressRange[] {
  const bounds = new Map<string, AddressRange>()
  for (const { family, first, last } of ranges) {
    for (const bound of [BigInt(first), BigInt(last) + 1n]) {
      if (bound <= lastAddress(family === 4 ? IPV4_BITS : IPV6_BITS)) {
        bounds.set(`${family} ${bound}`, toRange(family, bound, bound))
      }
    }
  }
  return [...bounds.values()]
}

export const isInside = (inner: AddressRange, outer: AddressRange): boolean =>
  inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last

export const holds = (ranges: readonly AddressRange[], inner: AddressRange): boolean =>
  ranges.some((range) => isInside(inner, range))

/** Neighbouring and overlapping ranges as one, so that a block may lie across several of them. */
export function unionOf(ranges: readonly AddressRange[]): AddressRange[] {
  const union: AddressRange[] = []
  for (const range of [...ranges].sort((a, b) => a.family - b.family || (a.first < b.first ? -1 : 1))) {
    const last = union.at(-1)
    if (last && last.family === range.family && BigInt(range.first) <= BigInt(last.last) + 1n) {
      if (range.last > last.last) union[union.length - 1] = { ...last, last: range.last } as AddressRange
    } else union.push(range)
  }
  return union
}
