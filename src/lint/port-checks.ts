/** Expected access as options spell it, and as the evaluator verifies it. */
import type { Probe } from '../evaluator/index.ts'
import type { SecurityGroup } from '../model/declarations.ts'
import type { Direction } from '../model/packet-space.ts'
import { ALL_PORTS, hasPorts, PROTOCOL } from '../model/packet-space.ts'
import { knownValue } from '../model/reading.ts'
import { rangesOf, sourcesProblem } from './options.ts'
import type { OptionDefinition, OptionSchema } from './option.ts'

export type Expectation = 'closed' | 'open'

export interface PortCheck {
  /** A group's name, or a pattern with `*`; left out for every group. */
  readonly group?: string
  readonly direction: Direction
  readonly protocol: 'all' | keyof typeof PROTOCOL
  /** Left out for every port. */
  readonly port?: number
  /** An address, a CIDR, or `ALL` for every IPv4 address. */
  readonly ip: string
  readonly expect: Expectation
}

const checksSchema: OptionSchema = {
  type: 'array',
  description: 'Packets, and whether the groups are to let them through',
  items: {
    type: 'object',
    properties: {
      group: {
        type: 'string',
        description: "In `checks`: a group's name, or a pattern with `*`; left out for every group",
        minLength: 1,
      },
      direction: { type: 'string', description: 'In `checks`: which way the packets go', enum: ['ingress', 'egress'] },
      protocol: {
        type: 'string',
        description: 'In `checks`: the protocol, or `all` for every one',
        enum: ['all', ...Object.keys(PROTOCOL)],
      },
      port: {
        type: 'integer',
        description: 'In `checks`: a port of TCP or UDP; left out for every port',
        minimum: 1,
        maximum: 65535,
      },
      ip: {
        type: 'string',
        description: 'In `checks`: the other end, an address, a CIDR, or `ALL` for every IPv4 address',
        minLength: 2,
      },
      expect: {
        type: 'string',
        description: 'In `checks`: whether every packet is to be let through, or none',
        enum: ['open', 'closed'],
      },
    },
    required: ['direction', 'protocol', 'ip', 'expect'],
    additionalProperties: false,
  },
}

/** The option `checks`. */
export const checksOption: OptionDefinition<readonly PortCheck[]> = {
  schema: checksSchema,
  default: [],
  problemOf: (checks) =>
    sourcesProblem(checks.map(({ ip }) => ip).filter((ip) => ip !== EVERYONE)) ??
    checks.map(contradictionIn).find((problem) => problem !== undefined),
}

/** Why no packet could ever be the one that is asked for. */
function contradictionIn({ protocol, port, ip }: PortCheck): string | undefined {
  if (port !== undefined && (protocol === 'all' || !hasPorts(PROTOCOL[protocol]))) {
    return `\`${protocol}\` does not go with a port, which only \`tcp\` and \`udp\` have`
  }
  const isIpv6 = ip.includes(':')
  if (protocol === (isIpv6 ? 'icmp' : 'icmpv6')) {
    return `\`${protocol}\` does not go with \`${ip}\`: ${isIpv6 ? '`icmpv6` is the ICMP of IPv6' : '`icmp` is the ICMP of IPv4'}`
  }
  return undefined
}

export const expectationSchema: OptionSchema = {
  type: 'string',
  description: 'Whether the common ports of the Tencent Cloud console are to be open or closed for everyone',
  enum: ['open', 'closed'],
}

/** The common list of the console's port verification: seed 003. */
export function commonChecks(expect: Expectation): readonly PortCheck[] {
  return [
    { direction: 'ingress', protocol: 'icmp', ip: EVERYONE, expect },
    ...[20, 21, 22, 3389, 443, 80].map((port): PortCheck => ({
      direction: 'ingress',
      protocol: 'tcp',
      port,
      ip: EVERYONE,
      expect,
    })),
    { direction: 'egress', protocol: 'all', ip: EVERYONE, expect },
  ]
}

const EVERYONE = 'ALL'

/** Whether the check is about the group: by its name, or its key where the file names it by nothing else. */
export function concerns({ group: pattern }: PortCheck, group: SecurityGroup): boolean {
  if (pattern === undefined) return true
  const literal = pattern.split('*').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`))
  const expression = new RegExp(`^${literal.join('.*')}$`, 'u')
  return [knownValue(group.name), group.key].some((name) => name !== undefined && expression.test(name))
}

export function probeOf({ protocol, port, ip }: PortCheck): Probe {
  const ports = port === undefined ? ALL_PORTS : [{ first: port, last: port }]
  const number = protocol === 'all' ? undefined : PROTOCOL[protocol]
  return {
    services: number === undefined ? 'all' : [hasPorts(number) ? { protocol: number, ports } : { protocol: number }],
    peers: { ranges: rangesOf([ip === EVERYONE ? '0.0.0.0/0' : ip]) },
  }
}

/** `tcp 22 from ALL`. */
export function checkText({ direction, protocol, port, ip }: PortCheck): string {
  const service = port === undefined ? protocol : `${protocol} ${String(port)}`
  return `${service} ${direction === 'ingress' ? 'from' : 'to'} ${ip}`
}
