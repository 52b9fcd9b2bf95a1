/** Names that the strings of documents mention: a resource that others refer to cannot go alone. */
import { guarded } from '../document/index.ts'
import type { Value } from '../document/value.ts'
import type { Origin } from '../model/reading.ts'

export class Mentions {
  readonly #roots: readonly Value[]
  readonly #pattern: RegExp
  #names: ReadonlySet<string> | undefined

  /** `pattern` is global and finds names in a string: its first group, or the whole match. */
  constructor(roots: readonly Value[], pattern: RegExp) {
    this.#roots = roots
    this.#pattern = pattern
  }

  /** The declaration of `name`, which can be taken out where nothing mentions it. */
  guard(declaration: Origin, name: string): Origin {
    return guarded(declaration, () => {
      this.#names ??= this.#collect()
      return !this.#names.has(name)
    })
  }

  /** By a stack: documents may nest deeper than calls can. */
  #collect(): ReadonlySet<string> {
    const names = new Set<string>()
    const open: Value[] = [...this.#roots]
    for (let value = open.pop(); value; value = open.pop()) {
      if (value.kind === 'map') for (const entry of value.entries) open.push(entry.value)
      else if (value.kind === 'sequence') for (const item of value.items) open.push(item)
      else if (value.kind === 'tagged') open.push(value.content)
      else if (value.kind === 'scalar' && typeof value.value === 'string') {
        for (const [whole, name = whole] of value.value.matchAll(this.#pattern)) names.add(name)
      }
    }
    return names
  }
}
