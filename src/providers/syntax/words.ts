/** Fields that hold one word of a few, or a whole number. */
import type { Direction } from '../../model/packet-space.ts'
import { refuse, type Parsed } from './parsed.ts'

/** The provider's own spelling of each word, and its meaning. */
export type Words<T> = ReadonlyMap<string, T>

export const DIRECTIONS: Words<Direction> = new Map([
  ['ingress', 'ingress'],
  ['egress', 'egress'],
])

/** Reads one of `words`, in any letter case or only as the provider spells it. */
export function parseWord<T>(text: string, words: Words<T>, letterCase: 'any' | 'exact'): Parsed<T> {
  const sought = text.toLowerCase()
  for (const [word, value] of words) {
    if (word.toLowerCase() !== sought) continue
    return letterCase === 'any' || text === word ? { value } : refuse('is refused in this letter case', word)
  }
  return refuse(`is refused: write one of ${[...words.keys()].join(', ')}`)
}

/** Reads a whole number between inclusive bounds; `what` says what it should have been. */
export function parseInteger(text: string, min: number, max: number, what: string): Parsed<number> {
  const value = Number(text)
  return /^\d+$/u.test(text) && value >= min && value <= max ? { value } : refuse(what)
}
