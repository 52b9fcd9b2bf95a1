/**
 * All addresses of a policy on one line: the IPv4 cells, then the IPv6 cells, then one cell for each symbol.
 * A cell is a run of addresses that no rule tells apart, so what holds for one address of a cell holds for all.
 */
import type { AddressRange } from '../model/packet-space.ts'
import { numbered } from './numbering.ts'
import { withRoom } from './numbers.ts'
import type { Policy, PolicyRule } from './policy.ts'
import type { Spans } from './spans.ts'
import { unionOf } from './spans.ts'

const IPV4_END = 2 ** 32
const IPV6_END = 1n << 128n

export interface AddressLine {
  /** Number of cells that hold addresses; symbols follow. */
  readonly addressCells: number
  readonly cells: number
  /** By index of a rule: the spans of its own peers. A rule that matches every address also matches every symbol. */
  readonly spans: readonly Spans[]
  /** The cells that hold an address of the range; the first and last may hold others too. */
  cellsWithin(range: AddressRange): Spans
  /** All addresses of a cell, or the name of its symbol. */
  contentOf(cell: number): AddressRange | string
}

export function createAddressLine({ rules }: Policy): AddressLine {
  const { bounds4, cells6, symbols } = boundsOf(rules)
  const { values: cells4, numbers } = numbered(bounds4)
  const addressCells = cells4.length + cells6.length
  const cells = addressCells + symbols.size
  const names = [...symbols.keys()]

  const toCell4 = (address: number) => indexOf(cells4, address)
  const toCell6 = (address: bigint) => cells4.length + indexOf(cells6, address)
  const cellsWithin = (range: AddressRange): Spans =>
    range.family === 4
      ? [toCell4(range.first), toCell4(range.last) + 1]
      : [toCell6(range.first), toCell6(range.last) + 1]

  /** Rules are asked for in order: their bounds have numbers in this order. */
  let bound = 1
  const cellsOf = (range: AddressRange): Spans => {
    if (range.family === 6) return cellsWithin(range)
    const first = numbers[bound++] as number
    // The end of the family stands where its start is.
    return [first, (numbers[bound++] as number) || cells4.length]
  }
  const spansOf = ({ peers: { ranges, symbols: named } }: PolicyRule): Spans => {
    if (ranges === 'any') return [0, cells]
    const spans = unionOf(ranges, cellsOf)
    if (spans[0] === 0 && spans[1] === addressCells) return [0, cells]
    if (named === undefined) return spans
    const own = unionOf(named, ({ name }) => {
      const cell = addressCells + (symbols.get(name) ?? 0)
      return [cell, cell + 1]
    })
    return spans.length === 0 ? own : [...spans, ...own]
  }

  return {
    addressCells,
    cells,
    spans: rules.map(spansOf),
    cellsWithin,
    contentOf(cell) {
      if (cell >= addressCells) return names[cell - addressCells] as string
      if (cell < cells4.length) {
        return { family: 4, first: cells4[cell] ?? 0, last: (cells4[cell + 1] ?? IPV4_END) - 1 }
      }
      const index = cell - cells4.length
      return { family: 6, first: cells6[index] ?? 0n, last: (cells6[index + 1] ?? IPV6_END) - 1n }
    },
  }
}

interface Bounds {
  /** 0, then the first address of each range and the one behind its last; behind the last of all stands 0 too. */
  readonly bounds4: Uint32Array
  /** The first address of each cell, ascending. */
  readonly cells6: readonly bigint[]
  /** By name: its place behind the addresses. */
  readonly symbols: ReadonlyMap<string, number>
}

/** In one go, for most of what it costs is to get at the rules. */
function boundsOf(rules: readonly PolicyRule[]): Bounds {
  let bounds: Int32Array = new Int32Array(1 + 2 * rules.length)
  let length = 1
  const starts6 = new Set([0n])
  const symbols = new Map<string, number>()
  for (const { peers } of rules) {
    if (peers.symbols) for (const { name } of peers.symbols) if (!symbols.has(name)) symbols.set(name, symbols.size)
    if (peers.ranges === 'any') continue
    for (const range of peers.ranges) {
      if (range.family === 6) starts6.add(range.first).add(range.last + 1n)
      else {
        bounds = withRoom(bounds, length + 2)
        bounds[length] = range.first
        bounds[length + 1] = range.last + 1
        length += 2
      }
    }
  }
  starts6.delete(IPV6_END)
  const cells6 = [...starts6].sort((a, b) => (a < b ? -1 : 1))
  return { bounds4: new Uint32Array(bounds.buffer, 0, length), cells6, symbols }
}

/** Index of the last start that is not above the address. */
function indexOf<T extends bigint | number>(starts: readonly T[], address: T): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const start = starts[middle] as T
    if (start <= address) low = middle
    else high = middle
  }
  return low
}
