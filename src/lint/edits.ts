/** Edits that several rules suggest. */
import type { Rule } from '../model/declarations.ts'
import type { Edit } from '../model/reading.ts'
import { knownValue } from '../model/reading.ts'
import type { Provider } from '../providers/provider.ts'

/** Puts one port in place of another; `undefined` where a range holds the port, or a default names it. */
export function replacePort(rule: Rule, provider: Provider, port: number, instead: number): readonly Edit[] | undefined {
  const ports = knownValue(rule.ports)
  if (rule.ports.state !== 'known' || ports === undefined || rule.ports.origin === rule.origin) return undefined
  if (ports.some(({ first, last }) => first !== last && first <= port && port <= last)) return undefined
  const replaced = ports.map((range) => (range.first === port ? { first: instead, last: instead } : range))
  return rule.ports.origin.rewrite(provider.spellPorts(replaced))
}
