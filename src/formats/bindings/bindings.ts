/** Gathers which groups are bound to what: by a thing's own resource, and by resources that attach groups to it. */
import type { Binding, Unread } from '../../model/declarations.ts'
import type { Reading } from '../../model/reading.ts'

/** What groups are bound to, as the resource that says so shows it. */
export type Thing = Pick<Binding, 'conditions' | 'kind' | 'label' | 'origin' | 'provider'>

/** The groups that one resource binds. */
export interface BoundGroups {
  /** By their keys, in file order. */
  readonly groups: readonly Reading<string>[]
  /** `false` where the file does not settle which others are bound along with them. */
  readonly whole: boolean
  readonly order: Binding['order']
}

/** A resource with the groups that it binds. */
interface Part {
  readonly thing: Thing
  readonly bound: BoundGroups
}

interface Draft {
  declared?: Part
  readonly attached: Part[]
}

export class Bindings {
  /** What stands for groups that are bound, and is not read. */
  readonly unread: Unread[] = []
  readonly #drafts = new Map<string, Draft>()
  #open = false

  /** Notes what the resource of a thing binds to it; `key` is its identity inside the file. */
  declare(key: string, thing: Thing, bound: BoundGroups): void {
    this.#draft(key, thing).declared ??= { thing, bound }
  }

  /** Notes what another resource attaches to the thing with this key; `thing` shows it as that resource does. */
  attach(key: string, thing: Thing, bound: BoundGroups): void {
    this.#draft(key, thing).attached.push({ thing, bound })
  }

  /** Notes that groups may be attached to any of the things by what is not read. */
  open(): void {
    this.#open = true
  }

  finish(): readonly Binding[] {
    return [...this.#drafts.values()].flatMap(({ declared, attached }) => {
      const [first, ...others] = declared ? [declared, ...attached] : attached
      if (first === undefined) return []
      const parts = [first, ...others]
      return {
        ...first.thing,
        groups: parts.flatMap(({ bound }) => bound.groups),
        order: others.length > 0 && first.bound.order === 'listed' ? 'undefined' : first.bound.order,
        // What is declared elsewhere may have groups of its own.
        complete: !this.#open && declared !== undefined && parts.every(({ bound }) => bound.whole),
      }
    })
  }

  #draft(key: string, { provider }: Thing): Draft {
    const id = `${provider} ${key}`
    const draft = this.#drafts.get(id) ?? { attached: [] }
    this.#drafts.set(id, draft)
    return draft
  }
}
