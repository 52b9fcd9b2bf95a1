/** From resources to groups, for every kind of Terraform file. */
import type { Declarations } from '../../model/declarations.ts'
import { Bindings } from '../bindings/bindings.ts'
import { ATTACHMENTS } from '../bindings/syntax.ts'
import { readPolicyResources } from './access-policies.ts'
import { isForeign, noObject } from '../unread.ts'
import { alicloud } from './alicloud.ts'
import type { Misplaced } from './blocks.ts'
import { bound } from './bound.ts'
import type { Context, ReadResource } from './context.ts'
import { Groups } from './groups.ts'
import { Ids } from './ids.ts'
import { hasNoInstance, unsettled } from './items.ts'
import { LIST_TYPES, Lists } from './lists.ts'
import type { Module, Resource } from './module.ts'
import { REMARK } from './remarks.ts'
import type { ValueReader } from './resolution.ts'
import { tencentcloud } from './tencentcloud.ts'

const READERS: ReadonlyMap<string, ReadResource> = new Map([...tencentcloud, ...alicloud, ...bound])

/** Parts of the names of all resources that declare groups and rules. */
const RULE_KEYS: readonly string[] = ['alicloud_security_group', 'tencentcloud_security_group']

/** Parts of the names of all resources that are read. */
export const RESOURCE_KEYS: readonly string[] = [...RULE_KEYS, ...bound.keys()]

export function readResources(
  { resources, byAddress, misplaced, mayHold }: Pick<Module, 'byAddress' | 'mayHold' | 'misplaced' | 'resources'>,
  resolver: ValueReader,
): Declarations {
  const groups = new Groups()
  const bindings = new Bindings()
  const ids = new Ids(resolver, new Lists(byAddress, resolver), byAddress)
  const context: Context = { resolver, ids, groups, bindings }
  for (const resource of resources) {
    const read = READERS.get(resource.type)
    if (read === undefined || isNowhere(resource, resolver)) continue
    read(resource, context)
    // How often it exists; in what Terraform writes each instance stands for itself.
    if (!resource.single) {
      const { body } = resource
      groups.unread.push(...['count', 'for_each'].flatMap((name) => unsettled(body.get(name)?.value, resolver) ?? []))
    }
  }
  if (mayHold?.(RULE_KEYS)) groups.open()
  if (mayHold?.([...ATTACHMENTS.keys()])) bindings.open()
  return {
    groups: groups.finish(),
    bindings: groups.bound(bindings.finish()),
    accessPolicies: readPolicyResources({ resources }),
    unread: [
      ...misplaced.filter(isOurs).map(({ value }) => noObject(value, isForeign)),
      ...groups.unread,
      ...bindings.unread,
    ],
  }
}

/** Whether an expression settles that there is none; one whose number is written out is not even among them. */
function isNowhere({ single, body }: Resource, resolver: ValueReader): boolean {
  const [count, forEach] = ['count', 'for_each'].map((name) => body.get(name)?.value)
  return !single && hasNoInstance({ count, forEach }, resolver)
}

/** Whether something would be read if it were a resource; without a type, a search of its text has to tell. */
function isOurs({ labels, value }: Misplaced): boolean {
  const [type] = labels
  // Terraform takes remarks in bodies only; whoever writes one among labels means no resource.
  if (labels.at(-1)?.key === REMARK) return false
  if (type === undefined) return RESOURCE_KEYS.some((key) => value.source.includes(key))
  return isRead(type.key)
}

/** Whether resources of this type declare, bind or make up groups and rules. */
export function isRead(type: string): boolean {
  return READERS.has(type) || LIST_TYPES.has(type)
}
