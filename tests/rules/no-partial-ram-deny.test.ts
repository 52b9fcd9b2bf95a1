import { noPartialRamDeny } from '../../rules/no-partial-ram-deny.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import { json } from './declarations.ts'

const OPERATIONS = [
  'AuthorizeSecurityGroup',
  'AuthorizeSecurityGroupEgress',
  'RevokeSecurityGroup',
  'RevokeSecurityGroupEgress',
  'ModifySecurityGroupRule',
  'ModifySecurityGroupEgressRule',
  'ModifySecurityGroupPolicy',
  'ModifySecurityGroupAttribute',
  'ConfigureSecurityGroupPermissions',
]
const ALL = OPERATIONS.map((operation) => `ecs:${operation}`)
const SOME = ALL.slice(0, 7)
const LEFT = ALL.slice(7)

type Fields = Readonly<Record<string, unknown>>

function deny(fields: Fields = {}): Fields {
  return { Effect: 'Deny', Action: SOME, Resource: '*', ...fields }
}

function policy(...statements: readonly Fields[]): string {
  return json({ Version: '1', Statement: statements })
}

function silent(name: string, code: string, filename = 'policy.json'): ValidCase {
  return { name, filename, code }
}

/** The finding about a policy that denies all operations but these, and the text with them. */
function partial(missing: readonly string[], output?: string, denied = 9 - missing.length): ExpectedError {
  const names = missing.map((operation) => `\`${operation.replace('ecs:', '')}\``)
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}` : (names[0] ?? '')
  return {
    messageId: 'partial',
    data: { denied: String(denied), all: '9', missing: list },
    suggestions: output === undefined ? [] : [{ messageId: 'add', data: { missing: list }, output }],
  }
}

function loud(name: string, code: string, error: ExpectedError, filename = 'policy.json'): InvalidCase {
  return { name, filename, code, errors: [error] }
}

/** Marks the first list of actions. */
function marked(text: string): string {
  return text.replace(/(?<="(?:Action|action)": )\[[^\]]*\]/u, '⟦$&⟧')
}

const inString = (document: string): string =>
  json({ resource: { alicloud_ram_policy: { ops: { policy_name: 'ops', policy_document: document } } } })
const compact = (actions: readonly string[]): string =>
  `{"Version":"1","Statement":[{"Effect":"Deny","Action":[${actions.map((each) => `"${each}"`).join(',')}],"Resource":"*"}]}`
const statements = (...bodies: readonly Fields[]): string =>
  json({ data: { alicloud_ram_policy_document: { ops: { statement: bodies } } } })
const block = (fields: Fields = {}): Fields => ({ effect: 'Deny', action: SOME, resource: ['*'], ...fields })

const ros = (properties: Fields, type = 'ALIYUN::RAM::ManagedPolicy'): string =>
  json({ ROSTemplateFormatVersion: '2015-09-01', Resources: { Ops: { Type: type, Properties: properties } } })
const document = (actions: readonly string[]): Fields => ({ Version: '1', Statement: [deny({ Action: actions })] })

const inLine = (...actions: readonly string[]): string => `[${actions.map((each) => `"${each}"`).join(', ')}]`

const yaml = (...more: readonly string[]): string => `Version: '1'
Statement:
  - Effect: Deny
    Action:
${[...SOME, ...more].map((each) => `      - ${each} # no\n`).join('')}    Resource: '*'
`

runRule('no-partial-ram-deny', noPartialRamDeny, {
  valid: [
    silent('all of them', policy(deny({ Action: ALL }))),
    silent('all of them in two statements', policy(deny(), deny({ Action: LEFT }))),
    silent('the others under a condition', policy(deny(), deny({ Action: LEFT, Condition: { Bool: {} } }))),
    silent(
      'the others of one group',
      policy(deny(), deny({ Action: LEFT, Resource: 'acs:ecs:*:*:securitygroup/sg-1' })),
    ),
    silent('none of them', policy(deny({ Action: ['ecs:DeleteInstance', 'ecs:DescribeSecurityGroups'] }))),
    silent(
      'some of them under a condition alone',
      policy(deny({ Condition: { Bool: { 'acs:MFAPresent': 'false' } } })),
    ),
    silent('some of them for one group alone', policy(deny({ Resource: ['acs:ecs:*:*:securitygroup/sg-1'] }))),
    silent('some of them in one region alone', policy(deny({ Resource: 'acs:ecs:cn-hangzhou:*:*' }))),
    silent('some of them for all resources but one', policy(deny({ NotResource: 'acs:ecs:*:*:securitygroup/sg-1' }))),
    silent('some of them are allowed', policy(deny({ Effect: 'Allow' }))),
    silent('everything of the service', policy(deny({ Action: 'ecs:*' }))),
    silent('everything', policy(deny({ Action: '*' }))),
    silent('wildcards that cover all', policy(deny({ Action: ['ecs:*SecurityGroup*'] }))),
    silent(
      'a wildcard for one character each',
      policy(deny({ Action: ['ecs:?*SecurityGroup*', 'ecs:Configur?SecurityGroupPermissions'] })),
    ),
    silent('any letter case', policy(deny({ Action: ALL.map((each) => each.toLowerCase()) }))),
    silent('all but what is named on purpose', policy({ Effect: 'Deny', NotAction: LEFT, Resource: '*' })),
    silent('the others by all but some', policy(deny(), { Effect: 'Deny', NotAction: SOME, Resource: '*' })),
    silent('an effect that is unknown', policy(deny(), deny({ Effect: 'deny', Action: LEFT }))),
    silent('another version: a policy of AWS', json({ Version: '2012-10-17', Statement: [deny()] })),
    silent('a statement that is none', json({ Version: '1', Statement: [deny(), 'ecs:*'] })),
    silent(
      'no list of operations',
      json({ Version: '1', Statement: [{ Effect: 'Deny', Resource: '*' }, { Sid: 'ecs:A' }] }),
    ),
    silent('Terraform: all of them in a string', inString(compact(ALL)), 'main.tf.json'),
    silent(
      'Terraform: what is no JSON',
      inString('${jsonencode({"Action": "ecs:AuthorizeSecurityGroup"})}'),
      'main.tf.json',
    ),
    silent('Terraform: a variable among them', inString(compact([...SOME, 'ecs:${var.more}'])), 'main.tf.json'),
    silent('Terraform: all of them in blocks', statements(block(), block({ action: LEFT })), 'main.tf.json'),
    silent('Terraform: allowed by default', statements(block({ effect: undefined })), 'main.tf.json'),
    silent(
      'Terraform: a list that a variable holds',
      statements(block({ action: '${var.denied_ecs:A}' })),
      'main.tf.json',
    ),
    silent(
      'Terraform: dynamic blocks may deny the others',
      json({ data: { alicloud_ram_policy_document: { a: { statement: block(), dynamic: { statement: {} } } } } }),
      'main.tf.json',
    ),
    silent('ROS: all of them', ros({ PolicyDocument: document(ALL) }), 'template.json'),
    silent(
      'ROS: a parameter among them',
      ros({ PolicyDocument: { Version: '1', Statement: [deny({ Action: [...SOME, { Ref: 'More' }] })] } }),
      'template.json',
    ),
    silent(
      'ROS: a document that is not used',
      ros({ PolicyDocument: document(SOME), PolicyDocumentUnchecked: document(ALL) }),
      'template.json',
    ),
  ],
  invalid: [
    loud('two are missing', marked(policy(deny())), partial(LEFT, policy(deny({ Action: ALL })))),
    loud(
      'every security group',
      marked(policy(deny({ Resource: ['acs:ecs:*:*:securitygroup/*'] }))),
      partial(LEFT, policy(deny({ Action: ALL, Resource: ['acs:ecs:*:*:securitygroup/*'] }))),
    ),
    loud(
      'a wildcard',
      marked(policy(deny({ Action: ['ecs:Authorize*', 'ecs:Revoke*'] }))),
      partial(ALL.slice(4), policy(deny({ Action: ['ecs:Authorize*', 'ecs:Revoke*', ...ALL.slice(4)] }))),
    ),
    loud(
      'other operations besides, and a statement that allows',
      marked(
        policy(deny({ Action: ['ecs:DeleteInstance', ...SOME] }), { Effect: 'Allow', Action: '*', Resource: '*' }),
      ),
      partial(
        LEFT,
        policy(deny({ Action: ['ecs:DeleteInstance', ...SOME, ...LEFT] }), {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
        }),
      ),
    ),
    loud(
      'two statements, of which the first is reported',
      marked(policy(deny(), deny({ Action: LEFT.slice(1) }))),
      partial(
        LEFT.slice(0, 1),
        policy(deny({ Action: [...SOME, ...LEFT.slice(0, 1)] }), deny({ Action: LEFT.slice(1) })),
      ),
    ),
    loud(
      'some denied for certain, and others under a condition',
      marked(policy(deny(), deny({ Action: LEFT.slice(1), Condition: {} }))),
      partial(
        LEFT.slice(0, 1),
        policy(deny({ Action: [...SOME, ...LEFT.slice(0, 1)] }), deny({ Action: LEFT.slice(1), Condition: {} })),
        7,
      ),
    ),
    loud(
      'one statement, which is no list',
      marked(json({ Version: '1', Statement: deny() })),
      partial(LEFT, json({ Version: '1', Statement: deny({ Action: ALL }) })),
    ),
    loud('on one line', compact(SOME).replace(/\[(?="ecs)[^\]]*\]/u, '⟦$&⟧'), partial(LEFT, compact(ALL))),
    {
      ...loud(
        'block YAML',
        yaml()
          .replace('- ecs:Auth', '⟦- ecs:Auth')
          .replace(/ # no\n(?= {4}Resource)/u, '⟧$&'),
        {
          ...partial(LEFT, yaml(...LEFT).replaceAll(/((?:Attribute|Permissions)) # no/gu, '$1')),
        },
      ),
      filename: 'policy.yaml',
    },
    loud(
      'flow YAML',
      `Version: '1'\nStatement: [{Effect: Deny, Action: ⟦['ecs:Authorize*', 'ecs:Revoke*', 'ecs:Modify*']⟧, Resource: '*'}]\n`,
      partial(
        ALL.slice(8),
        `Version: '1'\nStatement: [{Effect: Deny, Action: ['ecs:Authorize*', 'ecs:Revoke*', 'ecs:Modify*', '${ALL[8] ?? ''}'], Resource: '*'}]\n`,
      ),
      'policy.yaml',
    ),
    loud(
      'one operation without a list',
      policy(deny({ Action: 'ecs:Authorize*' })).replace('"ecs:Authorize*"', '⟦$&⟧'),
      partial(
        ALL.slice(2),
        policy(deny({ Action: 'ecs:Authorize*' })).replace(
          '"ecs:Authorize*"',
          inLine('ecs:Authorize*', ...ALL.slice(2)),
        ),
      ),
    ),
    loud(
      'block YAML without a list',
      `Version: '1'\nStatement:\n  - Effect: Deny\n    Action: ⟦ecs:Authorize*⟧ # in\n    Resource: '*'\n`,
      partial(
        ALL.slice(2),
        `Version: '1'\nStatement:\n  - Effect: Deny\n    Action: ["ecs:Authorize*", ${ALL.slice(2).join(', ')}] # in\n    Resource: '*'\n`,
      ),
      'policy.yaml',
    ),
    loud(
      'flow YAML without a list',
      `{Version: '1', Statement: {Effect: Deny, Action: ⟦'ecs:Authorize*'⟧, Resource: '*'}}\n`,
      partial(
        ALL.slice(2),
        `{Version: '1', Statement: {Effect: Deny, Action: ['ecs:Authorize*', ${ALL.slice(2)
          .map((each) => `'${each}'`)
          .join(', ')}], Resource: '*'}}\n`,
      ),
      'policy.yaml',
    ),
    loud(
      'YAML: a string that others share stays',
      `Version: '1'\nStatement:\n  - Effect: Deny\n    Action: &in ⟦ecs:Authorize*⟧\n    Resource: '*'\n`,
      partial(ALL.slice(2)),
      'policy.yaml',
    ),
    loud(
      'ROS: a managed policy without a list',
      ros({ PolicyDocument: { Version: '1', Statement: [deny({ Action: 'ecs:Authorize*' })] } }).replace(
        '"ecs:Authorize*"',
        '⟦$&⟧',
      ),
      partial(
        ALL.slice(2),
        ros({ PolicyDocument: { Version: '1', Statement: [deny({ Action: 'ecs:Authorize*' })] } }).replace(
          '"ecs:Authorize*"',
          inLine('ecs:Authorize*', ...ALL.slice(2)),
        ),
      ),
      'template.json',
    ),
    loud(
      'Terraform: JSON in a string, without a list',
      inString(compact(['ecs:Authorize*']).replace(/[[](".*?")\]/u, '$1')).replace(/"\{\\"Version.*"/u, '⟦$&⟧'),
      partial(
        ALL.slice(2),
        inString(compact(['ecs:Authorize*', ...ALL.slice(2)]).replace(/(?<=Action":.*)","/gu, '", "')),
      ),
      'main.tf.json',
    ),
    loud(
      'Terraform: JSON in a string',
      inString(compact(SOME)).replace(/"\{\\"Version.*"/u, '⟦$&⟧'),
      partial(LEFT, inString(compact(ALL))),
      'main.tf.json',
    ),
    loud(
      'Terraform: pretty JSON in a string',
      inString(policy(deny())).replace(/"\{\\n {2}\\"Version.*"/u, '⟦$&⟧'),
      partial(LEFT, inString(policy(deny({ Action: ALL })))),
      'main.tf.json',
    ),
    loud(
      'Terraform: blocks',
      marked(statements(block())),
      partial(LEFT, statements(block({ action: ALL }))),
      'main.tf.json',
    ),
    loud(
      'ROS: a managed policy',
      marked(ros({ PolicyDocument: document(SOME) })),
      partial(LEFT, ros({ PolicyDocument: document(ALL) })),
      'template.json',
    ),
    loud(
      'ROS: a policy of a role',
      marked(ros({ Policies: [{ PolicyName: 'a', PolicyDocument: document(SOME) }] }, 'ALIYUN::RAM::Role')),
      partial(LEFT, ros({ Policies: [{ PolicyName: 'a', PolicyDocument: document(ALL) }] }, 'ALIYUN::RAM::Role')),
      'template.json',
    ),
  ],
})
