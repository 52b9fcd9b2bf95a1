/** Permissions of Alibaba Cloud's ECS API (2014-05-26): dumps, authorize requests, and console exports. */
import type { MapValue } from '../document/value.ts'
import type { Rule, SecurityGroup, Unread } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import type { Raw } from '../model/raw-rule.ts'
import { knownValue } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import { type Item, type Payload, PAYLOAD_KEYS, payloadsOf } from './alicloud-payload.ts'
import { directionOfPeers, permissionRule, readGroupType, unreadablePermission } from './alicloud-permission.ts'
import { asText, type Fields, fieldsOf, readField } from './fields.ts'
import type { Format } from './format.ts'
import { excerpt, known, unknown } from './raw.ts'

export const alicloudApi: Format = {
  name: 'alicloud-api',
  provider: 'alicloud',
  keys: PAYLOAD_KEYS,
  detect: (root) => payloadsOf(root).length > 0,
  read(root) {
    const all = pagesOf(payloadsOf(root))
    return { groups: all.map(readGroup), bindings: [], unread: all.flatMap(unreadIn) }
  },
}

/** The pages of one dump: each but the last says that another follows. */
type Pages = readonly [Payload, ...Payload[]]

function pagesOf(payloads: readonly Payload[]): readonly Pages[] {
  const all: [Payload, ...Payload[]][] = []
  const open = new Map<string, Payload[]>()
  for (const payload of payloads) {
    const body = fieldsOf(payload.body)
    const id = String(knownValue(body('SecurityGroupId')))
    const earlier = payload.kind === 'dump' ? open.get(id) : undefined
    const pages: [Payload, ...Payload[]] = [payload]
    if (earlier === undefined) all.push(pages)
    else earlier.push(payload)
    if (body('NextToken').state === 'absent') open.delete(id)
    else open.set(id, earlier ?? pages)
  }
  return all
}

/** What stands in the place of rules, and the token of a page that is not there. */
function unreadIn(pages: Pages): readonly Unread[] {
  const token = fieldsOf(pages.at(-1)?.body)('NextToken')
  const further = token.state === 'absent' ? [] : [unknown(token.origin, 'NextToken')]
  return [...pages.flatMap(({ misplaced }) => misplaced ?? []), ...further]
}

function readGroup(pages: Pages, index: number): SecurityGroup {
  const [payload] = pages
  const { kind } = payload
  const body = fieldsOf(payload.body)
  const id = body('SecurityGroupId')
  const anchor = id.state === 'absent' ? payload.anchor : id.origin
  const unsaid = unknown(anchor, 'Permissions')
  const type = body('SecurityGroupType')
  const isOutput = isWhole(payload)
  // Where a page has others behind it, nothing tells whether there are some before it.
  const isRead = pages.every(({ misplaced }) => misplaced === undefined)
  const complete = isOutput && isRead && body('NextToken').state === 'absent'
  const permissions = pages.flatMap((page) => page.items.map((item) => ({ item, body: fieldsOf(page.body) })))
  const region = knownValue(body('RegionId'))
  return {
    provider: 'alicloud',
    key: String(knownValue(id) ?? (index === 0 ? 'Permissions' : `Permissions ${index + 1}`)),
    ...(kind === 'dump' && { declaration: anchor }),
    anchor,
    name: kind === 'dump' ? asText(body('SecurityGroupName')) : unsaid,
    description: kind === 'dump' ? asText(body('Description')) : unsaid,
    // `DescribeSecurityGroupAttribute` leaves the type out: its absence says nothing.
    type: type.state === 'absent' ? unsaid : readGroupType(type),
    network: networkOf(payload.body),
    ...(region !== undefined && { region: String(region) }),
    rules: permissions.map((each, place) => readRule(each.item, each.body, place + 1, isOutput)),
    complete: { ingress: complete, egress: complete },
  }
}

/** A dump of a group in a classic network has an empty `VpcId`. */
function networkOf(body: MapValue | undefined): SecurityGroup['network'] {
  const vpc = body?.get('VpcId')
  if (vpc === undefined) return 'unknown'
  return readField(vpc.value).state === 'absent' ? 'classic' : 'vpc'
}

/** Requests add to the rules of a group. Only dumps and exports tell the direction of each rule, and they hold them all. */
function isWhole({ kind, items }: Payload): boolean {
  return kind === 'dump' || items.every(({ fields }) => fields('Direction').state !== 'absent')
}

function readRule(item: Item, body: Fields, number: number, showsSystemRules: boolean): Rule {
  const { origin, fields, body: map, unreadable } = item
  const direction = directionOf(item, body)
  const label = `${knownValue(direction) ?? 'permission'} rule ${number}`
  const place = { origin, label, direction, conditions: [] }
  return providers.alicloud.rule(
    unreadable === undefined
      ? permissionRule({ ...place, fields, ...(map && { body: map }), showsSystemRules })
      : unreadablePermission(unreadable, place),
  )
}

/** The operations that add rules, and to which direction. */
const OPERATIONS: ReadonlyMap<unknown, Direction> = new Map([
  ['AuthorizeSecurityGroup', 'ingress'],
  ['AuthorizeSecurityGroupEgress', 'egress'],
])

/** The permission says it, or the request's operation, or the peers that the permission names. */
function directionOf({ fields, origin, unreadable }: Item, body: Fields): Raw {
  const own = fields('Direction')
  if (own.state !== 'absent') return own
  const operation = OPERATIONS.get(knownValue(body('Action'))) ?? OPERATIONS.get(knownValue(body('api')))
  if (operation !== undefined) return known(operation, origin)
  return unreadable ? unknown(unreadable, excerpt(unreadable)) : known(directionOfPeers(fields), origin)
}
