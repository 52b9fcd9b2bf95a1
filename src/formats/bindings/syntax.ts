/** Which resources bind groups, by which arguments, and how the provider orders them. */
import type { Binding, ProviderName } from '../../model/declarations.ts'

type Kind = Binding['kind']

/** The order in which the groups of a list or set are asked. */
export type ListOrder = Binding['order']

/** Arguments that hold the groups of one thing. Of several, the first that holds any counts. */
export type GroupArguments = readonly (readonly [argument: string, order: ListOrder])[]

/** A resource whose own arguments bind groups to it. */
export interface BoundSyntax {
  readonly provider: ProviderName
  readonly kind: Kind
  readonly groups: GroupArguments
  /** Nested blocks that hold groups: those of the resource itself, or of interfaces of their own. */
  readonly nested?: { readonly block: string; readonly kind: Kind; readonly groups: GroupArguments }
}

/** A resource that attaches groups to something else. */
export interface AttachmentSyntax {
  readonly provider: ProviderName
  readonly kind: Kind
  /** The argument with the ids of what they are attached to. */
  readonly things: string
  readonly groups: string
  readonly order: ListOrder
}

/**
 * Schemas of terraform-provider-tencentcloud (instance, eni, instance_set, launch template, scaling configuration,
 * clb_instance, kubernetes_node_pool): a list is asked in its order, a set loses it.
 */
const ORDERLY: GroupArguments = [
  ['orderly_security_groups', 'listed'],
  ['security_groups', 'undefined'],
]

function tencentcloud(kind: Kind, groups: GroupArguments): BoundSyntax {
  return { provider: 'tencentcloud', kind, groups }
}

/** Alibaba Cloud merges the rules of all groups by priority: seed 004. */
export function alicloud(kind: Kind, ...groups: readonly string[]): BoundSyntax {
  return { provider: 'alicloud', kind, groups: irrelevant(groups) }
}

function irrelevant(groups: readonly string[]): GroupArguments {
  return groups.map((argument) => [argument, 'irrelevant'])
}

/** Blocks that stand for further interfaces of Alibaba Cloud's instances. */
export function interfacesIn(block: string, ...groups: readonly string[]): NonNullable<BoundSyntax['nested']> {
  return { block, kind: 'interface', groups: irrelevant(groups) }
}

const LAUNCH_TEMPLATE: BoundSyntax = {
  ...alicloud('template', 'security_group_ids', 'security_group_id'),
  nested: interfacesIn('network_interfaces', 'security_group_ids', 'security_group_id'),
}

/** By the type of the resource in Terraform. */
export const BOUND: ReadonlyMap<string, BoundSyntax> = new Map([
  ['tencentcloud_instance', tencentcloud('instance', ORDERLY)],
  ['tencentcloud_eni', tencentcloud('interface', ORDERLY)],
  ['tencentcloud_instance_set', tencentcloud('instance', [['security_groups', 'undefined']])],
  ['tencentcloud_cvm_launch_template', tencentcloud('template', [['security_group_ids', 'undefined']])],
  ['tencentcloud_cvm_launch_template_version', tencentcloud('template', [['security_group_ids', 'undefined']])],
  ['tencentcloud_as_scaling_config', tencentcloud('template', [['security_group_ids', 'listed']])],
  ['tencentcloud_clb_instance', tencentcloud('balancer', [['security_groups', 'listed']])],
  [
    'tencentcloud_kubernetes_node_pool',
    {
      ...tencentcloud('template', []),
      nested: {
        block: 'auto_scaling_config',
        kind: 'template',
        groups: [
          ['orderly_security_group_ids', 'listed'],
          ['security_group_ids', 'undefined'],
        ],
      },
    },
  ],
  [
    'alicloud_instance',
    { ...alicloud('instance', 'security_groups'), nested: interfacesIn('network_interfaces', 'security_group_ids') },
  ],
  [
    'alicloud_ecs_instance_set',
    { ...alicloud('instance', 'security_group_ids'), nested: interfacesIn('network_interfaces', 'security_group_id') },
  ],
  // Two names of one resource.
  ['alicloud_ecs_network_interface', alicloud('interface', 'security_group_ids', 'security_groups')],
  ['alicloud_network_interface', alicloud('interface', 'security_group_ids', 'security_groups')],
  ['alicloud_ecs_launch_template', LAUNCH_TEMPLATE],
  ['alicloud_launch_template', LAUNCH_TEMPLATE],
  ['alicloud_ess_scaling_configuration', alicloud('template', 'security_group_ids', 'security_group_id')],
])

/** By the type of the resource in Terraform. */
export const ATTACHMENTS: ReadonlyMap<string, AttachmentSyntax> = new Map([
  [
    'tencentcloud_cvm_security_group_attachment',
    {
      provider: 'tencentcloud',
      kind: 'instance',
      things: 'instance_id',
      groups: 'security_group_id',
      order: 'undefined',
    },
  ],
  [
    'tencentcloud_eni_sg_attachment',
    {
      provider: 'tencentcloud',
      kind: 'interface',
      things: 'network_interface_ids',
      groups: 'security_group_ids',
      order: 'undefined',
    },
  ],
  [
    'tencentcloud_clb_security_group_attachment',
    {
      provider: 'tencentcloud',
      kind: 'balancer',
      things: 'load_balancer_ids',
      groups: 'security_group',
      order: 'undefined',
    },
  ],
])
