import { fixedOrigin, type Origin } from '../model/reading.ts'
import type { Seated } from './remove-all.ts'

/** A part of something at which the whole is reported, such as an object's name: taking it out takes out the whole. */
export function standInFor(whole: Seated, { place }: Origin): Seated {
  return {
    ...fixedOrigin(place),
    get seat() {
      return whole.seat
    },
    remove: () => whole.remove(),
  }
}
