/**
 * The rule-ordering evaluator: what a list of security-group rules does to packets, exactly.
 * Pure functions on plain data. It knows no file format, no cloud and no linter.
 *
 * Definitions, algorithms and costs: docs/evaluator.md.
 */
export type { AddressRange, Direction, Ipv4Range, Ipv6Range, Plane, PortRange, Verdict } from '../model/packet-space.ts'
export { ALL_PORTS, PROTOCOL } from '../model/packet-space.ts'
export { bypassed } from './bypassed.ts'
export type { Conflict } from './conflicts.ts'
export { conflicts } from './conflicts.ts'
export type { ConflictAmong, RuleAmong } from './conflicts-among.ts'
export { conflictsAmong } from './conflicts-among.ts'
export type { Decision } from './decide.ts'
export { decide } from './decide.ts'
export { acceptedServices } from './accepted.ts'
export type { ExposedService, ExposedServices } from './exposed-services.ts'
export { exposedAmong, namedServices, opensEveryPort, unionOf } from './exposed-services.ts'
export type { Counting, Exposure } from './exposure.ts'
export { exposures } from './exposure.ts'
export type { KindOf, Merge } from './mergeable.ts'
export { mergeable } from './mergeable.ts'
export type {
  Packet,
  PacketPeer,
  PeerSet,
  PeerSymbol,
  Policy,
  PolicyRule,
  Rank,
  Service,
  ServiceSet,
} from './policy.ts'
export type { WidestSource } from './public-addresses.ts'
export { ANY_PUBLIC } from './public-addresses.ts'
export type { RedundantOptions } from './redundant.ts'
export { redundant } from './redundant.ts'
export { restatedBy } from './restated.ts'
export type { Shadowed } from './shadowed.ts'
export { shadowed } from './shadowed.ts'
export type { Probe, Verification } from './verify.ts'
export { verify } from './verify.ts'
