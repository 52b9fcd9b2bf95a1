import { noPublicAllPorts } from '../../rules/no-public-all-ports.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  liteRules,
  permission,
  policy,
  policySet,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const all = setRule({ protocol: 'ALL', port: 'ALL' })
const marked = { ...all, cidr_block: '⟦0.0.0.0/0⟧' }
const drop = { ...all, action: 'DROP' }

function exposed(opened: string, dropped: string, data: { peer?: string; note?: string } = {}): ExpectedError {
  return {
    messageId: 'exposed',
    data: { opened, peer: '0.0.0.0/0', note: '', ...data },
    suggestions: [{ messageId: 'drop', output: dropped }],
  }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

runRule('no-public-all-ports', noPublicAllPorts, {
  valid: [
    silent('one port', ruleSet([setRule()])),
    silent('every port but one', ruleSet([setRule({ port: '1-65534' })])),
    silent('a known network', ruleSet([{ ...all, cidr_block: '203.0.113.0/24' }])),
    silent(
      'private networks',
      ruleSet([
        { ...all, cidr_block: '10.0.0.0/8' },
        { ...all, cidr_block: '172.16.0.0/12' },
      ]),
    ),
    silent('a /8', ruleSet([{ ...all, cidr_block: '8.0.0.0/8' }])),
    silent('a drop rule', ruleSet([drop])),
    silent('a drop of everything ahead', ruleSet([drop, all])),
    silent('egress', ruleSet([], [all])),
    silent('ICMP', ruleSet([setRule({ protocol: 'ICMP', port: 'ALL' })])),
    silent('a group as peer', ruleSet([{ ...all, cidr_block: undefined, source_security_id: 'sg-87654321' }])),
    silent('an unknown protocol', ruleSet([setRule({ protocol: '${var.protocol}', port: undefined })])),
    silent('unique local IPv6 addresses', ruleSet([{ ...all, cidr_block: undefined, ipv6_cidr_block: 'fc00::/7' }])),
    silent(
      'every TCP port, one of which a rule ahead drops',
      ruleSet([setRule({ action: 'DROP' }), setRule({ port: 'ALL' })]),
    ),
    silent(
      'all, of which rules ahead drop a TCP and a UDP port',
      ruleSet([setRule({ action: 'DROP' }), setRule({ action: 'DROP', protocol: 'UDP', port: '161' }), all]),
    ),
    silent(
      'a rule that opens nothing, since rules ahead accept all of it',
      ruleSet([
        { ...all, cidr_block: '8.0.0.0/6' },
        { ...all, cidr_block: '8.0.0.0/7' },
      ]),
      { widestSource: { ipv4: 6, ipv6: 16 } },
    ),
    silent('an allowed source', ruleSet([{ ...all, cidr_block: '8.0.0.0/7' }]), { allowedSources: ['8.0.0.0/7'] }),
    silent(
      'an unknown count of drops ahead',
      ruleSet([{ ...drop, port: undefined, protocol: '${var.protocol}' }, all]),
    ),
    {
      name: 'Alibaba Cloud: a drop of the same priority wins',
      filename: 'template.json',
      code: ros([
        permission({ IpProtocol: 'all', PortRange: '-1/-1' }),
        permission({ IpProtocol: 'all', PortRange: '-1/-1', Policy: 'drop' }),
      ]),
    },
  ],
  invalid: [
    loud('every protocol', ruleSet([marked]), exposed('every protocol and port', ruleSet([drop]))),
    loud(
      'protocol and port left out',
      ruleSet([{ action: 'ACCEPT', cidr_block: '⟦0.0.0.0/0⟧' }]),
      exposed('every protocol and port', ruleSet([{ action: 'DROP', cidr_block: '0.0.0.0/0' }])),
    ),
    loud(
      'every TCP port',
      ruleSet([{ ...marked, protocol: 'TCP', port: '1-65535' }]),
      exposed('every TCP port', ruleSet([{ ...drop, protocol: 'TCP', port: '1-65535' }])),
    ),
    loud(
      'every UDP port',
      ruleSet([{ ...marked, protocol: 'UDP', port: 'ALL' }]),
      exposed('every UDP port', ruleSet([{ ...drop, protocol: 'UDP', port: 'ALL' }])),
    ),
    loud(
      'all, of which a rule ahead drops a TCP port',
      ruleSet([setRule({ action: 'DROP' }), marked]),
      exposed('every UDP port', ruleSet([setRule({ action: 'DROP' }), drop])),
    ),
    loud(
      'all, of which rules ahead accept some ports',
      ruleSet([setRule({ port: '443' }), setRule({ protocol: 'UDP', port: '53' }), marked]),
      exposed(
        'every protocol and port',
        ruleSet([setRule({ port: '443' }), setRule({ protocol: 'UDP', port: '53' }), drop]),
      ),
    ),
    loud('a drop behind', ruleSet([marked, drop]), exposed('every protocol and port', ruleSet([drop, drop]))),
    loud(
      'a drop ahead for few addresses',
      ruleSet([{ ...drop, cidr_block: '9.9.9.9' }, marked]),
      exposed('every protocol and port', ruleSet([{ ...drop, cidr_block: '9.9.9.9' }, drop])),
    ),
    loud(
      'the first of two rules that open the same',
      ruleSet([marked, { ...all, cidr_block: '128.0.0.0/1' }]),
      exposed('every protocol and port', ruleSet([drop, { ...all, cidr_block: '128.0.0.0/1' }])),
    ),
    loud(
      'a /8 that Tencent Cloud stores as everyone',
      ruleSet([{ ...marked, cidr_block: '⟦0.0.0.0/8⟧' }]),
      exposed('every protocol and port', ruleSet([{ ...drop, cidr_block: '0.0.0.0/8' }])),
    ),
    loud(
      'every IPv6 address',
      ruleSet([{ ...all, cidr_block: undefined, ipv6_cidr_block: '⟦::/0⟧' }]),
      exposed('every protocol and port', ruleSet([{ ...drop, cidr_block: undefined, ipv6_cidr_block: '::/0' }]), {
        peer: '::/0',
      }),
    ),
    loud(
      'a narrower limit',
      ruleSet([{ ...marked, cidr_block: '⟦8.8.0.0/16⟧' }]),
      exposed('every protocol and port', ruleSet([{ ...drop, cidr_block: '8.8.0.0/16' }]), { peer: '8.8.0.0/16' }),
      { widestSource: { ipv4: 17, ipv6: 16 } },
    ),
    {
      name: 'an allowed source as a suggestion',
      filename: 'main.tf.json',
      code: ruleSet([marked]),
      options: [{ allowedSources: ['198.51.100.7'] }],
      errors: [
        {
          ...exposed('every protocol and port', ''),
          suggestions: [
            {
              messageId: 'narrow',
              data: { source: '198.51.100.7' },
              output: ruleSet([{ ...all, cidr_block: '198.51.100.7' }]),
            },
            { messageId: 'drop', output: ruleSet([drop]) },
          ],
        },
      ],
    },
    loud(
      'a lite rule',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#ALL#ALL"⟧', '"DROP#0.0.0.0/0#ALL#ALL"']),
      exposed('every protocol and port', liteRules(['"DROP#0.0.0.0/0#ALL#ALL"', '"DROP#0.0.0.0/0#ALL#ALL"'])),
    ),
    loud(
      'Alibaba Cloud: every TCP port',
      alicloudRules({ open: alicloudRule({ port_range: '1/65535', cidr_ip: '⟦0.0.0.0/0⟧' }) }),
      exposed('every TCP port', alicloudRules({ open: alicloudRule({ port_range: '1/65535', policy: 'drop' }) })),
    ),
    {
      name: 'ROS, by the default of a parameter',
      filename: 'template.json',
      code: ros(
        [permission({ IpProtocol: { Ref: 'Protocol' }, PortRange: '-1/-1', SourceCidrIp: '⟦0.0.0.0/0⟧' })],
        [],
        {
          Parameters: { Protocol: { Type: 'String', Default: 'all' } },
        },
      ),
      errors: [
        exposed(
          'every protocol and port',
          ros([permission({ IpProtocol: { Ref: 'Protocol' }, PortRange: '-1/-1', Policy: 'drop' })], [], {
            Parameters: { Protocol: { Type: 'String', Default: 'all' } },
          }),
          { note: ', by the default of Protocol' },
        ),
      ],
    },
    {
      name: 'ROS: several CIDRs in one field',
      filename: 'template.json',
      code: ros([permission({ IpProtocol: 'all', PortRange: '-1/-1', SourceCidrIp: '⟦10.0.0.0/8,0.0.0.0/0⟧' })]),
      errors: [
        exposed(
          'every protocol and port',
          ros([
            permission({ IpProtocol: 'all', PortRange: '-1/-1', SourceCidrIp: '10.0.0.0/8,0.0.0.0/0', Policy: 'drop' }),
          ]),
          { peer: '10.0.0.0/8, 0.0.0.0/0' },
        ),
      ],
    },
    {
      name: 'a policy set of the API, in the letter case of its samples',
      filename: 'policies.json',
      code: policySet([policy({ Action: 'accept', Protocol: 'All', Port: 'all', CidrBlock: '⟦0.0.0.0/0⟧' })]),
      errors: [
        exposed('every protocol and port', policySet([policy({ Action: 'DROP', Protocol: 'All', Port: 'all' })])),
      ],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', IpProtocol: 'ALL', PortRange: '-1/-1', SourceCidrIp: '⟦0.0.0.0/0⟧' }),
      ]),
      errors: [
        exposed(
          'every protocol and port',
          dump([permission({ Direction: 'ingress', IpProtocol: 'ALL', PortRange: '-1/-1', Policy: 'drop' })]),
        ),
      ],
    },
  ],
})
