/** Flat arrays that grow. */

/** The array itself, or a longer one that holds the same, where it has no room for so many numbers. */
export function withRoom(array: Int32Array, count: number): Int32Array {
  if (count <= array.length) return array
  const longer = new Int32Array(2 * count)
  longer.set(array)
  return longer
}
