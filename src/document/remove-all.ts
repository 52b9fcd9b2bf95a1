/** Taking several items out at once: what separates neighbours must go once, not twice. */
import { addTo } from '../model/add-to.ts'
import type { Edit, Origin } from '../model/reading.ts'
import type { Range } from './text.ts'

/** An item's place among those of its list or map. */
export interface Seat {
  /** The same for all items of one list or map. */
  readonly among: object
  readonly index: number
  /** Edits that take out this item and those behind it up to another; `undefined` where no safe edit exists. */
  removeThrough(last: number): readonly Edit[] | undefined
}

/** An origin that may tell which item it is. */
export interface Seated extends Origin {
  readonly seat?: Seat | undefined
}

/** Edits that take all of these out; `undefined` where one of them has no safe edit. */
export function removeAll(origins: readonly Seated[]): readonly Edit[] | undefined {
  const rows = new Map<object, Seat[]>()
  const parts: (readonly Edit[] | undefined)[] = []
  for (const origin of origins) {
    const { seat } = origin
    if (!seat) parts.push(origin.remove())
    else addTo(rows, seat.among, seat)
  }
  for (const row of rows.values()) parts.push(...removeFrom(row))
  const edits = parts.flatMap((part) => part ?? [])
  return parts.includes(undefined) || overlap(edits) ? undefined : edits
}

function* removeFrom(row: readonly Seat[]): Generator<readonly Edit[] | undefined> {
  const sorted = row.toSorted((a, b) => a.index - b.index)
  let [start] = sorted
  for (const [place, seat] of sorted.entries()) {
    if (sorted[place + 1]?.index === seat.index + 1) continue
    yield start?.removeThrough(seat.index)
    start = sorted[place + 1]
  }
}

function overlap(edits: readonly Edit[]): boolean {
  const ranges: Range[] = edits.map(({ range }) => range).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return ranges.some(([, end], index) => (ranges[index + 1]?.[0] ?? Infinity) < end)
}
