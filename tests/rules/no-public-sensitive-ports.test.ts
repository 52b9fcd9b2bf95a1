import { noPublicSensitivePorts } from '../../rules/no-public-sensitive-ports.ts'
import { runRule, type ExpectedError, type InvalidCase, type ValidCase } from '../support/rule-tester.ts'
import {
  alicloudRule,
  alicloudRules,
  dump,
  liteRules,
  minified,
  permission,
  policy,
  policySet,
  ros,
  ruleSet,
  setRule,
} from './declarations.ts'

const redis = setRule({ port: '6379' })
const marked = { ...redis, cidr_block: '⟦0.0.0.0/0⟧' }
const drop = { ...redis, action: 'DROP' }

function exposed(
  services: string,
  names: string,
  dropped: string,
  data: { peer?: string; note?: string } = {},
): ExpectedError {
  return {
    messageId: 'exposed',
    data: { services, names, peer: '0.0.0.0/0', note: '', ...data },
    suggestions: [{ messageId: 'drop', output: dropped }],
  }
}

function silent(name: string, code: string, options?: object): ValidCase {
  return { name, filename: 'main.tf.json', code, ...(options && { options: [options] }) }
}

function loud(name: string, code: string, error: ExpectedError, options?: object): InvalidCase {
  return { ...silent(name, code, options), errors: [error] }
}

/** Each service of the catalogue: its ports, and its name in the message. */
const services = [
  ['20-21', 'FTP'],
  ['23', 'Telnet'],
  ['1433', 'SQL Server'],
  ['1521', 'Oracle'],
  ['3306', 'MySQL'],
  ['5432', 'PostgreSQL'],
  ['6379', 'Redis'],
  ['11211', 'Memcached'],
  ['27017-27019', 'MongoDB'],
  ['9200', 'Elasticsearch'],
  ['9300', 'Elasticsearch'],
  ['2375-2376', 'Docker'],
  ['6443', 'Kubernetes'],
  ['10250', 'Kubernetes'],
  ['2379-2380', 'etcd'],
] as const

runRule('no-public-sensitive-ports', noPublicSensitivePorts, {
  valid: [
    silent('a known network', ruleSet([setRule({ port: '6379', cidr_block: '203.0.113.0/24' })])),
    silent('a private network', ruleSet([setRule({ port: '6379', cidr_block: '192.168.0.0/16' })])),
    silent('a drop rule', ruleSet([drop])),
    silent('a drop ahead', ruleSet([drop, redis])),
    silent('ports that serve the Internet', ruleSet([setRule({ port: '80,443' })])),
    silent('administration ports, which are of another rule', ruleSet([setRule({ port: '22,3389' })])),
    silent('UDP', ruleSet([setRule({ port: '6379', protocol: 'UDP' })])),
    silent('egress', ruleSet([], [redis])),
    silent(
      'a group as peer',
      ruleSet([setRule({ port: '6379', cidr_block: undefined, source_security_id: 'sg-87654321' })]),
    ),
    silent('an unknown peer', ruleSet([setRule({ port: '6379', cidr_block: '${var.source}' })])),
    silent(
      'unique local IPv6 addresses',
      ruleSet([{ action: 'ACCEPT', ipv6_cidr_block: 'fc00::/7', protocol: 'TCP', port: '6379' }]),
    ),
    // no-public-all-ports reports these.
    silent('every protocol', ruleSet([setRule({ protocol: 'ALL', port: 'ALL' })])),
    silent('every TCP port', ruleSet([setRule({ port: '1-65535' })])),
    silent(
      'every TCP port, one of which a rule ahead accepts too',
      ruleSet([setRule({ port: '443' }), setRule({ port: 'ALL' })]),
    ),
    silent('an allowed source', ruleSet([setRule({ port: '6379', cidr_block: '8.0.0.0/7' })]), {
      allowedSources: ['8.0.0.0/7'],
    }),
    silent('a wider limit', ruleSet([setRule({ port: '6379', cidr_block: '8.0.0.0/7' })]), {
      widestSource: { ipv4: 6, ipv6: 16 },
    }),
    silent('ports by option', ruleSet([redis]), { ports: ['tcp:8500'] }),
    {
      name: 'Alibaba Cloud: a drop of a lower number',
      filename: 'group.json',
      code: dump([
        permission({ Direction: 'ingress', PortRange: '3306/3306' }),
        permission({ Direction: 'ingress', PortRange: '3306/3306', Policy: 'drop', Priority: 1 }),
      ]),
    },
  ],
  invalid: [
    ...services.map(([port, name]) => ({
      ...loud(
        `${name} ${port}`,
        ruleSet([setRule({ port, cidr_block: '⟦0.0.0.0/0⟧' })]),
        exposed(`tcp ${port}`, ` (${name})`, ruleSet([setRule({ port, action: 'DROP' })])),
      ),
      surfaces: ['json/json' as const],
    })),
    loud(
      'several services in one report',
      ruleSet([{ ...marked, port: '6379,3306,443,3307' }]),
      exposed('tcp 3306, 6379', ' (MySQL and Redis)', ruleSet([{ ...drop, port: '6379,3306,443,3307' }])),
    ),
    loud(
      'every TCP port but one, which a rule ahead drops',
      ruleSet([setRule({ action: 'DROP', port: '1-6000' }), { ...marked, port: '1-65535' }]),
      exposed(
        'tcp 6379, 6443, 9200, 9300, 10250, 11211, 27017-27019',
        ' (Redis, Memcached, MongoDB, Elasticsearch and Kubernetes)',
        ruleSet([setRule({ action: 'DROP', port: '1-6000' }), { ...drop, port: '1-65535' }]),
      ),
    ),
    loud('a drop behind', ruleSet([marked, drop]), exposed('tcp 6379', ' (Redis)', ruleSet([drop, drop]))),
    loud(
      'ports by option, which have no name',
      ruleSet([{ ...marked, port: '8000-9000' }]),
      exposed('tcp 8500-8502', '', ruleSet([{ ...drop, port: '8000-9000' }])),
      { ports: ['tcp:8500-8502'] },
    ),
    loud(
      'UDP by option',
      ruleSet([{ ...marked, protocol: 'UDP', port: '161' }]),
      exposed('udp 161', '', ruleSet([{ ...drop, protocol: 'UDP', port: '161' }])),
      { ports: ['udp:161'] },
    ),
    {
      name: 'suggestions for allowed sources',
      filename: 'main.tf.json',
      code: ruleSet([marked]),
      options: [{ allowedSources: ['9.9.9.0/24'] }],
      errors: [
        {
          ...exposed('tcp 6379', ' (Redis)', ''),
          suggestions: [
            {
              messageId: 'narrow',
              data: { source: '9.9.9.0/24' },
              output: ruleSet([{ ...redis, cidr_block: '9.9.9.0/24' }]),
            },
            { messageId: 'drop', output: ruleSet([drop]) },
          ],
        },
      ],
    },
    loud(
      'every IPv6 address',
      ruleSet([{ action: 'ACCEPT', ipv6_cidr_block: '⟦::/0⟧', protocol: 'TCP', port: '6379' }]),
      exposed(
        'tcp 6379',
        ' (Redis)',
        ruleSet([{ action: 'DROP', ipv6_cidr_block: '::/0', protocol: 'TCP', port: '6379' }]),
        {
          peer: '::/0',
        },
      ),
    ),
    loud(
      'a lite rule',
      liteRules(['⟦"ACCEPT#0.0.0.0/0#6379#TCP"⟧']),
      exposed('tcp 6379', ' (Redis)', liteRules(['"DROP#0.0.0.0/0#6379#TCP"'])),
    ),
    loud(
      'an Alibaba Cloud rule whose port rests on a default',
      alicloudRules(
        { db: alicloudRule({ port_range: '${var.port}/${var.port}', cidr_ip: '⟦0.0.0.0/0⟧' }) },
        { variable: { port: { default: 3306 } } },
      ),
      exposed(
        'tcp 3306',
        ' (MySQL)',
        alicloudRules(
          { db: alicloudRule({ port_range: '${var.port}/${var.port}', policy: 'drop' }) },
          { variable: { port: { default: 3306 } } },
        ),
        { note: ', by the default of var.port' },
      ),
    ),
    {
      name: 'ROS',
      filename: 'template.json',
      code: ros([permission({ PortRange: '3306/3306', SourceCidrIp: '⟦0.0.0.0/0⟧' })]),
      errors: [exposed('tcp 3306', ' (MySQL)', ros([permission({ PortRange: '3306/3306', Policy: 'drop' })]))],
    },
    {
      name: 'a policy set of the API',
      filename: 'policies.json',
      code: policySet([policy({ Port: '3306', CidrBlock: '⟦0.0.0.0/0⟧' })]),
      errors: [exposed('tcp 3306', ' (MySQL)', policySet([policy({ Port: '3306', Action: 'DROP' })]))],
    },
    {
      name: 'an export of the Alibaba Cloud console, minified',
      filename: 'export.json',
      code: minified([permission({ PortRange: '3306/3306', Direction: 'ingress', SourceCidrIp: '⟦0.0.0.0/0⟧' })]),
      errors: [
        exposed(
          'tcp 3306',
          ' (MySQL)',
          minified([permission({ PortRange: '3306/3306', Direction: 'ingress', Policy: 'drop' })]),
        ),
      ],
    },
  ],
})
