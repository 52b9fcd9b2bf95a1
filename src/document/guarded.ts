import type { Seated } from './remove-all.ts'

/** An origin that may be taken out only while `mayGo` says so; it is asked when an edit is wanted. */
export function guarded(origin: Seated, mayGo: () => boolean): Seated {
  return {
    place: origin.place,
    get seat() {
      return mayGo() ? origin.seat : undefined
    },
    rewrite: (value) => origin.rewrite(value),
    remove: () => (mayGo() ? origin.remove() : undefined),
    moveBefore: (other) => origin.moveBefore(other),
  }
}
