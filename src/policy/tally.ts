/** Counting against a limit, and telling on which defaults the outcome rests. */

/** Some of what is counted. */
export interface Counted {
  readonly count: number
  /** How many of them there are whatever callers set in place of the defaults. */
  readonly settled: number
  /** The defaults on which the others rest, by name. */
  readonly defaults: readonly string[]
}

export interface Excess {
  readonly count: number
  /** The defaults without which it would be none, by name. */
  readonly defaults: readonly string[]
  /** The index of the first that does not fit. */
  readonly firstPast: number
}

/** More than `threshold` (a share from 0 to 1) of the limit; `undefined` where it is not. */
export function excessOf(items: readonly Counted[], limit: number, threshold: number): Excess | undefined {
  let count = 0
  let settled = 0
  let firstPast: number | undefined
  items.forEach((item, index) => {
    count += item.count
    settled += item.settled
    if (isPast(count, limit, threshold)) firstPast ??= index
  })
  if (firstPast === undefined) return undefined
  const defaults = isPast(settled, limit, threshold) ? [] : new Set(items.flatMap((item) => item.defaults))
  return { count, defaults: [...defaults], firstPast }
}

/** A quotient is exact where it is the decimal that the threshold is written as; a product may come out below it. */
function isPast(count: number, limit: number, threshold: number): boolean {
  return count / limit > threshold
}
