/** Templates of Alibaba Cloud's Resource Orchestration Service, in JSON and YAML. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Declarations, Unread } from '../../model/declarations.ts'
import type { Format } from '../format.ts'
import { denialKeys } from '../ram/actions.ts'
import { unknown } from '../raw.ts'
import { noObject } from '../unread.ts'
import { RAM_TYPES, readAccessPolicies } from './access-policies.ts'
import { BINDING_TYPES, readBindings } from './bound.ts'
import { isCall } from './call.ts'
import { readGroups } from './groups.ts'
import { readRemarks } from './remarks.ts'
import { resourceEntries, typeOf } from './sections.ts'
import { readTemplate } from './template.ts'
import { holdsTerraform, TERRAFORM_KEYS, terraformIn } from './terraform.ts'

const OWN_TYPES = 'ALIYUN::'
/** The types that are read, or the start of their names. */
const TYPES: readonly string[] = ['ALIYUN::ECS::SecurityGroup', ...BINDING_TYPES]

export const ros: Format = {
  name: 'ros',
  keys: [...TYPES.map((type) => [type]), ...denialKeys(RAM_TYPES), ...TERRAFORM_KEYS],
  detect: (root) => root.kind === 'map' && (root.get('ROSTemplateFormatVersion') !== undefined || hasOwnType(root)),
  read: (root) => {
    if (root.kind !== 'map') return { groups: [], bindings: [] }
    return holdsTerraform(root) ? { groups: [], bindings: [], unread: terraformIn(root) } : readAll(root)
  },
  readRemarks,
}

function readAll(root: MapValue): Declarations {
  const template = readTemplate(root)
  const { groups, unread } = readGroups(template)
  const bound = readBindings(template)
  return {
    groups,
    bindings: bound.bindings,
    accessPolicies: readAccessPolicies(template),
    unread: [...misplacedIn(root), ...nestedIn(root), ...unread, ...bound.unread],
  }
}

function hasOwnType(root: MapValue): boolean {
  // Templates of other clouds look the same up to here, and have many resources.
  if (!root.source.includes(OWN_TYPES)) return false
  for (const { body } of resourceEntries(root)) if (typeOf(body)?.startsWith(OWN_TYPES) === true) return true
  return false
}

/** What stands in the place of resources, and is none; a search of its text tells what it is about. */
function misplacedIn(root: MapValue): readonly Unread[] {
  const resources = root.get('Resources')?.value
  const bodies = resources?.kind === 'map' ? resources.entries.map(({ value }) => value) : resources ? [resources] : []
  return bodies.filter((body) => body.kind !== 'map' && isAboutGroups(body)).map((body) => noObject(body, isCall))
}

/** ROS, `ALIYUN::ROS::Stack`: a template within the template, with parameters of its own. */
function nestedIn(root: MapValue): readonly Unread[] {
  return [...resourceEntries(root)].flatMap(({ body }) => {
    const properties = body.get('Properties')?.value
    const nested = properties?.kind === 'map' ? properties.get('TemplateBody') : undefined
    return nested && isAboutGroups(nested.value) ? [unknown(nested.label, 'TemplateBody')] : []
  })
}

function isAboutGroups({ source }: Value): boolean {
  return TYPES.some((type) => source.includes(type))
}
