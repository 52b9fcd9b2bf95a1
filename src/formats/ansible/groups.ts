/** What a task of `ali_security_group` declares. */
import type { Value } from '../../document/value.ts'
import type { Direction } from '../../model/packet-space.ts'
import { ABSENT, knownValue, type Unknown } from '../../model/reading.ts'
import { asText } from '../fields.ts'
import { excerpt, unknown } from '../raw.ts'
import { BOTH, type GroupDraft, type GroupFacts, type Groups } from '../terraform/groups.ts'
import { Arguments, isExpression } from './arguments.ts'
import { readRule } from './rules.ts'
import type { Task } from './tasks.ts'

const LISTS = {
  ingress: { rules: 'rules', purge: 'purge_rules' },
  egress: { rules: 'rules_egress', purge: 'purge_rules_egress' },
} as const

const IDS = ['security_group_id', 'id', 'group_id'] as const
const NAMES = ['name', 'group_name'] as const

/** Reads a task into its group; `seen` holds the keys of the groups of earlier tasks. */
export function readGroup(task: Task, groups: Groups, seen: Set<string>): void {
  const given = new Arguments(task)
  const state = given.read('state')
  if (knownValue(state) === 'absent' || isAbsentInText(given.unsettled)) return
  groups.unread.push(...given.unread, ...task.loops.flatMap(unsettledList))
  const speaker = { label: task.label, address: task.address, single: task.loops.length === 0 }
  const draft = groups.of('alicloud', speaker, { key: keyOf(given), instance: undefined, open: false }, BOTH)
  draft.declare(task.label, factsOf(given))
  // Another task may take out what this one puts in, and so may this one.
  if (seen.has(draft.key) || state.state === 'unknown') draft.loosen(BOTH)
  seen.add(draft.key)
  for (const direction of BOTH) groups.unread.push(...readList(task, given, draft, direction))
}

function isAbsentInText(text: Value | undefined): boolean {
  return text?.kind === 'scalar' && /(?:^|\s)state=["']?absent\b/u.test(String(text.value))
}

/** A group is known by its id, or by its name in its VPC. A task that may make another of that name has its own. */
function keyOf(given: Arguments): string | undefined {
  const id = given.identify(...IDS)
  if (id !== undefined || given.isOn('multi_ok', false)) return id
  const name = given.identify(...NAMES)
  const vpc = given.identify('vpc_id')
  return name === undefined || vpc === undefined ? name : `${name} in ${vpc}`
}

function factsOf(given: Arguments): GroupFacts {
  const id = given.read(...IDS)
  const exists = id.state !== 'absent'
  const inVpc = given.read('vpc_id').state !== 'absent'
  return {
    name: asText(given.read(...NAMES)),
    description: asText(given.read('description')),
    // The module makes basic groups only; one that exists already may be of either type.
    type: exists ? unknown(id.origin, IDS[0]) : ABSENT,
    network: given.unsettled || (exists && !inVpc) ? 'unknown' : inVpc ? 'vpc' : 'classic',
  }
}

/** Adds the rules of one list, and gives what is not settled of it. Of a list that is absent or empty, the module takes nothing out of the group. */
function readList(task: Task, given: Arguments, draft: GroupDraft, direction: Direction): readonly Unknown[] {
  const names = LISTS[direction]
  const list = given.find(names.rules)
  const items = itemsOf(list)
  const purges = given.isOn(names.purge, true)
  if (items.length === 0 || !purges) draft.loosen([direction])
  for (const [index, item] of items.entries()) {
    const rule = readRule(item, { direction, number: index + 1, conditions: conditionsOf(task) }, given.resolve)
    // What one purging task leaves in a group is not there together with what another one does.
    draft.add(rule, purges ? task.address : undefined)
  }
  return list ? unsettledList(list) : []
}

function unsettledList(list: Value): readonly Unknown[] {
  return isExpression(list) ? [unknown(list, excerpt(list))] : []
}

function itemsOf(list: Value | undefined): readonly Value[] {
  if (list === undefined || isExpression(list) || (list.kind === 'scalar' && list.value === null)) return []
  return list.kind === 'sequence' ? list.items : [list]
}

function conditionsOf({ address, conditions, loops }: Task): readonly string[] {
  return loops.length > 0 ? [...conditions, `some run of ${address}=true`] : conditions
}
