import { noAmbiguousOrder } from '../../rules/no-ambiguous-order.ts'
import { noCrossGroupBypass } from '../../rules/no-cross-group-bypass.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import type { ExpectedSuggestion } from '../support/suggestions.ts'
import { alicloudRule, idOf, json, mark, ros, setRule, tencentcloudGroups } from './declarations.ts'

type Fields = Readonly<Record<string, unknown>>

interface Found {
  readonly binding: string
  readonly accept: string
  readonly packet?: string
  readonly group?: string
  readonly other?: string
  readonly note?: string
}

/** The drop of `ban` that an accept of `web` decides first. */
function byOrder(found: Found, ...suggestions: ExpectedSuggestion[]): ExpectedError {
  return { messageId: 'byOrder', data: { ...defaults, ...found }, suggestions }
}

function byPriority({ group: _, ...found }: Found, ...suggestions: ExpectedSuggestion[]): ExpectedError {
  const { group: __, ...rest } = defaults
  return { messageId: 'byPriority', data: { ...rest, ...found }, suggestions }
}

const defaults = { group: 'ban', other: 'web', packet: '9.9.9.9 → tcp 22', note: '' }

function bindAhead(output: string): ExpectedSuggestion {
  return { messageId: 'bindAhead', data: { group: 'ban', other: 'web' }, output }
}

function silent(name: string, code: string): ValidCase {
  return { name, filename: 'main.tf.json', code }
}

function loud(name: string, code: string, ...errors: ExpectedError[]): InvalidCase {
  return { name, filename: 'main.tf.json', code, errors }
}

const everyone = setRule()
const ban = setRule({ action: 'DROP', cidr_block: '9.9.9.9' })
const rest = { action: 'DROP', cidr_block: '0.0.0.0/0', protocol: 'ALL', port: 'ALL' }

const low = setRule({ port: '1-22' })
const high = setRule({ port: '23-65535' })
const wide = setRule({ action: 'DROP', cidr_block: '9.9.9.9', port: 'ALL' })

/** An instance that asks these groups in this order. */
function listed(...groups: readonly string[]): Fields {
  return { tencentcloud_instance: { vm: { orderly_security_groups: groups.map(idOf) } } }
}

const webThenBan = listed('web', 'ban')
const banThenWeb = listed('ban', 'web')
const accept = 'ingress rule 1 (line 15: accept tcp 22 from 0.0.0.0/0)'
const vm = 'tencentcloud_instance.vm (line 26)'

/** Alibaba Cloud groups `web` and `ban` with a rule each, and resources that bind them. */
function alicloudGroups(web: Fields, ban: Fields, bound: Fields = alicloudInstance('web', 'ban')): string {
  return json({
    resource: {
      alicloud_security_group: {
        web: { security_group_name: 'web', vpc_id: 'vpc-1' },
        ban: { security_group_name: 'ban', vpc_id: 'vpc-1' },
      },
      alicloud_security_group_rule: {
        accept: alicloudRule({ security_group_id: '${alicloud_security_group.web.id}', ...web }),
        '⟦drop⟧': alicloudRule({
          ...{ security_group_id: '${alicloud_security_group.ban.id}', policy: 'drop', cidr_ip: '9.9.9.9' },
          ...ban,
        }),
      },
      ...bound,
    },
  })
}

function alicloudInstance(...groups: readonly string[]): Fields {
  const security_groups = groups.map((name) => `\${alicloud_security_group.${name}.id}`)
  return { alicloud_instance: { vm: { security_groups } } }
}

function unmarked(code: string): string {
  return code.replaceAll(/[⟦⟧]/gu, '')
}

const merged = {
  binding: 'alicloud_instance.vm (line 34)',
  accept: 'alicloud_security_group_rule.accept (line 14: accept tcp 22 from 0.0.0.0/0)',
}
const late = alicloudGroups({ priority: 5 }, { priority: 7 })

runRule('no-cross-group-bypass', noCrossGroupBypass, {
  valid: [
    silent('the group with the drop is asked first', tencentcloudGroups({ web: [everyone], ban: [ban] }, banThenWeb)),
    silent(
      'the groups are bound apart',
      tencentcloudGroups(
        { web: [everyone], ban: [ban] },
        {
          tencentcloud_instance: {
            a: { orderly_security_groups: [idOf('web')] },
            b: { orderly_security_groups: [idOf('ban')] },
          },
        },
      ),
    ),
    silent('the groups are bound to nothing', tencentcloudGroups({ web: [everyone], ban: [ban] }, {})),
    silent(
      'a set, whose order nothing settles',
      tencentcloudGroups(
        { web: [everyone], ban: [ban] },
        {
          tencentcloud_instance: { vm: { security_groups: [idOf('web'), idOf('ban')] } },
        },
      ),
    ),
    silent(
      'a drop of which some packets are left',
      tencentcloudGroups(
        { web: [everyone], ban: [setRule({ action: 'DROP', cidr_block: '9.9.9.9', port: '22,23' })] },
        webThenBan,
      ),
    ),
    silent(
      'accepts that never meet it',
      tencentcloudGroups({ web: [setRule({ port: '80' })], ban: [ban] }, webThenBan),
    ),
    silent(
      'a drop that its own group leaves nothing to',
      tencentcloudGroups({ web: [everyone], ban: [everyone, ban] }, webThenBan),
    ),
    silent(
      'a drop that another group drops first',
      tencentcloudGroups({ web: [setRule({ action: 'DROP' }), everyone], ban: [ban] }, webThenBan),
    ),
    silent(
      'groups that both end by dropping the rest',
      tencentcloudGroups({ web: [everyone, rest], ban: [setRule({ port: '80' }), rest] }, webThenBan),
    ),
    silent(
      'an accept of an unknown port',
      tencentcloudGroups({ web: [setRule({ port: '${var.port}' })], ban: [ban] }, webThenBan),
    ),
    silent('an accept for another direction', tencentcloudGroups({ web: [], ban: [ban] }, webThenBan)),
    silent(
      'a group that is declared elsewhere',
      tencentcloudGroups(
        { ban: [ban] },
        {
          tencentcloud_instance: { vm: { orderly_security_groups: ['sg-12345678', idOf('ban')] } },
        },
      ),
    ),
    silent('one group that is listed twice', tencentcloudGroups({ ban: [everyone, ban] }, listed('ban', 'ban'))),
    silent('a drop with the lower number', unmarked(alicloudGroups({ priority: 7 }, { priority: 5 }))),
    silent('a drop that wins the tie', unmarked(alicloudGroups({ priority: 5 }, { priority: 5 }))),
    silent('a drop with an unknown number', unmarked(alicloudGroups({ priority: 5 }, { priority: '${var.priority}' }))),
    silent(
      'an accept that may not exist',
      unmarked(alicloudGroups({ priority: 5, count: '${var.n}' }, { priority: 7 })),
    ),
    { name: 'a ROS template with one group', filename: 'stack.json', code: ros([]) },
  ],
  invalid: [
    loud(
      'a group that is asked first accepts',
      tencentcloudGroups({ web: [everyone], ban: [mark(ban)] }, webThenBan),
      byOrder({ binding: vm, accept }, bindAhead(tencentcloudGroups({ web: [everyone], ban: [ban] }, banThenWeb))),
    ),
    loud(
      'several accepts decide together',
      tencentcloudGroups({ web: [low, high], ban: [mark(wide)] }, webThenBan),
      byOrder(
        {
          binding: 'tencentcloud_instance.vm (line 27)',
          accept: 'ingress rule 1 (line 15: accept tcp 1-22 from 0.0.0.0/0)',
        },
        bindAhead(tencentcloudGroups({ web: [low, high], ban: [wide] }, banThenWeb)),
      ),
    ),
    loud(
      'an accept and a drop of the other group decide together',
      tencentcloudGroups(
        { web: [everyone, rest], ban: [mark(setRule({ action: 'DROP', cidr_block: '9.9.9.9', port: '22,23' }))] },
        webThenBan,
      ),
      byOrder(
        { binding: 'tencentcloud_instance.vm (line 27)', accept },
        bindAhead(
          tencentcloudGroups(
            { web: [everyone, rest], ban: [setRule({ action: 'DROP', cidr_block: '9.9.9.9', port: '22,23' })] },
            banThenWeb,
          ),
        ),
      ),
    ),
    loud(
      'bound ahead, the drop of the rest would take the accept away',
      tencentcloudGroups({ web: [everyone], ban: [mark(ban), rest] }, webThenBan),
      byOrder({ binding: 'tencentcloud_instance.vm (line 27)', accept }),
    ),
    loud(
      'an accept of everything ahead of a drop of the rest',
      tencentcloudGroups({ web: [setRule({ protocol: 'ALL', port: 'ALL' })], ban: [mark(rest)] }, webThenBan),
      byOrder({
        ...{ binding: vm, packet: '203.0.113.5 → tcp 22' },
        accept: 'ingress rule 1 (line 15: accept all from 0.0.0.0/0)',
      }),
    ),
    loud(
      'a group declared elsewhere is asked first of all',
      tencentcloudGroups(
        { web: [everyone], ban: [mark(ban)] },
        { tencentcloud_instance: { vm: { orderly_security_groups: ['sg-12345678', idOf('web'), idOf('ban')] } } },
      ),
      byOrder(
        { binding: vm, accept },
        bindAhead(
          tencentcloudGroups(
            { web: [everyone], ban: [ban] },
            { tencentcloud_instance: { vm: { orderly_security_groups: ['sg-12345678', idOf('ban'), idOf('web')] } } },
          ),
        ),
      ),
    ),
    loud(
      'several instances show it, and no edit of one of them is enough',
      tencentcloudGroups(
        { web: [everyone], ban: [mark(ban)] },
        { ...webThenBan, tencentcloud_eni: { more: { orderly_security_groups: [idOf('web'), idOf('ban')] } } },
      ),
      byOrder({ binding: 'tencentcloud_instance.vm (line 26) and 1 more', accept }),
    ),
    loud(
      'instances of which there may be any number',
      tencentcloudGroups(
        { web: [everyone], ban: [mark(ban)] },
        {
          tencentcloud_instance: {
            vm: { for_each: '${var.all}', orderly_security_groups: [idOf('web'), idOf('ban')] },
          },
        },
      ),
      byOrder(
        { binding: vm, accept },
        bindAhead(
          tencentcloudGroups(
            { web: [everyone], ban: [ban] },
            {
              tencentcloud_instance: {
                vm: { for_each: '${var.all}', orderly_security_groups: [idOf('ban'), idOf('web')] },
              },
            },
          ),
        ),
      ),
    ),
    loud(
      'a default says which addresses are dropped',
      tencentcloudGroups(
        { web: [everyone], ban: [mark(setRule({ action: 'DROP', cidr_block: '${var.bad}' }))] },
        webThenBan,
        { variable: { bad: { default: '9.9.9.9' } } },
      ),
      byOrder(
        {
          ...{ binding: 'tencentcloud_instance.vm (line 31)', note: ', by the default of var.bad' },
          accept: 'ingress rule 1 (line 20: accept tcp 22 from 0.0.0.0/0)',
        },
        bindAhead(
          tencentcloudGroups(
            { web: [everyone], ban: [setRule({ action: 'DROP', cidr_block: '${var.bad}' })] },
            banThenWeb,
            { variable: { bad: { default: '9.9.9.9' } } },
          ),
        ),
      ),
    ),
    loud(
      'a lower number in another group',
      late,
      byPriority(merged, {
        messageId: 'prioritize',
        data: { priority: '4' },
        output: unmarked(alicloudGroups({ priority: 5 }, { priority: 4 })),
      }),
    ),
    loud(
      'the lowest number in another group, which the drop may only tie with',
      alicloudGroups({ priority: 1 }, { priority: 7 }),
      byPriority(merged, {
        messageId: 'prioritize',
        data: { priority: '1' },
        output: unmarked(alicloudGroups({ priority: 1 }, { priority: 1 })),
      }),
    ),
    {
      ...loud(
        'the lowest number in another group, where ties are reported',
        alicloudGroups({ priority: 1 }, { priority: 7 }),
        byPriority(merged, {
          messageId: 'postpone',
          data: { priority: '8', accept: merged.accept },
          output: unmarked(alicloudGroups({ priority: 8 }, { priority: 7 })),
        }),
      ),
      others: { 'no-ambiguous-order': noAmbiguousOrder },
    },
    {
      name: 'a ROS template, also on its way out',
      filename: 'stack.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupEgress:
        - { IpProtocol: all, PortRange: -1/-1, DestCidrIp: 0.0.0.0/0, Priority: 1 }
  Ban:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupEgress:
        - ⟦{ IpProtocol: tcp, PortRange: 25/25, DestCidrIp: 0.0.0.0/0, Policy: drop, Priority: 2 }⟧
  Vm:
    Type: ALIYUN::ECS::Instance
    Properties: { SecurityGroupId: !Ref Web }
  Join:
    Type: ALIYUN::ECS::JoinSecurityGroup
    Properties: { SecurityGroupId: !Ref Ban, InstanceId: !Ref Vm }
`,
      errors: [
        byPriority(
          {
            ...{ binding: 'Vm (line 15)', other: 'Web', packet: 'tcp 25 → 203.0.113.5' },
            accept: 'egress rule 1 (line 8: accept all to 0.0.0.0/0)',
          },
          {
            messageId: 'prioritize',
            data: { priority: '1' },
            output: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Web:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupEgress:
        - { IpProtocol: all, PortRange: -1/-1, DestCidrIp: 0.0.0.0/0, Priority: 1 }
  Ban:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupEgress:
        - { IpProtocol: tcp, PortRange: 25/25, DestCidrIp: 0.0.0.0/0, Policy: drop, Priority: 1 }
  Vm:
    Type: ALIYUN::ECS::Instance
    Properties: { SecurityGroupId: !Ref Web }
  Join:
    Type: ALIYUN::ECS::JoinSecurityGroup
    Properties: { SecurityGroupId: !Ref Ban, InstanceId: !Ref Vm }
`,
          },
        ),
      ],
    },
  ],
})
