/** Every value that a rule holds, whatever it is for: those that are refused, those that are not settled. */
import type { Binding, Declarations, FieldRemark, Peer, Rule } from '../model/declarations.ts'
import type { Origin, Reading, Unknown } from '../model/reading.ts'
import { boundRemarks } from '../policy/bound-remarks.ts'

interface RuleField {
  /** How a message names the field. */
  readonly field: string
  readonly reading: Reading<unknown>
}

function ruleFields(rule: Rule): readonly RuleField[] {
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
    ...(description ? [{ field: 'description', reading: description }] : []),
  ]
}

/** Whether a text is certainly absent or blank. What a default leaves out, a caller may fill in. */
export function isMissing(text: Reading<string>): boolean {
  if (text.state !== 'absent' && text.state !== 'known') return false
  return text.viaDefault === undefined && (text.state === 'absent' || text.value.trim() === '')
}

/** The values that the provider refuses or silently changes, each problem of each value once. */
export function refusedValues(declarations: Declarations): readonly FieldRemark[] {
  const found = new Map<string, FieldRemark>()
  const note = (refused: FieldRemark): void => {
    // Rules that share a template share its problems.
    found.set(`${spotOf(refused)} ${refused.problem.what}`, refused)
  }
  const read = (reading: Reading<unknown>): void => {
    if (reading.state === 'invalid') note(reading)
  }
  for (const reading of declarations.unread ?? []) read(reading)
  for (const { name, description, type, rules } of declarations.groups) {
    for (const reading of [name, description, type]) read(reading)
    for (const rule of rules) {
      for (const { reading } of ruleFields(rule)) read(reading)
      for (const remark of rule.remarks) note(remark)
    }
  }
  for (const remark of boundRemarks(declarations)) note(remark)
  return [...found.values()]
}

export interface UnsettledValue {
  readonly origin: Origin
  readonly text: string
  /** What the value stands for; where a whole rule is unsettled, all that it would say. */
  readonly fields: readonly string[]
  /** The first rule or binding that holds it. */
  readonly holder: Pick<Binding | Rule, 'label'>
}

/** The values that decide packets and that the file leaves open, each once. */
export function unsettledValues({ groups, bindings, unread = [] }: Declarations): readonly UnsettledValue[] {
  // Nothing is read of what is refused as a whole.
  const refusedPlaces = new Set(unread.filter(({ state }) => state === 'invalid').map(spotOf))
  const found = new Map<string, UnsettledValue & { readonly fields: string[] }>()
  const note = ({ origin, text }: Unknown, field: string, holder: UnsettledValue['holder']): void => {
    const spot = spotOf({ origin, text })
    if (refusedPlaces.has(spot)) return
    const value = found.get(spot) ?? { origin, text, fields: [], holder }
    found.set(spot, value)
    if (value.holder === holder && !value.fields.includes(field)) value.fields.push(field)
  }
  for (const rule of groups.flatMap((group) => group.rules)) {
    const lists = rule.peers.map(({ reading }) => ({ field: 'peer', reading: contentOf(reading) }))
    const fields = [...ruleFields(rule), ...lists].filter(({ field }) => field !== 'description')
    const refused = new Set(fields.flatMap(({ reading }) => (reading.state === 'invalid' ? [spotOf(reading)] : [])))
    for (const { field, reading } of fields) {
      if (reading.state === 'unknown' && !refused.has(spotOf(reading))) note(reading, field, rule)
    }
  }
  // A group that rules of the file name by the same expression was judged.
  const judged = new Set(groups.map(({ key }) => key))
  for (const binding of bindings) {
    for (const group of binding.groups) {
      if (group.state === 'unknown' && !judged.has(group.identity ?? '')) note(group, 'bound group', binding)
    }
  }
  return [...found.values()]
}

/** What stands in the place of rules and groups, and is not settled, each once; but for `values`, which say more. */
export function unsettledPlaces({ unread = [] }: Declarations, values: readonly UnsettledValue[]): readonly Unknown[] {
  const told = new Set(values.map(spotOf))
  const found = new Map<string, Unknown>()
  for (const reading of unread) {
    const spot = spotOf(reading)
    if (reading.state === 'unknown' && !told.has(spot)) found.set(spot, reading)
  }
  return [...found.values()]
}

/** Tells values apart: a `#` string is the place of all its parts. */
function spotOf({ origin, text }: Pick<FieldRemark, 'origin' | 'text'>): string {
  const { file = '', range } = origin.place
  return `${file} ${range.join(' ')} ${text}`
}

/** The name of a list is settled where the list itself is not. The members of a group are never part of a file. */
function contentOf(peer: Reading<Peer>): Reading<unknown> {
  if (peer.state !== 'known' || peer.value.kind !== 'symbol' || peer.value.of === 'group') return peer
  return { state: 'unknown', origin: peer.origin, text: peer.value.name }
}
