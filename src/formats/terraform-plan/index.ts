/** What Terraform writes in JSON of a configuration: plans, and states before and after them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Format } from '../format.ts'
import type { Resource } from '../terraform/module.ts'
import { RESOURCE_KEYS } from '../terraform/read-resources.ts'
import { memberOf } from './members.ts'
import { knownResources, plannedResources } from './plan.ts'
import { readInstances } from './resources.ts'
import { storedResources } from './state.ts'

/** `terraform show -json` of a plan. */
export const terraformPlan = formatOf(
  'terraform-plan',
  (root) =>
    has(root, 'format_version') &&
    ['planned_values', 'resource_changes', 'configuration'].some((key) => has(root, key)),
  (root) => (isReadable(root) ? plannedResources(root) : []),
)

/** `terraform show -json` of a state. */
export const terraformState = formatOf(
  'terraform-state',
  (root) => has(root, 'format_version') && has(memberOf(root, 'values'), 'root_module'),
  (root) => (isReadable(root) ? knownResources(root) : []),
)

/** `terraform.tfstate`. Terraform stores version 4 since 0.12; those before it have another structure. */
export const terraformStateFile = formatOf(
  'terraform-state-file',
  (root) => ['version', 'serial', 'lineage'].every((key) => has(root, key)),
  (root) => (scalarAt(root, 'version') === 4 ? storedResources(root) : []),
)

function formatOf(
  name: string,
  detect: (root: Value) => boolean,
  resourcesOf: (root: MapValue) => readonly Resource[],
): Format {
  const read: Format['read'] = (root) => readInstances(root.kind === 'map' ? resourcesOf(root) : [])
  return { name, keys: RESOURCE_KEYS, detect, read }
}

/** Another major version of the representation may mean anything. */
function isReadable(root: MapValue): boolean {
  return /^1(?:\.|$)/u.test(String(scalarAt(root, 'format_version')))
}

function has(value: Value | undefined, key: string): boolean {
  return memberOf(value, key) !== undefined
}

function scalarAt(root: MapValue, key: string): unknown {
  const member = memberOf(root, key)
  return member?.kind === 'scalar' ? member.value : undefined
}
