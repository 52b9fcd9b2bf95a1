/** Which findings of a file its remarks suppress, and which remarks suppress none. */
import { firstIndex } from '../document/search.ts'
import type { Origin } from '../model/reading.ts'
import type { Remark } from '../model/remark.ts'
import { directiveOf, isDay, type Directive } from './directive.ts'
import type { Run } from './run.ts'

interface Suppression {
  readonly remark: Remark
  readonly directive: Directive
  /** Why it holds for nothing, if it does. */
  readonly fault: 'expired' | 'noDay' | 'word' | undefined
  /** The ids of the rules whose findings it has suppressed. */
  readonly used: Set<string>
}

/** A declaration with the suppressions that stand in its remarks. */
interface Block {
  readonly range: Remark['block']
  /** The block around it. */
  readonly outer: Block | undefined
  readonly suppressions: Suppression[]
}

/** What is wrong with a remark. */
export interface UnusedRemark {
  readonly remark: Remark
  readonly why: 'expired' | 'noDay' | 'unknown' | 'unused' | 'word'
  readonly directive: Directive
  /** The ids that it is about: unknown ones, or those of rules that had nothing to report. */
  readonly rules: readonly string[]
}

export class Suppressions {
  readonly #all: readonly Suppression[]
  /** By their beginning; of two that begin together, the outer one comes first. */
  readonly #blocks: readonly Block[]

  /** `day` is the present one, as ISO 8601 spells it. */
  constructor(remarks: readonly Remark[], day: string) {
    this.#all = remarks.flatMap((remark) => suppressionOf(remark, day) ?? [])
    this.#blocks = nest(this.#all)
  }

  /** Whether the innermost remark about a place that disables the rule drops its finding there. */
  drops(rule: string, { place }: Origin): boolean {
    const [start, end] = place.range
    const next = firstIndex(this.#blocks, ({ range }) => range[0] > start)
    for (let block = this.#blocks[next - 1]; block; block = block.outer) {
      if (block.range[1] < end) continue
      const suppression = block.suppressions.find((each) => disables(each, rule))
      suppression?.used.add(rule)
      if (suppression) return true
    }
    return false
  }

  /** The remarks that do not do what they say, once every rule of the run has judged the file. */
  unused(run: Run): readonly UnusedRemark[] {
    return this.#all.flatMap((suppression) => unusedIn(suppression, run))
  }
}

function unusedIn({ remark, directive, fault, used }: Suppression, run: Run): readonly UnusedRemark[] {
  const { rules } = directive
  if (fault) return [{ remark, directive, why: fault, rules }]
  if (rules.length === 0) {
    return used.size === 0 && run.hasJudges ? [{ remark, directive, why: 'unused', rules }] : []
  }
  const faults = [
    { remark, directive, why: 'unknown', rules: rules.filter((rule) => !run.knows(rule)) },
    { remark, directive, why: 'unused', rules: rules.filter((rule) => run.isOn(rule) && !used.has(rule)) },
  ] as const
  return faults.filter((each) => each.rules.length > 0)
}

function suppressionOf(remark: Remark, day: string): Suppression | undefined {
  const directive = directiveOf(remark.text)
  return directive && { remark, directive, fault: faultOf(directive, day), used: new Set() }
}

function faultOf({ word, until }: Directive, day: string): Suppression['fault'] {
  if (word !== 'eslint-disable') return 'word'
  if (until === undefined) return undefined
  if (!isDay(until)) return 'noDay'
  return until < day ? 'expired' : undefined
}

function disables({ directive, fault }: Suppression, rule: string): boolean {
  return fault === undefined && (directive.rules.length === 0 || directive.rules.includes(rule))
}

/** Blocks lie beside or within each other, as declarations do. */
function nest(suppressions: readonly Suppression[]): readonly Block[] {
  const sorted = [...suppressions].sort(
    ({ remark: { block: a } }, { remark: { block: b } }) => a[0] - b[0] || b[1] - a[1],
  )
  const blocks: Block[] = []
  for (const suppression of sorted) {
    const range = suppression.remark.block
    let outer = blocks.at(-1)
    while (outer && outer.range[1] < range[1]) outer = outer.outer
    if (outer?.range[0] === range[0] && outer.range[1] === range[1]) outer.suppressions.push(suppression)
    else blocks.push({ range, outer, suppressions: [suppression] })
  }
  return blocks
}
