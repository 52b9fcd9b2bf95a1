/** Rules as Alibaba Cloud's ECS API spells them; ROS templates and dumps share the field names. */
import type { MapValue, Value } from '../document/value.ts'
import type { Direction } from '../model/packet-space.ts'
import type { PeerRole, Raw, RawPeer, RawRule } from '../model/raw-rule.ts'
import { knownValue, type Origin, type Reading } from '../model/reading.ts'
import type { Fields } from './fields.ts'
import { fillable, invalid, shorten, unknown } from './raw.ts'
import { type RulePlace, unreadableRule } from './unreadable-rule.ts'

interface PeerName {
  readonly field: string
  readonly role: PeerRole
}

const FAR_END: Readonly<Record<Direction, readonly [PeerName, ...PeerName[]]>> = {
  ingress: [
    { field: 'SourceCidrIp', role: 'ipv4' },
    { field: 'Ipv6SourceCidrIp', role: 'ipv6' },
    { field: 'SourceGroupId', role: 'group' },
    { field: 'SourcePrefixListId', role: 'list' },
  ],
  egress: [
    { field: 'DestCidrIp', role: 'ipv4' },
    { field: 'Ipv6DestCidrIp', role: 'ipv6' },
    { field: 'DestGroupId', role: 'group' },
    { field: 'DestPrefixListId', role: 'list' },
  ],
}

/** Fields that narrow a rule down at the instance's own end, with the values that leave it as wide as it is. */
const NEAR_END: Readonly<Record<Direction, Readonly<Record<string, readonly string[]>>>> = {
  ingress: { DestCidrIp: ['0.0.0.0/0'], Ipv6DestCidrIp: ['::/0'] },
  egress: { SourceCidrIp: ['0.0.0.0/0'], Ipv6SourceCidrIp: ['::/0'] },
}
const ALL_SOURCE_PORTS = { SourcePortRange: ['-1/-1', '1/65535'] }

/** The direction of a rule by the peers it names, for formats that tell it elsewhere or not at all. */
export function directionOfPeers(fields: Fields): Direction {
  const names = (direction: Direction): boolean =>
    FAR_END[direction].some(({ field }) => fields(field).state !== 'absent')
  return names('egress') && !names('ingress') ? 'egress' : 'ingress'
}

type PermissionPlace = Omit<RulePlace, 'order' | 'provider'>

export interface Permission extends PermissionPlace {
  readonly origin: Origin
  readonly fields: Fields
  /** The object to which absent fields can be added. */
  readonly body?: MapValue
  readonly showsSystemRules?: boolean
  /** Adds what the file declares of a peer that it names. */
  readonly refine?: (peer: RawPeer) => RawPeer
}

/** The rule of one permission. */
export function permissionRule(permission: Permission): RawRule {
  const { origin, label, direction, fields, body, conditions, showsSystemRules = false, refine } = permission
  const end = directionOf(direction)
  return {
    provider: 'alicloud',
    origin,
    label,
    direction,
    verdict: fillable(fields('Policy'), body, 'Policy'),
    protocol: fields('IpProtocol'),
    ports: readPorts(fields),
    peers: FAR_END[end]
      .map(({ field, role }) => ({ field, role, value: fields(field) }))
      .filter((peer) => peer.value.state !== 'absent')
      .map((peer) => refine?.(peer) ?? peer),
    order: { by: 'priority', priority: fillable(fields('Priority'), body, 'Priority') },
    plane: fillable(fields('NicType'), body, 'NicType'),
    description: fields('Description'),
    conditions: [...conditions, ...narrowings(fields, end)],
    letterCase: 'any',
    ...(showsSystemRules && { showsSystemRules }),
  }
}

/** A list item that is no permission. */
export function unreadablePermission(value: Value, place: PermissionPlace): RawRule {
  return unreadableRule(value, { ...place, provider: 'alicloud' }, FAR_END[directionOf(place.direction)][0])
}

function directionOf(direction: Raw): Direction {
  return String(knownValue(direction)).toLowerCase() === 'egress' ? 'egress' : 'ingress'
}

/** A port list counts only where no port range is given. */
function readPorts(fields: Fields): Raw {
  const ports = fields('PortRange')
  const list = fields('PortRangeListId')
  if (ports.state !== 'absent' || list.state === 'absent') return ports
  return list.state === 'known' ? unknown(list.origin, String(list.value), String(list.value)) : list
}

/**
 * A rule that also asks for source ports or for addresses of the instance matches fewer packets than its other fields say.
 * The packet space does not hold those dimensions, so each such demand is a condition that may not hold.
 */
function narrowings(fields: Fields, direction: Direction): string[] {
  return Object.entries({ ...ALL_SOURCE_PORTS, ...NEAR_END[direction] }).flatMap(([field, wide]) => {
    const raw = fields(field)
    if (raw.state === 'absent' || (raw.state === 'known' && wide.includes(String(raw.value).trim()))) return []
    return [`${field} ${demand(raw)}=true`]
  })
}

function demand(raw: Exclude<Raw, { state: 'absent' }>): string {
  if (raw.state === 'known') return String(raw.value)
  // Equal texts may stand for different values: the place tells them apart.
  return (raw.state === 'unknown' && raw.identity) || `${raw.text} at ${raw.origin.place.range[0]}`
}

export type GroupType = 'enterprise' | 'normal'

/** The type of a group; the API knows two. */
export function readGroupType(raw: Raw): Reading<GroupType> {
  if (raw.state !== 'known') return raw
  if (raw.value === 'enterprise' || raw.value === 'normal') return { ...raw, value: raw.value }
  return invalid(raw.origin, shorten(String(raw.value)), 'is neither `normal` nor `enterprise`')
}
