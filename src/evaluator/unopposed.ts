/** Rules that any order serves, because they meet only rules of their own verdict. */
import type { Spans } from './spans.ts'
import { holdsAll } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Pass, Step, Thin } from './steps.ts'
import { forEachPass } from './steps.ts'

type Coordinates = Pick<CompiledPolicy, 'line' | 'services'>

/** Of some rules of a policy those no packet of which can meet one of them of the other, or of an unsettled, verdict. */
export function unopposedAmong(rules: readonly CompiledRule[], policy: Coordinates): readonly CompiledRule[] {
  return ([DROP, ACCEPT] as const).flatMap((verdict) => {
    const own = rules.filter((rule) => rule.verdict === verdict)
    const opposed = meetingAny(
      own,
      rules.filter((rule) => rule.verdict !== verdict),
      policy,
    )
    return own.filter((rule) => !opposed.has(rule))
  })
}

/** The rules of which some packet can meet one of the others. */
export function meetingAny(
  rules: readonly CompiledRule[],
  others: readonly CompiledRule[],
  { line, services }: Coordinates,
): ReadonlySet<CompiledRule> {
  const everywhere: Spans = [0, line.cells]
  /** A symbol may hold any address. */
  const reachOf = ({ symbolSpans, spans }: CompiledRule): Spans => (symbolSpans.length > 0 ? everywhere : spans)
  const isEverywhere = (rule: CompiledRule): boolean => holdsAll(reachOf(rule), everywhere)
  // Those who may have any address are met by whoever has one of their services.
  const isMet = anyMatching(others.filter(isEverywhere), services.lineBits)
  const met = new Set(rules.filter((rule) => rule.spans.length > 0 && isMet(rule.possible)))
  if (met.size === rules.length) return met
  const steps = [
    ...others
      .filter((rule) => !isEverywhere(rule))
      .map((rule): MeetingStep => ({ rule, bits: rule.possible, kind: 'meet' })),
    ...rules.filter((rule) => !met.has(rule)).map((rule): MeetingStep => ({ rule, bits: rule.possible, kind: 'ask' })),
  ]
  const tree = createCoverTree(line.cells)
  const visit = ({ steps: some, masks }: Pick<Pass<MeetingStep>, 'masks' | 'steps'>) => {
    tree.clear()
    some.forEach(({ rule, kind }, i) => {
      const bits = masks[i] as number
      if (kind === 'meet') tree.paint(reachOf(rule), bits, UNSETTLED)
      else if (!met.has(rule) && tree.decided(reachOf(rule), bits, UNSETTLED) !== 0) met.add(rule)
    })
  }
  const thin: Thin<MeetingStep> = (some, { touched, whole }) => {
    visit({ steps: some, masks: some.map(({ kind }, i) => (kind === 'ask' ? touched : whole)[i] as number) })
    return some.filter(({ rule, kind }) => kind === 'meet' || !met.has(rule))
  }
  forEachPass(steps, services.lineBits, thin, visit)
  return met
}

/** Tells of services, up to those past the last bit, whether any of the rules may match some. */
function anyMatching(rules: readonly CompiledRule[], bits: number): (services: Spans) => boolean {
  /** By bit: how many rules more may match it than match the one before. */
  const change = new Int32Array(bits + 1)
  const within = (bit: number | undefined): number => Math.min(bit as number, bits)
  for (const { possible } of rules) {
    for (let i = 0; i < possible.length; i++) {
      const bound = within(possible[i])
      change[bound] = (change[bound] as number) + (i % 2 === 0 ? 1 : -1)
    }
  }
  /** By bit: how many ahead of it have a rule. */
  const ahead = new Int32Array(bits + 1)
  for (let bit = 0, matching = 0; bit < bits; bit++) {
    matching += change[bit] as number
    ahead[bit + 1] = (ahead[bit] as number) + (matching > 0 ? 1 : 0)
  }
  return (services) => services.some((bit, i) => i % 2 === 0 && ahead[within(bit)] !== ahead[within(services[i + 1])])
}

/** Those to meet come first, then those that are asked. */
interface MeetingStep extends Step {
  readonly kind: 'ask' | 'meet'
}
