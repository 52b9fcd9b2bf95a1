/** `alicloud_security_group` and `alicloud_security_group_rule` in camel case. */
import { readGroupType } from '../alicloud-permission.ts'
import { asText } from '../fields.ts'
import { directionsOf } from '../terraform/context.ts'
import type { Groups } from '../terraform/groups.ts'
import { type Bridged, type Lists, readPeers, regionOf, type Roles, targetOf } from './body.ts'

const PEERS: Roles = [
  ['cidrIp', 'ipv4'],
  ['ipv6CidrIp', 'ipv6'],
  ['sourceSecurityGroupId', 'group'],
  ['prefixListId', 'list'],
]

export function readAlicloudGroup(resource: Bridged, groups: Groups): void {
  const { address, label, body } = resource
  // `name` is the deprecated spelling of `securityGroupName`.
  const name = body.read('securityGroupName')
  groups.get('alicloud', address, resource).declare(label, {
    name: asText(name.state === 'absent' ? body.read('name') : name),
    description: asText(body.read('description')),
    type: readGroupType(body.read('securityGroupType')),
    network: body.id('vpcId').state === 'absent' ? 'classic' : 'vpc',
    ...regionOf(resource, body.read('region')),
  })
}

export function readAlicloudRule(resource: Bridged, groups: Groups, lists: Lists): void {
  const { address, label, body } = resource
  const direction = body.read('type')
  const target = targetOf(body.id('securityGroupId'))
  const group = groups.of('alicloud', resource, target, directionsOf(direction))
  group.add(
    {
      provider: 'alicloud',
      origin: label,
      label: address,
      direction,
      verdict: body.read('policy'),
      protocol: body.read('ipProtocol'),
      ports: body.read('portRange'),
      peers: readPeers(body, PEERS, lists),
      order: { by: 'priority', priority: body.read('priority') },
      plane: body.read('nicType'),
      description: body.read('description'),
      conditions: [],
      letterCase: 'exact',
    },
    target.instance,
  )
}
