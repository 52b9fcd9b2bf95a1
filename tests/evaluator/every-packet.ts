/** What `decide` says of every packet of a universe. */
import type { Decision, Packet, PacketPeer, Policy } from '../../src/evaluator/index.ts'
import { decide } from '../../src/evaluator/index.ts'
import type { PacketSets, Universe } from './simulator.ts'

export interface DecidedAlike {
  readonly decision: Decision
  readonly packets: bigint
}

/** Asks for each packet; those of one verdict and rule together. */
export function decider(universe: Universe, sets: PacketSets): (policy: Policy) => readonly DecidedAlike[] {
  const packets = packetsOf(universe, sets)
  return (policy) => {
    const alike = new Map<string, { decision: Decision; packets: bigint }>()
    for (const [packet, bit] of packets) {
      const decision = decide(policy, packet)
      const by = decision.verdict === 'unknown' ? decision.candidates.join(' ') : String(decision.rule)
      const key = `${decision.verdict} ${by}`
      const known = alike.get(key)
      if (known) known.packets |= bit
      else alike.set(key, { decision, packets: bit })
    }
    return [...alike.values()]
  }
}

function packetsOf({ addresses, services, planes }: Universe, sets: PacketSets): [packet: Packet, bit: bigint][] {
  return planes.flatMap((plane, on) =>
    services.flatMap((service, of) =>
      addresses.map(({ family, first }, at): [Packet, bigint] => [
        { ...service, peer: { family, address: first } as PacketPeer, ...(plane && { plane }) },
        sets.at(at) & sets.of(of) & sets.on(on),
      ]),
    ),
  )
}
