import type { ProviderName } from '../../src/model/declarations.ts'
import type { PeerRole, Raw, RawPeer, RawRule } from '../../src/model/raw-rule.ts'
import { ABSENT, type Invalid, type Known, type Origin, type Unknown } from '../../src/model/reading.ts'

/** An origin that is told from others by its first line. */
export function origin(line = 1): Origin {
  const position = { line, column: 0 }
  return {
    place: { loc: { start: position, end: position }, range: [line, line] },
    rewrite: () => undefined,
    remove: () => undefined,
    moveBefore: () => undefined,
  }
}

export const RULE_ORIGIN = origin(100)

export function known(value: number | string, line = 1): Known<number | string> {
  return { state: 'known', value, origin: origin(line) }
}

export function unknown(identity?: string, line = 1): Unknown {
  const reading = { state: 'unknown', origin: origin(line), text: '${var.x}' } as const
  return identity === undefined ? reading : { ...reading, identity }
}

export function invalid(line = 1): Invalid {
  return { state: 'invalid', origin: origin(line), text: 'true', problem: { what: 'is not a string or a number' } }
}

export function peer(role: PeerRole, value: Raw | string, more: Partial<RawPeer> = {}): RawPeer {
  return { field: `${role}_field`, role, value: typeof value === 'string' ? known(value) : value, ...more }
}

/** A plain rule: what a test does not name does not matter to it. */
export function rawRule(provider: ProviderName, fields: Partial<RawRule> = {}): RawRule {
  return {
    provider,
    origin: RULE_ORIGIN,
    label: 'rule 1',
    direction: known('ingress'),
    verdict: known('accept'),
    protocol: known('tcp'),
    ports: known(provider === 'alicloud' ? '80/80' : '80'),
    peers: [peer('ipv4', '10.0.0.0/8')],
    order: { by: 'position', position: 0 },
    plane: ABSENT,
    description: ABSENT,
    conditions: [],
    letterCase: 'any',
    ...fields,
  }
}
