/** Options that several rules share: one shape and one spelling each. */
import { PROTOCOL } from '../model/packet-space.ts'
import type { AddressRange } from '../model/packet-space.ts'
import type { Service, WidestSource } from '../evaluator/index.ts'
import { parseAddress } from '../providers/syntax/addresses.ts'
import { isRefused, type Parsed } from '../providers/syntax/parsed.ts'
import { parsePortList } from '../providers/syntax/ports.ts'
import type { ProviderName } from '../model/declarations.ts'
import { remembered } from '../model/remembered.ts'
import type { QuotaName } from '../providers/provider.ts'
import type { OptionDefinition, OptionSchema } from './option.ts'

const PORT = String.raw`[1-9]\d{0,4}`

const portsSchema: OptionSchema = {
  type: 'array',
  description: 'Ports, each as `<protocol>:<port>` or `<protocol>:<first>-<last>`, protocol `tcp` or `udp`',
  items: { type: 'string', pattern: `^(?:tcp|udp):${PORT}(?:-${PORT})?$` },
  uniqueItems: true,
}

/** The option `ports`. `more` ends its description. */
export function portsOption(value: readonly string[], more = ''): OptionDefinition<readonly string[]> {
  const schema = { ...portsSchema, description: portsSchema.description + more }
  return { schema, default: value, problemOf: portsProblem }
}

function portsProblem(ports: readonly string[]): string | undefined {
  return firstProblem(ports, parseService)
}

/** The first text of a list that is refused, and why. */
function firstProblem(texts: readonly string[], parse: (text: string) => Parsed<unknown>): string | undefined {
  for (const text of texts) {
    const parsed = parse(text)
    if (isRefused(parsed)) return `\`${text}\` ${parsed.problem.what}`
  }
  return undefined
}

function parseService(text: string): Parsed<Service> {
  const [protocol, range = ''] = text.split(':')
  const parsed = parsePortList(range)
  if (isRefused(parsed)) return parsed
  return { value: { protocol: protocol === 'udp' ? PROTOCOL.udp : PROTOCOL.tcp, ports: parsed.value } }
}

/**
 * What the option `ports` stands for; texts that {@link portsOption} refuses are left out. It is the same object for
 * every file of a config.
 */
export const servicesOf = remembered((ports: readonly string[]): readonly Service[] =>
  ports.map(parseService).flatMap((parsed) => (isRefused(parsed) ? [] : [parsed.value])),
)

/** The option `allowedSources`. */
export const allowedSourcesOption: OptionDefinition<readonly string[]> = {
  schema: {
    type: 'array',
    description: 'IP addresses and CIDRs that never count as public, e.g. those of a login proxy',
    items: { type: 'string', minLength: 2 },
    uniqueItems: true,
  },
  default: [],
  problemOf: sourcesProblem,
}

/** The first text that is no IP address or CIDR, and why. */
export function sourcesProblem(sources: readonly string[]): string | undefined {
  return firstProblem(sources, parseAddress)
}

/** The addresses of a list; texts that {@link sourcesProblem} refuses are left out. */
export function rangesOf(sources: readonly string[]): readonly AddressRange[] {
  return sources.map(parseAddress).flatMap((parsed) => (isRefused(parsed) ? [] : [parsed.value]))
}

const widestSourceSchema: OptionSchema = {
  type: 'object',
  description: 'Prefix lengths of the widest public blocks that are still taken for a known network',
  properties: {
    ipv4: {
      type: 'integer',
      description: 'In `widestSource`: the prefix length for IPv4 sources',
      minimum: 0,
      maximum: 32,
    },
    ipv6: {
      type: 'integer',
      description: 'In `widestSource`: the prefix length for IPv6 sources',
      minimum: 0,
      maximum: 128,
    },
  },
  additionalProperties: false,
}

/**
 * The option `widestSource`. By default, the longest prefixes that nobody mistakes for a known network: a /7 is
 * Internet-wide, a /8 may be one provider.
 */
export const widestSourceOption: OptionDefinition<Pick<WidestSource, 'ipv4' | 'ipv6'>> = {
  schema: widestSourceSchema,
  default: { ipv4: 8, ipv6: 16 },
}

export const widestRangeSchema: OptionSchema = {
  type: 'integer',
  description: 'The largest number of ports in a range that still names each of its ports on purpose',
  minimum: 1,
  maximum: 65535,
}

/** More ports than a service and its neighbours need. */
export const WIDEST_RANGE = 100

export const PROVIDER_NAMES: readonly ProviderName[] = ['alicloud', 'tencentcloud']

/** What each quota limits. */
const QUOTAS = {
  expandedRulesPerGroup: 'rules of a group after templates are replaced by what they hold',
  groupsPerInterface: 'groups on one interface',
  rulesPerDirection: 'rules of a group in one direction',
  rulesPerGroup: 'rules of a group, both directions together',
  rulesPerInterface: 'rules of all groups on one interface',
} as const satisfies Record<QuotaName, string>

export const QUOTA_NAMES: readonly string[] = Object.keys(QUOTAS)

const providerQuotas = {
  type: 'object',
  description: 'In `quotas`: those of this provider',
  properties: Object.fromEntries(
    Object.entries(QUOTAS).map(([name, what]) => [
      name,
      { type: 'integer', description: `In \`quotas\`, for a provider: the most ${what}`, minimum: 0 },
    ]),
  ),
  additionalProperties: false,
}

export const quotasSchema: OptionSchema = {
  type: 'object',
  description: 'Quotas of your account in place of the documented ones, by provider',
  properties: Object.fromEntries(PROVIDER_NAMES.map((name) => [name, providerQuotas])),
  additionalProperties: false,
}
