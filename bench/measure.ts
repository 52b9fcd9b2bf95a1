/** Measures two things against each other. */

/** Milliseconds of processor time. */
export interface Cost {
  /** Of the very first run, in a process that had run nothing before. */
  readonly first: number
  /** Of a run on average, once the process is warm. */
  readonly mean: number
}

/** Garbage is collected many times in so many milliseconds. */
const WARM_UP = 1000
const MEASURED = 2000

/**
 * What a job costs that has a process to itself: what is collected is its own garbage, and what is compiled stays so. It is
 * given the number of a run and prepares it; what it returns is measured.
 *
 * Time is that of the processor, with the threads that collect garbage and compile: a busy machine changes it little.
 */
export function measure(job: (run: number) => () => unknown): Cost {
  let runs = 0
  const next = () => processorTime(job(runs++))
  const meanOver = (span: number) => {
    let time = 0
    let count = 0
    for (; time < span; count++) time += next()
    return time / count
  }
  const first = next()
  meanOver(WARM_UP)
  return { first, mean: meanOver(MEASURED) }
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

/** The exponent with which something grows that is so many times as large for an input so many times as large. */
export function growth(ratio: number, factor: number): number {
  return Math.log(ratio) / Math.log(factor)
}
