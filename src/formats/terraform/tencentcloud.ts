/** Tencent Cloud's group and rule resources. */
import type { PeerRole, Raw, RawPeer, RawRule } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import { asText } from '../fields.ts'
import { invalid, unknown } from '../raw.ts'
import {
  type Body,
  conditionsOf,
  type Context,
  directionsOf,
  readPeers,
  type ReadResource,
  surroundings,
} from './context.ts'
import { type Item, readItems } from './items.ts'
import { readLiteItem } from './lite-rule.ts'
import type { Resource } from './module.ts'
import { textOf } from './resolution.ts'
import { type ItemFields, readRuleLists, unreadableItem } from './rule-lists.ts'

type Roles = readonly (readonly [field: string, role: PeerRole])[]

const ITEM_PEERS: Roles = [
  ['cidr_block', 'ipv4'],
  ['ipv6_cidr_block', 'ipv6'],
  ['source_security_id', 'group'],
  ['address_template_id', 'list'],
  ['address_template_group', 'list'],
]

const RULE_PEERS: Roles = [
  ['cidr_ip', 'ipv4'],
  ['source_sgid', 'group'],
]

function readGroup(resource: Resource, { resolver, groups }: Context): void {
  const read = (field: string): Raw => resolver.raw(resource.body.get(field)?.value)
  groups.get('tencentcloud', resource.address, resource).declare(resource.label, {
    ...surroundings(resource),
    name: asText(read('name')),
    description: asText(read('description')),
    type: ABSENT,
    network: 'vpc',
  })
}

function readRuleSet(resource: Resource, context: Context): void {
  const group = readRuleLists(resource, context, 'any', readItem)
  // Provider document of the resource: a rule set owns its group, no other resource may hold rules of it.
  if (resource.single) group.own()
}

function readItem({ value, viaDefault }: Item, context: Context): ItemFields {
  const found = context.resolver.resolve(value, viaDefault)
  if (found.kind === 'unknown' || found.kind === 'reference') {
    return unreadableItem(unknown(value, textOf(value), found.identity))
  }
  if (found.kind === 'scalar' || found.value.kind === 'sequence') {
    return unreadableItem(invalid(value, textOf(value), 'is no block of a rule'))
  }
  const body: Body = { map: found.value, viaDefault: found.viaDefault }
  const read = (field: string): Raw => context.resolver.raw(body.map.get(field)?.value, body.viaDefault)
  return {
    verdict: read('action'),
    protocol: read('protocol'),
    ports: read('port'),
    ...readServices(body, ['service_template_id', 'service_template_group'], context),
    peers: readPeers(body, ITEM_PEERS, context),
    description: read('description'),
  }
}

/** One rule of its own. Its place among the others is unknown unless it has a `policy_index`. */
function readRule(resource: Resource, context: Context): void {
  const body: Body = { map: resource.body, viaDefault: undefined }
  const read = (field: string): Raw => context.resolver.raw(body.map.get(field)?.value)
  const target = context.ids.target(body.map.get('security_group_id')?.value)
  const direction = read('type')
  const group = context.groups.of('tencentcloud', resource, target, directionsOf(direction))
  const rule: RawRule = {
    provider: 'tencentcloud',
    origin: resource.label,
    label: resource.address,
    direction,
    verdict: read('policy'),
    protocol: read('ip_protocol'),
    ports: read('port_range'),
    ...readServiceBlock(resource, context),
    peers: [...readPeers(body, RULE_PEERS, context), ...readTemplateBlock(resource, 'address_template', context)],
    order: { by: 'index', index: read('policy_index') },
    plane: ABSENT,
    description: read('description'),
    conditions: conditionsOf(resource),
    letterCase: 'any',
    refusesAllPorts: context.resolver.isConfiguration,
  }
  group.add(rule, target.instance)
}

/** The template that stands in place of protocol and ports, under the first of `fields` that is set. */
function readServices({ map, viaDefault }: Body, fields: readonly string[], { ids }: Context): Services {
  for (const field of fields) {
    const services = ids.services(map.get(field)?.value, viaDefault)
    if (services !== undefined) return { services }
  }
  return {}
}

type Services = Pick<RawRule, 'services'>

function readServiceBlock(resource: Resource, context: Context): Services {
  const [template] = readTemplateBlock(resource, 'protocol_template', context)
  if (template === undefined) return {}
  const { value, content } = template
  return { services: content === undefined ? { value } : { value, content } }
}

/** The ids in a block that names a template or a group of templates. */
function readTemplateBlock(resource: Resource, field: string, context: Context): readonly RawPeer[] {
  const { items, whole, unread } = readItems(resource.body, field, context.resolver)
  const open = whole || unread.length > 0 ? unread : [unknown(resource.label, field)]
  const unsettled = open.map((value): RawPeer => ({ field, role: 'list', value }))
  const peers = items.flatMap(({ value, viaDefault }): readonly RawPeer[] => {
    const found = context.resolver.resolve(value, viaDefault)
    if (found.kind !== 'container' || found.value.kind !== 'map') {
      const other = found.kind === 'unknown' || found.kind === 'reference'
      const reading = other ? unknown(value, textOf(value)) : invalid(value, textOf(value), 'is no block')
      return [{ field, role: 'list', value: reading }]
    }
    const body: Body = { map: found.value, viaDefault: found.viaDefault }
    const roles: Roles = [
      ['template_id', 'list'],
      ['group_id', 'list'],
    ]
    return readPeers(body, roles, context).map((peer) => ({ ...peer, field }))
  })
  return [...peers, ...unsettled]
}

export const tencentcloud: ReadonlyMap<string, ReadResource> = new Map([
  ['tencentcloud_security_group', readGroup],
  ['tencentcloud_security_group_rule_set', readRuleSet],
  [
    'tencentcloud_security_group_lite_rule',
    (resource: Resource, context: Context) => void readRuleLists(resource, context, 'exact', readLiteItem),
  ],
  ['tencentcloud_security_group_rule', readRule],
])
