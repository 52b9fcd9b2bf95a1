/** From resources to groups, for every kind of Terraform file. */
import type { Declarations } from '../../model/declarations.ts'
import type { Unknown } from '../../model/reading.ts'
import { Bindings } from '../bindings/bindings.ts'
import { ATTACHMENTS } from '../bindings/syntax.ts'
import { readPolicyResources } from './access-policies.ts'
import { alicloud } from './alicloud.ts'
import { bound } from './bound.ts'
import type { Context, ReadResource } from './context.ts'
import { Groups } from './groups.ts'
import { Ids } from './ids.ts'
import { Lists } from './lists.ts'
import type { Module } from './module.ts'
import type { ValueReader } from './resolution.ts'
import { tencentcloud } from './tencentcloud.ts'

const READERS: ReadonlyMap<string, ReadResource> = new Map([...tencentcloud, ...alicloud, ...bound])

/** Parts of the names of all resources that declare groups and rules. */
const RULE_KEYS: readonly string[] = ['alicloud_security_group', 'tencentcloud_security_group']

/** Parts of the names of all resources that are read. */
export const RESOURCE_KEYS: readonly string[] = [...RULE_KEYS, ...bound.keys()]

export function readResources(
  { resources, byAddress, mayHold }: Pick<Module, 'byAddress' | 'mayHold' | 'resources'>,
  resolver: ValueReader,
): Declarations {
  const groups = new Groups()
  const bindings = new Bindings()
  const unread: Unknown[] = []
  const ids = new Ids(resolver, new Lists(byAddress, resolver))
  const context: Context = { resolver, ids, groups, bindings, unread }
  for (const resource of resources) READERS.get(resource.type)?.(resource, context)
  if (mayHold?.(RULE_KEYS)) groups.open()
  if (mayHold?.([...ATTACHMENTS.keys()])) bindings.open()
  return {
    groups: groups.finish(),
    bindings: bindings.finish(),
    accessPolicies: readPolicyResources({ resources }),
    unread,
  }
}
