import { uniqueGroupNames } from '../../rules/unique-group-names.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import { dump, json, minified, resources } from './declarations.ts'

function repeated(name: string, line: number, note = ''): ExpectedError {
  return { messageId: 'repeated', data: { name, line: `line ${String(line)}`, note } }
}

function silent(name: string, code: string, filename = 'main.tf.json'): ValidCase {
  return { name, filename, code }
}

function loud(name: string, code: string, error: ExpectedError, filename = 'main.tf.json'): InvalidCase {
  return { name, filename, code, errors: [error] }
}

const TENCENT = 'tencentcloud_security_group'
const ALIBABA = 'alicloud_security_group'

/** Two groups of the same resource type. */
function pair(a: object, b: object, around: Readonly<Record<string, unknown>> = {}, type = TENCENT): string {
  return resources(type, { a: { name: 'web', ...a }, b: { name: '⟦web⟧', ...b } }, around)
}

/** The same text without marks. */
function quiet(code: string): string {
  return code.replaceAll(/[⟦⟧]/gu, '')
}

function rosGroups(a: object, b: object, around: object = {}): string {
  return json({
    ROSTemplateFormatVersion: '2015-09-01',
    ...around,
    Resources: {
      A: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: { SecurityGroupName: 'web' }, ...a },
      B: { Type: 'ALIYUN::ECS::SecurityGroup', Properties: { SecurityGroupName: '⟦web⟧' }, ...b },
    },
  })
}

/** Two groups of Crossplane objects, with the name of the provider configuration of each; `''` for none. */
function crossplane(...configurations: readonly string[]): string {
  const head = 'apiVersion: vpc.tencentcloud.crossplane.io/v1alpha1\nkind: SecurityGroup\n'
  return configurations
    .map((name, index) => {
      const reference = name === '' ? '' : `  providerConfigRef: { name: ${name} }\n`
      const written = index > 0 ? '⟦web⟧' : 'web'
      return `${head}spec:\n  forProvider: { name: ${written} }\n${reference}`
    })
    .join('---\n')
}

/** A Pulumi program of two groups, with the explicit provider of each. */
function pulumi(...providers: readonly string[]): string {
  const groups = ['a', 'b'].map((name, index) => {
    const options = providers[index] === undefined ? '' : `\n    options: { provider: '${providers[index]}' }`
    const written = index > 0 ? '⟦web⟧' : 'web'
    return `  ${name}:\n    type: tencentcloud:Security:Group\n    properties: { name: ${written} }${options}\n`
  })
  return `name: app\nruntime: yaml\nresources:\n${groups.join('')}`
}

const CONDITIONS = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'b'] } },
}

/** A plan of groups at these addresses. */
function plan(...addresses: readonly (readonly [module: string, name: string])[]): string {
  return json({
    format_version: '1.2',
    planned_values: {
      root_module: {
        child_modules: addresses.map(([module, name], index) => ({
          address: module,
          resources: [
            {
              address: `${module}.${TENCENT}.${name}`,
              mode: 'managed',
              type: TENCENT,
              name,
              values: { name: index > 0 ? '⟦web⟧' : 'web' },
            },
          ],
        })),
      },
    },
  })
}

runRule('unique-group-names', uniqueGroupNames, {
  valid: [
    silent('other names', pair({}, { name: 'app' })),
    silent('names differ in their case', pair({}, { name: 'Web' })),
    silent('no names', pair({ name: undefined }, { name: undefined })),
    silent('empty names', pair({ name: '' }, { name: '' })),
    silent('one group', resources(TENCENT, { a: { name: 'web' } })),
    silent('names that are not settled', pair({ name: '${var.a}' }, { name: '${var.b}' })),
    silent('a name that is not settled, and one that is', pair({ name: '${var.name}' }, { name: 'var.name' })),
    silent(
      'names that differ each time they are made',
      pair({ name: '${format("%s", var.name)}' }, { name: '${format("%s", var.name)}' }),
    ),
    silent('names of several instances', pair({ name: '${each.key}' }, { name: '${each.key}' })),
    silent(
      'two clouds',
      json({ resource: { [TENCENT]: { a: { name: 'web' } }, [ALIBABA]: { b: { security_group_name: 'web' } } } }),
    ),
    silent('two provider configurations', quiet(pair({}, { provider: 'tencentcloud.hongkong' }))),
    silent('a group of which there is none', quiet(pair({ count: 0 }, {}))),
    silent('groups of which each may be missing', quiet(pair({ count: '${var.a}' }, { count: '${var.b}' }))),
    silent(
      'instances of a module, which may stand in two regions',
      quiet(plan(['module.east', TENCENT], ['module.west', TENCENT])),
    ),
    silent(
      'ROS: branches of a condition',
      quiet(rosGroups({ Condition: 'Prod' }, { Condition: 'Test' }, CONDITIONS)),
      'template.json',
    ),
    silent(
      'pages of one dump',
      `${dump([{ IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '10.0.0.0/8' }])}\n---\n${dump([{ IpProtocol: 'tcp', PortRange: '80/80', SourceCidrIp: '10.0.0.0/8' }])}`,
      'groups.yaml',
    ),
    silent(
      'dumps of two regions',
      '{ SecurityGroupId: sg-1, RegionId: cn-hangzhou, SecurityGroupName: web, Permissions: { Permission: [] } }\n---\n{ SecurityGroupId: sg-2, RegionId: cn-beijing, SecurityGroupName: web, Permissions: { Permission: [] } }\n',
      'groups.yaml',
    ),
    silent(
      'Crossplane: two regions',
      ['cn-hangzhou', 'cn-beijing']
        .map(
          (region) =>
            `apiVersion: ecs.alibabacloud.crossplane.io/v1alpha1\nkind: SecurityGroup\nmetadata: { name: ${region} }\nspec: { forProvider: { region: ${region}, securityGroupName: web } }\n`,
        )
        .join('---\n'),
      'groups.yaml',
    ),
    silent('Crossplane: two configurations of the provider', quiet(crossplane('', 'tokyo')), 'groups.yaml'),
    silent('Pulumi: two explicit providers', quiet(pulumi('${singapore}', '${tokyo}')), 'Pulumi.yaml'),
    silent('Pulumi: an explicit provider and the default one', quiet(pulumi('${singapore}')), 'Pulumi.yaml'),
  ],
  invalid: [
    loud(
      'Crossplane: the default configuration, named and not',
      crossplane('', 'default'),
      repeated('web', 2),
      'groups.yaml',
    ),
    loud('Pulumi: one explicit provider', pulumi('${tokyo}', '${tokyo}'), repeated('web', 4), 'Pulumi.yaml'),
    loud('Tencent Cloud', pair({}, {}), repeated('web', 4)),
    loud(
      'Alibaba Cloud: either spelling of the field',
      resources(ALIBABA, { a: { name: 'web' }, b: { security_group_name: '⟦web⟧' } }),
      repeated('web', 4),
    ),
    loud('Alibaba Cloud: two VPCs', pair({ vpc_id: 'vpc-1' }, { vpc_id: 'vpc-2' }, {}, ALIBABA), repeated('web', 4)),
    loud('one provider configuration', pair({ provider: 'x.y' }, { provider: 'x.y' }), repeated('web', 4)),
    {
      name: 'three groups: the others against the first',
      filename: 'main.tf.json',
      code: resources(TENCENT, { a: { name: 'web' }, b: { name: '⟦web⟧' }, c: { name: '⟦web⟧' } }),
      errors: [repeated('web', 4), repeated('web', 4)],
    },
    loud(
      'a name of a local value',
      pair({}, { name: '⟦${local.name}⟧' }, { locals: { name: 'web' } }),
      repeated('web', 7),
    ),
    loud(
      'a name that rests on a default',
      pair({}, { name: '⟦${var.name}⟧' }, { variable: { name: { default: 'web' } } }),
      repeated('web', 9, ', the default of var.name,'),
    ),
    loud(
      'the same expression',
      pair({ name: '${var.name}-web' }, { name: '⟦${var.name}-web⟧' }),
      repeated('${var.name}-web', 4),
    ),
    loud(
      'ROS: the same parameter',
      rosGroups(
        { Properties: { SecurityGroupName: { Ref: 'ALIYUN::StackName' } } },
        { Properties: { SecurityGroupName: 'HERE' } },
      ).replace('"HERE"', '⟦{ "Ref": "ALIYUN::StackName" }⟧'),
      repeated('{ "Ref": "ALIYUN::StackName" }', 4),
      'template.json',
    ),
    loud('a group that may be missing, behind one that is there', pair({}, { count: '${var.n}' }), repeated('web', 4)),
    loud('a group that is there, behind one that may be missing', pair({ count: '${var.n}' }, {}), repeated('web', 4)),
    loud('a name that is a number', resources(TENCENT, { a: { name: '7' }, b: { name: '⟦7⟧' } }), repeated('7', 4)),
    loud(
      'a name of __proto__',
      resources(TENCENT, { a: { name: '__proto__' }, b: { name: '⟦__proto__⟧' } }),
      repeated('__proto__', 4),
    ),
    loud('one module of a plan', plan(['module.a', TENCENT], ['module.a', 'b']), repeated('web', 10)),
    loud(
      'minified',
      minified({ resource: { [TENCENT]: { a: { name: 'web' }, b: { name: '⟦web⟧' } } } }),
      repeated('web', 1),
    ),
    loud('ROS', rosGroups({}, {}), repeated('web', 4), 'template.json'),
    loud(
      'ROS: groups of one condition',
      rosGroups({ Condition: 'Prod' }, { Condition: 'Prod' }, CONDITIONS),
      repeated('web', 19),
      'template.json',
    ),
    loud(
      'ROS as YAML, CRLF, in two documents',
      [
        'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroup\r\n    Properties: { SecurityGroupName: web }\r\n',
        'ROSTemplateFormatVersion: 2015-09-01\r\nResources:\r\n  App:\r\n    Type: ALIYUN::ECS::SecurityGroup\r\n    Properties: { SecurityGroupName: ⟦web⟧ }\r\n',
      ].join('---\r\n'),
      repeated('web', 3),
      'template.yaml',
    ),
    loud(
      'dumps of one region',
      '{ SecurityGroupId: sg-1, RegionId: cn-hangzhou, SecurityGroupName: web, Permissions: { Permission: [] } }\n---\n{ SecurityGroupId: sg-2, RegionId: cn-hangzhou, SecurityGroupName: ⟦web⟧, Permissions: { Permission: [] } }\n',
      repeated('web', 1),
      'groups.yaml',
    ),
  ],
})
