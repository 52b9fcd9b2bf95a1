import { noQuotaOverflow } from '../../rules/no-quota-overflow.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import type { SurfaceName } from '../support/surfaces.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  liteRules,
  mark,
  permission,
  policy,
  policySet,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** Rules of which none is redundant: no two have a port in common. */
const set = (count: number) => times(count, (index) => setRule({ port: String(index * 2 + 1) }))
const permissions = (count: number, fields: object = {}) =>
  times(count, (index) =>
    permission({ Direction: 'ingress', PortRange: `${index * 2 + 1}/${index * 2 + 1}`, ...fields }),
  )

interface Use {
  readonly count: number
  readonly counted: string
  readonly limit: number
  readonly provider: string
  readonly redundant?: string
  readonly note?: string
}

function overflow({ redundant = '', note = '', ...use }: Use): ExpectedError {
  return { messageId: 'overflow', data: { ...use, redundant, note } }
}

function near({ redundant = '', note = '', ...use }: Use): ExpectedError {
  return { messageId: 'near', data: { ...use, redundant, note } }
}

function interfaceOverflow(data: Omit<Use, 'redundant'> & { readonly kind: string }): ExpectedError {
  return { messageId: 'interfaceOverflow', data: { note: '', ...data } }
}

const ids = (count: number) => times(count, (index) => `sg-${index + 1}`)

/** A resource that binds groups, marked at its name. */
const bound = (type: string, body: object, name = '⟦vm⟧') => json({ resource: { [type]: { [name]: body } } })

/** Alibaba Cloud groups with two rules and one, and an instance that has both. */
const twoGroups = (name: string) => {
  const of = (group: string) => ({ security_group_id: `\${alicloud_security_group.${group}.id}` })
  return json({
    resource: {
      alicloud_security_group: { a: { vpc_id: 'vpc-1' }, b: { vpc_id: 'vpc-1' } },
      alicloud_security_group_rule: {
        one: alicloudRule({ ...of('a'), port_range: '1/1' }),
        two: alicloudRule({ ...of('a'), port_range: '2/2' }),
        three: alicloudRule({ ...of('b'), port_range: '3/3' }),
        open: alicloudRule({ ...of('b'), port_range: '4/4', count: '${var.n}' }),
      },
      alicloud_instance: { [name]: { security_groups: [of('a').security_group_id, of('b').security_group_id] } },
    },
  })
}

const INGRESS = { counted: 'ingress rules', limit: 100, provider: 'Tencent Cloud' }
const EGRESS = { counted: 'egress rules', limit: 100, provider: 'Tencent Cloud' }
const GROUP = { counted: 'ingress and egress rules', limit: 200, provider: 'Alibaba Cloud' }

/** Long texts are linted on one surface of each kind of tree. */
const FEW: readonly SurfaceName[] = ['json/json', 'security-group/json-parser', 'security-group/yaml-parser']
const LONG = 2000

function on(code: string): Pick<ValidCase, 'surfaces'> {
  return code.length > LONG ? { surfaces: FEW } : {}
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...on(code), ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

const owned = (rules: readonly object[], label = 'web') =>
  json({
    resource: {
      tencentcloud_security_group: { [label]: { name: 'web' } },
      tencentcloud_security_group_rule_set: {
        rules: { security_group_id: '${tencentcloud_security_group.web.id}', ingress: rules },
      },
    },
  })

const addresses = (count: number) => times(count, (index) => `9.9.${index >> 8}.${index & 255}`)
const withTemplate = (label: string, count: number, ports = 1) =>
  json({
    resource: {
      tencentcloud_security_group: { [label]: { name: 'web' } },
      tencentcloud_address_template: { office: { name: 'office', addresses: addresses(count) } },
      tencentcloud_protocol_template: { web: { name: 'web', protocols: times(ports, (index) => `tcp:${index + 1}`) } },
      tencentcloud_security_group_rule_set: {
        rules: {
          security_group_id: '${tencentcloud_security_group.web.id}',
          ingress: [
            {
              action: 'ACCEPT',
              address_template_id: '${tencentcloud_address_template.office.id}',
              service_template_id: '${tencentcloud_protocol_template.web.id}',
            },
          ],
        },
      },
    },
  })

const withPrefixList = (label: string, max: number | string, others: object = {}) =>
  json({
    ...others,
    resource: {
      alicloud_security_group: { [label]: { security_group_name: 'app', vpc_id: 'vpc-1' } },
      alicloud_ecs_prefix_list: { office: { address_family: 'IPv4', max_entries: max, entry: [{ cidr: '9.9.9.9' }] } },
      alicloud_security_group_rule: {
        a: alicloudRule({ cidr_ip: undefined, prefix_list_id: '${alicloud_ecs_prefix_list.office.id}' }),
        b: alicloudRule({ port_range: '80/80' }),
      },
    },
  })

runRule('no-quota-overflow', noQuotaOverflow, {
  valid: [
    silent('100 rules per direction', ruleSet(set(100), set(100))),
    silent('a list that other files add to', liteRules(times(100, (index) => `"ACCEPT#0.0.0.0/0#${index + 1}#TCP"`))),
    silent('templates that hold 2,000 rules', withTemplate('web', 2000)),
    silent('a prefix list of 199 and a rule', withPrefixList('app', 199)),
    silent('a prefix list whose charge is unknown', withPrefixList('app', '${var.max}')),
    silent('a higher quota', ruleSet(set(120)), { quotas: { tencentcloud: { rulesPerDirection: 150 } } }),
    silent('a quota of the other provider', ruleSet(set(3)), {
      quotas: { alicloud: { rulesPerDirection: 2, rulesPerGroup: 2 } },
    }),
    silent('a threshold that is met', ruleSet(set(80)), { threshold: 0.8 }),
    silent('a threshold whose product with the quota is less than the number', ruleSet(set(29)), { threshold: 0.29 }),
    silent(
      'rules of which there may be none',
      alicloudRules({ a: alicloudRule({ count: '${var.n}' }), b: alicloudRule({ port_range: '80/80' }) }),
      { quotas: { alicloud: { rulesPerGroup: 1 } } },
    ),
    {
      name: 'rules of two groups',
      filename: 'policies.yaml',
      code: `${policySet(times(60, (index) => policy({ Port: index + 1 })))}\n---\n${policySet(times(60, (index) => policy({ Port: index + 1 })))}`,
    },
    {
      name: 'Alibaba Cloud: 200 rules in and out',
      filename: 'group.json',
      code: dump([
        ...permissions(100),
        ...permissions(100, { Direction: 'egress', SourceCidrIp: '', DestCidrIp: '0.0.0.0/0' }),
      ]),
    },
    {
      name: 'ROS: rules of both branches of Fn::If',
      filename: 'template.json',
      code: ros([{ 'Fn::If': ['A', permission(), permission({ PortRange: '80/80' })] }]),
      options: [{ quotas: { alicloud: { rulesPerGroup: 1 } } }],
    },
    silent('five groups of an instance', bound('tencentcloud_instance', { security_groups: ids(5) }, 'vm')),
    silent(
      'one group under many names',
      bound('tencentcloud_instance', { security_groups: ['sg-1', 'sg-1', 'sg-1', 'sg-1', 'sg-1', 'sg-1'] }, 'vm'),
    ),
    silent(
      'values that may be the same group',
      bound('tencentcloud_instance', { security_groups: times(6, (index) => `\${var.group${index}}`) }, 'vm'),
    ),
    silent('groups of a load balancer', bound('tencentcloud_clb_instance', { security_groups: ids(6) }, 'vm')),
    silent('rules of two groups under the limit', twoGroups('vm'), { quotas: { alicloud: { rulesPerInterface: 3 } } }),
    silent('groups under a quota of their own', bound('tencentcloud_instance', { security_groups: ids(6) }, 'vm'), {
      quotas: { tencentcloud: { groupsPerInterface: 10 } },
    }),
  ],
  invalid: [
    loud(
      'Tencent Cloud: the 101st ingress rule, where the group has no declaration',
      ruleSet([...set(100), mark(setRule({ port: '1000' }))]),
      overflow({ ...INGRESS, count: 101 }),
    ),
    loud(
      'Tencent Cloud: the 101st egress rule',
      ruleSet(set(100), [...set(100), mark(setRule({ port: '1000' })), setRule({ port: '1002' })]),
      overflow({ ...EGRESS, count: 102 }),
    ),
    loud('Tencent Cloud: at the group', owned(set(101), '⟦web⟧'), overflow({ ...INGRESS, count: 101 })),
    {
      name: 'both directions',
      filename: 'main.tf.json',
      code: ruleSet([...set(1), mark(setRule())], [...set(1), mark(setRule())]),
      options: [{ quotas: { tencentcloud: { rulesPerDirection: 1 } } }],
      errors: [overflow({ ...INGRESS, count: 2, limit: 1 }), overflow({ ...EGRESS, count: 2, limit: 1 })],
    },
    loud(
      'redundant rules are told',
      ruleSet([...set(99), setRule({ port: '1' }), mark(setRule({ port: '3' }))]),
      overflow({ ...INGRESS, count: 101, redundant: ' 2 of its rules are redundant and can go.' }),
    ),
    loud(
      'one redundant rule',
      ruleSet([...set(100), mark(setRule({ port: '1' }))]),
      overflow({ ...INGRESS, count: 101, redundant: ' 1 of its rules is redundant and can go.' }),
    ),
    loud(
      'Tencent Cloud: templates that hold more than 2,000 rules',
      withTemplate('⟦web⟧', 667, 3),
      overflow({ count: 2001, counted: 'rules after templates are expanded', limit: 2000, provider: 'Tencent Cloud' }),
    ),
    loud('a lower quota', ruleSet([...set(2), mark(setRule())]), overflow({ ...INGRESS, count: 3, limit: 2 }), {
      quotas: { tencentcloud: { rulesPerDirection: 2 } },
    }),
    loud(
      'a threshold that is passed',
      ruleSet([...set(80), mark(setRule({ port: '1000' })), setRule({ port: '1002' })]),
      near({ ...INGRESS, count: 82 }),
      { threshold: 0.8 },
    ),
    loud('a threshold, and a quota that is used up', owned(set(100), '⟦web⟧'), near({ ...INGRESS, count: 100 }), {
      threshold: 0.5,
    }),
    {
      name: 'redundant rules of another group are not told',
      filename: 'main.tf.json',
      code: json({
        resource: {
          tencentcloud_security_group: { '⟦web⟧': { name: 'web' }, '⟦out⟧': { name: 'out' } },
          tencentcloud_security_group_rule_set: {
            web: { security_group_id: '${tencentcloud_security_group.web.id}', ingress: set(2) },
            out: { security_group_id: '${tencentcloud_security_group.out.id}', egress: [setRule(), setRule()] },
          },
        },
      }),
      options: [{ quotas: { tencentcloud: { rulesPerDirection: 1 } } }],
      errors: [
        overflow({ ...INGRESS, count: 2, limit: 1 }),
        overflow({ ...EGRESS, count: 2, limit: 1, redundant: ' 1 of its rules is redundant and can go.' }),
      ],
    },
    loud('a threshold and the quota that are passed', owned(set(101), '⟦web⟧'), overflow({ ...INGRESS, count: 101 }), {
      threshold: 0.5,
    }),
    loud(
      'a lite rule',
      liteRules(['"ACCEPT#0.0.0.0/0#22#TCP"', '⟦"ACCEPT#0.0.0.0/0#80#TCP"⟧']),
      overflow({ ...INGRESS, count: 2, limit: 1 }),
      { quotas: { tencentcloud: { rulesPerDirection: 1 } } },
    ),
    loud(
      'Alibaba Cloud: a prefix list is charged at its maximum',
      withPrefixList('⟦app⟧', 200),
      overflow({ ...GROUP, count: 201 }),
    ),
    loud(
      'Alibaba Cloud: a maximum that is a default',
      withPrefixList('⟦app⟧', '${var.max}', { variable: { max: { default: 200 } } }),
      overflow({ ...GROUP, count: 201, note: ', by the default of var.max' }),
    ),
    loud(
      'Alibaba Cloud: a maximum that is a default, and more rules without it',
      withPrefixList('⟦app⟧', '${var.max}', { variable: { max: { default: 200 } } }),
      overflow({ ...GROUP, count: 201, limit: 1 }),
      { quotas: { alicloud: { rulesPerGroup: 1 } } },
    ),
    loud(
      'a direction that is a default',
      json({
        variable: { way: { default: 'ingress' } },
        resource: {
          tencentcloud_security_group: { '⟦web⟧': { name: 'web' } },
          tencentcloud_security_group_rule: Object.fromEntries(
            ['ingress', '${var.way}'].map((type, index) => [
              `r${index}`,
              {
                security_group_id: '${tencentcloud_security_group.web.id}',
                type,
                policy: 'ACCEPT',
                cidr_ip: `9.9.9.${index}`,
              },
            ]),
          ),
        },
      }),
      overflow({ ...INGRESS, count: 2, limit: 1, note: ', by the default of var.way' }),
      { quotas: { tencentcloud: { rulesPerDirection: 1 } } },
    ),
    loud(
      'Alibaba Cloud: the numbers of 2019',
      json({
        resource: {
          alicloud_security_group: { '⟦app⟧': { security_group_name: 'app', vpc_id: 'vpc-1' } },
          alicloud_security_group_rule: Object.fromEntries(
            times(101, (index) => [`r${index}`, alicloudRule({ port_range: `${index * 2 + 1}/${index * 2 + 1}` })]),
          ),
        },
      }),
      overflow({ ...GROUP, count: 101, limit: 100 }),
      { quotas: { alicloud: { rulesPerGroup: 100, groupsPerInterface: 5, rulesPerInterface: 500 } } },
    ),
    {
      name: 'Alibaba Cloud: a dump, in and out together, at the id of the group',
      filename: 'group.json',
      code: dump([
        ...permissions(150),
        ...permissions(51, { Direction: 'egress', SourceCidrIp: '', DestCidrIp: '0.0.0.0/0' }),
      ]).replace('"sg-bp1"', '⟦"sg-bp1"⟧'),
      errors: [overflow({ ...GROUP, count: 201 })],
    },
    {
      name: 'ROS: at the logical id',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  ⟦App⟧:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - { IpProtocol: tcp, PortRange: 80/80, SourceCidrIp: 0.0.0.0/0 }
  Ssh:
    Type: ALIYUN::ECS::SecurityGroupEgress
    Properties: { SecurityGroupId: !Ref App, IpProtocol: tcp, PortRange: 443/443, DestCidrIp: 0.0.0.0/0 }
`,
      options: [{ quotas: { alicloud: { rulesPerGroup: 1 } } }],
      errors: [overflow({ ...GROUP, count: 2, limit: 1 })],
    },
    {
      name: 'a policy set of the API',
      filename: 'policies.json',
      code: policySet([...times(100, (index) => policy({ Port: index * 2 + 1 })), mark(policy({ Port: 999 }))]),
      errors: [overflow({ ...INGRESS, count: 101 })],
    },
    {
      name: 'two policies on one line, CRLF and a byte order mark',
      filename: 'policies.yaml',
      code: '\uFEFF# exported\r\nIngress: [{ Action: ACCEPT, CidrBlock: 9.9.9.9 }, ⟦{ Action: ACCEPT, CidrBlock: 9.9.9.8 }⟧]\r\n',
      options: [{ quotas: { tencentcloud: { rulesPerDirection: 1 } } }],
      errors: [overflow({ ...INGRESS, count: 2, limit: 1 })],
    },
    loud(
      'Tencent Cloud: six groups of an instance, one of them twice',
      bound('tencentcloud_instance', { orderly_security_groups: ['sg-1', ...ids(6)] }),
      interfaceOverflow({ kind: 'instance', count: 6, counted: 'groups', limit: 5, provider: 'Tencent Cloud' }),
    ),
    loud(
      'Tencent Cloud: groups of an instance that are a default',
      json({
        variable: { groups: { default: ids(6) } },
        resource: {
          tencentcloud_instance: {
            '⟦vm⟧': { security_groups: '${var.groups}' },
          },
        },
      }),
      {
        messageId: 'interfaceOverflow',
        data: {
          kind: 'instance',
          count: 6,
          counted: 'groups',
          limit: 5,
          provider: 'Tencent Cloud',
          note: ', by the default of var.groups',
        },
      },
    ),
    loud(
      'Tencent Cloud: groups of an instance of which there may be several',
      bound('tencentcloud_instance', { count: '${var.n}', security_groups: ids(6) }),
      interfaceOverflow({ kind: 'instance', count: 6, counted: 'groups', limit: 5, provider: 'Tencent Cloud' }),
    ),
    loud(
      'Tencent Cloud: more groups than a default has',
      json({
        variable: { group: { default: 'sg-1' } },
        resource: { tencentcloud_instance: { '⟦vm⟧': { security_groups: ['${var.group}', ...ids(6)] } } },
      }),
      interfaceOverflow({ kind: 'instance', count: 6, counted: 'groups', limit: 5, provider: 'Tencent Cloud' }),
    ),
    loud(
      'Alibaba Cloud: six groups of an interface, and more that an expression adds',
      bound('alicloud_ecs_network_interface', { security_group_ids: [...ids(6), '${var.more}'] }),
      interfaceOverflow({ kind: 'interface', count: 6, counted: 'groups', limit: 5, provider: 'Alibaba Cloud' }),
    ),
    loud(
      'Alibaba Cloud: as many groups as a template may bind, past the threshold',
      bound('alicloud_ess_scaling_configuration', { security_group_ids: ids(5) }),
      {
        messageId: 'interfaceNear',
        data: { kind: 'template', count: 5, counted: 'groups', limit: 5, provider: 'Alibaba Cloud', note: '' },
      },
      { threshold: 0.9 },
    ),
    loud(
      'Alibaba Cloud: rules of two groups that one instance has',
      twoGroups('⟦vm⟧'),
      interfaceOverflow({
        kind: 'instance',
        count: 3,
        counted: 'rules in its groups',
        limit: 2,
        provider: 'Alibaba Cloud',
      }),
      { quotas: { alicloud: { rulesPerInterface: 2 } } },
    ),
    loud(
      'Alibaba Cloud: rules of a group that an instance has by default',
      json({
        variable: { second: { default: 'sg-2' } },
        resource: {
          alicloud_security_group_rule: {
            one: alicloudRule({ security_group_id: 'sg-1' }),
            two: alicloudRule({ security_group_id: 'sg-2' }),
          },
          alicloud_instance: { '⟦vm⟧': { security_groups: ['sg-1', '${var.second}'] } },
        },
      }),
      interfaceOverflow({
        kind: 'instance',
        count: 2,
        counted: 'rules in its groups',
        limit: 1,
        provider: 'Alibaba Cloud',
        note: ', by the default of var.second',
      }),
      { quotas: { alicloud: { rulesPerInterface: 1 } } },
    ),
  ],
})
