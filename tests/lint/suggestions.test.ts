import { noPublicAdminPorts } from '../../rules/no-public-admin-ports.ts'
import { noShadowedRules } from '../../rules/no-shadowed-rules.ts'
import type { ExpectedError, InvalidCase } from '../support/rule-tester.ts'
import { runRule } from '../support/rule-tester.ts'

/** A case of one finding, at the only mark of `code`, whose suggestions lead to the texts in `outputs`. */
function fixing(
  name: string,
  filename: string,
  code: string,
  error: Omit<ExpectedError, 'suggestions'>,
  suggestions: NonNullable<ExpectedError['suggestions']>,
): InvalidCase {
  return { name, filename, code, errors: [{ ...error, suggestions }] }
}

const open = { messageId: 'exposed', data: { services: 'tcp 22', peer: '0.0.0.0/0', note: '' } }
const drop = (output: string) => ({ messageId: 'drop', output })

const resource = '{"resource":{"alicloud_security_group_rule":{"ssh":{"type":"ingress",⟦…⟧}}}}'
const minified = (rest: string) =>
  resource.replace(
    '⟦…⟧',
    `"ip_protocol":"tcp","port_range":"22/22","cidr_ip":"0.0.0.0/0","security_group_id":"sg-1"${rest}`,
  )

const pretty = `{
  "resource": {
    "alicloud_security_group_rule": {
      "ssh": {
        "security_group_id": "sg-1",
        "type": "ingress",
        "ip_protocol": "tcp",
        "port_range": "22/22",
        "cidr_ip": ⟦"0.0.0.0/0"⟧
      }
    }
  }
}
`
const marked = (text: string) => text.replace('"0.0.0.0/0"', '⟦"0.0.0.0/0"⟧')
const plain = (text: string) => text.replaceAll(/[⟦⟧]/gu, '')

const block = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22 # ssh
          SourceCidrIp: ⟦0.0.0.0/0⟧ # everybody
        - {IpProtocol: tcp, PortRange: 80/80, SourceCidrIp: 0.0.0.0/0}
`
const flow = block
  .replace('22/22 # ssh', '443/443')
  .replace('⟦0.0.0.0/0⟧', '0.0.0.0/0')
  .replace('80/80, SourceCidrIp: 0.0.0.0/0', '22/22, SourceCidrIp: ⟦0.0.0.0/0⟧')

const aliased = `ROSTemplateFormatVersion: '2015-09-01'
Mappings:
  Rules: &ssh {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0}
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - ⟦*ssh⟧
        - {IpProtocol: tcp, PortRange: 80/80, SourceCidrIp: 0.0.0.0/0}
`

const dump = `{
  "SecurityGroupId": "sg-1",
  "Permissions": {
    "Permission": [
      { "Direction": "ingress", "IpProtocol": "TCP", "PortRange": "22/22", "SourceCidrIp": ⟦"0.0.0.0/0"⟧, "Policy": "" }
    ]
  }
}
`

const lite = `{
  "resource": {
    "tencentcloud_security_group_lite_rule": {
      "web": { "security_group_id": "sg-1", "ingress": [⟦"ACCEPT#0.0.0.0/0#22#TCP"⟧] }
    }
  }
}
`

const listed = `{
  "resource": {
    "alicloud_ecs_prefix_list": { "all": { "entry": { "cidr": "0.0.0.0/0" } } },
    "alicloud_security_group_rule": {
      "ssh": {
        "security_group_id": "sg-1",
        "type": "ingress",
        "ip_protocol": "tcp",
        "port_range": "22/22",
        "prefix_list_id": ⟦"\${alicloud_ecs_prefix_list.all.id}"⟧
      }
    }
  }
}
`

runRule('no-public-admin-ports', noPublicAdminPorts, {
  valid: [{ name: 'a drop', filename: 'main.tf.json', code: minified(',"policy":"drop"') }],
  invalid: [
    fixing('a verdict added to minified JSON', 'main.tf.json', marked(minified('')), open, [
      drop(minified(',"policy":"drop"')),
    ]),
    fixing('a verdict added to pretty JSON', 'main.tf.json', pretty, open, [
      drop(plain(pretty).replace('"0.0.0.0/0"\n', '"0.0.0.0/0",\n        "policy": "drop"\n')),
    ]),
    fixing('a verdict in place of null', 'main.tf.json', marked(minified(',"policy":null')), open, [
      drop(minified(',"policy":"drop"')),
    ]),
    fixing('a verdict in place of an empty one', 'dump.json', dump, open, [
      drop(plain(dump).replace('"Policy": ""', '"Policy": "drop"')),
    ]),
    fixing('a verdict added to block YAML', 'ros.yaml', block, open, [
      drop(plain(block).replace('# everybody\n', '# everybody\n          Policy: drop\n')),
    ]),
    fixing('a verdict added to flow YAML', 'ros.yaml', flow, open, [
      drop(plain(flow).replace('0.0.0.0/0}', '0.0.0.0/0, Policy: drop}')),
    ]),
    fixing('no verdict for a rule behind an alias, which goes instead', 'ros.yaml', aliased, open, [
      { messageId: 'remove', output: plain(aliased).replace('        - *ssh\n', '') },
    ]),
    {
      ...fixing('a verdict and a source inside a string', 'main.tf.json', lite, open, [
        { messageId: 'narrow', data: { source: '10.0.0.0/8' }, output: plain(lite).replace('0.0.0.0/0', '10.0.0.0/8') },
        drop(plain(lite).replace('ACCEPT', 'DROP')),
      ]),
      options: [{ allowedSources: ['10.0.0.0/8', '2001:db8::/32'] }],
    },
    {
      ...fixing('no source in place of a list', 'main.tf.json', listed, open, [
        drop(plain(listed).replace('.id}"\n', '.id}",\n        "policy": "drop"\n')),
      ]),
      options: [{ allowedSources: ['10.0.0.0/8'] }],
    },
  ],
})

const shadow = (blockers: string, packet: string, outcome: string) => ({
  messageId: 'shadowed',
  data: { blockers, decide: 'decides', packet, outcome, note: '' },
})
const remove = (output: string) => ({ messageId: 'remove', output })

const set = `{
  "resource": {
    "tencentcloud_security_group_rule_set": {
      "web": {
        "security_group_id": "sg-1",
        "ingress": [
          {
            "action": "ACCEPT",
            "cidr_block": "0.0.0.0/0",
            "protocol": "TCP",
            "port": "ALL"
          },
          ⟦{
            "action": "DROP",
            "cidr_block": "198.51.100.0/24",
            "protocol": "TCP",
            "port": "22"
          }⟧
        ]
      }
    }
  }
}
`
const SET_RULE = /\{\s+"action": "DROP"[^}]*\}/u
const [setDrop = ''] = SET_RULE.exec(plain(set)) ?? []

const strings = (...rules: string[]) =>
  `{"resource":{"tencentcloud_security_group_lite_rule":{"web":{"security_group_id":"sg-1","ingress":[${rules.join(', ')}]}}}}`
const everybody = '"ACCEPT#0.0.0.0/0#ALL#TCP"'
const office = '"DROP#198.51.100.0/24#22#TCP"'
const web = '"ACCEPT#0.0.0.0/0#80#TCP"'

const api = `SecurityGroupId: sg-1
SecurityGroupPolicySet:
  Ingress:
    # the world
    - Action: ACCEPT
      Protocol: TCP
      Port: ALL
      CidrBlock: 0.0.0.0/0

    - ⟦Action: DROP
      Protocol: TCP
      Port: '22'
      CidrBlock: 198.51.100.0/24⟧ # office

    - Action: ACCEPT
      Protocol: UDP
      Port: '53'
      CidrBlock: 0.0.0.0/0
`
const apiDrop = `    - Action: DROP
      Protocol: TCP
      Port: '22'
      CidrBlock: 198.51.100.0/24 # office

`
const apiFlow = `SecurityGroupPolicySet:
  Ingress: [
    {Action: ACCEPT, Protocol: TCP, Port: ALL, CidrBlock: 0.0.0.0/0}, # the world
    ⟦{Action: DROP, Protocol: TCP, Port: '22', CidrBlock: 198.51.100.0/24}⟧ # office
  ]
`
const indexed = apiFlow.replaceAll(
  /CidrBlock: [\d./]+/gu,
  (field) => `${field}, PolicyIndex: ${field.includes('198') ? '1' : '0'}`,
)

const rule = (name: string, policy: string, cidr: string, index: number) =>
  `"${name}": { "security_group_id": "sg-1", "type": "ingress", "policy": "${policy}", "ip_protocol": "tcp", "port_range": "22", "cidr_ip": "${cidr}", "policy_index": ${index} }`
const numbered = (allow: number, deny: number) => `{
  "resource": {
    "tencentcloud_security_group_rule": {
      ${rule('all', 'accept', '0.0.0.0/0', allow)},
      ⟦"deny"⟧${rule('deny', 'drop', '198.51.100.0/24', deny).slice('"deny"'.length)}
    }
  }
}
`
const withoutDeny = (text: string) => plain(text).replace(/,\n\s+"deny".*/u, '')

const prioritized = `Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - {IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 0.0.0.0/0, Priority: 10}
        - ⟦{IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 198.51.100.0/24, Policy: drop, Priority: 20}⟧
        - ⟦{IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 192.0.2.0/24, Policy: drop, Priority: 20}⟧
`

const first = (line: number) => `ingress rule 1 (line ${line}: accept tcp from 0.0.0.0/0)`
const letThrough = (line: number) => shadow(first(line), '198.51.100.0 → tcp 22', 'still let through')
const move = (line: number, output: string) => ({ messageId: 'move', data: { blocker: first(line) }, output })

runRule('no-shadowed-rules', noShadowedRules, {
  valid: [{ name: 'a drop in front', filename: 'main.tf.json', code: strings(office, everybody) }],
  invalid: [
    fixing('a move in a rule set', 'main.tf.json', set, letThrough(7), [
      move(
        7,
        plain(set)
          .replace(`,\n          ${setDrop}`, '')
          .replace('[\n          {', () => `[\n          ${setDrop},\n          {`),
      ),
      remove(plain(set).replace(`,\n          ${setDrop}`, '')),
    ]),
    fixing('a move among strings', 'main.tf.json', strings(everybody, `⟦${office}⟧`, web), letThrough(1), [
      move(1, strings(office, everybody, web)),
      remove(strings(everybody, web)),
    ]),
    fixing('a move in block YAML', 'policies.yaml', api, letThrough(5), [
      move(
        5,
        plain(api)
          .replace(apiDrop, '')
          .replace('    - Action: ACCEPT', () => `${apiDrop}    - Action: ACCEPT`),
      ),
      remove(plain(api).replace(apiDrop, '')),
    ]),
    fixing('a move in flow YAML', 'policies.yaml', apiFlow, letThrough(3), [
      move(
        3,
        `SecurityGroupPolicySet:
  Ingress: [
    {Action: DROP, Protocol: TCP, Port: '22', CidrBlock: 198.51.100.0/24}, # office
    {Action: ACCEPT, Protocol: TCP, Port: ALL, CidrBlock: 0.0.0.0/0} # the world
  ]
`,
      ),
      remove(`SecurityGroupPolicySet:
  Ingress: [
    {Action: ACCEPT, Protocol: TCP, Port: ALL, CidrBlock: 0.0.0.0/0} # the world
  ]
`),
    ]),
    fixing('no move where indexes settle the order', 'policies.yaml', indexed, letThrough(3), [
      remove(plain(indexed).replace(/,( # the world)\n.*office\n/u, '$1\n')),
    ]),
    fixing(
      'no move that shadows another rule',
      'main.tf.json',
      strings(everybody, '⟦"DROP#0.0.0.0/0#ALL#TCP"⟧'),
      shadow(first(1), '203.0.113.5 → tcp 22', 'still let through'),
      [remove(strings(everybody))],
    ),
    fixing(
      'a free index',
      'main.tf.json',
      numbered(3, 5),
      shadow(
        'tencentcloud_security_group_rule.all (line 4: accept tcp 22 from 0.0.0.0/0)',
        '198.51.100.0 → tcp 22',
        'still let through',
      ),
      [
        { messageId: 'renumber', data: { index: '2' }, output: plain(numbered(3, 2)) },
        remove(withoutDeny(numbered(3, 5))),
      ],
    ),
    fixing(
      'no free index',
      'main.tf.json',
      numbered(0, 5),
      shadow(
        'tencentcloud_security_group_rule.all (line 4: accept tcp 22 from 0.0.0.0/0)',
        '198.51.100.0 → tcp 22',
        'still let through',
      ),
      [remove(withoutDeny(numbered(0, 5)))],
    ),
    {
      name: 'a priority',
      filename: 'ros.yaml',
      code: prioritized,
      errors: ['198.51.100.0', '192.0.2.0'].map((address): ExpectedError => {
        const line = plain(prioritized).match(new RegExp(`.*${address}.*\n`, 'u'))?.[0] ?? ''
        return {
          ...shadow(
            'ingress rule 1 (line 7: accept tcp 22 from 0.0.0.0/0)',
            `${address} → tcp 22`,
            'still let through',
          ),
          suggestions: [
            {
              messageId: 'prioritize',
              data: { priority: '9' },
              output: plain(prioritized).replace(line, line.replace('20}', '9}')),
            },
            remove(plain(prioritized).replace(line, '')),
          ],
        }
      }),
    },
  ],
})
