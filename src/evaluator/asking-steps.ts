/** When each rule of a policy is asked whether others leave it anything, and when it decides for others. */
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { merged } from './places.ts'
import type { Spans } from './spans.ts'

/** Something to do when it is a rule's turn, for these of its services. */
export interface AskingStep {
  readonly rule: CompiledRule
  readonly bits: Spans
  /** `decide`: the rule decides for those certainly behind it; else it is asked, given what those certainly ahead decide. */
  readonly kind: 'ask' | 'ask and decide' | 'ask for widest' | 'decide'
  readonly place: number
  readonly decides: boolean
}

/** Every rule is asked at its earliest place and decides for those behind its latest; one that may not exist is asked where it is judged. */
export function askingSteps({ rules, judges }: CompiledPolicy): readonly AskingStep[] {
  const steps: AskingStep[] = []
  const late: AskingStep[] = []
  for (const rule of rules) {
    const { subject, widest, certain, earliest, latest, conditional } = rule
    if (subject === certain && earliest === latest && !conditional) {
      steps.push({ rule, kind: 'ask and decide', decides: true, bits: certain, place: earliest })
      continue
    }
    if (conditional && !judges(rule.index)) continue
    steps.push({ rule, kind: 'ask', decides: false, bits: subject, place: earliest })
    if (widest) steps.push({ rule, kind: 'ask for widest', decides: false, bits: widest, place: earliest })
    if (conditional || certain.length === 0) continue
    const decide = { rule, kind: 'decide', decides: true, bits: certain, place: latest } as const
    if (earliest === latest) steps.push(decide)
    else late.push(decide)
  }
  return merged(steps, late)
}
