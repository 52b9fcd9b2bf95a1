/** Policy sets of Tencent Cloud's VPC API (2017-03-12): request bodies, responses, and the bare set. */
import type { MapValue, Value } from '../document/value.ts'
import type { Rule, SecurityGroup } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { ABSENT, knownValue, type Origin } from '../model/reading.ts'
import { providers } from '../providers/index.ts'
import { objectsIn } from './api-objects.ts'
import { asText, fieldsOf, readField } from './fields.ts'
import type { Format } from './format.ts'
import { isPlaceholder } from './placeholders.ts'
import { unknown } from './raw.ts'
import { isPolicy, ordersOf, POLICY_KEYS, readPolicy } from './tencentcloud-policy.ts'

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
  keys: [[SET], ...Object.values(LISTS).flatMap((list) => POLICY_KEYS.map((key) => [list, 'Action', key]))],
  detect: (root) => payloadsOf(root).length > 0,
  read: (root) => ({ groups: payloadsOf(root).map(readGroup), bindings: [] }),
}

/**
 * The policy sets of a document: bare ones at its root or in a list there, or those that stand anywhere under a key
 * that says so.
 */
function payloadsOf(root: Value): readonly Payload[] {
  const sets = (root.kind === 'sequence' ? root.items : [root]).filter(isPolicySet)
  return sets.length > 0 ? sets.map((set) => ({ set, body: set, label: set })) : objectsIn(root, SET, namedSetIn)
}

function namedSetIn(body: Value): Payload | undefined {
  const member = body.kind === 'map' ? body.get(SET) : undefined
  return body.kind === 'map' && member?.value.kind === 'map'
    ? { set: member.value, body, label: member.label }
    : undefined
}

/** Whether some item of the lists is a policy; other clouds call their lists so too, but nothing in them. */
function isPolicySet(root: Value): root is MapValue {
  if (root.kind !== 'map') return false
  return Object.values(LISTS).some((name) => {
    const list = root.get(name)?.value
    return list?.kind === 'sequence' && list.items.some(isPolicy)
  })
}

function readGroup({ set, body, label }: Payload, index: number): SecurityGroup {
  const read = fieldsOf(body === set ? undefined : body)
  const id = read('SecurityGroupId')
  const name = read('GroupName')
  const anchor = id.state === 'absent' ? label : id.origin
  const unsaid = unknown(anchor, SET)
  const ingress = readList(set, 'ingress', body)
  const egress = readList(set, 'egress', body)
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
}

function readList(set: MapValue, direction: Direction, body: MapValue): List {
  const list = set.get(LISTS[direction])?.value
  if (list === undefined || isNull(list) || isCleared(set, body)) return { rules: [], complete: true }
  if (list.kind === 'opaque' || list.kind === 'tagged' || isPlaceholder(list)) return { rules: [], complete: false }
  const items = list.kind === 'sequence' ? list.items : [list]
  const raws = ordersOf(items).flatMap((order, index) => {
    const item = items[index]
    return item ? [readPolicy(item, direction, index + 1, order)] : []
  })
  return { rules: raws.map((raw) => providers.tencentcloud.rule(raw)), complete: true }
}

function isNull(value: Value): boolean {
  return value.kind === 'scalar' && value.value === null
}

/** `ModifySecurityGroupPolicies` with version 0 takes every rule away and ignores those beside it. */
function isCleared(set: MapValue, body: MapValue): boolean {
  if (body === set || body.get('SecurityGroupId') === undefined) return false
  return String(knownValue(readField(set.get('Version')?.value))) === '0'
}
