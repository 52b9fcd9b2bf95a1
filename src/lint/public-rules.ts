/** What the rules on exposure have in common: which rules of a file reach the Internet, and how to narrow one. */
import type { Counting, Exposure, WidestSource } from '../evaluator/index.ts'
import { exposures, opensEveryPort } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { knownValue } from '../model/reading.ts'
import type { GroupPolicy } from '../policy/build.ts'
import { mayReplace } from '../policy/trial.ts'
import type { Suggestion } from './define-rule.ts'
import { rewriteValue } from './edits.ts'
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
  { allowedSources, widestSource, ownNetworks }: ExposureOptions & Shared,
  count: Counting = 'own',
): Generator<ExposedRule> {
  const widest = { ...widestSource, except: rangesOf([...allowedSources, ...ownNetworks]) }
  for (const from of policies) {
    if (from.direction !== direction) continue
    for (const exposure of exposures(from.policy, widest, count)) {
      const rule = from.rules[exposure.rule]
      if (rule) yield { rule, exposure, from }
    }
  }
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

/** The edits that make an accept rule drop instead, also where it leaves the verdict to the default. */
export function dropInstead({ rule, from }: ExposedRule): Suggestion<'drop'> {
  return { messageId: 'drop', edits: rewriteValue(rule, rule.verdict, from.provider.spelling.drop) }
}

/** One suggestion for each allowed source of the family that the rule's peer has, where others do not let it in already. */
export function narrowTo(
  { rule, exposure, from }: ExposedRule,
  sources: readonly string[],
): readonly Suggestion<'narrow'>[] {
  const present = from.policy.rules[exposure.rule]
  const [field] = rule.peers
  const peer = field && knownValue(field.reading)
  if (!present || peer?.kind !== 'addresses') return []
  const isFitting = (source: string): boolean => {
    const ranges = rangesOf([source])
    const isOfFamily = ranges.every(({ family }) => peer.ranges.every((range) => range.family === family))
    return isOfFamily && mayReplace(from.policy, exposure.rule, { ...present, peers: { ranges } })
  }
  return sources
    .filter(isFitting)
    .map((source) => ({ messageId: 'narrow', data: { source }, edits: peerOrigin(rule).rewrite(source) }))
}
