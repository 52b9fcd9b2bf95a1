/** Rows of the packet space: runs of services that no item tells apart. A sweep along the service line meets each once. */
import type { Spans } from './spans.ts'

export interface Rows {
  /** How many items the rows concern, all together. */
  readonly entries: number
  /** Tells the rows that concern an item, in ascending order, with the bits of each, end excluded. */
  forEach(visit: (row: Row, first: number, end: number) => void): void
}

/** The items that a row concerns, as ascending indices. The next row overwrites them. */
export interface Row {
  items: Int32Array
  count: number
  /** By item: the bit before which it leaves the rows; whoever sets it to 0 lets the item go with this row. */
  readonly ends: Int32Array
}

/** Flat arrays hold what there is one of for each run of an item. */
export function rowsOf<T>(items: readonly T[], bitsOf: (item: T) => Spans, bits: number): Rows {
  const forEachRun = (tell: (first: number, end: number, index: number) => void) => {
    items.forEach((item, index) => {
      const runs = bitsOf(item)
      for (let i = 0; i < runs.length; i += 2) tell(runs[i] as number, runs[i + 1] as number, index)
    })
  }
  /** By bit: where the runs that start there stand in {@link starting}. */
  const starts = new Int32Array(bits + 2)
  /** By bit: whether a row starts or ends there, then how many do so ahead of it. */
  const bounds = new Int32Array(bits + 1)
  forEachRun((first, end) => {
    starts[first + 2] = (starts[first + 2] as number) + 1
    bounds[first] = bounds[end] = 1
  })
  for (let bit = 1; bit < starts.length; bit++) starts[bit] = (starts[bit] as number) + (starts[bit - 1] as number)
  const starting = new Int32Array(starts[bits + 1] as number)
  const ends = new Int32Array(starting.length)
  let count = 0
  for (let bit = 0; bit <= bits; bit++) {
    const isBound = bounds[bit]
    bounds[bit] = count
    if (isBound) count++
  }
  let entries = 0
  forEachRun((first, end, index) => {
    const place = starts[first + 1] as number
    starting[place] = index
    ends[place] = end
    // Each moves the start of the next bit on, which ends up where it belongs.
    starts[first + 1] = place + 1
    entries += (bounds[end] as number) - (bounds[first] as number)
  })
  return {
    entries,
    forEach(visit) {
      const endOf = new Int32Array(items.length)
      const row: Row = { items: new Int32Array(items.length), count: 0, ends: endOf }
      let next: Int32Array = new Int32Array(items.length)
      let first = 0
      for (let bit = 0; bit <= bits; bit++) {
        if (bit < bits && bounds[bit] === bounds[bit + 1]) continue
        if (row.count > 0) visit(row, first, bit)
        first = bit
        // Those that end here go, those that start here come, in the order of all.
        let count = 0
        let come = starts[bit] as number
        const lastCome = starts[bit + 1] as number
        for (let i = 0; i <= row.count; i++) {
          const item = i < row.count ? (row.items[i] as number) : items.length
          while (come < lastCome && (starting[come] as number) < item) {
            const index = starting[come] as number
            endOf[index] = ends[come] as number
            next[count++] = index
            come++
          }
          if (i < row.count && (endOf[item] as number) > bit) next[count++] = item
        }
        ;[row.items, next] = [next, row.items]
        row.count = count
      }
    },
  }
}
