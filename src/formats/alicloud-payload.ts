/** Where Alibaba Cloud's API objects and console exports keep their permissions. */
import type { Entry, MapValue, Value } from '../document/value.ts'
import type { Unread } from '../model/declarations.ts'
import { fixedOrigin, type Origin } from '../model/reading.ts'
import { objectsIn } from './api-objects.ts'
import { type DetectionKeys, whole } from './detection-keys.ts'
import { type Fields, fieldsOf, readField } from './fields.ts'
import { isPlaceholder } from './placeholders.ts'
import { isFilledIn, isNull, noList } from './unread.ts'

/** Permissions by what they hold, or by where they stand. */
export const PAYLOAD_KEYS: DetectionKeys = [
  [whole('IpProtocol'), 'PortRange'],
  [whole('Permissions'), whole('SecurityGroupId')],
]

/** One permission. */
export interface Item {
  readonly origin: Origin
  readonly fields: Fields
  /** The object that holds the fields; absent where they stand apart. */
  readonly body?: MapValue
  /** Set where the list holds something that is no object. */
  readonly unreadable?: Value
}

export interface Payload {
  /** `DescribeSecurityGroupAttribute` tells of the group itself, the others of rules only. */
  readonly kind: 'dump' | 'rules'
  /** What stands around the permissions; a bare list has nothing. */
  readonly body: MapValue | undefined
  /** Where the permissions stand. */
  readonly anchor: Origin
  readonly items: readonly Item[]
  /** What stands in the place of the list of permissions, and is none. */
  readonly misplaced?: Unread
}

/**
 * The permissions of a document: those of its root, or those of the dumps and requests that it holds anywhere. A bare
 * list and a request without a list are told apart from other things at the root only.
 */
export function payloadsOf(root: Value): readonly Payload[] {
  const payload = root.kind === 'sequence' ? exportOf(root.items, root) : root.kind === 'map' ? bareOf(root) : undefined
  return payload ? [payload] : objectsIn(root, 'Permissions', listedIn)
}

function bareOf(root: MapValue): Payload | undefined {
  return root.get('Permissions') === undefined ? (flatRequestOf(root) ?? singleRequestOf(root)) : undefined
}

/** The permissions in a list of their own, under a key that says so. */
function listedIn(root: Value): Payload | undefined {
  if (root.kind !== 'map') return undefined
  const member = root.get('Permissions')
  const isOfGroup = root.get('SecurityGroupId') !== undefined
  const isRequest = isOfGroup && root.get('RegionId') !== undefined
  if (member?.value.kind === 'sequence') {
    const { items } = member.value
    // Beside the id of a group, a permission that lacks what it needs is one all the same.
    const isOurs = isOfGroup ? isPartOfPermission : isPermission
    return items.some(isOurs) || (isRequest && items.some(({ kind }) => kind !== 'map'))
      ? { kind: 'rules', body: root, anchor: member.label, items: items.map(itemOf) }
      : undefined
  }
  if (member?.value.kind === 'map' && !isPlaceholder(member.value)) return dumpOf(root, member.value, member.label)
  const isOurs = isRequest || (isOfGroup && member !== undefined && isFilledIn(member.value))
  return member && isOurs ? misplacedIn('rules', root, member) : undefined
}

/** Something else in the place of a list, which the members around it tell to be one of permissions. */
function misplacedIn(kind: Payload['kind'], body: MapValue, { label, value }: Entry): Payload | undefined {
  if (isNull(value)) return undefined
  return { kind, body, anchor: label, items: [], misplaced: noList(value, isFilledIn) }
}

/** The console exports rules as a bare list. */
function exportOf(items: readonly Value[], anchor: Origin): Payload | undefined {
  if (!items.some(isPermission) || !items.every(({ kind }) => kind === 'map')) return undefined
  return { kind: 'rules', body: undefined, anchor, items: items.map(itemOf) }
}

function dumpOf(root: MapValue, permissions: MapValue, anchor: Origin): Payload | undefined {
  const member = permissions.get('Permission')
  const list = member?.value
  if (list?.kind !== 'sequence' && (list?.kind !== 'map' || isPlaceholder(list))) {
    return member && root.get('SecurityGroupId') ? misplacedIn('dump', root, member) : undefined
  }
  const items = list.kind === 'sequence' ? list.items : [list]
  if (root.get('SecurityGroupId') === undefined && !items.some(isPermission)) return undefined
  return { kind: 'dump', body: root, anchor, items: items.map(itemOf) }
}

/** A request whose list is spread over keys such as `Permissions.1.IpProtocol`. */
function flatRequestOf(root: MapValue): Payload | undefined {
  const permissions = new Map<string, { origin: Origin; members: Map<string, Value> }>()
  for (const { key, label, value } of root.entries) {
    const [, index, name] = /^Permissions\.(\d+)\.(\w+)$/u.exec(key) ?? []
    if (index === undefined || name === undefined) continue
    // The keys of a permission stand apart: none of them can be edited for the whole.
    const permission = permissions.get(index) ?? { origin: fixedOrigin(label.place), members: new Map<string, Value>() }
    permissions.set(index, permission)
    permission.members.set(name, value)
  }
  const all = [...permissions.values()]
  const [first] = all
  const isOurs = root.get('SecurityGroupId') === undefined ? isPermissionLike : isPartLike
  if (first === undefined || !all.some(({ members }) => isOurs((name) => members.has(name)))) return undefined
  const items = all.map(({ origin, members }) => ({ origin, fields: (name: string) => readField(members.get(name)) }))
  return { kind: 'rules', body: root, anchor: first.origin, items }
}

/** The deprecated form of a request: one permission, its fields beside those of the group. */
function singleRequestOf(root: MapValue): Payload | undefined {
  if (!isPermission(root) || root.get('RegionId') === undefined || root.get('SecurityGroupId') === undefined) {
    return undefined
  }
  return { kind: 'rules', body: root, anchor: root, items: [itemOf(root)] }
}

function itemOf(value: Value): Item {
  const item = { origin: value, fields: fieldsOf(value) }
  return value.kind === 'map' && !isPlaceholder(value) ? { ...item, body: value } : { ...item, unreadable: value }
}

function isPermission(value: Value): boolean {
  return value.kind === 'map' && isPermissionLike((name) => value.get(name) !== undefined)
}

function isPartOfPermission(value: Value): boolean {
  return value.kind === 'map' && isPartLike((name) => value.get(name) !== undefined)
}

/** What is one beside the id of a group. */
function isPartLike(has: (name: string) => boolean): boolean {
  return ['IpProtocol', 'PortRange', 'PortRangeListId'].some(has)
}

/** AWS has `IpProtocol` too, network ACLs have ports: only the pair is Alibaba Cloud's. */
function isPermissionLike(has: (name: string) => boolean): boolean {
  return has('IpProtocol') && (has('PortRange') || has('PortRangeListId'))
}
