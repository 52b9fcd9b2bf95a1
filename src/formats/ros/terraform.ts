/** Templates that carry the files of a Terraform module as texts, and have no resources of their own. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { DetectionKeys } from '../detection-keys.ts'
import { unknown } from '../raw.ts'
import { RESOURCE_KEYS } from '../terraform/read-resources.ts'
import { stringOf } from './call.ts'

const TRANSFORM = 'Aliyun::Terraform'
/** What a file about groups holds, besides a part of the name of a resource that has to do with them. */
const SUBJECT = 'security_group'

export const TERRAFORM_KEYS: DetectionKeys = RESOURCE_KEYS.map((key) => [TRANSFORM, key])

/** ROS, Terraform templates: `Transform: Aliyun::Terraform-v1.5`. */
export function holdsTerraform(root: MapValue): boolean {
  const transform = root.get('Transform')?.value
  const names: readonly (Value | undefined)[] = transform?.kind === 'sequence' ? transform.items : [transform]
  return names.some((name) => stringOf(name)?.startsWith(TRANSFORM) === true)
}

/** The files under `Workspace` that are about security groups, by their names. */
export function terraformIn(root: MapValue): readonly Unread[] {
  const files = root.get('Workspace')?.value
  if (files?.kind !== 'map') return []
  return files.entries
    .filter(({ value }) => isAboutGroups(stringOf(value) ?? ''))
    .map(({ key, value }) => unknown(value, key))
}

function isAboutGroups(text: string): boolean {
  return text.includes(SUBJECT) && RESOURCE_KEYS.some((key) => text.includes(key))
}
