/**
 * A rule as a format reader finds it: which field says what, before the provider's field syntax gives it meaning.
 */
import type { ProviderName } from './declarations.ts'
import type { Origin, Reading } from './reading.ts'

/** A scalar as the file holds it. A value of another kind (a list for a port) is read as invalid. */
export type Raw = Reading<number | string>

/** What a peer field may hold. */
export type PeerRole =
  /** IPv4 or IPv6, a bare address or a CIDR. */
  | 'address'
  | 'group'
  | 'ipv4'
  | 'ipv6'
  /** An address template or a prefix list, by id. */
  | 'list'

export interface RawPeer {
  readonly field: string
  readonly role: PeerRole
  readonly value: Raw
  /** The elements of the list that `value` names, where the file declares it. */
  readonly content?: readonly Raw[]
  /** How many rules the list is charged as, where the file says so (`max_entries`). */
  readonly charge?: Raw
}

export interface RawRule {
  readonly provider: ProviderName
  readonly origin: Origin
  readonly label: string
  readonly direction: Raw
  readonly verdict: Raw
  readonly protocol: Raw
  readonly ports: Raw
  /** A service template in place of protocol and ports: its id, and its elements where the file declares them. */
  readonly services?: { readonly value: Raw; readonly content?: readonly Raw[] }
  /** Peer fields that are not absent, in the file's spelling. */
  readonly peers: readonly RawPeer[]
  /** `priority` and `position` orders are settled by the provider from these. */
  readonly order: RawOrder
  readonly plane: Raw
  /** Left out where the format has no place for one. */
  readonly description?: Raw
  readonly conditions: readonly string[]
  /** How strict the format is with letter case; Terraform's Alibaba provider takes lower case only. */
  readonly letterCase: 'any' | 'exact'
  /** Set where every port is meant by leaving the field out, and the word for it is refused. */
  readonly refusesAllPorts?: boolean
  /** Set where the format also shows rules that the cloud itself made: dumps and exports. */
  readonly showsSystemRules?: boolean
}

export type RawOrder =
  /**
   * `index` is where the file writes the position as a number, in place of the order of a list;
   * `written` is a number beside a rule that the order of the list settles all the same.
   */
  | { readonly by: 'position'; readonly position: number; readonly index?: Origin; readonly written?: Raw }
  | { readonly by: 'priority'; readonly priority: Raw }
  /** An index that the format may leave out, and with it the order (`policy_index`). */
  | { readonly by: 'index'; readonly index: Raw }
