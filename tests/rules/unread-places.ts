/** Files in which something stands for rules or groups that are not read, marked where it is reported. */
import { crossplaneObject, json, liteRules, ruleSet, setRule, withBody } from './declarations.ts'

export interface UnreadPlace {
  readonly name: string
  readonly filename: string
  readonly code: string
  /** The value as messages spell it. */
  readonly text: string
}

interface Refused extends UnreadPlace {
  readonly problem: string
}

const NO_OBJECT = 'is not an object, so that nothing was judged in its place: write one'
const NO_LIST = 'is not a list, so that nothing was judged in its place: write one'

const TASK = { name: 'web', vpc_id: 'vpc-1' }
const GROUP = 'alicloud:ecs:SecurityGroup'
const RULE_SET = 'tencentcloud:Security:GroupRuleSet'
const LITE_RULE = 'SecurityGroupLiteRule'
const ALI_RULE = 'alicloud_security_group_rule'

function pulumi(resources: object, sections: object = {}): string {
  return json({ name: 'web', runtime: 'yaml', ...sections, resources })
}

function play(module: unknown, keywords: object = {}): string {
  return json([{ hosts: 'localhost', tasks: [{ ali_security_group: module, ...keywords }] }])
}

function dump(permissions: unknown, around: object = {}): string {
  return json({ RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-bp1', ...around, Permissions: permissions })
}

function template(resources: unknown): string {
  return json({ ROSTemplateFormatVersion: '2015-09-01', Resources: resources })
}

function workspace(files: object): string {
  return json({ ROSTemplateFormatVersion: '2015-09-01', Transform: 'Aliyun::Terraform-v1.5', Workspace: files })
}

function shown(module: unknown): string {
  return json({ format_version: '1.0', values: { root_module: module } })
}

function stored(resources: unknown): string {
  return json({ version: 4, serial: 1, lineage: 'x', resources })
}

const LOOP = { content: setRule({ cidr_block: '10.0.0.0/8' }) }

/** What the file leaves open. */
export const open: readonly UnreadPlace[] = [
  {
    name: 'Terraform JSON: a list of rules',
    filename: 'main.tf.json',
    code: ruleSet([]).replace('[]', '⟦"${var.rules}"⟧'),
    text: '${var.rules}',
  },
  {
    name: 'Terraform JSON: a list of lite rules',
    filename: 'main.tf.json',
    code: liteRules([]).replace('[]', '⟦"${local.rules}"⟧'),
    text: '${local.rules}',
  },
  {
    name: 'Terraform JSON: what a dynamic block runs over',
    filename: 'main.tf.json',
    code: ruleSet([]).replace(
      '"ingress": []',
      `"dynamic": {"ingress": ${json({ for_each: '⟦${var.rules}⟧', ...LOOP })}}`,
    ),
    text: '${var.rules}',
  },
  {
    name: 'Terraform JSON: count',
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, { count: '⟦${var.on ? 1 : 0}⟧', ...rule() }),
    text: '${var.on ? 1 : 0}',
  },
  {
    name: 'Terraform JSON: for_each',
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, { for_each: '⟦${toset(var.ids)}⟧', ...rule() }),
    text: '${toset(var.ids)}',
  },
  {
    name: 'Terraform JSON: a list of bound groups',
    filename: 'main.tf.json',
    code: withBody('tencentcloud_instance', { orderly_security_groups: '⟦${var.groups}⟧' }),
    text: '${var.groups}',
  },
  {
    name: 'Terraform JSON: a set of bound groups',
    filename: 'main.tf.json',
    code: withBody('alicloud_instance', { security_groups: '⟦${module.groups.ids}⟧' }),
    text: '${module.groups.ids}',
  },
  {
    name: 'Terraform JSON: attached groups',
    filename: 'main.tf.json',
    code: withBody('tencentcloud_eni_sg_attachment', {
      network_interface_ids: ['eni-1'],
      security_group_ids: '⟦${var.groups}⟧',
    }),
    text: '${var.groups}',
  },
  {
    name: 'Terraform JSON: further interfaces',
    filename: 'main.tf.json',
    code: withBody('alicloud_instance', { security_groups: ['sg-1'], network_interfaces: '⟦${var.interfaces}⟧' }),
    text: '${var.interfaces}',
  },
  {
    name: 'Terraform JSON: further interfaces of a dynamic block',
    filename: 'main.tf.json',
    code: withBody('alicloud_instance', {
      security_groups: ['sg-1'],
      dynamic: { network_interfaces: { for_each: '⟦${var.interfaces}⟧', content: { security_group_ids: ['sg-2'] } } },
    }),
    text: '${var.interfaces}',
  },
  {
    name: 'ROS: a list of bound groups',
    filename: 'template.json',
    code: template({ Vm: { Type: 'ALIYUN::ECS::Instance', Properties: { SecurityGroupIds: 'HERE' } } }).replace(
      '"HERE"',
      '⟦{ "Ref": "Groups" }⟧',
    ),
    text: '{ "Ref": "Groups" }',
  },
  {
    name: 'ROS: a bound group under a condition',
    filename: 'template.yaml',
    code: 'Resources:\n  Vm:\n    Type: ALIYUN::ECS::Instance\n    Properties:\n      SecurityGroupIds: [sg-1, ⟦!If [Public, sg-2, sg-3]⟧]\n',
    text: '!If [Public, sg-2, sg-3]',
  },
  {
    name: 'ROS: Count',
    filename: 'template.yaml',
    code: 'Resources:\n  Ssh:\n    Type: ALIYUN::ECS::SecurityGroupIngress\n    Count: ⟦!Ref Number⟧\n    Properties: { SecurityGroupId: sg-1, IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8 }\n',
    text: '!Ref Number',
  },
  {
    name: 'ROS: the properties of a group',
    filename: 'template.yaml',
    code: 'Resources:\n  Web:\n    Type: ALIYUN::ECS::SecurityGroup\n    Properties: ⟦!Ref Group⟧\n',
    text: '!Ref Group',
  },
  {
    name: 'ROS: Terraform that is about groups',
    filename: 'template.json',
    code: workspace({ 'main.tf': '⟦resource "alicloud_security_group" "web" {}⟧', 'variables.tf': 'variable "x" {}' }),
    text: 'main.tf',
  },
  {
    name: 'Crossplane: a list of rules',
    filename: 'objects.json',
    code: crossplaneObject('vpc.tencentcloud', LITE_RULE, {
      securityGroupId: 'sg-1',
      ingress: '⟦{{ .Values.rules }}⟧',
    }),
    text: '"{{ .Values.rules }}"',
  },
  {
    name: 'Crossplane: a list of bound groups',
    filename: 'objects.json',
    code: crossplaneObject('ecs.alibabacloud', 'Instance', { securityGroups: '⟦${GROUPS}⟧' }),
    text: '"${GROUPS}"',
  },
  {
    name: 'Crossplane: the arguments of a group',
    filename: 'objects.json',
    code: crossplaneObject('ecs.alibabacloud', 'SecurityGroup', '⟦${GROUP}⟧'),
    text: '"${GROUP}"',
  },
  {
    name: 'Pulumi: a list of rules',
    filename: 'Pulumi.json',
    code: pulumi({ set: { type: RULE_SET, properties: { securityGroupId: 'sg-1', ingresses: '⟦${rules}⟧' } } }),
    text: '"${rules}"',
  },
  {
    name: 'Pulumi: a list of the configuration',
    filename: 'Pulumi.json',
    code: pulumi(
      { set: { type: RULE_SET, properties: { securityGroupId: 'sg-1', ingresses: '⟦${rules}⟧' } } },
      { config: { rules: { type: 'array', default: [{ action: 'ACCEPT' }] } } },
    ),
    text: '"${rules}"',
  },
  {
    name: 'Pulumi: a list of bound groups',
    filename: 'Pulumi.json',
    code: pulumi({ vm: { type: 'alicloud:ecs:Instance', properties: { securityGroups: '⟦${groups}⟧' } } }),
    text: '"${groups}"',
  },
  {
    name: 'Pulumi: the properties of a group',
    filename: 'Pulumi.json',
    code: pulumi({ web: { type: GROUP, properties: '⟦${settings}⟧' } }),
    text: '"${settings}"',
  },
  {
    name: 'Ansible: a list of rules',
    filename: 'play.json',
    code: play({ ...TASK, rules: '⟦{{ rules }}⟧' }),
    text: '"{{ rules }}"',
  },
  {
    name: 'Ansible: a loop',
    filename: 'play.json',
    code: play(TASK, { loop: '⟦{{ groups }}⟧' }),
    text: '"{{ groups }}"',
  },
  { name: 'Ansible: all arguments', filename: 'play.json', code: play('⟦{{ group }}⟧'), text: '"{{ group }}"' },
  {
    name: 'Ansible: further arguments',
    filename: 'play.json',
    code: play(TASK, { args: '⟦{{ more }}⟧' }),
    text: '"{{ more }}"',
  },
  {
    name: 'Ansible: rules in a text',
    filename: 'play.json',
    code: play('⟦name=web rules=[]⟧'),
    text: '"name=web rules=[]"',
  },
  {
    name: 'API of Tencent Cloud: a list of rules',
    filename: 'policies.json',
    code: json({ SecurityGroupPolicySet: { Ingress: '⟦{{ rules }}⟧', Egress: [] } }),
    text: '"{{ rules }}"',
  },
  {
    name: 'API of Tencent Cloud: all rules',
    filename: 'policies.json',
    code: json({ SecurityGroupPolicySet: '⟦{{ rules }}⟧' }),
    text: '"{{ rules }}"',
  },
  {
    name: 'API of Alibaba Cloud: the rules of a request',
    filename: 'request.json',
    code: json({ SecurityGroupId: 'sg-bp1', Permissions: '⟦{{ rules }}⟧' }),
    text: '"{{ rules }}"',
  },
  {
    name: 'API of Alibaba Cloud: a further page',
    filename: 'group.json',
    code: dump(
      { Permission: [{ Direction: 'ingress', IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }] },
      { NextToken: '⟦abc⟧' },
    ),
    text: 'NextToken',
  },
]

/** What no format takes there. */
export const refused: readonly Refused[] = [
  ...['⟦body⟧', '⟦${var.body}⟧'].map((body) => ({
    name: `Terraform JSON: ${body} for a resource`,
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, body),
    text: JSON.stringify(body.slice(1, -1)),
    problem: NO_OBJECT,
  })),
  ...[7, true].map((body) => ({
    name: `Terraform JSON: ${String(body)} for a resource`,
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, 'HERE').replace('"HERE"', `⟦${String(body)}⟧`),
    text: String(body),
    problem: NO_OBJECT,
  })),
  {
    name: 'Terraform JSON: a list of texts for a resource',
    filename: 'main.tf.json',
    code: withBody('tencentcloud_security_group_rule_set', [{ security_group_id: 'sg-1' }, '⟦ingress⟧']),
    text: '"ingress"',
    problem: NO_OBJECT,
  },
  {
    name: 'Terraform JSON: a text for all resources of a type',
    filename: 'main.tf.json',
    code: json({ resource: { alicloud_security_group: '⟦web⟧' } }),
    text: '"web"',
    problem: NO_OBJECT,
  },
  {
    name: 'Terraform JSON: a text for all resources',
    filename: 'main.tf.json',
    code: json({ resource: '⟦alicloud_security_group.web⟧', terraform: {} }),
    text: '"alicloud_security_group.web"',
    problem: NO_OBJECT,
  },
  {
    name: 'Terraform JSON: a text for dynamic blocks',
    filename: 'main.tf.json',
    code: ruleSet([]).replace('"ingress": []', '"dynamic": ⟦"ingress"⟧'),
    text: '"ingress"',
    problem: NO_OBJECT,
  },
  {
    name: 'Terraform JSON: a text for an interface',
    filename: 'main.tf.json',
    code: withBody('alicloud_instance', { security_groups: ['sg-1'], network_interfaces: ['⟦eni⟧'] }),
    text: '"eni"',
    problem: NO_OBJECT,
  },
  {
    name: 'a plan without a list of resources',
    filename: 'plan.json',
    code: shown({ resources: 'HERE' }).replace('"HERE"', '⟦{ "address": "alicloud_security_group.web" }⟧'),
    text: '{ "address": "alicloud_security_group.web" }',
    problem: NO_LIST,
  },
  {
    name: 'a plan with a text for a module',
    filename: 'plan.json',
    code: shown({ child_modules: ['⟦module.alicloud_security_group⟧'] }),
    text: '"module.alicloud_security_group"',
    problem: NO_OBJECT,
  },
  {
    name: 'a state with a list for the arguments of a group',
    filename: 'state.json',
    code: stored([
      { mode: 'managed', type: 'alicloud_security_group', name: 'web', instances: [{ attributes: '⟦web⟧' }] },
    ]),
    text: '"web"',
    problem: NO_OBJECT,
  },
  {
    name: 'a state with a text for the instances of a group',
    filename: 'state.json',
    code: stored([{ mode: 'managed', type: 'alicloud_security_group', name: 'web', instances: '⟦web⟧' }]),
    text: '"web"',
    problem: NO_LIST,
  },
  {
    name: 'ROS: a text for the properties of a group',
    filename: 'template.json',
    code: template({ Web: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: '⟦web⟧' } }),
    text: '"web"',
    problem: NO_OBJECT,
  },
  {
    name: 'ROS: a text for the properties of an instance',
    filename: 'template.json',
    code: template({ Vm: { Type: 'ALIYUN::ECS::Instance', Properties: '⟦vm⟧' } }),
    text: '"vm"',
    problem: NO_OBJECT,
  },
  {
    name: 'ROS: a type for a resource',
    filename: 'template.json',
    code: template({ Web: '⟦ALIYUN::ECS::SecurityGroup⟧' }),
    text: '"ALIYUN::ECS::SecurityGroup"',
    problem: NO_OBJECT,
  },
  {
    name: 'ROS: a list of resources',
    filename: 'template.json',
    code: template('HERE').replace('"HERE"', '⟦[{ "Type": "ALIYUN::ECS::SecurityGroup" }]⟧'),
    text: '[{ "Type": "ALIYUN::ECS::SecurityGroup" }]',
    problem: NO_OBJECT,
  },
  {
    name: 'Crossplane: a text for spec',
    filename: 'objects.json',
    code: json({ apiVersion: 'ecs.alibabacloud.crossplane.io/v1alpha1', kind: 'SecurityGroup', spec: '⟦web⟧' }),
    text: '"web"',
    problem: NO_OBJECT,
  },
  {
    name: 'Crossplane: a text for arguments',
    filename: 'objects.json',
    code: crossplaneObject('ecs.alibabacloud', 'SecurityGroupRule', '⟦ssh⟧'),
    text: '"ssh"',
    problem: NO_OBJECT,
  },
  {
    name: 'Pulumi: a text for properties',
    filename: 'Pulumi.json',
    code: pulumi({ web: { type: GROUP, properties: '⟦web⟧' } }),
    text: '"web"',
    problem: NO_OBJECT,
  },
  {
    name: 'Pulumi: a text for a rule set',
    filename: 'Pulumi.json',
    code: pulumi({ set: { type: RULE_SET, properties: '⟦rules⟧' } }),
    text: '"rules"',
    problem: NO_OBJECT,
  },
  {
    name: 'Pulumi: a type for a resource',
    filename: 'Pulumi.json',
    code: pulumi({ web: '⟦alicloud:ecs:SecurityGroup⟧' }),
    text: '"alicloud:ecs:SecurityGroup"',
    problem: NO_OBJECT,
  },
  {
    name: 'Ansible: a number for arguments',
    filename: 'play.json',
    code: play('HERE').replace('"HERE"', '⟦7⟧'),
    text: '7',
    problem: NO_OBJECT,
  },
  {
    name: 'Ansible: a task for a list of them',
    filename: 'play.json',
    code: json([{ hosts: 'localhost', tasks: 'HERE' }]).replace(
      '"HERE"',
      '⟦{ "ali_security_group": { "name": "web" } }⟧',
    ),
    text: '{ "ali_security_group": { "name": "web" } }',
    problem: NO_LIST,
  },
  {
    name: 'API of Tencent Cloud: a list for a policy set',
    filename: 'policies.json',
    code: json({ SecurityGroupId: 'sg-12345678', SecurityGroupPolicySet: 'HERE' }).replace('"HERE"', '⟦[1]⟧'),
    text: '[1]',
    problem: NO_OBJECT,
  },
  {
    name: 'API of Alibaba Cloud: a text for the permissions of a request',
    filename: 'request.json',
    code: dump('⟦all⟧'),
    text: '"all"',
    problem: NO_LIST,
  },
  {
    name: 'API of Alibaba Cloud: a text for a permission of a request',
    filename: 'request.json',
    code: dump(['⟦all⟧']),
    text: '"all"',
    problem: 'is not a rule',
  },
  {
    name: 'API of Alibaba Cloud: a text for permissions',
    filename: 'group.json',
    code: dump({ Permission: '⟦all⟧' }),
    text: '"all"',
    problem: NO_LIST,
  },
]

function rule(): object {
  return {
    security_group_id: 'sg-1',
    type: 'ingress',
    ip_protocol: 'tcp',
    port_range: '22/22',
    cidr_ip: '10.0.0.0/8',
  }
}

/** What settles what it stands for, and is no report of either rule. */
export const settled: readonly Omit<UnreadPlace, 'text'>[] = [
  {
    name: 'Terraform JSON: a literal count',
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, { count: 2, ...rule() }),
  },
  {
    name: 'Terraform JSON: a default for a count',
    filename: 'main.tf.json',
    code: json({
      variable: { n: { default: 2 } },
      resource: { [ALI_RULE]: { ssh: { count: '${var.n}', ...rule() } } },
    }),
  },
  {
    name: 'Terraform JSON: a literal for_each',
    filename: 'main.tf.json',
    code: withBody(ALI_RULE, { for_each: { a: 1, b: 2 }, ...rule() }),
  },
  {
    name: 'Terraform JSON: a dynamic block over a literal list',
    filename: 'main.tf.json',
    code: ruleSet([]).replace('"ingress": []', `"dynamic": {"ingress": ${json({ for_each: [1, 2], ...LOOP })}}`),
  },
  {
    name: 'Terraform JSON: null for a resource, and a list of objects',
    filename: 'main.tf.json',
    code: json({
      resource: [{ alicloud_security_group: [{ web: null }, { app: [{ vpc_id: 'vpc-1' }] }] }, { [ALI_RULE]: null }],
    }),
  },
  {
    name: 'Terraform JSON: remarks among the labels',
    filename: 'main.tf.json',
    code: json({ resource: { '//': 'alicloud', alicloud_security_group: { '//': 'Web servers', web: {} } } }),
  },
  {
    name: 'Terraform JSON: a resource that is not read',
    filename: 'main.tf.json',
    code: json({ resource: { alicloud_security_group: { web: {} }, alicloud_vpc: { main: '${var.vpc}' } } }),
  },
  {
    name: 'Terraform JSON: how often something else exists',
    filename: 'main.tf.json',
    code: json({ resource: { alicloud_security_group: { web: {} }, alicloud_vpc: { main: { count: '${var.n}' } } } }),
  },
  {
    name: 'Terraform JSON: bound groups of a local value',
    filename: 'main.tf.json',
    code: json({
      locals: { groups: ['sg-1'] },
      resource: { tencentcloud_instance: { vm: { orderly_security_groups: '${local.groups}' } } },
    }),
  },
  {
    name: 'a plan of other clouds',
    filename: 'plan.json',
    code: shown({ resources: { aws_security_group: 'web' } }),
  },
  {
    name: 'ROS: nothing for properties',
    filename: 'template.json',
    code: template({ Web: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: null }, Other: 'ALIYUN::ECS::VPC' }),
  },
  {
    name: 'ROS: Terraform that is about something else',
    filename: 'template.json',
    code: workspace({ 'main.tf': 'resource "alicloud_instance" "vm" {}' }),
  },
  {
    name: 'ROS: bound groups that a condition settles',
    filename: 'template.json',
    code: template({
      Vm: {
        Type: 'ALIYUN::ECS::Instance',
        Properties: { SecurityGroupIds: ['sg-1', { 'Fn::If': [true, 'sg-2', 'sg-3'] }] },
      },
    }),
  },
  {
    name: 'Pulumi: a table of its types',
    filename: 'types.json',
    code: json({ resources: { alicloud_security_group: 'alicloud:ecs:SecurityGroup' } }),
  },
  {
    name: 'Crossplane: a claim',
    filename: 'objects.json',
    code: json({ apiVersion: 'ecs.alibabacloud.crossplane.io/v1', kind: 'SecurityGroup', spec: { parameters: 1 } }),
  },
  {
    name: 'Ansible: arguments in a text, and a literal loop',
    filename: 'play.json',
    code: play('name=web state=present', { loop: ['a', 'b'] }),
  },
  {
    name: 'Ansible: a list that only names the module',
    filename: 'play.json',
    code: json(['ali_security_group', { tasks: 'ali_security_group' }]),
  },
  {
    name: 'API of Tencent Cloud: a description of it',
    filename: 'policies.json',
    code: json({ SecurityGroupPolicySet: 'SecurityGroupPolicySet', CidrBlock: 'text' }),
  },
]
