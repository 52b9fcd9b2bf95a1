/** In which order rules are asked, and which words of services each of them touches. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'

/**
 * The steps of one pass over one word of services, as parallel lists.
 * A step asks a rule, given all that is certainly ahead of it, or lets it decide for those behind it, or both.
 */
export interface WordSteps {
  readonly word: number
  readonly rules: readonly CompiledRule[]
  /** Bits of {@link ASK} and {@link DECIDE}. */
  readonly kinds: readonly number[]
  readonly certain: readonly number[]
  readonly subject: readonly number[]
  readonly possible: readonly number[]
}

export const ASK = 1
export const DECIDE = 2

type Draft = { [K in 'certain' | 'kinds' | 'possible' | 'subject']: number[] } & { rules: CompiledRule[]; word: number }

/** The steps of every word that some rule touches. */
export function stepsByWord(compiled: CompiledPolicy): readonly WordSteps[] {
  const steps: Draft[] = []
  for (let word = 0; word < compiled.services.words; word++) {
    steps.push({ word, rules: [], kinds: [], certain: [], subject: [], possible: [] })
  }
  for (const [rule, kind] of schedule(compiled)) {
    const { certain, subject, possible } = rule
    const settled = certain === possible
    let c = 0
    let s = 0
    for (let p = 0; p < possible.words.length; p++) {
      const word = possible.words[p] as number
      const step = steps[word] as Draft
      const mask = possible.masks[p] as number
      step.rules.push(rule)
      step.kinds.push(kind)
      step.possible.push(mask)
      if (settled) {
        step.certain.push(mask)
        step.subject.push(mask)
        continue
      }
      while (c < certain.words.length && (certain.words[c] as number) < word) c++
      while (s < subject.words.length && (subject.words[s] as number) < word) s++
      step.certain.push(certain.words[c] === word ? (certain.masks[c] as number) : 0)
      step.subject.push(subject.words[s] === word ? (subject.masks[s] as number) : 0)
    }
  }
  return steps.filter(step => step.rules.length > 0)
}

/** Every rule asks at its earliest rank and decides for those that come after its latest. */
function schedule({ rules }: CompiledPolicy): (readonly [CompiledRule, number])[] {
  const steps: (readonly [CompiledRule, number])[] = []
  const waiting = rules
    .filter(rule => rule.earliest !== rule.latest && !rule.conditional)
    .sort((a, b) => a.latest - b.latest || a.turn - b.turn)
  let next = 0
  for (const rule of rules) {
    for (let first = waiting[next]; first && first.latest < rule.earliest; first = waiting[++next]) {
      steps.push([first, DECIDE])
    }
    steps.push([rule, rule.earliest === rule.latest && !rule.conditional ? ASK | DECIDE : ASK])
  }
  return steps
}
