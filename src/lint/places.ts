/** Where to report on a rule. */
import type { Rule } from '../model/declarations.ts'
import type { Origin } from '../model/reading.ts'
import { originOf } from '../model/reading.ts'

/** Where a rule names its ports; the rule itself where it leaves them to a default. */
export function portOrigin({ ports, services, origin }: Rule): Origin {
  return originOf(services ?? ports, origin)
}

/** Where a rule names its peer. */
export function peerOrigin({ peers, origin }: Rule): Origin {
  const [peer] = peers
  return peer ? originOf(peer.reading, origin) : origin
}
