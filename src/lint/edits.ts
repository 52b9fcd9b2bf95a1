/** Edits that several rules suggest. */
import { removeAll } from '../document/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Edit, Reading } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import type { MergeableRules } from '../policy/merges.ts'
import type { Provider } from '../providers/provider.ts'
import { peerOrigin } from './places.ts'
import { rangeText } from './wording.ts'

/** Writes a known value of a rule anew; `undefined` where only the rule as a whole stands for it, as for some defaults. */
export function rewriteValue(
  rule: Rule,
  reading: Reading<unknown>,
  value: number | string,
): readonly Edit[] | undefined {
  return reading.state === 'known' && reading.origin !== rule.origin ? reading.origin.rewrite(value) : undefined
}

/** Puts one port in place of another; `undefined` where a range holds the port, or a default names it. */
export function replacePort(
  rule: Rule,
  provider: Provider,
  port: number,
  instead: number,
): readonly Edit[] | undefined {
  const ports = knownValue(rule.ports)
  if (!ports || ports.some(({ first, last }) => first !== last && first <= port && port <= last)) return undefined
  const replaced = ports.map((range) => (range.first === port ? { first: instead, last: instead } : range))
  // The other port may stand in the list already.
  const distinct = replaced.filter(({ first }, index) => replaced.findIndex((range) => range.first === first) === index)
  return rewriteValue(rule, rule.ports, provider.spellPorts(distinct))
}

/** Writes the union into the first of the rules, and takes the others out. */
export function mergeInto(merge: MergeableRules, { spellPorts }: Provider): readonly Edit[] | undefined {
  const { first, others } = merge
  const widened =
    merge.in === 'ports'
      ? rewriteValue(first, first.ports, spellPorts([merge.union]))
      : peerOrigin(first).rewrite(rangeText(merge.union))
  const removed = removeAll(others.map(({ origin }) => origin))
  return widened && removed && [...widened, ...removed]
}
