/** Random inputs, and all that is to hold of what is made of them. */
import fc from 'fast-check'
import { proveWith } from './runs.ts'

/** What holds of a subject, by name; each throws where it does not. */
export type Claims<S> = Readonly<Record<string, (subject: S) => void>>

/** Tries every claim on each input: what is costly to make of it is made once for all of them. */
export function prove<T, S>(inputs: fc.Arbitrary<T>, subjectOf: (input: T) => S, claims: Claims<S>, share = 1): void {
  const all = Object.entries(claims)
  fc.assert(
    fc.property(inputs, (input) => {
      const subject = subjectOf(input)
      for (const [name, holds] of all) {
        try {
          holds(subject)
        } catch (error) {
          throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        }
      }
    }),
    proveWith(share),
  )
}
