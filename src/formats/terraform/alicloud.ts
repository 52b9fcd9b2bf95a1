/** Alibaba Cloud's group and rule resources. */
import type { SecurityGroup } from '../../model/declarations.ts'
import type { PeerRole, Raw } from '../../model/raw-rule.ts'
import { asText } from '../fields.ts'
import { fillable, invalid, shorten } from '../raw.ts'
import { conditionsOf, type Context, directionsOf, readPeers, type ReadResource, surroundings } from './context.ts'
import type { Resource } from './module.ts'

const PEERS: readonly (readonly [field: string, role: PeerRole])[] = [
  ['cidr_ip', 'ipv4'],
  ['ipv6_cidr_ip', 'ipv6'],
  ['source_security_group_id', 'group'],
  ['prefix_list_id', 'list'],
]

function readGroup(resource: Resource, { resolver, groups }: Context): void {
  const read = (field: string): Raw => resolver.raw(resource.body.get(field)?.value)
  // `name` is the deprecated spelling of `security_group_name`.
  const name = read('security_group_name')
  groups.get('alicloud', resource.address, resource).declare(resource.label, {
    ...surroundings(resource),
    name: asText(name.state === 'absent' ? read('name') : name),
    description: asText(read('description')),
    type: readType(read('security_group_type')),
    network: isUnset(read('vpc_id')) ? 'classic' : 'vpc',
  })
}

function readType(raw: Raw): SecurityGroup['type'] {
  if (raw.state !== 'known') return raw
  const { value } = raw
  if (value === 'enterprise' || value === 'normal') return { ...raw, value }
  return invalid(raw.origin, shorten(String(value)), 'is neither `normal` nor `enterprise`')
}

function isUnset(raw: Raw): boolean {
  return raw.state === 'absent' || (raw.state === 'known' && raw.value === '')
}

function readRule(resource: Resource, context: Context): void {
  const { resolver, ids, groups } = context
  const read = (field: string): Raw => resolver.raw(resource.body.get(field)?.value)
  const readOrFill = (field: string): Raw => fillable(read(field), resource.body, field)
  const target = ids.target(resource.body.get('security_group_id')?.value)
  const direction = read('type')
  const group = groups.of('alicloud', resource, target, directionsOf(direction))
  group.add(
    {
      provider: 'alicloud',
      origin: resource.label,
      label: resource.address,
      direction,
      verdict: readOrFill('policy'),
      protocol: read('ip_protocol'),
      ports: read('port_range'),
      peers: readPeers({ map: resource.body, viaDefault: undefined }, PEERS, context),
      order: { by: 'priority', priority: readOrFill('priority') },
      plane: readOrFill('nic_type'),
      description: read('description'),
      conditions: conditionsOf(resource),
      letterCase: 'exact',
    },
    target.instance,
  )
}

export const alicloud: ReadonlyMap<string, ReadResource> = new Map([
  ['alicloud_security_group', readGroup],
  ['alicloud_security_group_rule', readRule],
])
