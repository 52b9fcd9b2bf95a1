/** What the rules on exposure have in common: which rules of a file reach the Internet, and how to narrow one. */
import type { Exposure, WidestSource } from '../evaluator/index.ts'
import { exposures } from '../evaluator/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { knownValue } from '../model/reading.ts'
import type { GroupPolicy } from '../policy/build.ts'
import type { Suggestion } from './define-rule.ts'
import type { LintedFile } from './file.ts'
import { peerOrigin } from './places.ts'
import { rangesOf, sourcesSchema, WIDEST_SOURCE, widestSourceSchema } from './options.ts'

export interface ExposureOptions {
  readonly allowedSources: readonly string[]
  readonly widestSource: WidestSource
}

export const exposureOptions = {
  allowedSources: { schema: sourcesSchema, default: [] },
  widestSource: { schema: widestSourceSchema, default: WIDEST_SOURCE },
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
  { allowedSources, widestSource }: ExposureOptions,
): Generator<ExposedRule> {
  const widest = { ...widestSource, except: rangesOf(allowedSources) }
  for (const from of policies) {
    if (from.direction !== direction) continue
    for (const exposure of exposures(from.policy, widest)) {
      const rule = from.rules[exposure.rule]
      if (rule) yield { rule, exposure, from }
    }
  }
}

/** The edits that make an accept rule drop instead; none where the file does not spell the verdict out. */
export function dropInstead({ rule, from }: ExposedRule): Suggestion<'drop'> {
  const edits =
    rule.verdict.state === 'known' && rule.verdict.origin !== rule.origin
      ? rule.verdict.origin.rewrite(from.provider.spelling.drop)
      : undefined
  return { messageId: 'drop', edits }
}

/** One suggestion for each allowed source of the family that the rule's peer has. */
export function narrowTo({ rule }: ExposedRule, sources: readonly string[]): readonly Suggestion<'narrow'>[] {
  const [field] = rule.peers
  const peer = field && knownValue(field.reading)
  if (peer?.kind !== 'addresses') return []
  return sources
    .filter((source) => rangesOf([source]).every(({ family }) => peer.ranges.every((range) => range.family === family)))
    .map((source) => ({ messageId: 'narrow', data: { source }, edits: peerOrigin(rule).rewrite(source) }))
}
