/** `tencentcloud_security_group` and the resources that hold rules of one, in camel case. */
import type { Direction } from '../../model/packet-space.ts'
import type { RawPeer, RawRule } from '../../model/raw-rule.ts'
import { ABSENT } from '../../model/reading.ts'
import { asText } from '../fields.ts'
import { known } from '../raw.ts'
import { directionsOf } from '../terraform/context.ts'
import { BOTH, type GroupDraft, type Groups } from '../terraform/groups.ts'
import { type ItemFields, unreadableItem } from '../terraform/rule-lists.ts'
import { type Bridged, isBody, type Item, type Lists, readPeers, regionOf, type Roles, targetOf } from './body.ts'

const ITEM_PEERS: Roles = [
  ['cidrBlock', 'ipv4'],
  ['ipv6CidrBlock', 'ipv6'],
  ['sourceSecurityId', 'group'],
  ['addressTemplateId', 'list'],
  ['addressTemplateGroup', 'list'],
]

const ITEM_SERVICES: Roles = [
  ['serviceTemplateId', 'list'],
  ['serviceTemplateGroup', 'list'],
]

const RULE_PEERS: Roles = [
  ['cidrIp', 'ipv4'],
  ['sourceSgid', 'group'],
]

const TEMPLATE: Roles = [
  ['templateId', 'list'],
  ['groupId', 'list'],
]

export function readTencentcloudGroup(resource: Bridged, groups: Groups): void {
  const { address, label, body } = resource
  groups.get('tencentcloud', address, resource).declare(label, {
    name: asText(body.read('name')),
    description: asText(body.read('description')),
    type: ABSENT,
    network: 'vpc',
    ...regionOf(resource),
  })
}

/** A rule of its own. Its place among the others is unknown unless it has a `policyIndex`. */
export function readTencentcloudRule(resource: Bridged, groups: Groups, lists: Lists): void {
  const { address, label, body } = resource
  const direction = body.read('type')
  const target = targetOf(body.id('securityGroupId'))
  const group = groups.of('tencentcloud', resource, target, directionsOf(direction))
  group.add(
    {
      provider: 'tencentcloud',
      origin: label,
      label: address,
      direction,
      verdict: body.read('policy'),
      protocol: body.read('ipProtocol'),
      ports: body.read('portRange'),
      ...servicesOf(readTemplate(resource, 'protocolTemplate', lists)),
      peers: [...readPeers(body, RULE_PEERS, lists), ...readTemplate(resource, 'addressTemplate', lists)],
      order: { by: 'index', index: body.read('policyIndex') },
      plane: ABSENT,
      description: body.read('description'),
      conditions: [],
      letterCase: 'any',
      refusesAllPorts: true,
    },
    target.instance,
  )
}

/** The ids in an object that names a template or a group of templates. */
function readTemplate({ body }: Bridged, field: string, lists: Lists): readonly RawPeer[] {
  const { items, unread } = body.items(field)
  const unsettled = unread.map((value): RawPeer => ({ field, role: 'list', value }))
  const peers = items.flatMap(({ content }): readonly RawPeer[] => {
    if (!isBody(content)) return [{ field, role: 'list', value: content }]
    return readPeers(content, TEMPLATE, lists).map((peer) => ({ ...peer, field }))
  })
  return [...peers, ...unsettled]
}

/** The template that stands in place of protocol and ports; of several, the first. */
function servicesOf([template]: readonly RawPeer[]): Pick<RawRule, 'services'> {
  if (template === undefined) return {}
  const { value, content } = template
  return { services: content === undefined ? { value } : { value, content } }
}

/** How a resource spells its two ordered lists. */
export type RuleLists = Readonly<Record<Direction, string>>

/** Reads both lists of a resource into its group, in their order. */
export function readRuleLists(
  resource: Bridged,
  groups: Groups,
  lists: RuleLists,
  letterCase: RawRule['letterCase'],
  readItem: (item: Item) => ItemFields,
): GroupDraft {
  const target = targetOf(resource.body.id('securityGroupId'))
  const group = groups.of('tencentcloud', resource, target, BOTH)
  for (const direction of BOTH) {
    const { items, whole, unread } = resource.body.items(lists[direction])
    if (!whole) group.loosen([direction])
    groups.unread.push(...unread)
    for (const [index, item] of items.entries()) {
      const rule: RawRule = {
        provider: 'tencentcloud',
        origin: item.value,
        label: `${direction} rule ${index + 1}`,
        direction: known(direction, item.value),
        ...readItem(item),
        order: { by: 'position', position: group.nextPosition(direction) },
        plane: ABSENT,
        conditions: [],
        letterCase,
      }
      group.add(rule, target.instance)
    }
  }
  return group
}

/** A rule of `tencentcloud_security_group_rule_set`. */
export function readRuleSetItem({ content: body }: Item, lists: Lists): ItemFields {
  if (!isBody(body)) return unreadableItem(body)
  return {
    verdict: body.read('action'),
    protocol: body.read('protocol'),
    ports: body.read('port'),
    ...servicesOf(readPeers(body, ITEM_SERVICES, lists)),
    peers: readPeers(body, ITEM_PEERS, lists),
    description: body.read('description'),
  }
}
