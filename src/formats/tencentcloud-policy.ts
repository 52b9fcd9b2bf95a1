/** Policies as Tencent Cloud's VPC API (2017-03-12) spells them. */
import type { MapValue, Value } from '../document/value.ts'
import type { Direction } from '../model/packet-space.ts'
import type { PeerRole, Raw, RawOrder, RawPeer, RawRule } from '../model/raw-rule.ts'
import { ABSENT, type Origin } from '../model/reading.ts'
import { fieldsOf, readField } from './fields.ts'
import { isPlaceholder } from './placeholders.ts'
import { excerpt, invalid, known } from './raw.ts'
import { unreadableRule } from './unreadable-rule.ts'

const PEERS: readonly (readonly [field: string, role: PeerRole])[] = [
  ['CidrBlock', 'ipv4'],
  ['Ipv6CidrBlock', 'ipv6'],
  ['SecurityGroupId', 'group'],
]

/** Templates are named by one member of an object, the template itself or a group of them. */
const ADDRESS_TEMPLATE = { field: 'AddressTemplate', members: ['AddressId', 'AddressGroupId'] } as const
const SERVICE_TEMPLATE = { field: 'ServiceTemplate', members: ['ServiceId', 'ServiceGroupId'] } as const

/** Each policy has an `Action` and one of these. */
export const POLICY_KEYS: readonly string[] = [...PEERS.map(([field]) => field), ADDRESS_TEMPLATE.field]

export function isPolicy(item: Value): boolean {
  return item.kind === 'map' && item.get('Action') !== undefined && POLICY_KEYS.some((key) => item.get(key))
}

/** The place of a policy among those of its list. */
export type PolicyOrder = Extract<RawOrder, { by: 'position' }>

/** The place of each item: by `PolicyIndex` where every item has one, else as listed. */
export function ordersOf(items: readonly Value[]): readonly PolicyOrder[] {
  const listed = items.map((item, position): PolicyOrder => ({
    by: 'position',
    position,
    written: fieldsOf(item)('PolicyIndex'),
  }))
  const indexes = items.map(policyIndex)
  if (!indexes.every((index) => index !== undefined)) return listed
  const orders = [...listed]
  const sorted = [...indexes.entries()].toSorted(([, a], [, b]) => a.value - b.value)
  for (const [position, [item, { origin }]] of sorted.entries())
    orders[item] = { by: 'position', position, index: origin }
  return orders
}

function policyIndex(item: Value): { readonly value: number; readonly origin: Origin } | undefined {
  const raw = fieldsOf(item)('PolicyIndex')
  if (raw.state !== 'known' || !/^\d+$/u.test(String(raw.value))) return undefined
  return { value: Number(raw.value), origin: raw.origin }
}

/** The rule of a list item; `number` counts from 1 as listed. */
export function readPolicy(item: Value, direction: Direction, number: number, order: PolicyOrder): RawRule {
  const place = {
    provider: 'tencentcloud',
    label: `${direction} rule ${number}`,
    direction: known(direction, item),
    order,
    conditions: [],
  } as const
  if (item.kind !== 'map' || isPlaceholder(item))
    return unreadableRule(item, place, { field: 'CidrBlock', role: 'address' })
  const fields = fieldsOf(item)
  const [service] = readTemplate(item, SERVICE_TEMPLATE)
  const peers: readonly RawPeer[] = [
    ...PEERS.map(([field, role]) => ({ field, role, value: fields(field) })),
    ...readTemplate(item, ADDRESS_TEMPLATE).map((peer) => ({ ...peer, role: 'list' as const })),
  ]
  return {
    ...place,
    origin: item,
    verdict: fields('Action'),
    protocol: fields('Protocol'),
    ports: fields('Port'),
    ...(service && { services: { value: service.value } }),
    peers: peers.filter(({ value }) => value.state !== 'absent'),
    plane: ABSENT,
    description: fields('PolicyDescription'),
    letterCase: 'any',
  }
}

interface TemplateField {
  readonly field: string
  readonly members: readonly string[]
}

/** The members of a template object that name something. */
function readTemplate(policy: MapValue, { field, members }: TemplateField): { field: string; value: Raw }[] {
  const template = policy.get(field)?.value
  const fields = fieldsOf(template)
  const named = members.map((member) => ({ field: `${field}.${member}`, value: fields(member) }))
  const own = template === undefined || template.kind === 'map' ? ABSENT : readNoObject(template)
  return [{ field, value: own }, ...named].filter(({ value }) => value.state !== 'absent')
}

function readNoObject(value: Value): Raw {
  const raw = readField(value)
  return raw.state === 'absent' || raw.state === 'unknown' ? raw : invalid(value, excerpt(value), 'is not an object')
}
