import { noIspBlockedPorts } from '../../rules/no-isp-blocked-ports.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  liteRules,
  permission,
  policy,
  policySet,
  resources,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

function blocked(services: string, data: { peer?: string; note?: string } = {}): ExpectedError {
  return { messageId: 'blocked', data: { services, peer: '0.0.0.0/0', note: '', ...data } }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

const TCP = [42, 135, 137, 138, 139, 445, 593, 1025, 1068, 1434, 3127, 3128, 3129, 3130, 4444, 5554, 5800, 5900, 9996]
const UDP = [135, 136, 137, 138, 139, 1026, 1027, 1028, 1068, 1433, 1434, 5554, 9996]

runRule('no-isp-blocked-ports', noIspBlockedPorts, {
  valid: [
    silent('ports that carriers let through', ruleSet([setRule({ port: '22,80,443' })])),
    silent('TCP 136, which the list leaves out', ruleSet([setRule({ port: '136' })])),
    silent('TCP 1433, which is blocked for UDP only', ruleSet([setRule({ port: '1433' })])),
    silent('UDP 445, which is blocked for TCP only', ruleSet([setRule({ protocol: 'UDP', port: '445' })])),
    silent('a private peer', ruleSet([setRule({ port: '445', cidr_block: '10.0.0.0/8' })])),
    silent('a documentation network', ruleSet([setRule({ port: '445', cidr_block: '203.0.113.0/24' })])),
    silent(
      'a group as peer',
      ruleSet([setRule({ port: '445', cidr_block: undefined, source_security_id: 'sg-87654321' })]),
    ),
    silent(
      'unique local IPv6 addresses',
      ruleSet([{ action: 'ACCEPT', ipv6_cidr_block: 'fc00::/7', protocol: 'TCP', port: '445' }]),
    ),
    silent('an unknown peer', ruleSet([setRule({ port: '445', cidr_block: '${var.source}' })])),
    silent('an unknown port', ruleSet([setRule({ port: '${var.port}' })])),
    silent('a wide range, which chose no port', ruleSet([setRule({ port: '1-1024' })])),
    silent('every port', ruleSet([setRule({ port: 'ALL' })])),
    silent('every protocol', ruleSet([setRule({ protocol: 'ALL', port: 'ALL' })])),
    silent('one port more than the widest range', ruleSet([setRule({ port: '400-500' })])),
    silent('a narrower widest range', ruleSet([setRule({ port: '440-449' })]), { widestRange: 9 }),
    silent('a drop rule', ruleSet([setRule({ action: 'DROP', port: '445' })])),
    silent('a drop ahead', ruleSet([setRule({ action: 'DROP', port: '1-1024' }), setRule({ port: '445' })])),
    silent('egress', ruleSet([], [setRule({ port: '445' })])),
    silent('ports by option', ruleSet([setRule({ port: '445' })]), { ports: ['tcp:8080'] }),
    silent('a provider that is left out', ruleSet([setRule({ port: '445' })]), { providers: ['alicloud'] }),
    silent('no provider', alicloudRules({ smb: alicloudRule({ port_range: '445/445' }) }), { providers: [] }),
    silent(
      'a rule without a source, which the provider refuses',
      alicloudRules({ smb: alicloudRule({ port_range: '445/445', cidr_ip: undefined }) }),
    ),
  ],
  invalid: [
    ...[...TCP.map((port) => ['TCP', port] as const), ...UDP.map((port) => ['UDP', port] as const)].map(
      ([protocol, port]) => ({
        ...loud(
          `${protocol} ${port}`,
          ruleSet([setRule({ protocol, port: `⟦${port}⟧` })]),
          blocked(`${protocol.toLowerCase()} ${port}`),
        ),
        surfaces: ['json/json' as const],
      }),
    ),
    loud('one report for all ports of a rule', ruleSet([setRule({ port: '⟦80,445,135⟧' })]), blocked('tcp 135, 445')),
    loud('the widest range', ruleSet([setRule({ port: '⟦400-499⟧' })]), blocked('tcp 445')),
    loud('a wider widest range', ruleSet([setRule({ port: '⟦1-1024⟧' })]), blocked('tcp 42, 135, 137-139, 445, 593'), {
      widestRange: 1024,
    }),
    loud(
      'a small public network, since carriers block all of them',
      ruleSet([setRule({ port: '⟦445⟧', cidr_block: '9.9.9.0/24' })]),
      blocked('tcp 445', { peer: '9.9.9.0/24' }),
    ),
    loud(
      'one public IPv6 address',
      ruleSet([{ action: 'ACCEPT', ipv6_cidr_block: '2400:3200::1', protocol: 'TCP', port: '⟦445⟧' }]),
      blocked('tcp 445', { peer: '2400:3200::1' }),
    ),
    loud(
      'a drop ahead for others',
      ruleSet([setRule({ action: 'DROP', port: '445', cidr_block: '8.0.0.0/8' }), setRule({ port: '⟦445⟧' })]),
      blocked('tcp 445'),
    ),
    loud(
      'an accept ahead that also lets the port in',
      ruleSet([setRule({ protocol: 'ALL', port: 'ALL' }), setRule({ port: '⟦445⟧' })]),
      blocked('tcp 445'),
    ),
    loud('ports by option', ruleSet([setRule({ port: '⟦8080,445⟧' })]), blocked('tcp 8080'), {
      ports: ['tcp:8080-8090'],
    }),
    loud(
      'the default of a variable',
      ruleSet([setRule({ port: '⟦${var.port}⟧' })], [], { variable: { port: { default: 445 } } }),
      blocked('tcp 445', { note: ', by the default of var.port' }),
    ),
    loud('a lite rule', liteRules(['⟦"ACCEPT#0.0.0.0/0#445#TCP"⟧']), blocked('tcp 445')),
    loud(
      'a service template that the file declares',
      resources(
        'tencentcloud_security_group_rule_set',
        {
          web: {
            security_group_id: 'sg-12345678',
            ingress: [
              {
                action: 'ACCEPT',
                cidr_block: '0.0.0.0/0',
                service_template_id: '⟦${tencentcloud_protocol_template.smb.id}⟧',
              },
            ],
          },
        },
        { resource: {} },
      ).replace(
        '"resource": {',
        '"resource": {\n    "tencentcloud_protocol_template": {"smb": {"protocols": ["tcp:445", "tcp:80"]}},',
      ),
      blocked('tcp 445'),
    ),
    loud(
      'a rule of Alibaba Cloud',
      alicloudRules({ smb: alicloudRule({ port_range: '⟦445/445⟧' }) }),
      blocked('tcp 445'),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([permission({ PortRange: '⟦135/139⟧' })]),
      errors: [blocked('tcp 135, 137-139')],
    },
    {
      name: 'ROS as YAML, at the alias of the value',
      filename: 'template.yaml',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Metadata: &smb 445/445
Resources:
  App:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: ⟦*smb⟧
          SourceCidrIp: 0.0.0.0/0
`,
      errors: [blocked('tcp 445')],
    },
    {
      name: 'a policy set of the API, whose port is a number',
      filename: 'policies.json',
      code: policySet([policy({ Port: 445 })]).replace('445', '⟦445⟧'),
      errors: [blocked('tcp 445')],
    },
    {
      name: 'a dump of Alibaba Cloud',
      filename: 'group.json',
      code: dump([permission({ Direction: 'ingress', PortRange: '⟦445/445⟧' })]),
      errors: [blocked('tcp 445')],
    },
  ],
})
