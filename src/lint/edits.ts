/** Edits that several rules suggest. */
import { removeAll } from '../document/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { Edit, Reading } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import type { GroupPolicy } from '../policy/build.ts'
import type { MergeableRules } from '../policy/merges.ts'
import { mayReplace } from '../policy/trial.ts'
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

/**
 * Puts one port in place of another. No edits where a range holds the port, where a default names it, or where a rule
 * would lose its effect: the other port may be open already.
 */
export function replacePort(
  { policy, rules, provider }: GroupPolicy,
  index: number,
  { port, instead }: { readonly port: number; readonly instead: number },
): readonly Edit[] | undefined {
  const [rule, present] = [rules[index], policy.rules[index]]
  const ports = rule && knownValue(rule.ports)
  const protocol = rule && knownValue(rule.protocol)
  if (!ports || !present || typeof protocol !== 'number') return undefined
  if (ports.some(({ first, last }) => first !== last && first <= port && port <= last)) return undefined
  const replaced = ports.map((range) => (range.first === port ? { first: instead, last: instead } : range))
  // The other port may stand in the list already.
  const distinct = replaced.filter(({ first }, at) => replaced.findIndex((range) => range.first === first) === at)
  const changed = { ...present, services: { certain: [{ protocol, ports: distinct }] } }
  return mayReplace(policy, index, changed) ? rewriteValue(rule, rule.ports, provider.spellPorts(distinct)) : undefined
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
