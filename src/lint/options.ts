/** Options that several rules share: one shape and one spelling each. */
import { PROTOCOL } from '../model/packet-space.ts'
import type { AddressRange } from '../model/packet-space.ts'
import type { Service, WidestSource } from '../evaluator/index.ts'
import { parseAddress } from '../providers/syntax/addresses.ts'
import { isRefused } from '../providers/syntax/parsed.ts'
import { parsePortList } from '../providers/syntax/ports.ts'
import type { OptionSchema } from './define-rule.ts'

const PORT = String.raw`[1-9]\d{0,4}`

export const portsSchema: OptionSchema = {
  type: 'array',
  description: 'Ports, each as `<protocol>:<port>` or `<protocol>:<first>-<last>`, protocol `tcp` or `udp`',
  items: { type: 'string', pattern: `^(?:tcp|udp):${PORT}(?:-${PORT})?$` },
  uniqueItems: true,
}

/** By the option: it is the same object for every file of a config. */
const services = new WeakMap<readonly string[], readonly Service[]>()

/**
 * Reads the option that {@link portsSchema} describes.
 * @throws Error for a range that holds no port: a typing error must not turn a check off.
 */
export function servicesOf(ports: readonly string[]): readonly Service[] {
  const read = services.get(ports) ?? readServices(ports)
  services.set(ports, read)
  return read
}

function readServices(ports: readonly string[]): readonly Service[] {
  return ports.map((text) => {
    const [protocol, range = ''] = text.split(':')
    const parsed = parsePortList(range)
    if (isRefused(parsed)) throw new Error(`Option ports: \`${text}\` ${parsed.problem.what}.`)
    return { protocol: protocol === 'udp' ? PROTOCOL.udp : PROTOCOL.tcp, ports: parsed.value }
  })
}

export const sourcesSchema: OptionSchema = {
  type: 'array',
  description: 'IP addresses and CIDRs that never count as public, e.g. those of a login proxy',
  items: { type: 'string', minLength: 2 },
  uniqueItems: true,
}

/**
 * Reads the option that {@link sourcesSchema} describes.
 * @throws Error for a text that is no IP address or CIDR: a typing error must not turn a check off.
 */
export function rangesOf(sources: readonly string[]): readonly AddressRange[] {
  return sources.map((text) => {
    const parsed = parseAddress(text)
    if (isRefused(parsed)) throw new Error(`Option allowedSources: \`${text}\` ${parsed.problem.what}.`)
    return parsed.value
  })
}

export const widestSourceSchema: OptionSchema = {
  type: 'object',
  description: 'Prefix lengths of the widest public blocks that are still taken for a known network',
  properties: {
    ipv4: { type: 'integer', minimum: 0, maximum: 32 },
    ipv6: { type: 'integer', minimum: 0, maximum: 128 },
  },
  additionalProperties: false,
}

/** The longest prefixes that nobody mistakes for a known network: a /7 is Internet-wide, a /8 may be one provider. */
export const WIDEST_SOURCE: WidestSource = { ipv4: 8, ipv6: 16 }

export const widestRangeSchema: OptionSchema = {
  type: 'number',
  description: 'The largest number of ports in a range that still names each of its ports on purpose',
  minimum: 1,
}

/** More ports than a service and its neighbours need. */
export const WIDEST_RANGE = 100

const QUOTA_NAMES = [
  'expandedRulesPerGroup',
  'groupsPerInterface',
  'rulesPerDirection',
  'rulesPerGroup',
  'rulesPerInterface',
] as const

const providerQuotas = {
  type: 'object',
  properties: Object.fromEntries(QUOTA_NAMES.map((name) => [name, { type: 'integer', minimum: 0 }])),
  additionalProperties: false,
}

export const quotasSchema: OptionSchema = {
  type: 'object',
  description: 'Quotas of your account in place of the documented ones, by provider',
  properties: { alicloud: providerQuotas, tencentcloud: providerQuotas },
  additionalProperties: false,
}
