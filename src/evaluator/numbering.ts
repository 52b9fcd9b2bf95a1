/** Numbers values in ascending order, equal ones alike: a radix sort, for sorting and looking values up costs several times as much. */
export interface Numbering {
  /** The different values, ascending. */
  readonly values: readonly number[]
  /** By index of a value in the input: its index in {@link values}. */
  readonly numbers: Int32Array
}

/** Digits of 8 bits: fewer passes with longer digits would cost small inputs more than they save large ones. */
const DIGIT = 8
const DIGITS = 1 << DIGIT

export function numbered(input: Uint32Array): Numbering {
  const order = sortedIndices(input)
  const numbers = new Int32Array(input.length)
  const values: number[] = []
  let last = -1
  for (let i = 0; i < order.length; i++) {
    const index = order[i] as number
    const value = input[index] as number
    if (value !== last) values.push((last = value))
    numbers[index] = values.length - 1
  }
  return { values, numbers }
}

function sortedIndices(input: Uint32Array): Int32Array {
  let order = new Int32Array(input.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  let next = new Int32Array(input.length)
  const starts = new Int32Array(DIGITS)
  for (let shift = 0; shift < 32; shift += DIGIT) {
    starts.fill(0)
    for (let i = 0; i < input.length; i++) {
      const digit = ((input[i] as number) >>> shift) % DIGITS
      starts[digit] = (starts[digit] as number) + 1
    }
    let start = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit] as number
      starts[digit] = start
      start += count
    }
    for (let i = 0; i < order.length; i++) {
      const index = order[i] as number
      const digit = ((input[index] as number) >>> shift) % DIGITS
      const place = starts[digit] as number
      next[place] = index
      starts[digit] = place + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}
