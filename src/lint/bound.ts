/** Groups that are bound together, for the rules about them: their policies are built once, however many rules are on. */
import type { Binding, Declarations, Rule } from '../model/declarations.ts'
import type { Origin } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import { remembered } from '../model/remembered.ts'
import type { BoundGroup, ResolvedBinding } from '../policy/bound-groups.ts'
import type { BoundPolicy } from '../policy/bound-policy.ts'
import { boundPolicies } from '../policy/bound-policy.ts'
import { defaultsOf } from '../policy/defaults.ts'
import type { LintedFile } from './file.ts'
import { lineText, noteOn } from './wording.ts'

const policiesOf = remembered((declarations: Declarations) => boundPolicies(declarations))

export function boundPoliciesIn({ declarations }: LintedFile): readonly BoundPolicy[] {
  return policiesOf(declarations)
}

/** `tencentcloud_instance.web (line 12)`, or that `and 2 more`, for a reader at `at`. */
export function bindingListing(bindings: readonly ResolvedBinding[], at: Origin): string {
  const [first, ...others] = bindings
  if (first === undefined) return ''
  return others.length === 0
    ? bindingText(first.binding, at)
    : `${bindingText(first.binding, at)} and ${String(others.length)} more`
}

function bindingText({ label, origin }: Binding, at: Origin): string {
  return `${label} (${lineText(origin, at)})`
}

/** A group as messages name it. */
export function groupText({ group }: BoundGroup): string {
  return knownValue(group.name) ?? group.key
}

/** The end of a clause about rules of groups that are bound together, where any of this rests on defaults. */
export function boundNote(rules: readonly Rule[], groups: readonly BoundGroup[]): string {
  const binding = groups.flatMap(({ reading }) => (reading.state === 'known' ? (reading.viaDefault ?? []) : []))
  return noteOn([...new Set([...defaultsOf(rules), ...binding])])
}
