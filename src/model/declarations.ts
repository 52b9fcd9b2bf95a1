/**
 * What a file declares, in the words of the field and of no format: groups, their rules, and what each rule says.
 * A format reader produces these; a provider's policy builder consumes them.
 */
import type { AccessPolicy } from './access-policy.ts'
import type { AddressRange, Direction, Plane, PortRange, Verdict } from './packet-space.ts'
import type { Invalid, Origin, Problem, Reading, Unknown } from './reading.ts'

export type ProviderName = 'alicloud' | 'tencentcloud'

/** The other end of a rule's packets, as one field of a rule names it. */
export type Peer = AddressPeer | SymbolicPeer

/** Literal addresses, or the content of a list that the file declares. */
export interface AddressPeer {
  readonly kind: 'addresses'
  readonly ranges: readonly AddressRange[]
  /** How many rules the provider charges for it, where that is not one. */
  readonly charge?: number
  /** The name of the list; left out for addresses that the rule itself holds. */
  readonly list?: string
}

/** A set of addresses that the file only names. It equals nothing but itself. */
export interface SymbolicPeer {
  readonly kind: 'symbol'
  /** What the name stands for. The members of a group are a few private addresses; a list may hold anything. */
  readonly of: 'address' | 'group' | 'list'
  /** The id or resource address; equal names are the same set. */
  readonly name: string
}

export type Protocol = number | 'all'

/** One protocol with its ports. Ports mean nothing but to TCP and UDP. */
export interface Service {
  readonly protocol: Protocol
  readonly ports: readonly PortRange[]
}

/** A field that names a peer; a rule may hold more of them than its provider allows. */
export interface PeerField {
  /** The field's name as written in the file. */
  readonly field: string
  readonly reading: Reading<Peer>
}

/** How the place of a rule among the others is settled. */
export type Order =
  /**
   * By place in a list, or by an index that `index` is the place of: 0 decides first. Nothing settles the order among
   * rules whose index is `shared`.
   */
  | { readonly by: 'position'; readonly position: number; readonly index?: Origin; readonly shared?: true }
  /** By a number: the lowest decides first. */
  | { readonly by: 'priority'; readonly priority: Reading<number> }
  /** The format carries no order. */
  | { readonly by: 'undefined' }

export interface Rule {
  /** The rule's own declaration: the list item, the `#` string, or the resource's label. */
  readonly origin: Origin
  /** How a message names the rule, without its line: `rule 3`, `alicloud_security_group_rule.ssh`. */
  readonly label: string
  readonly direction: Reading<Direction>
  readonly verdict: Reading<Verdict>
  readonly protocol: Reading<Protocol>
  readonly ports: Reading<readonly PortRange[]>
  /** Set where one field stands for protocol and ports together (a service template that the file declares). */
  readonly services?: Reading<readonly Service[]>
  /** Every peer field that is not absent, in the order in which the provider gives one precedence over the next. */
  readonly peers: readonly PeerField[]
  readonly order: Order
  /** The network plane; absent where there is only one. */
  readonly plane: Reading<Plane>
  /** Left out where the format has no place for one. */
  readonly description?: Reading<string>
  /**
   * Conditions under which the rule exists, each spelled `<condition>=<branch>`; empty when it always does.
   * Rules whose conditions name different branches of one condition never exist together.
   */
  readonly conditions: readonly string[]
  /** How many rules the provider counts, where that is not one and is known. */
  readonly charge?: number
  /** The variable or parameter on whose default the charge rests. */
  readonly chargedByDefault?: string
  /** Values that the provider refuses or silently changes and that no other reading of the rule tells. */
  readonly remarks: readonly FieldRemark[]
}

/** A value that is read, yet not as written. */
export interface FieldRemark {
  readonly origin: Origin
  readonly text: string
  readonly problem: Problem
  /** Set when the value rests on a default that a caller may override. */
  readonly viaDefault?: string
}

/** A group as one file shows it: declared there, or only named by the rules that belong to it. */
export interface SecurityGroup {
  readonly provider: ProviderName
  /** Identity inside the file: a resource address, an id, or an expression. */
  readonly key: string
  /** The group's own declaration; absent where the file only names it. */
  readonly declaration?: Origin
  /** Where to report on the group as a whole when it has no declaration. */
  readonly anchor: Origin
  readonly name: Reading<string>
  readonly description: Reading<string>
  /** Alibaba Cloud: `enterprise` groups are called advanced ones in the console. */
  readonly type: Reading<'enterprise' | 'normal'>
  /** Whether the group lives in a VPC, where there is one plane; unknown if the file does not say. */
  readonly network: 'classic' | 'unknown' | 'vpc'
  /** What tells regions apart where the file does: a region's id, a provider configuration, an instance of a module. */
  readonly region?: string
  /** Conditions under which the group exists, spelled as those of a rule; absent when it always does. */
  readonly conditions?: readonly string[]
  readonly rules: readonly Rule[]
  /**
   * Whether the file holds every rule of the group, per direction.
   * `false` where a list is made by a loop, a page is missing, or the group is declared elsewhere.
   */
  readonly complete: Readonly<Record<Direction, boolean>>
  /** Per direction, whether rules may only be missing before and behind the file's own list, and none within it. */
  readonly contiguous?: Readonly<Record<Direction, boolean>>
}

/** Something whose packets groups decide, with the groups that are bound to it. */
export interface Binding {
  readonly provider: ProviderName
  /** Where it is declared: its resource's label, or that of the first resource that attaches a group to it. */
  readonly origin: Origin
  /** How a message names it, without its line: `tencentcloud_instance.web`. */
  readonly label: string
  /** What is bound: `template` stands for the instances that are made from a launch template or scaling configuration. */
  readonly kind: 'balancer' | 'instance' | 'interface' | 'template'
  /** The keys of the bound groups, in file order. A key that no group of the file has names a group declared elsewhere. */
  readonly groups: readonly Reading<string>[]
  /**
   * How the groups are asked: in file order (`listed`), in an order that nothing settles (`undefined`),
   * or by the ranks of their rules, whatever their order (`irrelevant`).
   */
  readonly order: 'irrelevant' | 'listed' | 'undefined'
  /** Whether no other group can be bound to it. `false` where a list is made by an expression. */
  readonly complete: boolean
  /** Conditions under which it exists, spelled as those of a rule; empty when it always does. */
  readonly conditions: readonly string[]
}

/** All that one file declares. */
export interface Declarations {
  readonly groups: readonly SecurityGroup[]
  readonly bindings: readonly Binding[]
  readonly accessPolicies?: readonly AccessPolicy[]
  readonly unread?: readonly Unread[]
}

/**
 * What stands in the place of declarations that are not read: refused, or not settled by the file. One value may be told
 * of several times.
 */
export type Unread = Invalid | Unknown
