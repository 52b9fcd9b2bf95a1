/** Sets of whole numbers as runs. */

/** Runs as a flat list: from, to (exclusive), from, to, … in ascending order; neighbouring runs may touch. */
export type Spans = readonly number[]

/** The union of what the items have, each in any order. */
export function unionOf<T>(items: readonly T[], runsOf: (item: T) => Spans): Spans {
  const runs = items.length === 1 ? runsOf(items[0] as T) : items.flatMap(runsOf)
  if (runs.length === 2) return (runs[0] as number) < (runs[1] as number) ? runs : []
  const union: number[] = []
  for (const [from, to] of pairsIn(runs).sort((a, b) => a[0] - b[0])) {
    const last = union.length - 1
    if (from >= to) continue
    if (last > 0 && from <= (union[last] as number)) union[last] = Math.max(union[last] as number, to)
    else union.push(from, to)
  }
  return union
}

function pairsIn(runs: Spans): [from: number, to: number][] {
  const pairs: [from: number, to: number][] = []
  for (let i = 0; i < runs.length; i += 2) pairs.push([runs[i] as number, runs[i + 1] as number])
  return pairs
}

/** How many numbers the spans, being a union, hold. */
export function lengthOf(spans: Spans): number {
  let length = 0
  for (let i = 0; i < spans.length; i += 2) length += (spans[i + 1] as number) - (spans[i] as number)
  return length
}

export function areEqual(spans: Spans, others: Spans): boolean {
  return spans === others || (spans.length === others.length && spans.every((bound, i) => bound === others[i]))
}

export function holds(spans: Spans, value: number): boolean {
  return meetsRun(spans, value, value + 1)
}

/** Whether the spans, being a union, hold every number of the run. */
export function holdsRun(spans: Spans, from: number, to: number): boolean {
  for (let i = 0; i < spans.length; i += 2) {
    if ((spans[i] as number) <= from && to <= (spans[i + 1] as number)) return true
  }
  return false
}

export function meetsRun(spans: Spans, from: number, to: number): boolean {
  for (let i = 0; i < spans.length; i += 2) {
    if ((spans[i] as number) < to && from < (spans[i + 1] as number)) return true
  }
  return false
}

/** Whether the spans, being a union, hold every number of the others. */
export function holdsAll(spans: Spans, others: Spans): boolean {
  for (let i = 0; i < others.length; i += 2) {
    if (!holdsRun(spans, others[i] as number, others[i + 1] as number)) return false
  }
  return true
}

export function meets(spans: Spans, others: Spans): boolean {
  for (let i = 0; i < others.length; i += 2) {
    if (meetsRun(spans, others[i] as number, others[i + 1] as number)) return true
  }
  return false
}

/** The first number that two unions have in common; `undefined` if there is none. */
export function firstCommon(spans: Spans, others: Spans): number | undefined {
  for (let i = 0; i < spans.length; i += 2) {
    for (let j = 0; j < others.length; j += 2) {
      const from = Math.max(spans[i] as number, others[j] as number)
      if (from < (spans[i + 1] as number) && from < (others[j + 1] as number)) return from
    }
  }
  return undefined
}

/** Of ascending numbers that are so many places apart, the last that is not above a value; -1 if there is none. */
export function lastNotAbove(numbers: Spans, stride: number, value: number): number {
  let low = -1
  let high = numbers.length / stride
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((numbers[middle * stride] as number) <= value) low = middle
    else high = middle
  }
  return low
}

/** The bits from `first` to `end`, which is excluded and at most 32. */
export function maskOfRun(first: number, end: number): number {
  return end - first === 32 ? -1 : ((1 << (end - first)) - 1) << first
}

/** Enough for the services of most groups: what few share need not be found. */
const SLOTS = 64

/** Where to remember something about spans with this first number: others with the same slot may take its place. */
export function slotOf(first: number): number {
  return first % SLOTS
}
