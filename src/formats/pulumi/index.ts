/** Pulumi programs in YAML or JSON. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'
import { readAlicloudGroup, readAlicloudRule } from '../bridged/alicloud.ts'
import type { Bridged } from '../bridged/body.ts'
import { readRuleLists, readRuleSetItem, readTencentcloudGroup, readTencentcloudRule } from '../bridged/tencentcloud.ts'
import type { Format } from '../format.ts'
import { Groups } from '../terraform/groups.ts'
import { propertiesOf } from './properties.ts'
import { Scope } from './scope.ts'

type Read = (resource: Bridged, groups: Groups) => void

/** By type, in the short form of its token. */
const READERS: ReadonlyMap<string, Read> = new Map([
  ['alicloud:ecs:SecurityGroup', readAlicloudGroup],
  ['alicloud:ecs:SecurityGroupRule', readAlicloudRule],
  ['tencentcloud:Security:Group', readTencentcloudGroup],
  ['tencentcloud:Security:GroupRule', readTencentcloudRule],
  ['tencentcloud:Security:GroupRuleSet', readRuleSet],
])

export const pulumi: Format = {
  name: 'pulumi-yaml',
  keys: ['alicloud:ecs', 'tencentcloud:Security'],
  detect: (root) => root.kind === 'map' && resourcesOf(root).some(({ type }) => READERS.has(type)),
  read: (root) => ({ groups: root.kind === 'map' ? readProgram(root) : [], bindings: [] }),
}

function readProgram(root: MapValue): ReturnType<Groups['finish']> {
  const resources = resourcesOf(root)
  const scope = new Scope(root, new Set(resources.map(({ name }) => name)))
  const groups = new Groups()
  for (const { name, label, type, body } of resources) {
    // Pulumi YAML, resources: `get` only looks up what exists.
    if (body.get('get') !== undefined) continue
    const properties = propertiesOf(body.get('properties')?.value, scope)
    READERS.get(type)?.({ address: name, label, single: true, body: properties }, groups)
  }
  return groups.finish()
}

interface Resource {
  readonly name: string
  readonly label: Origin
  readonly type: string
  readonly body: MapValue
}

/** Every resource that is an object; of a repeated name the last counts. */
function resourcesOf(root: MapValue): Resource[] {
  const resources = root.get('resources')?.value
  if (resources?.kind !== 'map') return []
  return resources.entries.flatMap((entry) => {
    const { key: name, label, value: body } = entry
    if (body.kind !== 'map' || resources.get(name) !== entry) return []
    return [{ name, label, type: shortToken(body.get('type')?.value), body }]
  })
}

/** `alicloud:ecs/securityGroup:SecurityGroup` is written `alicloud:ecs:SecurityGroup` as well. */
function shortToken(type: Value | undefined): string {
  const token = type?.kind === 'scalar' ? String(type.value) : ''
  return token.replace(/^(\w+:\w+)\/\w+(:\w+)$/u, '$1$2')
}

/** Documentation of the resource: a rule set owns its group, no other resource may hold rules of it. */
function readRuleSet(resource: Bridged, groups: Groups): void {
  readRuleLists(resource, groups, { ingress: 'ingresses', egress: 'egresses' }, 'any', readRuleSetItem).own()
}
