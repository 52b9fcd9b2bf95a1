/** The ways to fill in what is open: every one of them, or some at random. */

/** Chooses one of `options` values for what `key` names; the same for the same key within one filling. */
export type Pick = (key: string, options: number) => number

/**
 * Calls `visit` with a pick for each combination of choices, until it answers that no other one matters,
 * and unless there are more than `most`. Returns whether it came through.
 */
export function everyFilling(most: number, visit: (pick: Pick) => boolean): boolean {
  const places: { readonly options: number; chosen: number }[] = []
  for (let count = 0; count < most; count++) {
    const made = new Map<string, number>()
    let next = 0
    const goesOn = visit((key, options) => {
      const known = made.get(key)
      if (known !== undefined) return known
      const place = (places[next] ??= { options, chosen: 0 })
      next++
      made.set(key, place.chosen)
      return place.chosen
    })
    if (!goesOn) return true
    while (places.length > 0 && (places.at(-1)?.chosen ?? 0) + 1 === places.at(-1)?.options) places.pop()
    const last = places.at(-1)
    if (!last) return true
    last.chosen++
  }
  return false
}

/** Calls `visit` with the first option of everything, with the last, and then at random with a bias to those two. */
export function someFillings(count: number, seed: number, visit: (pick: Pick) => void): void {
  const random = mulberry32(seed)
  for (let i = 0; i < count; i++) {
    const made = new Map<string, number>()
    visit((key, options) => {
      const known = made.get(key)
      if (known !== undefined) return known
      const kind = random()
      const isFirst = i === 0 || (i > 1 && kind < 0.2)
      const isLast = i === 1 || (i > 1 && kind > 0.8)
      const chosen = isFirst ? 0 : isLast ? options - 1 : Math.floor(random() * options)
      made.set(key, chosen)
      return chosen
    })
  }
}

/** A small generator of good random numbers. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
