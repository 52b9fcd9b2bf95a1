import type { Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import { readPolicyData } from './access-policies.ts'
import type { Module } from './module.ts'
import { readResources } from './read-resources.ts'
import { Resolver } from './resolve.ts'

/** What a module declares; the data sources are those of the files that have these roots. */
export function declarationsOf(module: Module, roots: readonly Value[]): Declarations {
  const resolver = new Resolver(module)
  const { accessPolicies = [], ...declarations } = readResources(module, resolver)
  const written = roots.flatMap((root) => readPolicyData(root, resolver))
  return { ...declarations, accessPolicies: [...accessPolicies, ...written] }
}
