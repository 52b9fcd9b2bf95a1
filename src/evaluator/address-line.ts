/**
 * All addresses of a policy on one line: the IPv4 cells, then the IPv6 cells, then one cell for each symbol.
 * A cell is a run of addresses that no rule tells apart, so what holds for one address of a cell holds for all.
 */
import type { AddressRange } from '../model/packet-space.ts'
import type { PeerSet, Policy } from './policy.ts'
import type { Spans } from './spans.ts'
import { unionOf } from './spans.ts'

const IPV4_END = 2 ** 32
const IPV6_END = 1n << 128n

export interface AddressLine {
  /** Number of cells that hold addresses; symbols follow. */
  readonly addressCells: number
  readonly cells: number
  /** Spans of a rule's own peers. A rule that matches every address also matches every symbol. */
  spansOf(peers: PeerSet): Spans
  /** The cells that hold an address of the range; the first and last may hold others too. */
  cellsWithin(range: AddressRange): Spans
  /** All addresses of a cell, or the name of its symbol. */
  contentOf(cell: number): AddressRange | string
}

export function createAddressLine(policy: Policy): AddressLine {
  const starts4: number[] = [0]
  const starts6: bigint[] = [0n]
  const symbols = new Map<string, number>()
  for (const { peers } of policy.rules) {
    if (peers.ranges !== 'any') {
      for (const range of peers.ranges) {
        if (range.family === 4) starts4.push(range.first, range.last + 1)
        else starts6.push(range.first, range.last + 1n)
      }
    }
    for (const { name } of peers.symbols ?? []) if (!symbols.has(name)) symbols.set(name, symbols.size)
  }
  const cells4 = sortedUnique(new Float64Array(starts4).sort(), IPV4_END)
  const cells6 = sortedUnique(
    starts6.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    IPV6_END,
  )
  const addressCells = cells4.length + cells6.length
  const names = [...symbols.keys()]

  const toCell4 = (address: number) => indexOf(cells4, address)
  const toCell6 = (address: bigint) => cells4.length + indexOf(cells6, address)
  const cellsWithin = (range: AddressRange): Spans =>
    range.family === 4
      ? [toCell4(range.first), toCell4(range.last) + 1]
      : [toCell6(range.first), toCell6(range.last) + 1]

  return {
    addressCells,
    cells: addressCells + names.length,
    spansOf({ ranges, symbols: named = [] }) {
      const spans = ranges === 'any' ? [0, addressCells] : unionOf(ranges, cellsWithin)
      if (spans.length === 2 && spans[0] === 0 && spans[1] === addressCells) return [0, addressCells + names.length]
      if (named.length === 0) return spans
      const cells = named.map(({ name }) => addressCells + (symbols.get(name) ?? 0))
      return [...spans, ...unionOf(cells, (cell) => [cell, cell + 1])]
    },
    cellsWithin,
    contentOf(cell) {
      if (cell >= addressCells) return names[cell - addressCells] ?? ''
      if (cell < cells4.length) {
        return { family: 4, first: cells4[cell] ?? 0, last: (cells4[cell + 1] ?? IPV4_END) - 1 }
      }
      const index = cell - cells4.length
      return { family: 6, first: cells6[index] ?? 0n, last: (cells6[index + 1] ?? IPV6_END) - 1n }
    },
  }
}

function sortedUnique<T extends bigint | number>(sorted: ArrayLike<T> & Iterable<T>, end: T): T[] {
  const result: T[] = []
  for (const value of sorted) if (value !== result[result.length - 1] && value < end) result.push(value)
  return result
}

/** Index of the last start that is not above the address. */
function indexOf<T extends bigint | number>(starts: readonly T[], address: T): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] as T) <= address) low = middle
    else high = middle
  }
  return low
}
