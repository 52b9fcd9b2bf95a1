/** Plans and states as Terraform writes them, cut down to what matters. */

export const ALI_GROUP = 'alicloud_security_group'
export const ALI_RULE = 'alicloud_security_group_rule'
export const GROUP = 'tencentcloud_security_group'
export const SET = 'tencentcloud_security_group_rule_set'
export const LITE = 'tencentcloud_security_group_lite_rule'
export const RULE = 'tencentcloud_security_group_rule'

export interface Planned {
  readonly address: string
  readonly values: unknown
  /** `true` for what is known after apply only. */
  readonly unknown?: unknown
  readonly actions?: readonly string[]
  readonly mode?: string
}

export interface ModuleOf<T> {
  readonly address?: string
  readonly resources?: readonly T[]
  readonly child_modules?: readonly ModuleOf<T>[]
}

/** A plan of one module tree; `configuration` is that of its root module. */
export function plan(root: ModuleOf<Planned>, configuration?: object): object {
  return {
    format_version: '1.2',
    terraform_version: '1.9.5',
    planned_values: { root_module: moduleOf(root) },
    resource_changes: changesOf(root),
    configuration: { root_module: configuration ?? {} },
  }
}

/** The same resources as `terraform show -json` prints them of a state. */
export function shown(root: ModuleOf<Planned>): object {
  return { format_version: '1.0', terraform_version: '1.9.5', values: { root_module: moduleOf(root) } }
}

/** The same resources, all in the root module, as `terraform.tfstate` holds them. */
export function stored(resources: readonly Planned[]): object {
  return {
    version: 4,
    terraform_version: '1.9.5',
    serial: 3,
    lineage: '3f1c0c39-9f3b-2a2d-6d4b-0a1b2c3d4e5f',
    outputs: {},
    resources: resources.map(({ address, values, mode = 'managed' }) => ({
      mode,
      ...typeAndName(address),
      provider: 'provider["registry.terraform.io/example/cloud"]',
      instances: [{ schema_version: 0, attributes: values, sensitive_attributes: [] }],
    })),
  }
}

/** A configured resource with what its arguments refer to. */
export function configured(address: string, references: Readonly<Record<string, readonly string[]>>): object {
  const expressions = Object.entries(references).map(([name, list]) => [name, { references: list }] as const)
  return { address, mode: 'managed', ...typeAndName(address), expressions: Object.fromEntries(expressions) }
}

function moduleOf({ resources = [], child_modules = [], ...rest }: ModuleOf<Planned>): object {
  return {
    ...rest,
    resources: resources.map(({ address, values, mode = 'managed' }) => ({
      address,
      mode,
      ...typeAndName(address),
      provider_name: 'registry.terraform.io/example/cloud',
      values,
      sensitive_values: {},
    })),
    child_modules: child_modules.map(moduleOf),
  }
}

function changesOf({ resources = [], child_modules = [] }: ModuleOf<Planned>): readonly object[] {
  const changes = resources.map(({ address, values, unknown = {}, actions = ['create'], mode = 'managed' }) => ({
    address,
    mode,
    ...typeAndName(address),
    change: { actions, before: null, after: values, after_unknown: unknown },
  }))
  return [...changes, ...child_modules.flatMap(changesOf)]
}

function typeAndName(address: string): { readonly type: string; readonly name: string } {
  const [, type = '', name = ''] = /([\w-]+)\.([\w-]+)(?:\[[^\]]*\])?$/u.exec(address) ?? []
  return { type, name }
}
