import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { rangesOf, servicesOf } from '../../src/lint/options.ts'
import { lint } from '../support/lint.ts'
import { surfaces } from '../support/surfaces.ts'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'

const DECLARING = '{"Ingress": [{"Action": "DROP", "CidrBlock": "0.0.0.0/0"}]}'

function run(name: keyof typeof rules, options: unknown, code = DECLARING): () => unknown {
  const [surface] = surfaces
  if (!surface) throw new Error('There is no surface.')
  return () => lint({ name, rule: rules[name], options: [options] }, surface, 'a.json', code)
}

describe('options that a rule takes', () => {
  it.each([
    ['no-public-admin-ports', { ports: ['tcp:22', 'tcp:5985-5986', 'udp:3389'] }],
    [
      'no-public-admin-ports',
      { allowedSources: ['81.69.102.0/24', '2001:db8::1'], widestSource: { ipv4: 0, ipv6: 128 } },
    ],
    ['no-public-sensitive-ports', { ports: [], widestSource: { ipv4: 16 } }],
    ['no-public-all-ports', { allowedSources: [] }],
    ['no-unrestricted-egress', { widestSource: { ipv6: 32 } }],
    ['no-isp-blocked-ports', { ports: ['tcp:445'], widestRange: 1, providers: ['alicloud', 'tencentcloud'] }],
    ['no-smtp-port-25', { widestRange: 65535 }],
    ['no-redundant-rules', { reportImplicitDefault: true }],
    [
      'no-quota-overflow',
      { quotas: { alicloud: { rulesPerGroup: 100, groupsPerInterface: 5, rulesPerInterface: 500 } } },
    ],
    ['no-quota-overflow', { quotas: { tencentcloud: { rulesPerDirection: 0 } }, threshold: 0 }],
    ['port-verification', { commonPorts: 'open', reportUnknown: true }],
    ['port-verification', { checks: [{ direction: 'egress', protocol: 'all', ip: 'ALL', expect: 'closed' }] }],
  ] as const)('%s %j', (name, options) => {
    expect(run(name, options)).not.toThrow()
  })
})

describe('options that a rule refuses', () => {
  it.each([
    ['no-public-admin-ports', { port: ['tcp:22'] }],
    ['no-public-admin-ports', { ports: ['22'] }],
    ['no-public-admin-ports', { ports: ['icmp:22'] }],
    ['no-public-admin-ports', { ports: ['tcp:0'] }],
    ['no-public-admin-ports', { ports: ['tcp:22', 'tcp:22'] }],
    ['no-public-all-ports', { ports: ['tcp:22'] }],
    ['no-public-all-ports', { widestSource: { ipv4: 33 } }],
    ['no-unrestricted-egress', { widestSource: 8 }],
    ['no-isp-blocked-ports', { providers: ['aws'] }],
    ['no-isp-blocked-ports', { widestRange: 0 }],
    ['no-isp-blocked-ports', { widestRange: 1.5 }],
    ['no-smtp-port-25', { widestRange: 65536 }],
    ['no-quota-overflow', { threshold: 1.5 }],
    ['no-quota-overflow', { quotas: { alicloud: { rules: 1 } } }],
    ['no-shadowed-rules', {}],
    ['no-ambiguous-order', {}],
    ['port-verification', { commonPorts: 'ALL' }],
    ['port-verification', { checks: [{ direction: 'ingress', protocol: 'tcp', ip: 'ALL' }] }],
    ['port-verification', { checks: [{ direction: 'in', protocol: 'tcp', ip: 'ALL', expect: 'open' }] }],
    ['port-verification', { checks: [{ direction: 'ingress', protocol: 'tcp', port: 0, ip: 'ALL', expect: 'open' }] }],
  ] as const)('%s %j', (name, options) => {
    expect(run(name, options)).toThrow(`Key "security-group/${name}"`)
  })

  it.each(['tcp:70000', 'udp:4000-3000'])('ports: %s, which hold none', (port) => {
    expect(run('no-public-admin-ports', { ports: [port] })).toThrow(`Option ports: \`${port}\` is`)
  })

  it('checks: an address that is none', () => {
    const check = { direction: 'ingress', protocol: 'tcp', port: 22, ip: 'all', expect: 'open' }
    expect(run('port-verification', { checks: [check] })).toThrow('Option checks: `all` is no IP address')
  })

  it.each([
    ['a port of every protocol', { protocol: 'all', port: 22 }, '`all` does not go with a port'],
    ['a port of ICMP', { protocol: 'icmp', port: 22 }, '`icmp` does not go with a port'],
    ['a port of GRE', { protocol: 'gre', port: 1 }, '`gre` does not go with a port'],
    ['ICMP of IPv4 over IPv6', { protocol: 'icmp', ip: '::/0' }, '`icmp` does not go with `::/0`'],
    ['ICMP of IPv6 over IPv4', { protocol: 'icmpv6' }, '`icmpv6` does not go with `ALL`'],
  ])('checks: %s, which no packet can meet', (_, given, what) => {
    const check = { direction: 'ingress', ip: 'ALL', expect: 'closed', ...given }
    expect(run('port-verification', { checks: [check] })).toThrow(`Option checks: ${what}`)
  })

  it('in a file that declares nothing, too', () => {
    expect(run('no-public-admin-ports', { ports: ['tcp:70000'] }, '{}')).toThrow('Option ports: `tcp:70000` is')
  })

  it.each(['office', '10.0.0.0/33'])('allowedSources: %s, which is no address', (source) => {
    expect(run('no-public-all-ports', { allowedSources: [source] })).toThrow(`Option allowedSources: \`${source}\``)
  })
})

/** The schemas in an option's schema: its own, and those of its parts. */
function* schemasIn(path: string, schema: Schema): Generator<[path: string, schema: Schema]> {
  yield [path, schema]
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield* schemasIn(`${path}.${name}`, part)
  for (const [name, part] of Object.entries(schema.items?.properties ?? {})) yield* schemasIn(`${path}[].${name}`, part)
}

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

describe('the schemas of options', () => {
  const options = Object.entries<SecurityGroupRule>(rules).flatMap(([name, { meta }]) => {
    const [schema] = meta.schema as [Schema?]
    return Object.entries(schema?.properties ?? {}).map(([option, value]) => ({ name, option, schema: value }))
  })

  it.each(options)('$option of $name tells the type and the meaning of each part', ({ option, schema }) => {
    const parts = [...schemasIn(option, schema)]
    expect(parts.filter(([, part]) => !part.type || !part.description).map(([path]) => path)).toEqual([])
  })

  it('are one for each name, but for what a rule adds to the description', () => {
    const shapeOf = ({ schema }: (typeof options)[number]): object => ({ ...schema, description: undefined })
    const first = new Map(options.toReversed().map((each) => [each.option, shapeOf(each)]))
    expect(options.map(shapeOf)).toEqual(options.map(({ option }) => first.get(option)))
    expect(first.size).toBeLessThan(options.length)
  })
})

describe('what options mean', () => {
  it('ports', () => {
    expect(servicesOf(['tcp:22', 'udp:5985-5986'])).toEqual([
      { protocol: 6, ports: [{ first: 22, last: 22 }] },
      { protocol: 17, ports: [{ first: 5985, last: 5986 }] },
    ])
  })

  it('sources', () => {
    expect(rangesOf(['10.0.0.7', '10.0.0.9/30', '2001:db8::/126'])).toEqual([
      { family: 4, first: 0x0a000007, last: 0x0a000007 },
      { family: 4, first: 0x0a000008, last: 0x0a00000b },
      { family: 6, first: 0x20010db8n << 96n, last: (0x20010db8n << 96n) + 3n },
    ])
  })
})
