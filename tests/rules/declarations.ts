/** Texts of declarations around the rules of a case. Marks go around a value's quotes, and around a whole rule. */

type Fields = Readonly<Record<string, unknown>>

const WHOLE = '⟦⟧'

/** A rule that is marked as a whole. */
export function mark(rule: Fields): Fields {
  return { [WHOLE]: rule }
}

/** Pretty JSON. `⟦text⟧` becomes `⟦"text"⟧`, in keys too. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replaceAll(/"⟪(?<text>.*)⟫"/gu, (_, text: string) => JSON.parse(`"${text}"`) as string)
    .replaceAll('"⟦', '⟦"')
    .replaceAll('⟧"', '"⟧')
}

/** The same data on one line. Only values may be marked. */
export function minified(value: unknown): string {
  return JSON.stringify(value).replaceAll('"⟦', '⟦"').replaceAll('⟧"', '"⟧')
}

/** Each rule on a line of its own. */
function lines(rules: readonly Fields[]): readonly string[] {
  return rules.map((rule) => {
    const whole = rule[WHOLE]
    return `⟪${whole === undefined ? JSON.stringify(rule) : `⟦${JSON.stringify(whole)}⟧`}⟫`
  })
}

/** One `tencentcloud_security_group_rule_set`, which owns its group. */
export function ruleSet(ingress: readonly Fields[], egress?: readonly Fields[], around: Fields = {}): string {
  const set = {
    security_group_id: 'sg-12345678',
    ingress: lines(ingress),
    ...(egress && { egress: lines(egress) }),
  }
  return json({ ...around, resource: { tencentcloud_security_group_rule_set: { web: set } } })
}

/** An item of a rule set: accept TCP 22 from everyone, but for `fields`. */
export function setRule(fields: Fields = {}): Fields {
  return { action: 'ACCEPT', cidr_block: '0.0.0.0/0', protocol: 'TCP', port: '22', ...fields }
}

/** One `tencentcloud_security_group_lite_rule`. The strings are texts of the file, quotes and marks included. */
export function liteRules(ingress: readonly string[], egress: readonly string[] = []): string {
  return `{
  "resource": {
    "tencentcloud_security_group_lite_rule": {
      "web": {
        "security_group_id": "sg-12345678",
        "ingress": [${ingress.join(', ')}],
        "egress": [${egress.join(', ')}]
      }
    }
  }
}
`
}

/** Resources of one type beside the group that they belong to. */
export function resources(type: string, bodies: Fields, around: Fields = {}): string {
  return json({ ...around, resource: { [type]: bodies } })
}

/** Rules of an Alibaba Cloud group that the file declares, in a VPC. */
export function alicloudRules(rules: Fields, around: Fields = {}, group: Fields = {}): string {
  return json({
    ...around,
    resource: {
      alicloud_security_group: { app: { security_group_name: 'app', vpc_id: 'vpc-1', ...group } },
      alicloud_security_group_rule: rules,
    },
  })
}

/** An `alicloud_security_group_rule` that spells everything out: accept TCP 22 from everyone, but for `fields`. */
export function alicloudRule(fields: Fields = {}): Fields {
  return {
    security_group_id: '${alicloud_security_group.app.id}',
    type: 'ingress',
    policy: 'accept',
    priority: 10,
    ip_protocol: 'tcp',
    port_range: '22/22',
    cidr_ip: '0.0.0.0/0',
    ...fields,
  }
}

/** A permission of Alibaba Cloud's API and of ROS: accept TCP 22 from everyone, but for `fields`. */
export function permission(fields: Fields = {}): Fields {
  return { IpProtocol: 'tcp', PortRange: '22/22', Policy: 'accept', Priority: 10, SourceCidrIp: '0.0.0.0/0', ...fields }
}

/** A policy of Tencent Cloud's API: accept TCP 22 from everyone, but for `fields`. */
export function policy(fields: Fields = {}): Fields {
  return { Action: 'ACCEPT', CidrBlock: '0.0.0.0/0', Protocol: 'TCP', Port: '22', ...fields }
}

/** A ROS template with one group in a VPC. */
export function ros(ingress: readonly Fields[], egress: readonly Fields[] = [], around: Fields = {}): string {
  return json({
    ROSTemplateFormatVersion: '2015-09-01',
    ...around,
    Resources: {
      App: {
        Type: 'ALIYUN::ECS::SecurityGroup',
        Properties: {
          VpcId: 'vpc-1',
          SecurityGroupIngress: lines(ingress),
          SecurityGroupEgress: lines(egress),
        },
      },
    },
  })
}

/** A response of `DescribeSecurityGroupPolicies`. */
export function policySet(ingress: readonly Fields[], egress: readonly Fields[] = []): string {
  return json({
    Response: { SecurityGroupPolicySet: { Version: '3', Ingress: lines(ingress), Egress: lines(egress) } },
  })
}

/** A response of `DescribeSecurityGroupAttribute`. */
export function dump(permissions: readonly Fields[]): string {
  return json({
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp1',
    SecurityGroupName: 'app',
    VpcId: 'vpc-1',
    Permissions: { Permission: lines(permissions) },
  })
}

/** Tencent Cloud groups with a rule set each, and resources that bind them. */
export function tencentcloudGroups(
  groups: Readonly<Record<string, readonly Fields[]>>,
  bound: Fields,
  around: Fields = {},
): string {
  const names = Object.keys(groups)
  const bodies = (make: (name: string) => unknown): Fields =>
    Object.fromEntries(names.map((name) => [name, make(name)]))
  return json({
    ...around,
    resource: {
      tencentcloud_security_group: bodies((name) => ({ name })),
      tencentcloud_security_group_rule_set: bodies((name) => ({
        security_group_id: idOf(name),
        ingress: lines(groups[name] ?? []),
      })),
      ...bound,
    },
  })
}

/** The id of a Tencent Cloud group of the file. */
export function idOf(name: string): string {
  return `\${tencentcloud_security_group.${name}.id}`
}

/** One resource, named `web`, with this body. */
export function withBody(type: string, body: unknown): string {
  return json({ resource: { [type]: { web: body } } })
}

/** A managed resource of Crossplane, named `web`; `api` is the start of its API group. */
export function crossplaneObject(api: string, kind: string, forProvider: unknown): string {
  return json({
    apiVersion: `${api}.crossplane.io/v1alpha1`,
    kind,
    metadata: { name: 'web' },
    spec: { forProvider },
  })
}
