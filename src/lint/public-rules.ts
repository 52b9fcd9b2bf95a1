/** What the rules on exposure have in common: which rules of a file reach the Internet, and how to narrow one. */
import type { Counting, Exposure, Policy, WidestSource } from '../evaluator/index.ts'
import { exposures, opensEveryPort } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { knownValue } from '../model/reading.ts'
import { remembered } from '../model/remembered.ts'
import type { GroupPolicy } from '../policy/build.ts'
import { rewritten } from '../policy/change.ts'
import type { Suggestion } from './define-rule.ts'
import { dropping, peersOf, removal } from './edits.ts'
import type { LintedFile } from './file.ts'
import { peerOrigin } from './places.ts'
import { allowedSourcesOption, rangesOf, widestSourceOption } from './options.ts'
import type { Shared } from './settings.ts'

export interface ExposureOptions {
  readonly allowedSources: readonly string[]
  readonly widestSource: Pick<WidestSource, 'ipv4' | 'ipv6'>
}

export const exposureOptions = {
  allowedSources: allowedSourcesOption,
  widestSource: widestSourceOption,
} as const

export interface ExposedRule {
  readonly rule: Rule
  readonly exposure: Exposure
  readonly from: GroupPolicy
}

/** The accept rules of one direction that open something to, or for, an Internet-wide block of addresses. */
export function* exposedRules(
  { policies }: LintedFile,
  direction: Direction,
  options: ExposureOptions & Shared,
  count: Counting = 'own',
): Generator<ExposedRule> {
  const widest = widestOf(options)
  for (const from of policies) {
    if (from.direction !== direction) continue
    for (const exposure of exposuresOf(from.policy, widest, count)) {
      const rule = from.rules[exposure.rule]
      if (rule) yield { rule, exposure, from }
    }
  }
}

/** By what the options say, which is the same for most rules: so each asks about the same source. */
const sources = new Map<string, WidestSource>()

function widestOf({
  widestSource: { ipv4, ipv6 },
  allowedSources,
  ownNetworks,
}: ExposureOptions & Shared): WidestSource {
  const key = JSON.stringify([ipv4, ipv6, allowedSources, ownNetworks])
  const widest = sources.get(key) ?? { ipv4, ipv6, except: rangesOf([...allowedSources, ...ownNetworks]) }
  sources.set(key, widest)
  return widest
}

const knownExposures = remembered((_: Policy) => ({
  own: new Map<WidestSource, readonly Exposure[]>(),
  agreed: new Map<WidestSource, readonly Exposure[]>(),
}))

/** Several rules ask the same. */
function exposuresOf(policy: Policy, widest: WidestSource, count: Counting): readonly Exposure[] {
  const known = knownExposures(policy)[count]
  const found = known.get(widest) ?? exposures(policy, widest, count)
  known.set(widest, found)
  return found
}

type OpenedPorts = NonNullable<ReturnType<typeof opensEveryPort>>

export interface OpenRule extends ExposedRule {
  readonly opened: OpenedPorts
}

/**
 * The exposed rules behind which no port of a protocol is left closed. Ports that rules ahead accept count as open:
 * an accept for one port does not make the accept for all ports behind it any narrower.
 */
export function* openRules(
  file: LintedFile,
  direction: Direction,
  options: ExposureOptions & Shared,
): Generator<OpenRule> {
  const agreed = new Map<Rule, OpenedPorts | undefined>()
  for (const { rule, exposure } of exposedRules(file, direction, options, 'agreed')) {
    agreed.set(rule, opensEveryPort(exposure))
  }
  for (const exposed of exposedRules(file, direction, options)) {
    const opened = agreed.get(exposed.rule)
    if (opened) yield { ...exposed, opened }
  }
}

/** Has the rule drop, or else takes it out: where rules behind it drop the same packets, nothing is left for it to do. */
export function dropInstead({ rule, from }: ExposedRule): Suggestion<'drop' | 'remove'> {
  return {
    messageId: 'drop',
    ...dropping(rule, from.provider),
    otherwise: () => ({ messageId: 'remove', ...removal(rule) }),
  }
}

/** One suggestion for each allowed source of the family that the rule's peer has. */
export function narrowTo({ rule }: ExposedRule, sources: readonly string[]): readonly Suggestion<'narrow'>[] {
  const [field] = rule.peers
  const peer = field && knownValue(field.reading)
  if (peer?.kind !== 'addresses') return []
  return sources.flatMap((source) => {
    const ranges = rangesOf([source])
    const isOfFamily = ranges.every(({ family }) => peer.ranges.every((range) => range.family === family))
    if (!isOfFamily) return []
    const change = rewritten(rule, { peers: peersOf(rule, ranges) })
    return [{ messageId: 'narrow', data: { source }, edits: peerOrigin(rule).rewrite(source), change }]
  })
}
