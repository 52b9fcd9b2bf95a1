import type { Value } from '../document/value.ts'
import type { PeerRole, RawOrder, RawRule } from '../model/raw-rule.ts'
import { isPlaceholder } from './placeholders.ts'
import { excerpt, invalid, unknown } from './raw.ts'

/** What is known of a rule from its place in the file alone. */
export interface RulePlace extends Pick<RawRule, 'conditions' | 'direction' | 'label' | 'provider'> {
  /** Absent where the rule's own priority decides. */
  readonly order?: RawOrder
}

/**
 * A rule whose declaration is no object: a reference, or a value of another kind.
 * All of it is unknown; a value of another kind is refused once, at its protocol.
 */
export function unreadableRule(value: Value, place: RulePlace, peer: { field: string; role: PeerRole }): RawRule {
  const rest = unknown(value, excerpt(value))
  const refused = (value.kind === 'scalar' || value.kind === 'sequence') && !isPlaceholder(value)
  return {
    order: { by: 'priority', priority: rest },
    ...place,
    origin: value,
    verdict: rest,
    protocol: refused ? invalid(value, excerpt(value), 'is not a rule') : rest,
    ports: rest,
    peers: [{ ...peer, value: rest }],
    plane: rest,
    description: rest,
    letterCase: 'any',
  }
}
