/** Policy sets of Tencent Cloud's VPC API (2017-03-12): request bodies, responses, and the bare set. */
import type { MapValue, Value } from '../document/value.ts'
import type { Rule, SecurityGroup, Unread } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { ABSENT, knownValue, type Origin } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import { objectsIn } from './api-objects.ts'
import { whole } from './detection-keys.ts'
import { asText, fieldsOf, readField } from './fields.ts'
import type { Format } from './format.ts'
import { excerpt, unknown } from './raw.ts'
import { isPolicy, ordersOf, POLICY_KEYS, readPolicy } from './tencentcloud-policy.ts'
import { isFilledIn, isNull, noObject } from './unread.ts'

const SET = 'SecurityGroupPolicySet'
const LISTS = { ingress: 'Ingress', egress: 'Egress' } as const

/** A policy set with what stands around it. */
interface Payload {
  readonly set: MapValue
  /** The request body or response; the set itself where it stands alone. */
  readonly body: MapValue
  readonly label: Origin
}

export const tencentcloudApi: Format = {
  name: 'tencentcloud-api',
  provider: 'tencentcloud',
  keys: [
    [whole(SET)],
    ...Object.values(LISTS).flatMap((list) => POLICY_KEYS.map((key) => [list, 'Action', key].map(whole))),
  ],
  detect: (root) => payloadsOf(root).length > 0,
  read(root) {
    const found = payloadsOf(root)
    const unread = found.filter((each): each is Unread => !isPayload(each))
    const groups = found.filter(isPayload).map((payload, index) => readGroup(payload, index, unread))
    return { groups, bindings: [], unread }
  },
}

/**
 * The policy sets of a document: bare ones at its root or in a list there, or those that stand anywhere under a key
 * that says so; and what stands there in their place.
 */
function payloadsOf(root: Value): readonly (Payload | Unread)[] {
  const sets = (root.kind === 'sequence' ? root.items : [root]).filter(isPolicySet)
  return sets.length > 0 ? sets.map((set) => ({ set, body: set, label: set })) : objectsIn(root, SET, namedSetIn)
}

function namedSetIn(body: Value): Payload | Unread | undefined {
  const member = body.kind === 'map' ? body.get(SET) : undefined
  if (body.kind !== 'map' || member === undefined) return undefined
  const { label, value } = member
  if (value.kind === 'map' && !isFilledIn(value)) return { set: value, body, label }
  // A text that only spells the key, as descriptions of the API do, has no group beside it.
  const isOurs = body.get('SecurityGroupId') !== undefined || body.get('GroupName') !== undefined
  return (isOurs && !isNull(value)) || isFilledIn(value) ? noObject(value, isFilledIn) : undefined
}

function isPayload(found: Payload | Unread): found is Payload {
  return 'set' in found
}

/** Whether some item of the lists is a policy; other clouds call their lists so too, but nothing in them. */
function isPolicySet(root: Value): root is MapValue {
  if (root.kind !== 'map') return false
  return Object.values(LISTS).some((name) => {
    const list = root.get(name)?.value
    return list?.kind === 'sequence' && list.items.some(isPolicy)
  })
}

/** What stands for rules that are not read goes to `unread`. */
function readGroup({ set, body, label }: Payload, index: number, unread: Unread[]): SecurityGroup {
  const read = fieldsOf(body === set ? undefined : body)
  const id = read('SecurityGroupId')
  const name = read('GroupName')
  const anchor = id.state === 'absent' ? label : id.origin
  const unsaid = unknown(anchor, SET)
  const ingress = readList(set, 'ingress', body)
  const egress = readList(set, 'egress', body)
  unread.push(...ingress.unread, ...egress.unread)
  const whole = !addsRules(body)
  return {
    provider: 'tencentcloud',
    key: String(knownValue(id) ?? (index === 0 ? SET : `${SET} ${index + 1}`)),
    ...(name.state === 'absent' ? undefined : { declaration: name.origin }),
    anchor,
    name: name.state === 'absent' ? unsaid : asText(name),
    description: name.state === 'absent' ? unsaid : asText(read('GroupDescription')),
    type: ABSENT,
    network: 'vpc',
    rules: [...ingress.rules, ...egress.rules],
    complete: { ingress: whole && ingress.complete, egress: whole && egress.complete },
    // Rules are added in one piece.
    contiguous: { ingress: ingress.complete, egress: egress.complete },
  }
}

/** Requests that name themselves so, or that replace some rules by others, leave the rest of the group as it is. */
function addsRules(body: MapValue): boolean {
  const operation = body.get('Action')?.value
  if (operation?.kind === 'scalar' && operation.value === 'CreateSecurityGroupPolicies') return true
  return body.get('OriginalSecurityGroupPolicySet') !== undefined
}

interface List {
  readonly rules: readonly Rule[]
  readonly complete: boolean
  readonly unread: readonly Unread[]
}

function readList(set: MapValue, direction: Direction, body: MapValue): List {
  const list = set.get(LISTS[direction])?.value
  if (list === undefined || isNull(list) || isCleared(set, body)) return { rules: [], complete: true, unread: [] }
  if (isFilledIn(list)) return { rules: [], complete: false, unread: [unknown(list, excerpt(list))] }
  const items = list.kind === 'sequence' ? list.items : [list]
  const raws = ordersOf(items).flatMap((order, index) => {
    const item = items[index]
    return item ? [readPolicy(item, direction, index + 1, order)] : []
  })
  return { rules: raws.map((raw) => providers.tencentcloud.rule(raw)), complete: true, unread: [] }
}

/** `ModifySecurityGroupPolicies` with version 0 takes every rule away and ignores those beside it. */
function isCleared(set: MapValue, body: MapValue): boolean {
  if (body === set || body.get('SecurityGroupId') === undefined) return false
  return String(knownValue(readField(set.get('Version')?.value))) === '0'
}
