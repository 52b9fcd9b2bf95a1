/** The rules behind a place, asked one by one for what they would decide. */
import type { CompiledPolicy, CompiledRule, VerdictCode } from './compile.ts'
import { Leftover } from './leftover.ts'
import type { Box } from './place.ts'
import type { Spans } from './spans.ts'
import { lengthOf } from './spans.ts'

/** A rule, and whether it is certain to be there. */
export interface Entry {
  readonly rule: CompiledRule
  readonly isSure: boolean
}

/** A link is three numbers in a row: an entry, its list, the link ahead of it in that list. */
const LIST = 1
const AHEAD = 2
const LINK_SIZE = 3
const NO_LINK = -1

/** Where rules have more bits each than this, a list for each bit costs more than it saves, and one list holds all. */
const MOST_BITS = 8

/** What it costs to compare an entry with a box, against a look at its bounds. */
const COST_OF_BOX = 4

/** Rules are entered from the last to the first, each into the lists of the bits that it may match. */
export class RulesBehind {
  readonly entries: Entry[] = []
  /** What asking has cost so far, in looks at the bounds of an entry. */
  looks = 0
  /** By entry, four in a row: the first and the last cell and bit that it may match; ends are excluded. */
  readonly #bounds: Int32Array
  readonly #links: Int32Array
  #linked = 0
  /** By list: the link that was made last. */
  readonly #last: Int32Array
  readonly #hasLists: boolean
  readonly #everywhere: Spans
  readonly #rest = new Leftover()

  constructor({ rules, line, services }: CompiledPolicy) {
    const bits = rules.reduce((sum, { possible }) => sum + lengthOf(possible), 0)
    this.#hasLists = bits <= MOST_BITS * rules.length
    this.#bounds = new Int32Array(4 * rules.length)
    this.#links = new Int32Array(LINK_SIZE * (this.#hasLists ? bits : rules.length))
    this.#last = new Int32Array(this.#hasLists ? services.bits : 1).fill(NO_LINK)
    this.#everywhere = [0, line.cells]
  }

  enter(entry: Entry): void {
    const reach = this.#reachOf(entry.rule)
    const { possible } = entry.rule
    const i = 4 * this.entries.length
    this.#bounds[i] = reach[0] ?? 0
    this.#bounds[i + 1] = reach[reach.length - 1] ?? 0
    this.#bounds[i + 2] = possible[0] ?? 0
    this.#bounds[i + 3] = possible[possible.length - 1] ?? 0
    if (this.#hasLists) {
      for (let b = 0; b < possible.length; b += 2) {
        for (let bit = possible[b] as number; bit < (possible[b + 1] as number); bit++) this.#link(bit)
      }
    } else this.#link(0)
    this.entries.push(entry)
  }

  /** Takes all out again. */
  clear(): void {
    for (let link = 0; link < this.#linked; link += LINK_SIZE) this.#last[this.#links[link + LIST] as number] = NO_LINK
    this.#linked = 0
    this.entries.length = 0
    this.looks = 0
  }

  /** Whether the rules give all packets of the boxes this verdict, and the default, where none is certain to match. */
  areUniform(boxes: readonly Box[], verdict: VerdictCode, last: VerdictCode): boolean {
    if (!this.#hasLists) {
      this.#rest.start(boxes)
      return this.#isRestUniform(0, verdict, last)
    }
    for (const { from, to, first, end } of boxes) {
      for (let bit = first; bit < end; bit++) {
        this.#rest.startBox(from, to, bit, bit + 1)
        if (!this.#isRestUniform(bit, verdict, last)) return false
      }
    }
    return true
  }

  /** The same for what is left to ask of the bits of a list. */
  #isRestUniform(list: number, verdict: VerdictCode, last: VerdictCode): boolean {
    const bounds = this.#bounds
    const links = this.#links
    const rest = this.#rest
    for (let link = this.#last[list] as number; link !== NO_LINK; link = links[link + AHEAD] as number) {
      this.looks++
      const i = 4 * (links[link] as number)
      const from = bounds[i] as number
      const to = bounds[i + 1] as number
      if (rest.isApartFrom(from, to, bounds[i + 2] as number, bounds[i + 3] as number)) continue
      this.looks += COST_OF_BOX * rest.count
      const { rule, isSure } = this.entries[links[link] as number] as Entry
      if (!rest.meets(this.#reachOf(rule), rule.possible)) continue
      if (rule.verdict !== verdict) return false
      if (!isSure || rule.conditional) continue
      rest.take(rule.spans, rule.certain)
      if (rest.isEmpty()) return true
    }
    return last === verdict
  }

  #link(list: number): void {
    this.#links[this.#linked] = this.entries.length
    this.#links[this.#linked + LIST] = list
    this.#links[this.#linked + AHEAD] = this.#last[list] as number
    this.#last[list] = this.#linked
    this.#linked += LINK_SIZE
  }

  /** All that the rule may match. */
  #reachOf(rule: CompiledRule): Spans {
    return hasUnknownReach(rule) ? this.#everywhere : rule.spans
  }
}

/** A symbol may hold any address. */
export function hasUnknownReach({ symbolSpans, forEveryone }: CompiledRule): boolean {
  return symbolSpans.length > 0 && !forEveryone
}
