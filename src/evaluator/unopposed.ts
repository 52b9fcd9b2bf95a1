/** Rules that any order serves, because they meet only rules of their own verdict. */
import type { Spans } from './spans.ts'
import { lastNotAbove, unionOf } from './spans.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import { hasUnknownReach } from './rules-behind.ts'
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
  const isEverywhere = (rule: CompiledRule): boolean => rule.forEveryone || hasUnknownReach(rule)
  const reachOf = (rule: CompiledRule): Spans => (isEverywhere(rule) ? everywhere : rule.spans)
  // Those who may have any address are met by whoever has one of their services.
  const bitsEverywhere = unionOf(others.filter(isEverywhere), ({ possible }) => possible)
  const met = new Set(
    rules.filter(({ spans, possible }) => spans.length > 0 && holdSome(bitsEverywhere, possible, services.lineBits)),
  )
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

/** Whether the spans, of which there may be many, hold some of the services that are on the line. */
function holdSome(spans: Spans, services: Spans, lineBits: number): boolean {
  for (let i = 0; i < services.length; i += 2) {
    const last = Math.min(services[i + 1] as number, lineBits) - 1
    const run = 2 * lastNotAbove(spans, 2, last)
    if (run >= 0 && (spans[run + 1] as number) > (services[i] as number)) return true
  }
  return false
}

/** Those to meet come first, then those that are asked. */
interface MeetingStep extends Step {
  readonly kind: 'ask' | 'meet'
}
