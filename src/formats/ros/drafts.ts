import type { Rule, SecurityGroup } from '../../model/declarations.ts'
import type { Direction } from '../../model/packet-space.ts'
import type { Origin } from '../../model/reading.ts'
import { unknown } from '../raw.ts'

/** What the resource of a group says of the group itself. */
export type GroupFacts = Pick<SecurityGroup, 'conditions' | 'description' | 'name' | 'network' | 'type'>

/** A group while its rules are gathered. */
export interface Draft extends Omit<SecurityGroup, 'complete' | 'rules'> {
  readonly rules: Rule[]
  readonly complete: Record<Direction, boolean>
}

/** The groups of a template by key: those that it declares, then those that only its rules name. */
export class Drafts {
  readonly #byKey = new Map<string, Draft>()
  /** Directions in which some rule may belong to any group. */
  readonly #loose = new Set<Direction>()

  declare(key: string, label: Origin, facts: GroupFacts, single: boolean): Draft {
    const complete = { ingress: single, egress: single }
    return this.#add({ provider: 'alicloud', key, declaration: label, anchor: label, ...facts, rules: [], complete })
  }

  /** The group that a rule names. */
  named(key: string, label: Origin): Draft {
    const facts = unknown(label, key)
    return (
      this.#byKey.get(key) ??
      this.#add({
        provider: 'alicloud',
        key,
        anchor: label,
        name: facts,
        description: facts,
        type: facts,
        network: 'unknown',
        rules: [],
        complete: { ingress: false, egress: false },
      })
    )
  }

  /** Notes a rule that may belong to any group. */
  loosen(direction: Direction): void {
    this.#loose.add(direction)
  }

  finish(): readonly SecurityGroup[] {
    const drafts = [...this.#byKey.values()]
    for (const direction of this.#loose) for (const draft of drafts) draft.complete[direction] = false
    return drafts
  }

  #add(draft: Draft): Draft {
    this.#byKey.set(draft.key, draft)
    return draft
  }
}
