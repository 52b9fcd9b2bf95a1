/** Sets of whole numbers as runs. */

/** Runs as a flat list: from, to (exclusive), from, to, … in ascending order; neighbouring runs may touch. */
export type Spans = readonly number[]

/** The union of runs in any order. */
export function unionOfRuns(runs: readonly (readonly [from: number, to: number])[]): Spans {
  const [only] = runs
  if (only && runs.length === 1) return only[0] < only[1] ? only : []
  const union: number[] = []
  for (const [from, to] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = union.length - 1
    if (from >= to) continue
    if (last > 0 && from <= (union[last] as number)) union[last] = Math.max(union[last] as number, to)
    else union.push(from, to)
  }
  return union
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

/** The bits from `first` to `end`, which is excluded and at most 32. */
export function maskOfRun(first: number, end: number): number {
  return end - first === 32 ? -1 : ((1 << (end - first)) - 1) << first
}
