/** Places whose services are an unknown set, as places of something that may be in it. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { isCertainlyAhead } from './compile.ts'
import type { Decisions } from './decisions.ts'
import type { Place } from './place.ts'

/**
 * The place itself where its services are known; else that of one of those which the set may hold and which nothing
 * ahead of the decider takes. `undefined` where there is none: whatever the set is, the decider decides nothing of it.
 */
export function knownServiceAt(
  { services }: CompiledPolicy,
  decisions: Decisions,
  place: Place,
  decider: CompiledRule,
): Place | undefined {
  const bound = services.boundOf(place.bit)
  if (!bound) return place
  const { cell } = place
  for (let i = 0; i < bound.length; i += 2) {
    for (let bit = bound[i] as number; bit < (bound[i + 1] as number); bit++) {
      const first = decisions.decider({ cell, bit })
      if (!first || !isCertainlyAhead(first, decider)) return { cell, bit }
    }
  }
  return undefined
}
