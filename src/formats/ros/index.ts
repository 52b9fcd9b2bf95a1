/** Templates of Alibaba Cloud's Resource Orchestration Service, in JSON and YAML. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import type { Format } from '../format.ts'
import { denialKeys } from '../ram/actions.ts'
import { RAM_TYPES, readAccessPolicies } from './access-policies.ts'
import { BINDING_TYPES, readBindings } from './bound.ts'
import { stringOf } from './call.ts'
import { readGroups } from './groups.ts'
import { readRemarks } from './remarks.ts'
import { resourceEntries, typeOf } from './sections.ts'
import { readTemplate } from './template.ts'

const OWN_TYPES = 'ALIYUN::'

export const ros: Format = {
  name: 'ros',
  keys: [...['ALIYUN::ECS::SecurityGroup', ...BINDING_TYPES].map((type) => [type]), ...denialKeys(RAM_TYPES)],
  detect: (root) => root.kind === 'map' && (root.get('ROSTemplateFormatVersion') !== undefined || hasOwnType(root)),
  read: (root) => (root.kind === 'map' && !holdsTerraform(root) ? readAll(root) : { groups: [], bindings: [] }),
  readRemarks,
}

function readAll(root: MapValue): Declarations {
  const template = readTemplate(root)
  return {
    ...readGroups(template),
    bindings: readBindings(template),
    accessPolicies: readAccessPolicies(template),
  }
}

function hasOwnType(root: MapValue): boolean {
  // Templates of other clouds look the same up to here, and have many resources.
  if (!root.source.includes(OWN_TYPES)) return false
  for (const { body } of resourceEntries(root)) if (typeOf(body)?.startsWith(OWN_TYPES) === true) return true
  return false
}

/** Such a template carries Terraform files as strings and has no resources of its own. */
function holdsTerraform(root: MapValue): boolean {
  const transform = root.get('Transform')?.value
  const names: readonly (Value | undefined)[] = transform?.kind === 'sequence' ? transform.items : [transform]
  return names.some((name) => stringOf(name)?.startsWith('Aliyun::Terraform') === true)
}
