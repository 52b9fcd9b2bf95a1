/** Every value that a rule holds, whatever it is for. */
import type { Rule } from '../model/declarations.ts'
import type { Problem, Reading } from '../model/reading.ts'
import type { Origin } from '../model/reading.ts'

export interface RuleField {
  readonly field: string
  readonly reading: Reading<unknown>
}

export function ruleFields(rule: Rule): readonly RuleField[] {
  const { direction, verdict, protocol, ports, services, peers, order, plane, description } = rule
  return [
    { field: 'direction', reading: direction },
    { field: 'verdict', reading: verdict },
    { field: 'protocol', reading: protocol },
    { field: 'ports', reading: ports },
    ...(services ? [{ field: 'services', reading: services }] : []),
    ...peers.map(({ reading }) => ({ field: 'peer', reading })),
    ...(order.by === 'priority' ? [{ field: 'priority', reading: order.priority }] : []),
    { field: 'plane', reading: plane },
    { field: 'description', reading: description },
  ]
}

export interface RefusedValue {
  readonly origin: Origin
  readonly text: string
  readonly problem: Problem
}

/** The values that the provider refuses or silently changes, each once. */
export function refusedValues(rules: readonly Rule[]): readonly RefusedValue[] {
  const found = new Map<string, RefusedValue>()
  for (const rule of rules) {
    const invalid = ruleFields(rule).flatMap(({ reading }) => (reading.state === 'invalid' ? [reading] : []))
    for (const { origin, text, problem } of [...invalid, ...rule.remarks]) {
      // Rules that share a template, or hold one text for several fields, share its problem.
      found.set(`${origin.place.range.join(' ')} ${text} ${problem.what}`, { origin, text, problem })
    }
  }
  return [...found.values()]
}
