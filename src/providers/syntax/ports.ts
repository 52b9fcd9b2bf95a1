/** Port grammars: `80`, `80,443`, `8000-8010` and `80/80`. */
import type { Protocol } from '../../model/declarations.ts'
import { hasPorts, type PortRange } from '../../model/packet-space.ts'
import { isRefused, parseList, refuse, type Parsed } from './parsed.ts'

/** Whether the field means TCP or UDP and nothing else; `undefined` where the file does not settle it. */
export function isPorted(protocol: Protocol | undefined): boolean {
  return protocol !== undefined && protocol !== 'all' && hasPorts(protocol)
}

/** Reads a port, a dash range or a comma-separated list of ports. */
export function parsePortList(text: string): Parsed<readonly PortRange[]> {
  const parsed = parseList(text, parsePortOrRange)
  if (isRefused(parsed) || parsed.value.length === 1 || !text.includes('-')) return parsed
  return {
    ...parsed,
    remark: { what: 'lists a range, but only single ports can be listed: give the range a rule of its own' },
  }
}

function parsePortOrRange(text: string): Parsed<PortRange> {
  const match = /^(\d+)(?:-(\d+))?$/u.exec(text)
  if (match === null) return refuse('is no port and no range such as `8000-8010`')
  const [, first = '', last = first] = match
  return parseBounds(first, last, '-')
}

/** Reads a range in slash notation, `80/80` for a single port. */
export function parsePortPair(text: string): Parsed<PortRange> {
  const match = /^(\d+)(?:([/-])(\d+))?$/u.exec(text)
  if (match === null) return refuse('is not written `first/last`')
  const [, first = '', separator, last = first] = match
  const parsed = parseBounds(first, last, '/')
  if (separator === '/' || isRefused(parsed)) return parsed
  return refuse('is not written `first/last`', `${first}/${last}`)
}

function parseBounds(first: string, last: string, separator: string): Parsed<PortRange> {
  const range = { first: Number(first), last: Number(last) }
  if (Math.min(range.first, range.last) < 1 || Math.max(range.first, range.last) > 65535) {
    return refuse('is outside ports 1 to 65535')
  }
  return range.first > range.last ? refuse('is reversed', `${last}${separator}${first}`) : { value: range }
}
