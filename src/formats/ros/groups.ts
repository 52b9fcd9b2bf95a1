/** Groups and rules of a template, brought together by the references between them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Rule, SecurityGroup, Unread } from '../../model/declarations.ts'
import type { Direction } from '../../model/packet-space.ts'
import type { Raw, RawPeer } from '../../model/raw-rule.ts'
import type { Origin } from '../../model/reading.ts'
import { providers } from '../../providers/index.ts'
import { permissionRule, readGroupType, unreadablePermission } from '../alicloud-permission.ts'
import { asText, type Fields, fieldsOf, readField } from '../fields.ts'
import { excerpt, known, readRaw, type Resolve, unknown } from '../raw.ts'
import { objectIn } from '../unread.ts'
import { ifCall, isCall } from './call.ts'
import { type Draft, Drafts } from './drafts.ts'
import { nameOf } from './names.ts'
import { type PrefixList, readPrefixLists } from './prefix-lists.ts'
import { readRuleList } from './rule-lists.ts'
import type { Resource, Template } from './template.ts'

const GROUP = 'ALIYUN::ECS::SecurityGroup'
const INLINE_LISTS = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' } as const
const DIRECTIONS = ['ingress', 'egress'] as const

/** The resources that add rules to a group: one rule each, or those of a list. */
const RULE_RESOURCES: ReadonlyMap<string, { readonly direction: Direction; readonly list?: string }> = new Map([
  ['ALIYUN::ECS::SecurityGroupIngress', { direction: 'ingress' }],
  ['ALIYUN::ECS::SecurityGroupIngresses', { direction: 'ingress', list: 'Permissions' }],
  ['ALIYUN::ECS::SecurityGroupEgress', { direction: 'egress' }],
])

/** Types whose id names a peer, by the role that the peer plays. */
const PEER_TYPES: Readonly<Partial<Record<RawPeer['role'], readonly string[]>>> = {
  group: [GROUP, 'ALIYUN::ECS::SecurityGroupClone'],
  list: ['ALIYUN::ECS::PrefixList'],
}

interface Context {
  readonly template: Template
  readonly prefixLists: ReadonlyMap<string, PrefixList>
  readonly drafts: Drafts
  readonly unread: Unread[]
}

interface RulePlace {
  readonly origin: Origin
  readonly label: string
  readonly direction: Direction
  readonly conditions: readonly string[]
  /** The parameter in whose default the rule stands. */
  readonly viaDefault?: string | undefined
}

/** The groups that a template declares, then those that only its rules name; and what stands for rules that are not read. */
export function readGroups(template: Template): { groups: readonly SecurityGroup[]; unread: readonly Unread[] } {
  const drafts = new Drafts()
  const context: Context = { template, prefixLists: readPrefixLists(template), drafts, unread: [] }
  const resources = [...template.resources.values()]
  for (const resource of resources) if (resource.type === GROUP) readGroup(resource, context)
  for (const resource of resources) readRuleResource(resource, context)
  return { groups: drafts.finish(), unread: context.unread }
}

function readGroup(resource: Resource, context: Context): void {
  const { id, label, properties, conditions, single } = resource
  context.unread.push(...resource.unread)
  const body = objectIn(properties, context.unread, isCall)
  const readable = body !== undefined || properties === undefined
  const fields = readable ? fieldsOf(body, context.template.resolver.resolve) : unreadableFields(properties)
  const facts = {
    name: asText(fields('SecurityGroupName')),
    description: asText(fields('Description')),
    type: readGroupType(fields('SecurityGroupType')),
    network: readable ? networkOf(body?.get('VpcId')?.value, fields('VpcId')) : 'unknown',
    conditions,
  } as const
  const draft = context.drafts.declare(id, label, facts, single && readable)
  for (const direction of DIRECTIONS) {
    const list = body?.get(INLINE_LISTS[direction])?.value
    addList(draft, list, { origin: label, label: direction, direction, conditions }, context)
  }
}

function readRuleResource(resource: Resource, context: Context): void {
  const kind = RULE_RESOURCES.get(resource.type)
  if (kind === undefined) return
  const { id, label, properties, conditions } = resource
  const { direction, list } = kind
  context.unread.push(...resource.unread)
  // A rule of its own that is no object is told of at its fields.
  const body = list === undefined ? objectOf(properties) : objectIn(properties, context.unread, isCall)
  const draft = targetOf(resource, body, direction, context)
  if (conditions.length > 0 || !resource.single) draft.complete[direction] = false
  const place = { origin: label, label: id, direction, conditions }
  if (list === undefined) draft.rules.push(readRule(properties, place, context))
  else addList(draft, body?.get(list)?.value, place, context)
}

function addList(draft: Draft, list: Value | undefined, place: RulePlace, context: Context): void {
  const { items, complete, unread } = readRuleList(list, context.template.resolver)
  context.unread.push(...unread)
  if (!complete) draft.complete[place.direction] = false
  for (const [index, { value, origin, conditions, viaDefault }] of items.entries()) {
    const label = `${place.label} rule ${index + 1}`
    const all = [...place.conditions, ...conditions]
    draft.rules.push(readRule(value, { ...place, origin, label, conditions: all, viaDefault }, context))
  }
}

function readRule(value: Value | undefined, place: RulePlace, context: Context): Rule {
  const { origin } = place
  const direction = known(place.direction, origin)
  const body = objectOf(value)
  if (body === undefined && value !== undefined) {
    return providers.alicloud.rule({ ...unreadablePermission(value, { ...place, direction }), origin })
  }
  const fields = fieldsOf(body, resolveIn(place, context))
  return providers.alicloud.rule(
    permissionRule({ ...place, direction, fields, ...(body && { body }), refine: (peer) => refinePeer(peer, context) }),
  )
}

/** The default of a parameter is data, in which nothing refers to anything. */
function resolveIn({ viaDefault }: RulePlace, { template }: Context): Resolve {
  if (viaDefault === undefined) return template.resolver.resolve
  return (value) => {
    const raw = readRaw(value)
    return raw.state === 'known' ? { ...raw, viaDefault } : raw
  }
}

/** A group or prefix list of the same template is known by its logical id. */
function refinePeer(peer: RawPeer, { template, prefixLists }: Context): RawPeer {
  const { value, role } = peer
  const id = value.state === 'unknown' ? value.identity : undefined
  const type = id === undefined ? undefined : template.resources.get(id)?.type
  if (value.state !== 'unknown' || id === undefined || type === undefined) return peer
  if (PEER_TYPES[role]?.includes(type) !== true) return peer
  return { ...peer, value: known(id, value.origin), ...(role === 'list' ? prefixLists.get(id) : undefined) }
}

/** The group to which a resource adds its rules; one of its own where the template does not settle which. */
function targetOf({ id, label }: Resource, body: MapValue | undefined, direction: Direction, context: Context): Draft {
  const key = groupKey(body?.get('SecurityGroupId')?.value, context)
  if (key === undefined) context.drafts.loosen(direction)
  return context.drafts.named(key ?? id, label)
}

function groupKey(value: Value | undefined, { template }: Context): string | undefined {
  // A parameter stands for one group, whatever its default.
  const name = value === undefined ? undefined : nameOf(template.resolver.sections, value)
  if (name !== undefined) return name.startsWith('ALIYUN::') ? undefined : name
  const raw = readField(value, template.resolver.resolve)
  return raw.state === 'known' && raw.viaDefault === undefined ? String(raw.value) : undefined
}

/** A group without a VPC lives in a classic network; which of the two, an `Fn::If` may leave open. */
function networkOf(vpc: Value | undefined, raw: Raw): SecurityGroup['network'] {
  if (raw.state === 'absent') return 'classic'
  return raw.state === 'unknown' && vpc !== undefined && ifCall(vpc) !== undefined ? 'unknown' : 'vpc'
}

function unreadableFields(value: Value): Fields {
  const unread = unknown(value, excerpt(value))
  return () => unread
}

/** The members of an object; a function call is an object in form only. */
function objectOf(value: Value | undefined): MapValue | undefined {
  return value?.kind === 'map' && !isCall(value) ? value : undefined
}
