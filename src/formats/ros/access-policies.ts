import type { Value } from '../../document/value.ts'
import type { AccessPolicy } from '../../model/access-policy.ts'
import { readPolicy } from '../ram/policy.ts'
import type { Template } from './template.ts'

/** What the types of all resources of RAM begin with. */
export const RAM_TYPES = 'ALIYUN::RAM::'

/** The policies that the resources of RAM carry: in a managed policy, and in the list of a role. */
export function readAccessPolicies({ resolver, resources }: Template): readonly AccessPolicy[] {
  return [...resources.values()]
    .filter(({ type }) => type.startsWith(RAM_TYPES))
    .flatMap(({ properties }) => [properties, ...itemsOf(properties)])
    .flatMap((body) => readPolicy(documentOf(body), resolver.resolve) ?? [])
}

function itemsOf(properties: Value | undefined): readonly Value[] {
  const list = properties?.kind === 'map' ? properties.get('Policies')?.value : undefined
  return list?.kind === 'sequence' ? list.items : []
}

/** ROS, ALIYUN::RAM::ManagedPolicy: the unchecked document goes before the other. */
function documentOf(body: Value | undefined): Value | undefined {
  if (body?.kind !== 'map') return undefined
  return (body.get('PolicyDocumentUnchecked') ?? body.get('PolicyDocument'))?.value
}
