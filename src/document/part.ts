import type { Origin } from '../model/reading.ts'
import type { ScalarValue } from './value.ts'

/**
 * A part of a string, by offsets in the value (not in its source): it stands where the whole scalar does,
 * rewriting it writes the whole scalar anew, and removing or moving it removes or moves the scalar.
 */
export function partOf(scalar: ScalarValue, start: number, end: number): Origin {
  const whole = String(scalar.value)
  return {
    place: scalar.place,
    rewrite: (value) => scalar.rewrite(`${whole.slice(0, start)}${value}${whole.slice(end)}`),
    remove: () => scalar.remove(),
    moveBefore: (other) => scalar.moveBefore(other),
  }
}
