/** Policies of RAM: documents in resources, and the data source that writes such documents. */
import type { Value } from '../../document/value.ts'
import type { AccessPolicy } from '../../model/access-policy.ts'
import { type PolicySyntax, readPolicy, readStatements } from '../ram/policy.ts'
import { blocks, hasDynamicBlocks, objects } from './blocks.ts'
import type { Module } from './module.ts'
import type { ValueReader } from './resolution.ts'

export const POLICY_TYPE = 'alicloud_ram_policy'
const DATA_SOURCE = 'alicloud_ram_policy_document'
/** `document` is the deprecated spelling. */
const DOCUMENTS = ['policy_document', 'document'] as const

/** The documents of `alicloud_ram_policy` that are JSON in a string. */
export function readPolicyResources({ resources }: Pick<Module, 'resources'>): readonly AccessPolicy[] {
  return resources
    .filter(({ type }) => type === POLICY_TYPE)
    .flatMap(({ body }) => DOCUMENTS.flatMap((name) => readPolicy(body.get(name)?.value) ?? []))
}

/** The documents that `data.alicloud_ram_policy_document` blocks of a file write. */
export function readPolicyData(root: Value, resolver: ValueReader): readonly AccessPolicy[] {
  const syntax: PolicySyntax = {
    effect: 'effect',
    action: 'action',
    notAction: 'not_action',
    resource: 'resource',
    narrowing: ['condition', 'principal'],
    defaultEffect: 'Allow',
    resolve: (value) => (value.kind === 'scalar' ? resolver.raw(value) : undefined),
  }
  return objects(root)
    .flatMap((body) => blocks(body, 'data', 2))
    .filter(({ labels: [type] }) => type?.key === DATA_SOURCE)
    .map(({ body }) => {
      const items = body.all('statement').flatMap(({ value }) => (value.kind === 'sequence' ? value.items : [value]))
      const policy = readStatements(items, syntax)
      return { ...policy, complete: policy.complete && !hasDynamicBlocks(body, 'statement') }
    })
}
