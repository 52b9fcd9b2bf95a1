/** What stands between the Internet and every cloud alike. */
import { PROTOCOL, type PortRange } from '../model/packet-space.ts'
import type { ProtocolPorts, Sourced } from './provider.ts'

/** Ports that carriers block because of the worms that spread over them; no provider can open them. */
export const CARRIER_BLOCKED_PORTS: Sourced<readonly ProtocolPorts[]> = {
  value: [
    {
      protocol: PROTOCOL.tcp,
      ports: [
        ...singles(42, 135, 137, 138, 139, 445, 593, 1025, 1068, 1434),
        { first: 3127, last: 3130 },
        ...singles(4444, 5554, 5800, 5900, 9996),
      ],
    },
    {
      protocol: PROTOCOL.udp,
      ports: [{ first: 135, last: 139 }, { first: 1026, last: 1028 }, ...singles(1068, 1433, 1434, 5554, 9996)],
    },
  ],
  source: 'seed 000: Tencent Cloud, FAQ on security groups and ports',
}

function singles(...ports: number[]): PortRange[] {
  return ports.map((port) => ({ first: port, last: port }))
}
