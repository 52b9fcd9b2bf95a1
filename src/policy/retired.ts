/** Accept rules for addresses that their service has left. */
import type { Rule } from '../model/declarations.ts'
import type { AddressRange } from '../model/packet-space.ts'
import { knownValue } from '../model/reading.ts'
import { remembered } from '../model/remembered.ts'
import { parseAddress } from '../providers/syntax/addresses.ts'
import { isRefused } from '../providers/syntax/parsed.ts'
import type { Provider, RetiredAddresses } from '../providers/provider.ts'

/** What the addresses belonged to that an ingress rule lets in, where it lets in no others; else `undefined`. */
export function retiredSource(rule: Rule, { retiredAddresses }: Provider): RetiredAddresses | undefined {
  if (!retiredAddresses || knownValue(rule.direction) !== 'ingress' || knownValue(rule.verdict) !== 'accept')
    return undefined
  const [peer] = rule.peers
  const source = peer && knownValue(peer.reading)
  if (source?.kind !== 'addresses' || source.ranges.length === 0) return undefined
  const retired = rangesOf(retiredAddresses.value)
  // No two of them are neighbours: what lies inside them lies inside one.
  const isRetired = (range: AddressRange): boolean => retired.some((other) => isInside(range, other))
  return source.ranges.every(isRetired) ? retiredAddresses.value : undefined
}

const rangesOf = remembered(({ addresses }: RetiredAddresses) => addresses.map(toRange))

function isInside(range: AddressRange, other: AddressRange): boolean {
  return range.family === other.family && range.first >= other.first && range.last <= other.last
}

/** @throws Error where the provider's data is no address. */
function toRange(text: string): AddressRange {
  const parsed = parseAddress(text)
  if (isRefused(parsed)) throw new Error(`\`${text}\` ${parsed.problem.what}.`)
  return parsed.value
}
