import { noPublicAdminPorts } from '../../rules/no-public-admin-ports.ts'
import { runRule, type ExpectedError, type InvalidCase } from '../support/rule-tester.ts'
import { surfaces } from '../support/surfaces.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  json,
  liteRules,
  minified,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const WEB_SHELL = '81.69.102.0/24'
const WEB_SHELL_6 = '2402:4e00::/32'

/** YAML has no repeated keys. */
const JSON_SURFACES = surfaces.filter(({ kind }) => kind === 'json').map(({ name }) => name)

const everyone = setRule({ cidr_block: '⟦0.0.0.0/0⟧' })
const drop = setRule({ action: 'DROP' })

/** A rule that opens `services`, with the text after its suggestion to drop. */
function exposed(services: string, dropped?: string, data: { peer?: string; note?: string } = {}): ExpectedError {
  return {
    messageId: 'exposed',
    data: { services, peer: '0.0.0.0/0', note: '', ...data },
    suggestions: dropped === undefined ? [] : [{ messageId: 'drop', output: dropped }],
  }
}

function terraform(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { name, filename: 'main.tf.json', code, errors: [error], ...(options && { options: [options] }) }
}

const harmless: readonly (readonly [name: string, code: string, options?: object])[] = [
  ['a known network', ruleSet([setRule({ cidr_block: '203.0.113.0/24' })])],
  ['a drop rule', ruleSet([drop])],
  ['a drop for the port ahead', ruleSet([drop, setRule({ port: '22,80' })])],
  [
    'drops ahead that close the port together',
    ruleSet([
      setRule({ action: 'DROP', cidr_block: '128.0.0.0/1' }),
      setRule({ action: 'DROP', cidr_block: '0.0.0.0/1', port: '1-1024' }),
      setRule(),
    ]),
  ],
  ['other ports', ruleSet([setRule({ port: '80,443' })])],
  ['UDP 22', ruleSet([setRule({ protocol: 'UDP' })])],
  ['ICMP, which has no ports', ruleSet([setRule({ protocol: 'ICMP', port: 'ALL' })])],
  ['egress', ruleSet([], [setRule()])],
  ['a private network', ruleSet([setRule({ cidr_block: '10.0.0.0/8' })])],
  [
    'shared and link-local addresses',
    ruleSet([setRule({ cidr_block: '100.64.0.0/10' }), setRule({ cidr_block: '169.254.0.0/16' })]),
  ],
  ['a /8, the widest block of a known network', ruleSet([setRule({ cidr_block: '8.0.0.0/8' })])],
  ['addresses that nobody has', ruleSet([setRule({ cidr_block: '240.0.0.0/4' })])],
  ['unique local IPv6 addresses', ruleSet([setRule({ cidr_block: undefined, ipv6_cidr_block: 'fc00::/7' })])],
  ['an IPv6 /16', ruleSet([setRule({ cidr_block: undefined, ipv6_cidr_block: '2400::/16' })])],
  ['a group as peer', ruleSet([setRule({ cidr_block: undefined, source_security_id: 'sg-87654321' })])],
  [
    'a template whose addresses are declared elsewhere',
    ruleSet([setRule({ cidr_block: undefined, address_template_id: 'ipm-12345678' })]),
  ],
  [
    'a variable without a default',
    ruleSet([setRule({ cidr_block: '${var.source}' })], [], { variable: { source: {} } }),
  ],
  ['an unknown port', ruleSet([setRule({ port: '${var.port}' })])],
  ['an unknown verdict', ruleSet([setRule({ action: '${var.action}' })])],
  ['an address that the provider refuses', ruleSet([setRule({ cidr_block: '0.0.0.0/99' })])],
  ['a drop ahead that may take the port away', ruleSet([setRule({ action: 'DROP', port: '${var.port}' }), setRule()])],
  ['a resource of which there is none', alicloudRules({ ssh: alicloudRule({ count: 0 }) })],
  ['a lite rule behind a drop', liteRules(['"DROP#0.0.0.0/0#22#TCP"', '"ACCEPT#0.0.0.0/0#22#TCP"'])],
  [
    'Alibaba Cloud: a drop of a lower number, later in the file',
    alicloudRules({ ssh: alicloudRule(), no: alicloudRule({ policy: 'drop', priority: 9 }) }),
  ],
  [
    'Alibaba Cloud: a drop of the same number, which wins the tie',
    alicloudRules({ ssh: alicloudRule(), no: alicloudRule({ policy: 'drop' }) }),
  ],
  [
    'Alibaba Cloud: no source, which the provider refuses',
    alicloudRules({ ssh: alicloudRule({ cidr_ip: undefined }) }),
  ],
  ['an allowed source', ruleSet([setRule({ cidr_block: '8.0.0.0/7' })]), { allowedSources: ['8.0.0.0/7'] }],
  [
    'allowed sources that leave a known network only',
    ruleSet([setRule({ cidr_block: '8.0.0.0/7' })]),
    { allowedSources: ['8.0.0.0/8'] },
  ],
  ['a wider limit', ruleSet([setRule({ cidr_block: '8.0.0.0/7' })]), { widestSource: { ipv4: 7, ipv6: 16 } }],
  ['ports by option', ruleSet([setRule()]), { ports: ['tcp:5985-5986'] }],
]

runRule('no-public-admin-ports', noPublicAdminPorts, {
  valid: [
    ...harmless.map(([name, code, options]) => ({
      name,
      filename: 'main.tf.json',
      code,
      ...(options && { options: [options] }),
    })),
    {
      name: 'ROS: a parameter without a default',
      filename: 'template.json',
      code: ros([permission({ SourceCidrIp: { Ref: 'Source' } })], [], { Parameters: { Source: { Type: 'String' } } }),
    },
    {
      name: 'ROS: a value under a tag that nobody knows',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - { IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: !Office 0.0.0.0/0 }
`,
    },
    {
      name: 'a policy set whose unused fields are empty, as in a dump',
      filename: 'policies.json',
      code: policySet([policy({ CidrBlock: '', Ipv6CidrBlock: '', SecurityGroupId: 'sg-87654321' })]),
    },
    {
      name: 'the same words in a file of another purpose',
      filename: 'values.json',
      code: json({ tencentcloud_security_group_rule_set: [setRule()], PortRange: '22/22' }),
    },
  ],
  invalid: [
    terraform('a rule set', ruleSet([everyone]), exposed('tcp 22', ruleSet([drop]))),
    terraform(
      'one report for all ports of a rule',
      ruleSet([{ ...everyone, port: '3389,80,22' }]),
      exposed('tcp 22, 3389', ruleSet([{ ...drop, port: '3389,80,22' }])),
    ),
    terraform(
      'a range that holds both ports',
      ruleSet([{ ...everyone, port: '20-4000' }]),
      exposed('tcp 22, 3389', ruleSet([{ ...drop, port: '20-4000' }])),
    ),
    terraform(
      'every protocol',
      ruleSet([{ ...everyone, protocol: 'ALL', port: 'ALL' }]),
      exposed('tcp 22, 3389 and udp 3389', ruleSet([{ ...drop, protocol: 'ALL', port: 'ALL' }])),
    ),
    terraform(
      'protocol and port left to their defaults',
      ruleSet([{ action: 'ACCEPT', cidr_block: '⟦0.0.0.0/0⟧' }]),
      exposed('tcp 22, 3389 and udp 3389', ruleSet([{ action: 'DROP', cidr_block: '0.0.0.0/0' }])),
    ),
    terraform(
      'a drop ahead that takes away 22 and leaves 3389',
      ruleSet([drop, { ...everyone, port: '22,3389' }]),
      exposed('tcp 3389', ruleSet([drop, { ...drop, port: '22,3389' }])),
    ),
    terraform('a drop behind', ruleSet([everyone, drop]), exposed('tcp 22', ruleSet([drop, drop]))),
    terraform(
      'a drop ahead for few addresses',
      ruleSet([{ ...drop, cidr_block: '9.9.9.0/24' }, everyone]),
      exposed('tcp 22', ruleSet([{ ...drop, cidr_block: '9.9.9.0/24' }, drop])),
    ),
    terraform(
      'a drop ahead of UDP, or of IPv6',
      ruleSet([
        { ...drop, protocol: 'UDP' },
        { action: 'DROP', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '22' },
        everyone,
      ]),
      exposed(
        'tcp 22',
        ruleSet([
          { ...drop, protocol: 'UDP' },
          { action: 'DROP', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '22' },
          drop,
        ]),
      ),
    ),
    terraform(
      'a drop ahead for a group, whose members are few',
      ruleSet([{ action: 'DROP', source_security_id: 'sg-87654321', protocol: 'ALL', port: 'ALL' }, everyone]),
      exposed(
        'tcp 22',
        ruleSet([{ action: 'DROP', source_security_id: 'sg-87654321', protocol: 'ALL', port: 'ALL' }, drop]),
      ),
    ),
    terraform(
      'a /7',
      ruleSet([{ ...everyone, cidr_block: '⟦8.0.0.0/7⟧' }]),
      exposed('tcp 22', ruleSet([{ ...drop, cidr_block: '8.0.0.0/7' }]), { peer: '8.0.0.0/7' }),
    ),
    terraform(
      'a /8 that Tencent Cloud stores as everyone',
      ruleSet([{ ...everyone, cidr_block: '⟦0.0.0.0/8⟧' }]),
      exposed('tcp 22', ruleSet([{ ...drop, cidr_block: '0.0.0.0/8' }])),
    ),
    terraform(
      'every IPv6 address',
      ruleSet([setRule({ cidr_block: undefined, ipv6_cidr_block: '⟦::/0⟧' })]),
      exposed('tcp 22', ruleSet([setRule({ action: 'DROP', cidr_block: undefined, ipv6_cidr_block: '::/0' })]), {
        peer: '::/0',
      }),
    ),
    terraform(
      'the global unicast addresses of IPv6',
      ruleSet([setRule({ cidr_block: undefined, ipv6_cidr_block: '⟦2000::/3⟧' })]),
      exposed('tcp 22', ruleSet([setRule({ action: 'DROP', cidr_block: undefined, ipv6_cidr_block: '2000::/3' })]), {
        peer: '2000::/3',
      }),
    ),
    terraform(
      'the default of a variable',
      ruleSet([{ ...everyone, cidr_block: '⟦${var.source}⟧' }], [], { variable: { source: { default: '0.0.0.0/0' } } }),
      exposed(
        'tcp 22',
        ruleSet([{ ...drop, cidr_block: '${var.source}' }], [], { variable: { source: { default: '0.0.0.0/0' } } }),
        { note: ', by the default of var.source' },
      ),
    ),
    terraform(
      'a local value',
      ruleSet([{ ...everyone, cidr_block: '⟦${local.source}⟧' }], [], { locals: { source: '0.0.0.0/0' } }),
      exposed('tcp 22', ruleSet([{ ...drop, cidr_block: '${local.source}' }], [], { locals: { source: '0.0.0.0/0' } })),
    ),
    {
      name: 'a template that the file declares',
      filename: 'main.tf.json',
      code: `{
  "resource": {
    "tencentcloud_address_template": { "all": { "name": "all", "addresses": ["0.0.0.0/1", "128.0.0.0-255.255.255.255"] } },
    "tencentcloud_security_group_rule_set": { "web": { "security_group_id": "sg-12345678", "ingress": {
      "action": "ACCEPT", "address_template_id": ⟦"\${tencentcloud_address_template.all.id}"⟧, "protocol": "TCP", "port": "22"
    } } }
  }
}`,
      errors: [
        {
          ...exposed('tcp 22', undefined, { peer: '0.0.0.0/1, 128.0.0.0/1' }),
          suggestions: [
            {
              messageId: 'drop',
              output: `{
  "resource": {
    "tencentcloud_address_template": { "all": { "name": "all", "addresses": ["0.0.0.0/1", "128.0.0.0-255.255.255.255"] } },
    "tencentcloud_security_group_rule_set": { "web": { "security_group_id": "sg-12345678", "ingress": {
      "action": "DROP", "address_template_id": "\${tencentcloud_address_template.all.id}", "protocol": "TCP", "port": "22"
    } } }
  }
}`,
            },
          ],
        },
      ],
    },
    terraform(
      'a lite rule',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#22,80#TCP"⟧', '"DROP#0.0.0.0/0#ALL#ALL"']),
      exposed('tcp 22', liteRules(['"DROP#0.0.0.0/0#22,80#TCP"', '"DROP#0.0.0.0/0#ALL#ALL"'])),
    ),
    terraform(
      'a single rule of Tencent Cloud',
      resources('tencentcloud_security_group_rule', {
        ssh: {
          security_group_id: 'sg-12345678',
          type: 'ingress',
          policy: 'accept',
          cidr_ip: '⟦0.0.0.0/0⟧',
          ip_protocol: 'tcp',
          port_range: '22',
        },
      }),
      exposed(
        'tcp 22',
        resources('tencentcloud_security_group_rule', {
          ssh: {
            security_group_id: 'sg-12345678',
            type: 'ingress',
            policy: 'DROP',
            cidr_ip: '0.0.0.0/0',
            ip_protocol: 'tcp',
            port_range: '22',
          },
        }),
      ),
    ),
    terraform(
      'Alibaba Cloud, with a drop of a higher number',
      alicloudRules({
        ssh: alicloudRule({ cidr_ip: '⟦0.0.0.0/0⟧' }),
        no: alicloudRule({ policy: 'drop', priority: 11 }),
      }),
      exposed(
        'tcp 22',
        alicloudRules({ ssh: alicloudRule({ policy: 'drop' }), no: alicloudRule({ policy: 'drop', priority: 11 }) }),
      ),
    ),
    terraform(
      'a rule of which there may be none',
      alicloudRules({ ssh: alicloudRule({ count: '${var.ssh ? 1 : 0}', cidr_ip: '⟦0.0.0.0/0⟧' }) }),
      exposed('tcp 22', alicloudRules({ ssh: alicloudRule({ count: '${var.ssh ? 1 : 0}', policy: 'drop' }) })),
    ),
    {
      name: 'Alibaba Cloud: both halves of the Internet',
      filename: 'main.tf.json',
      code: alicloudRules({
        low: alicloudRule({ cidr_ip: '⟦0.0.0.0/1⟧' }),
        high: alicloudRule({ cidr_ip: '⟦128.0.0.0/1⟧' }),
      }),
      errors: [
        exposed(
          'tcp 22',
          alicloudRules({
            low: alicloudRule({ cidr_ip: '0.0.0.0/1', policy: 'drop' }),
            high: alicloudRule({ cidr_ip: '128.0.0.0/1' }),
          }),
          { peer: '0.0.0.0/1' },
        ),
        exposed(
          'tcp 22',
          alicloudRules({
            low: alicloudRule({ cidr_ip: '0.0.0.0/1' }),
            high: alicloudRule({ cidr_ip: '128.0.0.0/1', policy: 'drop' }),
          }),
          { peer: '128.0.0.0/1' },
        ),
      ],
    },
    {
      name: 'ROS as JSON, every branch of Fn::If',
      filename: 'template.json',
      code: ros(
        [
          {
            'Fn::If': ['Open', permission({ SourceCidrIp: '⟦0.0.0.0/0⟧' }), permission({ SourceCidrIp: '10.0.0.0/8' })],
          },
        ],
        [],
        { Conditions: { Open: { 'Fn::Equals': ['a', { Ref: 'Mode' }] } } },
      ),
      errors: [
        exposed(
          'tcp 22',
          ros(
            [{ 'Fn::If': ['Open', permission({ Policy: 'drop' }), permission({ SourceCidrIp: '10.0.0.0/8' })] }],
            [],
            { Conditions: { Open: { 'Fn::Equals': ['a', { Ref: 'Mode' }] } } },
          ),
        ),
      ],
    },
    {
      name: 'ROS as YAML, a parameter with a default, CRLF',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Source: { Type: String, Default: 0.0.0.0/0 }
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          Policy: accept
          SourceCidrIp: ⟦!Ref Source⟧
`.replaceAll('\n', '\r\n'),
      errors: [
        exposed(
          'tcp 22',
          `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Source: { Type: String, Default: 0.0.0.0/0 }
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          Policy: drop
          SourceCidrIp: !Ref Source
`.replaceAll('\n', '\r\n'),
          { note: ', by the default of Source' },
        ),
      ],
    },
    {
      name: 'a value that a merge key brings in, at the rule that inherits it',
      filename: 'template.yml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Metadata: &open
      IpProtocol: tcp
      SourceCidrIp: 0.0.0.0/0
    Properties:
      SecurityGroupIngress:
        - ⟦{ <<: *open, PortRange: 22/22, Policy: accept }⟧
`,
      errors: [
        exposed(
          'tcp 22',
          `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Metadata: &open
      IpProtocol: tcp
      SourceCidrIp: 0.0.0.0/0
    Properties:
      SecurityGroupIngress:
        - { <<: *open, PortRange: 22/22, Policy: drop }
`,
        ),
      ],
    },
    {
      name: 'every document of a YAML file',
      filename: 'policies.yaml',
      code: `---
Ingress: [{ Action: ACCEPT, CidrBlock: 10.0.0.0/8, Protocol: TCP, Port: '22' }]
---
Ingress:
  - Action: accept
    CidrBlock: ⟦0.0.0.0/0⟧
    Protocol: tcp
    Port: 22
`,
      errors: [
        exposed(
          'tcp 22',
          `---
Ingress: [{ Action: ACCEPT, CidrBlock: 10.0.0.0/8, Protocol: TCP, Port: '22' }]
---
Ingress:
  - Action: DROP
    CidrBlock: 0.0.0.0/0
    Protocol: tcp
    Port: 22
`,
        ),
      ],
    },
    {
      name: 'a policy set of the API, minified',
      filename: 'policies.json',
      code: minified({ SecurityGroupPolicySet: { Ingress: [policy({ CidrBlock: '⟦0.0.0.0/0⟧' })] } }),
      errors: [exposed('tcp 22', minified({ SecurityGroupPolicySet: { Ingress: [policy({ Action: 'DROP' })] } }))],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([
        permission({
          Direction: 'ingress',
          Policy: 'Accept',
          IpProtocol: 'TCP',
          Priority: '1',
          SourceCidrIp: '⟦0.0.0.0/0⟧',
        }),
      ]),
      errors: [
        exposed(
          'tcp 22',
          dump([permission({ Direction: 'ingress', Policy: 'drop', IpProtocol: 'TCP', Priority: '1' })]),
        ),
      ],
    },
    {
      name: 'a request of Alibaba Cloud that adds rules',
      filename: 'request.json',
      code: json({
        RegionId: 'cn-hangzhou',
        SecurityGroupId: 'sg-bp1',
        Permissions: [permission({ SourceCidrIp: '⟦0.0.0.0/0⟧' })],
      }),
      errors: [
        exposed(
          'tcp 22',
          json({ RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-bp1', Permissions: [permission({ Policy: 'drop' })] }),
        ),
      ],
    },
    {
      name: 'CRLF after a byte order mark, and a block that is repeated',
      filename: 'main.tf.json',
      surfaces: JSON_SURFACES,
      code: '\uFEFF{"resource": {"tencentcloud_security_group_rule_set": {"web": {\r\n"ingress": {"action": "ACCEPT", "cidr_block": "10.0.0.0/8"},\r\n"ingress": {"action": "ACCEPT", "cidr_block": ⟦"0.0.0.0/0"⟧, "port": "22", "protocol": "tcp"}}}}}',
      errors: [
        exposed(
          'tcp 22',
          '\uFEFF{"resource": {"tencentcloud_security_group_rule_set": {"web": {\r\n"ingress": {"action": "ACCEPT", "cidr_block": "10.0.0.0/8"},\r\n"ingress": {"action": "DROP", "cidr_block": "0.0.0.0/0", "port": "22", "protocol": "tcp"}}}}}',
        ),
      ],
    },
    terraform(
      'other ports, by option',
      ruleSet([{ ...everyone, port: '5986' }]),
      exposed('tcp 5986', ruleSet([{ ...drop, port: '5986' }])),
      { ports: ['tcp:5985-5986', 'udp:500'] },
    ),
    terraform(
      'a narrower limit',
      ruleSet([{ ...everyone, cidr_block: '⟦8.8.0.0/16⟧' }]),
      exposed('tcp 22', ruleSet([{ ...drop, cidr_block: '8.8.0.0/16' }]), { peer: '8.8.0.0/16' }),
      { widestSource: { ipv4: 24, ipv6: 48 } },
    ),
    terraform(
      'the allowed sources of the same family as suggestions',
      ruleSet([everyone]),
      {
        ...exposed('tcp 22'),
        suggestions: [
          {
            messageId: 'narrow',
            data: { source: WEB_SHELL },
            output: ruleSet([{ ...everyone, cidr_block: WEB_SHELL }]),
          },
          {
            messageId: 'narrow',
            data: { source: '9.9.9.9' },
            output: ruleSet([{ ...everyone, cidr_block: '9.9.9.9' }]),
          },
          { messageId: 'drop', output: ruleSet([drop]) },
        ],
      },
      { allowedSources: [WEB_SHELL, WEB_SHELL_6, '9.9.9.9'] },
    ),
  ],
})
