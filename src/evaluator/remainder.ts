/** What the rules that stay would decide, if those ahead of a place were not there. */
import type { Verdict } from '../model/packet-space.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { verdictCode } from './compile.ts'
import type { Box } from './place.ts'
import { RulesBehind } from './rules-behind.ts'
import { costOfWords, VerdictWords } from './verdict-words.ts'

/** Rules are entered from the last to the first. */
export interface Remainder {
  /** Whether all packets of the boxes are certain to get the rule's verdict from the rules behind it. */
  restates(rule: CompiledRule, boxes: readonly Box[]): boolean
  /** Enters a rule that stays. */
  keep(rule: CompiledRule): void
  /** Enters a rule that may or may not be there. */
  doubt(rule: CompiledRule): void
  /** Takes all out again. */
  clear(): void
}

/**
 * There are two ways to tell: to ask the rules behind one by one, or to enter them into trees, which then tell at once.
 * The first is used until it has cost as much as the trees would.
 */
export function createRemainder(compiled: CompiledPolicy, last: Verdict | undefined): Remainder {
  const behind = new RulesBehind(compiled)
  const lastCode = verdictCode(last)
  const newWords = () => new VerdictWords(compiled, behind.entries, lastCode)
  const enough = costOfWords(compiled.rules)
  let words = newWords()
  return {
    restates(rule, boxes) {
      const { verdict, symbolSpans } = rule
      if (symbolSpans.length === 0 && behind.looks < enough) return behind.areUniform(boxes, verdict, lastCode)
      return boxes.every((box) => words.isUniform(box, verdict))
    },
    keep(rule) {
      behind.enter({ rule, isSure: true })
    },
    doubt(rule) {
      behind.enter({ rule, isSure: false })
    },
    clear() {
      behind.clear()
      words = newWords()
    },
  }
}
