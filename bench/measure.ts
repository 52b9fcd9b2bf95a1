/** Measures two things against each other. */

/** Milliseconds of processor time; `first` is what the very first run took, in a process that had run nothing before. */
export interface Cost {
  readonly first: number
  readonly median: number
}

/**
 * Runs all jobs in turn, so that whatever slows the machine down slows them all, and each as often as the others.
 * Answers are remembered by object, so every turn makes its own. The first half of the turns warms up and does not count.
 *
 * Time is that of the processor, with the threads that collect garbage and compile: a busy machine changes it little.
 */
export function measure<T, K extends string>(
  turns: number,
  make: (turn: number) => T,
  jobs: Readonly<Record<K, (made: T) => unknown>>,
): Readonly<Record<K, Cost>> {
  const names = Object.keys(jobs) as K[]
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let turn = 0; turn < turns; turn++) {
    const made = make(turn)
    for (const name of names) times.get(name)?.push(processorTime(() => jobs[name](made)))
  }
  return Object.fromEntries(
    [...times].map(([name, all]) => [name, { first: all[0] ?? NaN, median: median(all.slice(turns >> 1)) }]),
  ) as Record<K, Cost>
}

function processorTime(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

/** Bytes, on the heap and in typed arrays, that are there after a run and were not before, as long as its result is. */
export function heapOf(run: () => unknown): number {
  const used = () => {
    // What finalizers of the first collection let go, the second takes.
    globalThis.gc?.()
    globalThis.gc?.()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = used()
  const result = run()
  const after = used()
  return result === undefined ? NaN : after - before
}

/** The exponent with which something grows. */
export function growth(small: number, large: number, factor: number): string {
  return (Math.log(large / small) / Math.log(factor)).toFixed(2)
}
