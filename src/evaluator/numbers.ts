/** Numbers as bits, and flat arrays that grow. */

const WORD = 32

/** The index of the lowest bit that is set; 32 if there is none. */
export function lowestBit(word: number): number {
  return word === 0 ? WORD : 31 - Math.clz32(word & -word)
}

/** The array itself, or a longer one that holds the same, where it has no room for so many numbers. */
export function withRoom(array: Int32Array, count: number): Int32Array {
  if (count <= array.length) return array
  const longer = new Int32Array(2 * count)
  longer.set(array)
  return longer
}
