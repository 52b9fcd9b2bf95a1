/** The first index that passes a test which fails before it and passes behind it; the list's length if none does. */
export function firstIndex<T>(sorted: readonly T[], passes: (item: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = sorted[middle]
    if (item !== undefined && passes(item)) high = middle
    else low = middle + 1
  }
  return low
}
