/** What Terraform writes in JSON of a configuration: plans, and states before and after them. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Format } from '../format.ts'
import type { Resource } from '../terraform/module.ts'
import { invalid } from '../raw.ts'
import { RESOURCE_KEYS } from '../terraform/read-resources.ts'
import { textOf } from '../terraform/resolution.ts'
import { memberOf } from './members.ts'
import { knownResources, plannedResources } from './plan.ts'
import { readInstances } from './resources.ts'
import { storedResources } from './state.ts'

const UNREAD = 'is no version of this format that is read, so that nothing of the file was judged'

/** `terraform show -json` of a plan. */
export const terraformPlan = formatOf({
  name: 'terraform-plan',
  detect: (root) =>
    has(root, 'format_version') &&
    ['planned_values', 'resource_changes', 'configuration'].some((key) => has(root, key)),
  version: { key: 'format_version', isRead: isRepresentation },
  resourcesOf: plannedResources,
})

/** `terraform show -json` of a state. */
export const terraformState = formatOf({
  name: 'terraform-state',
  detect: (root) => has(root, 'format_version') && has(memberOf(root, 'values'), 'root_module'),
  version: { key: 'format_version', isRead: isRepresentation },
  resourcesOf: knownResources,
})

/** `terraform.tfstate`. Terraform stores version 4 since 0.12; those before it have another structure. */
export const terraformStateFile = formatOf({
  name: 'terraform-state-file',
  detect: (root) => ['version', 'serial', 'lineage'].every((key) => has(root, key)),
  version: { key: 'version', isRead: (version) => version === 4 },
  resourcesOf: storedResources,
})

interface Syntax extends Pick<Format, 'detect' | 'name'> {
  /** Where a file tells the version of its structure, and which of them are read. */
  readonly version: { readonly key: string; readonly isRead: (version: unknown) => boolean }
  /** The resources; what stands in the place of their containers goes to `unread`. */
  readonly resourcesOf: (root: MapValue, unread: Unread[]) => readonly Resource[]
}

function formatOf({ name, detect, version, resourcesOf }: Syntax): Format {
  const read: Format['read'] = (root) => {
    const written = memberOf(root, version.key)
    if (root.kind !== 'map' || written === undefined) return { groups: [], bindings: [] }
    const isOurs = (): boolean => RESOURCE_KEYS.some((key) => root.source.includes(key))
    if (!version.isRead(written.kind === 'scalar' ? written.value : undefined)) {
      return { groups: [], bindings: [], unread: isOurs() ? [invalid(written, textOf(written), UNREAD)] : [] }
    }
    const misplaced: Unread[] = []
    const { unread = [], ...read } = readInstances(resourcesOf(root, misplaced))
    return { ...read, unread: misplaced.length > 0 && isOurs() ? [...misplaced, ...unread] : unread }
  }
  return { name, keys: RESOURCE_KEYS.map((key) => [key]), detect, read }
}

/**
 * terraform-json, `PlanFormatVersionConstraints` and `StateFormatVersionConstraints`: from 0.1 (Terraform 0.12) on,
 * minor versions only add. Another major version may mean anything.
 */
function isRepresentation(version: unknown): boolean {
  return /^(?:0\.[1-9]|1(?:\.|$))/u.test(String(version))
}

function has(value: Value | undefined, key: string): boolean {
  return memberOf(value, key) !== undefined
}
