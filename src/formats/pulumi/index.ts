/** Pulumi programs in YAML or JSON. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Declarations, Unread } from '../../model/declarations.ts'
import type { Origin } from '../../model/reading.ts'
import { Bindings } from '../bindings/bindings.ts'
import { readAlicloudGroup, readAlicloudRule } from '../bridged/alicloud.ts'
import type { Bridged, Lists } from '../bridged/body.ts'
import { readBinding } from '../bridged/bound.ts'
import { readLists } from '../bridged/lists.ts'
import { readRuleLists, readRuleSetItem, readTencentcloudGroup, readTencentcloudRule } from '../bridged/tencentcloud.ts'
import type { Format } from '../format.ts'
import { Mentions } from '../mentions.ts'
import { Groups } from '../terraform/groups.ts'
import { isForeign, noObject } from '../unread.ts'
import { propertiesOf } from './properties.ts'
import { Scope } from './scope.ts'

type Read = (resource: Bridged, groups: Groups, lists: Lists) => void

/** By type, in the short form of its token. */
const READERS: ReadonlyMap<string, Read> = new Map([
  ['alicloud:ecs:SecurityGroup', readAlicloudGroup],
  ['alicloud:ecs:SecurityGroupRule', readAlicloudRule],
  ['tencentcloud:Security:Group', readTencentcloudGroup],
  ['tencentcloud:Security:GroupRule', readTencentcloudRule],
  ['tencentcloud:Security:GroupRuleSet', readRuleSet],
])

/** The types in Terraform of lists that rules name, by type in the short form of its token. */
const LIST_TYPES: ReadonlyMap<string, string> = new Map([
  ['alicloud:ecs:EcsPrefixList', 'alicloud_ecs_prefix_list'],
  ['tencentcloud:Address:ExtraTemplate', 'tencentcloud_address_extra_template'],
  ['tencentcloud:Address:Template', 'tencentcloud_address_template'],
  ['tencentcloud:Address:TemplateGroup', 'tencentcloud_address_template_group'],
  ['tencentcloud:Protocol:Template', 'tencentcloud_protocol_template'],
  ['tencentcloud:Protocol:TemplateGroup', 'tencentcloud_protocol_template_group'],
])

/** The types in Terraform of resources that bind groups, by type in the short form of its token. */
const BINDING_TYPES: ReadonlyMap<string, string> = new Map([
  ['alicloud:ecs:EcsInstanceSet', 'alicloud_ecs_instance_set'],
  ['alicloud:ecs:EcsLaunchTemplate', 'alicloud_ecs_launch_template'],
  ['alicloud:ecs:EcsNetworkInterface', 'alicloud_ecs_network_interface'],
  ['alicloud:ecs:Instance', 'alicloud_instance'],
  ['alicloud:ecs:LaunchTemplate', 'alicloud_launch_template'],
  ['alicloud:ess:ScalingConfiguration', 'alicloud_ess_scaling_configuration'],
  ['alicloud:vpc:NetworkInterface', 'alicloud_network_interface'],
  ['tencentcloud:As:ScalingConfig', 'tencentcloud_as_scaling_config'],
  ['tencentcloud:Clb:Instance', 'tencentcloud_clb_instance'],
  ['tencentcloud:Clb:SecurityGroupAttachment', 'tencentcloud_clb_security_group_attachment'],
  ['tencentcloud:Cvm:LaunchTemplate', 'tencentcloud_cvm_launch_template'],
  ['tencentcloud:Cvm:LaunchTemplateVersion', 'tencentcloud_cvm_launch_template_version'],
  ['tencentcloud:Cvm:SecurityGroupAttachment', 'tencentcloud_cvm_security_group_attachment'],
  ['tencentcloud:Eni:Instance', 'tencentcloud_eni'],
  ['tencentcloud:Eni:SgAttachment', 'tencentcloud_eni_sg_attachment'],
  ['tencentcloud:Instance:Instance', 'tencentcloud_instance'],
  ['tencentcloud:Instance:Set', 'tencentcloud_instance_set'],
  ['tencentcloud:Kubernetes:NodePool', 'tencentcloud_kubernetes_node_pool'],
])

/** What the tokens of these types start with. */
const MODULES: readonly string[] = [
  ...new Set([...READERS.keys(), ...BINDING_TYPES.keys()].map((type) => type.replace(/:\w+$/u, ''))),
]

export const pulumi: Format = {
  name: 'pulumi-yaml',
  keys: MODULES.map((module) => [module]),
  detect(root) {
    if (root.kind !== 'map') return false
    const isOurs = resourcesOf(root).some(({ type }) => READERS.has(type) || BINDING_TYPES.has(type))
    return isOurs || misplacedIn(root).length > 0
  },
  read: (root) => (root.kind === 'map' ? readProgram(root) : { groups: [], bindings: [] }),
}

/** `${name.id}`, and `${name}` as in `dependsOn`. */
const REFERENCE = /\$\{([^.[\]}]+)/gu

function readProgram(root: MapValue): Declarations {
  const resources = resourcesOf(root)
  const scope = new Scope(root, new Set(resources.map(({ name }) => name)))
  const mentions = new Mentions([root], REFERENCE)
  // Pulumi YAML, resources: `get` only looks up what exists.
  const declared = resources.filter(({ body }) => body.get('get') === undefined)
  const all = declared.map(({ name, label, type, body }) => ({
    token: type,
    type: LIST_TYPES.get(type),
    address: name,
    label: mentions.guard(label, name),
    single: true,
    body: propertiesOf(body.get('properties')?.value, scope),
    configuration: configurationOf(body),
  }))
  const lists = readLists(all)
  const groups = new Groups()
  const bindings = new Bindings()
  for (const resource of all) {
    const read = READERS.get(resource.token)
    if (read || BINDING_TYPES.has(resource.token)) groups.unread.push(...resource.body.unread)
    read?.(resource, groups, lists)
    readBinding(resource, BINDING_TYPES.get(resource.token), bindings)
  }
  return {
    groups: groups.finish(),
    bindings: bindings.finish(),
    unread: [...misplacedIn(root), ...groups.unread, ...bindings.unread],
  }
}

/** Pulumi YAML, resource options: `provider` names the explicit provider, which holds an account and a region. */
function configurationOf(body: MapValue): string | undefined {
  const options = body.get('options')?.value
  const provider = options?.kind === 'map' ? options.get('provider')?.value : undefined
  return provider?.kind === 'scalar' && typeof provider.value === 'string' ? provider.value : undefined
}

interface Resource {
  readonly name: string
  readonly label: Origin
  readonly type: string
  readonly body: MapValue
}

/** What stands in the place of resources of a program, and is none; a search of its text tells what it is about. */
function misplacedIn(root: MapValue): readonly Unread[] {
  const resources = root.get('resources')?.value
  const bodies = resources?.kind === 'map' ? resources.entries.map(({ value }) => value) : []
  // Without a runtime it may be a table of types.
  if (root.get('runtime') === undefined) return []
  return bodies
    .filter(({ kind, source }) => kind !== 'map' && MODULES.some((name) => source.includes(name)))
    .map((body) => noObject(body, isForeign))
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
function readRuleSet(resource: Bridged, groups: Groups, lists: Lists): void {
  const names = { ingress: 'ingresses', egress: 'egresses' }
  readRuleLists(resource, groups, names, 'any', (item) => readRuleSetItem(item, lists)).own()
}
