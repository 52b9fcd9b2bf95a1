/** What a cloud provider is to this project: data first, and the syntax of its rule fields. */
import type { ProviderName, Rule, SecurityGroup } from '../model/declarations.ts'
import type { Direction, PortRange, Verdict } from '../model/packet-space.ts'
import type { RawRule } from '../model/raw-rule.ts'

/** A number with the document it comes from. */
export interface Sourced<T> {
  readonly value: T
  /** Seed file or provider document. */
  readonly source: string
}

/** Names of the quotas, as the `quotas` option of `no-quota-overflow` spells them. */
export type QuotaName =
  'expandedRulesPerGroup' | 'groupsPerInterface' | 'rulesPerDirection' | 'rulesPerGroup' | 'rulesPerInterface'

/** Ports of one protocol. */
export interface ProtocolPorts {
  readonly protocol: number
  readonly ports: readonly PortRange[]
}

/** Addresses that no longer belong to a service of the provider. */
export interface RetiredAddresses {
  /** What they belonged to, e.g. `login proxy`. */
  readonly service: string
  /** The first day without them, as `YYYY-MM-DD`. */
  readonly since: string
  /** IP addresses and CIDRs. */
  readonly addresses: readonly string[]
  /** Those of the service since then. */
  readonly current: readonly string[]
}

export interface Provider {
  readonly name: ProviderName
  /** The name in messages, e.g. `Tencent Cloud`. */
  readonly title: string
  /**
   * How rules come to be in order: `position`, top to bottom; or `priority`, the lowest number first,
   * and on a tie the verdict that `tie` names.
   */
  readonly precedence: { readonly by: 'position' } | { readonly by: 'priority'; readonly tie: Verdict }
  /** The verdict on a packet that no rule matches; `undefined` where it depends on what the file does not say. */
  defaultVerdict(group: SecurityGroup, direction: Direction): Verdict | undefined
  readonly quotas: Readonly<Partial<Record<QuotaName, Sourced<number>>>>
  /** Set where the groups of one interface must all be of one type. */
  readonly oneGroupTypePerInterface?: Sourced<true>
  /** Ports that carriers block on the way to the provider's public addresses. */
  readonly blockedPorts: Sourced<readonly ProtocolPorts[]>
  /** What the provider does with TCP 25, as the end of a sentence. */
  readonly smtp: Sourced<string>
  /** Addresses that groups may still let in for a service that has left them. */
  readonly retiredAddresses?: Sourced<RetiredAddresses>
  /** How the provider's declarations spell the verdicts. */
  readonly spelling: Readonly<Record<Verdict, string>>
  /** The range of priorities that a user may set, where the provider orders by priority. */
  readonly priorities?: { readonly first: number; readonly last: number }
  /** How a rule's field spells these ports. */
  spellPorts(ports: readonly PortRange[]): string
  /** Gives the fields of a rule their meaning. */
  rule(raw: RawRule): Rule
}
