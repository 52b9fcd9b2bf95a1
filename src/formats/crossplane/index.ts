/** Crossplane: the managed resources that Upjet makes of Terraform's, one a document. */
import type { Value } from '../../document/value.ts'
import type { Declarations, Unread } from '../../model/declarations.ts'
import { Bindings } from '../bindings/bindings.ts'
import type { Bridged, Lists } from '../bridged/body.ts'
import { readBinding } from '../bridged/bound.ts'
import { readLists, type Typed } from '../bridged/lists.ts'
import { readAlicloudGroup, readAlicloudRule } from '../bridged/alicloud.ts'
import { readRuleLists, readTencentcloudGroup, readTencentcloudRule } from '../bridged/tencentcloud.ts'
import type { Format } from '../format.ts'
import { unknown } from '../raw.ts'
import { Groups } from '../terraform/groups.ts'
import { argumentsOf } from './arguments.ts'
import { readLiteItem } from './lite-rule.ts'
import { type Managed, managedOf, mapOf, stringOf } from './managed.ts'
import { References } from './references.ts'
import { readRemarks } from './remarks.ts'

const API_GROUPS = {
  alicloud: 'ecs.alibabacloud.crossplane.io',
  tencentcloud: 'vpc.tencentcloud.crossplane.io',
} as const

/** The API group of Tencent Cloud's instances, which refer to groups of the one above. */
const TENCENTCLOUD_INSTANCES = 'cvm.tencentcloud.crossplane.io'

type Read = (resource: Bridged, groups: Groups, lists: Lists) => void

/** The types in Terraform of what groups are bound to, by API group and kind. */
const BOUND_KINDS: ReadonlyMap<string, string> = new Map([
  [`${API_GROUPS.alicloud}/Instance`, 'alicloud_instance'],
  [`${TENCENTCLOUD_INSTANCES}/Instance`, 'tencentcloud_instance'],
  [`${TENCENTCLOUD_INSTANCES}/InstanceSet`, 'tencentcloud_instance_set'],
])

/** The types in Terraform of lists that rules name, by API group and kind. */
const LIST_KINDS: ReadonlyMap<string, string> = new Map([
  [`${API_GROUPS.tencentcloud}/AddressTemplate`, 'tencentcloud_address_template'],
  [`${API_GROUPS.tencentcloud}/AddressTemplateGroup`, 'tencentcloud_address_template_group'],
  [`${API_GROUPS.tencentcloud}/ProtocolTemplate`, 'tencentcloud_protocol_template'],
  [`${API_GROUPS.tencentcloud}/ProtocolTemplateGroup`, 'tencentcloud_protocol_template_group'],
])

/** By API group and kind. */
const READERS: ReadonlyMap<string, Read> = new Map([
  [`${API_GROUPS.alicloud}/SecurityGroup`, readAlicloudGroup],
  [`${API_GROUPS.alicloud}/SecurityGroupRule`, readAlicloudRule],
  [`${API_GROUPS.tencentcloud}/SecurityGroup`, readTencentcloudGroup],
  [`${API_GROUPS.tencentcloud}/SecurityGroupLiteRule`, readLiteRules],
  [`${API_GROUPS.tencentcloud}/SecurityGroupRule`, readTencentcloudRule],
])

export const crossplane: Format = {
  name: 'crossplane',
  // Definitions of these resources name the group without a version.
  keys: [...Object.values(API_GROUPS), TENCENTCLOUD_INSTANCES].map((group) => [`${group}/`]),
  detect: (root) => readableOf(root).length > 0 || compositionIn(root) !== undefined,
  read: (root) => readTogether([root]),
  readTogether,
  readRemarks,
}

function readTogether(roots: readonly Value[]): Declarations {
  const resources = roots.flatMap(readableOf)
  const references = new References(resources.filter((each) => each.kind === 'SecurityGroup' || isList(each)))
  const lists = readLists(resources.filter(isList).map((list) => typedList(list, references)))
  const groups = new Groups()
  const bindings = new Bindings()
  for (const resource of resources) {
    // What Crossplane only observes is declared elsewhere.
    if (resource.observed) continue
    const { apiGroup, kind, key, label, configuration } = resource
    const address = kind === 'SecurityGroup' ? key : `${kind}/${key}`
    const type = BOUND_KINDS.get(`${apiGroup}/${kind}`)
    const ofGroups = apiGroup === TENCENTCLOUD_INSTANCES ? API_GROUPS.tencentcloud : apiGroup
    const body = argumentsOf({ ...resource, apiGroup: ofGroups }, references)
    const bridged = { address, label, single: true, body, configuration }
    if (!isList(resource)) groups.unread.push(...body.unread)
    READERS.get(`${apiGroup}/${kind}`)?.(bridged, groups, lists)
    readBinding(bridged, type, bindings)
  }
  const compositions = roots.flatMap((root) => compositionIn(root) ?? [])
  return {
    groups: groups.finish(),
    bindings: bindings.finish(),
    unread: [...compositions, ...groups.unread, ...bindings.unread],
  }
}

/** A composition that is about groups: its patches make of the objects in it what only a claim settles. */
function compositionIn(root: Value): Unread | undefined {
  const kind = mapOf(root)?.get('kind')?.value
  if (kind === undefined || stringOf(kind) !== 'Composition') return undefined
  const isOurs = Object.values(API_GROUPS).some((group) => root.source.includes(group))
  return isOurs && root.source.includes('SecurityGroup') ? unknown(kind, 'Composition') : undefined
}

function isList({ apiGroup, kind }: Managed): boolean {
  return LIST_KINDS.has(`${apiGroup}/${kind}`)
}

/** A list goes by its name alone, as those that refer to it spell it. */
function typedList(list: Managed, references: References): Typed {
  const { apiGroup, kind, key, label } = list
  return {
    type: LIST_KINDS.get(`${apiGroup}/${kind}`),
    address: key,
    label,
    single: true,
    body: argumentsOf(list, references),
  }
}

function readableOf(root: Value): Managed[] {
  return managedOf(root).filter(({ apiGroup, kind }) =>
    [READERS, BOUND_KINDS, LIST_KINDS].some((kinds) => kinds.has(`${apiGroup}/${kind}`)),
  )
}

function readLiteRules(resource: Bridged, groups: Groups): void {
  readRuleLists(resource, groups, { ingress: 'ingress', egress: 'egress' }, 'exact', readLiteItem)
}
