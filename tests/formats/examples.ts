/** One small declaration in every format: a group or a list of rules, with one rule whose fields a test may set. */
import { managed } from './crossplane/objects.ts'
import { program, sg, TENCENT_GROUP, TENCENT_RULE_SET, withRule } from './pulumi/programs.ts'
import { resource, template, withIngress } from './ros/templates.ts'
import { ALI_RULE, plan, RULE, SET, shown, stored } from './terraform-plan/files.ts'

export type Fields = Readonly<Record<string, unknown>>

/** The names of a rule's fields in a format. */
interface Names {
  readonly verdict: string
  readonly protocol: string
  readonly ports: string
  readonly peer: string
  readonly description: string
  readonly priority?: string
  readonly plane?: string
  readonly direction?: string
}

export interface Example {
  readonly name: string
  readonly provider: 'alicloud' | 'tencentcloud'
  readonly names: Names
  /** A rule as the format writes it. */
  readonly rule: Fields
  /** A file that holds these rules, which are all of one group. */
  file(rules: readonly Fields[]): unknown
}

const alicloudNames: Names = {
  verdict: 'policy',
  protocol: 'ip_protocol',
  ports: 'port_range',
  peer: 'cidr_ip',
  description: 'description',
  priority: 'priority',
  plane: 'nic_type',
  direction: 'type',
}
const alicloudRule: Fields = {
  security_group_id: 'sg-1',
  type: 'ingress',
  policy: 'accept',
  ip_protocol: 'tcp',
  port_range: '22/22',
  cidr_ip: '10.0.0.0/8',
  priority: 1,
  nic_type: 'intranet',
  description: 'ssh',
}
const setNames: Names = {
  verdict: 'action',
  protocol: 'protocol',
  ports: 'port',
  peer: 'cidr_block',
  description: 'description',
}
const setRule: Fields = {
  action: 'ACCEPT',
  protocol: 'TCP',
  port: '22',
  cidr_block: '10.0.0.0/8',
  description: 'ssh',
}
const singleNames: Names = { ...alicloudNames, peer: 'cidr_ip' }
const singleRule: Fields = { ...alicloudRule, policy: 'ACCEPT', ip_protocol: 'TCP', port_range: '22' }
const permissionNames: Names = {
  verdict: 'Policy',
  protocol: 'IpProtocol',
  ports: 'PortRange',
  peer: 'SourceCidrIp',
  description: 'Description',
  priority: 'Priority',
  plane: 'NicType',
}
const permission: Fields = {
  Policy: 'accept',
  IpProtocol: 'tcp',
  PortRange: '22/22',
  SourceCidrIp: '10.0.0.0/8',
  Priority: 1,
  NicType: 'intranet',
  Description: 'ssh',
}

function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

function renamed<T extends object>(object: T, spell: (name: string) => string, side: 'keys' | 'values'): T {
  const entries = Object.entries(object).map(([key, value]: [string, unknown]) =>
    side === 'keys' ? [spell(key), value] : [key, spell(String(value))],
  )
  return Object.fromEntries(entries) as T
}

const camelCase = (name: string): string => name.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())
const snakeCase = (name: string): string => name.replace(/(?<!^)[A-Z]/gu, '_$&').toLowerCase()

function numbered<T>(rules: readonly Fields[], make: (rule: Fields, index: number) => T): Record<string, T> {
  return Object.fromEntries(rules.map((rule, index) => [`rule${index}`, make(rule, index)]))
}

/** Of the single rules of Tencent Cloud, those that its provider takes; the plane and the priority are Alibaba Cloud's. */
const singleFields = without(singleRule, 'priority', 'nic_type')
const { priority: _priority, plane: _plane, ...singleFieldNames } = singleNames

export const examples: readonly Example[] = [
  {
    name: 'Terraform JSON: alicloud_security_group_rule',
    provider: 'alicloud',
    names: alicloudNames,
    rule: alicloudRule,
    file: (rules) => ({ resource: { [ALI_RULE]: numbered(rules, (rule) => rule) } }),
  },
  {
    name: 'Terraform JSON: tencentcloud_security_group_rule_set',
    provider: 'tencentcloud',
    names: setNames,
    rule: setRule,
    file: (rules) => ({ resource: { [SET]: { web: { security_group_id: 'sg-1', ingress: rules } } } }),
  },
  {
    name: 'Terraform JSON: tencentcloud_security_group_rule',
    provider: 'tencentcloud',
    names: singleFieldNames,
    rule: singleFields,
    file: (rules) => ({ resource: { [RULE]: numbered(rules, (rule) => rule) } }),
  },
  {
    name: 'Terraform plan',
    provider: 'alicloud',
    names: alicloudNames,
    rule: alicloudRule,
    // Without the changes, which repeat every value.
    file: (rules) => ({
      ...plan({ resources: rules.map((values, index) => ({ address: `${ALI_RULE}.a[${index}]`, values })) }),
      resource_changes: [],
    }),
  },
  {
    name: 'Terraform state',
    provider: 'tencentcloud',
    names: setNames,
    rule: setRule,
    file: (rules) =>
      shown({ resources: [{ address: `${SET}.a`, values: { security_group_id: 'sg-1', ingress: rules } }] }),
  },
  {
    name: 'terraform.tfstate',
    provider: 'alicloud',
    names: alicloudNames,
    rule: alicloudRule,
    file: (rules) => stored(rules.map((values, index) => ({ address: `${ALI_RULE}.a${index}`, values }))),
  },
  {
    name: 'ROS: rules of a group',
    provider: 'alicloud',
    names: permissionNames,
    rule: permission,
    file: (rules) => withIngress(rules),
  },
  {
    name: 'ROS: rules of their own',
    provider: 'alicloud',
    names: permissionNames,
    rule: permission,
    file: (rules) =>
      template(numbered(rules, (rule) => resource('SecurityGroupIngress', { SecurityGroupId: 'sg-1', ...rule }))),
  },
  {
    name: 'Crossplane: Alibaba Cloud',
    provider: 'alicloud',
    names: renamed(alicloudNames, camelCase, 'values'),
    rule: renamed(alicloudRule, camelCase, 'keys'),
    file: (rules) => ({
      apiVersion: 'v1',
      kind: 'List',
      items: rules.map((rule, index) => managed('alicloud', 'SecurityGroupRule', `rule${index}`, rule)),
    }),
  },
  {
    name: 'Crossplane: Tencent Cloud',
    provider: 'tencentcloud',
    names: renamed(singleFieldNames, camelCase, 'values'),
    rule: renamed(singleFields, camelCase, 'keys'),
    file: (rules) => ({
      apiVersion: 'v1',
      kind: 'List',
      items: rules.map((rule, index) => managed('tencentcloud', 'SecurityGroupRule', `rule${index}`, rule)),
    }),
  },
  {
    name: 'Pulumi: Alibaba Cloud',
    provider: 'alicloud',
    names: renamed(alicloudNames, camelCase, 'values'),
    rule: { ...renamed(alicloudRule, camelCase, 'keys'), securityGroupId: '${sg.id}' },
    file: (rules) =>
      program({
        sg,
        ...numbered(rules, (properties) => ({
          ...(withRule({}) as { resources: { ssh: object } }).resources.ssh,
          properties,
        })),
      }),
  },
  {
    name: 'Pulumi: Tencent Cloud',
    provider: 'tencentcloud',
    names: renamed(setNames, camelCase, 'values'),
    rule: renamed(setRule, camelCase, 'keys'),
    file: (rules) =>
      program({
        sg: { type: TENCENT_GROUP },
        rules: { type: TENCENT_RULE_SET, properties: { securityGroupId: '${sg.id}', ingresses: rules } },
      }),
  },
  {
    name: 'Ansible',
    provider: 'alicloud',
    names: renamed(permissionNames, snakeCase, 'values'),
    rule: renamed(permission, snakeCase, 'keys'),
    file: (rules) => [{ name: 'open', ali_security_group: { name: 'web', vpc_id: 'vpc-1', rules } }],
  },
  {
    name: 'API of Tencent Cloud',
    provider: 'tencentcloud',
    names: {
      verdict: 'Action',
      protocol: 'Protocol',
      ports: 'Port',
      peer: 'CidrBlock',
      description: 'PolicyDescription',
    },
    rule: { Action: 'ACCEPT', Protocol: 'TCP', Port: '22', CidrBlock: '10.0.0.0/8', PolicyDescription: 'ssh' },
    file: (rules) => ({ SecurityGroupId: 'sg-1', SecurityGroupPolicySet: { Ingress: rules } }),
  },
  {
    name: 'API of Alibaba Cloud: dump',
    provider: 'alicloud',
    names: { ...permissionNames, direction: 'Direction' },
    rule: { ...permission, Direction: 'ingress' },
    file: (rules) => ({ SecurityGroupId: 'sg-1', Permissions: { Permission: rules } }),
  },
  {
    name: 'API of Alibaba Cloud: request',
    provider: 'alicloud',
    names: permissionNames,
    rule: permission,
    file: (rules) => ({ RegionId: 'r', SecurityGroupId: 'sg-1', Permissions: rules }),
  },
]
