/** What several rules suggest: edits of a rule, and what they make of it. */
import { removeAll } from '../document/index.ts'
import type { Rule } from '../model/declarations.ts'
import type { AddressRange } from '../model/packet-space.ts'
import type { Edit, Known, Reading } from '../model/reading.ts'
import { knownValue, originOf } from '../model/reading.ts'
import type { GroupPolicy } from '../policy/build.ts'
import { rewritten, without } from '../policy/change.ts'
import type { MergeableRules } from '../policy/merges.ts'
import type { Provider } from '../providers/provider.ts'
import type { Suggestion } from './findings.ts'
import { peerOrigin } from './places.ts'
import { rangeText } from './wording.ts'

type Effect = Required<Pick<Suggestion<string>, 'change' | 'edits'>>

const NO_EFFECT: Effect = { edits: undefined, change: {} }

export function removal(rule: Rule): Effect {
  return { edits: rule.origin.remove(), change: without(rule) }
}

/** Makes the rule drop what it accepts, also where it leaves the verdict to the default. */
export function dropping(rule: Rule, { spelling }: Provider): Effect {
  const verdict = settled(rule, rule.verdict, 'drop' as const)
  return { edits: rewriteValue(rule, rule.verdict, spelling.drop), change: rewritten(rule, { verdict }) }
}

/** The peers of a rule once its first field names these addresses. */
export function peersOf(rule: Rule, ranges: readonly AddressRange[]): Rule['peers'] {
  return rule.peers.map((peer, index) =>
    index === 0 ? { ...peer, reading: settled(rule, peer.reading, { kind: 'addresses', ranges } as const) } : peer,
  )
}

/** Another priority of a rule that has one. */
export function prioritizing(rule: Rule, value: number): Effect {
  if (rule.order.by !== 'priority') return NO_EFFECT
  const { priority } = rule.order
  const order = { ...rule.order, priority: settled(rule, priority, value) }
  return { edits: rewriteValue(rule, priority, value), change: rewritten(rule, { order }) }
}

/** A reading of another value in the same place. */
function settled<T>(rule: Rule, reading: Reading<unknown>, value: T): Known<T> {
  return { state: 'known', value, origin: originOf(reading, rule.origin) }
}

/** Writes a known value of a rule anew; `undefined` where only the rule as a whole stands for it, as for some defaults. */
function rewriteValue(rule: Rule, reading: Reading<unknown>, value: number | string): readonly Edit[] | undefined {
  return reading.state === 'known' && reading.origin !== rule.origin ? reading.origin.rewrite(value) : undefined
}

/** Puts one port in place of another. No edits where a range holds the port. */
export function replacePort(
  { rules, provider }: GroupPolicy,
  index: number,
  { port, instead }: { readonly port: number; readonly instead: number },
): Effect {
  const rule = rules[index]
  const ports = rule && knownValue(rule.ports)
  if (!ports || ports.some(({ first, last }) => first !== last && first <= port && port <= last)) return NO_EFFECT
  const replaced = ports.map((range) => (range.first === port ? { first: instead, last: instead } : range))
  // The other port may stand in the list already.
  const distinct = replaced.filter(({ first }, at) => replaced.findIndex((range) => range.first === first) === at)
  return {
    edits: rewriteValue(rule, rule.ports, provider.spellPorts(distinct)),
    change: rewritten(rule, { ports: settled(rule, rule.ports, distinct) }),
  }
}

/** Writes the union into the first of the rules, and takes the others out. */
export function mergeInto(merge: MergeableRules, { spellPorts }: Provider): Effect {
  const { first, others } = merge
  const widened =
    merge.in === 'ports'
      ? rewriteValue(first, first.ports, spellPorts([merge.union]))
      : peerOrigin(first).rewrite(rangeText(merge.union))
  const removed = removeAll(others.map(({ origin }) => origin))
  const union: Partial<Rule> =
    merge.in === 'ports'
      ? { ports: settled(first, first.ports, [merge.union]) }
      : { peers: peersOf(first, [merge.union]) }
  const rules = new Map([[first, { ...first, ...union }], ...others.map((rule) => [rule, undefined] as const)])
  return { edits: widened && removed && [...widened, ...removed], change: { rules } }
}
