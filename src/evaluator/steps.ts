/** Passes over the rules of a policy, one for each word of services. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { compare } from './compile.ts'
import type { BitSet } from './service-bits.ts'

/** Something to do with a rule, for these of its services. */
export interface Step {
  readonly rule: CompiledRule
  readonly bits: BitSet
}

/** The steps that concern one word of services, and the bits of each in it. */
export interface Pass<S extends Step> {
  readonly word: number
  readonly steps: readonly S[]
  readonly masks: readonly number[]
}

export interface AskingStep extends Step {
  /** `decide`: the rule decides for those certainly behind it; else it is asked, given what those certainly ahead decide. */
  readonly kind: 'ask' | 'ask and decide' | 'ask for widest' | 'decide'
}

/** Every rule is asked at its earliest place and decides for those behind its latest. */
export function askingSteps({ rules, ordered }: CompiledPolicy): readonly AskingStep[] {
  const steps: (AskingStep & { readonly place: number })[] = []
  for (const rule of rules) {
    const { subject, widest, certain, earliest, latest, conditional } = rule
    if (subject === certain && earliest === latest && !conditional) {
      steps.push({ rule, kind: 'ask and decide', bits: certain, place: earliest })
      continue
    }
    steps.push({ rule, kind: 'ask', bits: subject, place: earliest })
    if (widest) steps.push({ rule, kind: 'ask for widest', bits: widest, place: earliest })
    if (!conditional) steps.push({ rule, kind: 'decide', bits: certain, place: latest })
  }
  return ordered ? steps : steps.sort((a, b) => compare(a.place, b.place))
}

/** The steps of each word that has any, in their order. */
export function passesOf<S extends Step>(steps: readonly S[], { services }: CompiledPolicy): readonly Pass<S>[] {
  const passes = Array.from({ length: services.words }, (_, word) => ({
    word,
    steps: [] as S[],
    masks: [] as number[],
  }))
  for (const step of steps) {
    const { words, masks } = step.bits
    for (let i = 0; i < words.length; i++) {
      const pass = passes[words[i] as number]
      pass?.steps.push(step)
      pass?.masks.push(masks[i] as number)
    }
  }
  return passes.filter((pass) => pass.steps.length > 0)
}
