/** Overlapping rules of opposite verdicts whose order the author did not settle. */
import { ASK, stepsByWord } from './asking.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile, DROP, UNSETTLED } from './compile.ts'
import type { CellBit } from './cover-tree.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Packet, Policy } from './policy.ts'
import { packetAt } from './witness.ts'

export interface Conflict {
  /** The rule to report: the one that loses a tie, or the later one in the file where nothing settles the order. */
  readonly rule: number
  /** The rule it meets. */
  readonly with: number
  readonly kind: 'tie' | 'undefined'
  /** A packet that both match and no rule certainly ahead of both decides. */
  readonly witness: Packet
}

/**
 * The conflicts of a policy, at most one for each rule, by ascending index.
 * An unsettled rank is not a conflict: the author may well have settled it elsewhere. Only rules that always exist are compared.
 */
export function conflicts(policy: Policy): readonly Conflict[] {
  const compiled = compile(policy)
  const found = new Map<CompiledRule, Conflict>()
  for (const [rule, met, kind, place] of [...tiesIn(compiled), ...undefinedIn(compiled)]) {
    if (found.has(rule)) continue
    found.set(rule, { rule: rule.index, with: met.index, kind, witness: packetAt(compiled, place, rule) })
  }
  return [...found.values()].sort((a, b) => a.rule - b.rule)
}

type Meeting = readonly [rule: CompiledRule, met: CompiledRule, kind: Conflict['kind'], place: CellBit & { word: number }]

/** Rules of one rank and both verdicts: the tie-break decides a packet that nothing ahead of them does. */
function* tiesIn(compiled: CompiledPolicy): Generator<Meeting> {
  const tied = tiedRules(compiled)
  if (tied.size === 0) return
  const winner = compiled.policy.tie === 'accept' ? ACCEPT : DROP
  const tree = createCoverTree(compiled.line.cells)
  const level = createCoverTree(compiled.line.cells)
  for (const steps of stepsByWord(compiled)) {
    tree.clear()
    let current = NaN
    let winners: CompiledRule[] = []
    for (const [i, rule] of steps.rules.entries()) {
      const certain = steps.certain[i] as number
      if (rule.conditional || rule.earliest !== rule.latest) continue
      if (!tied.has(rule)) {
        tree.paint(rule.spans, certain, rule.verdict)
        continue
      }
      const rank = Math.floor(rule.earliest / 2)
      if (rank !== current) {
        current = rank
        winners = []
        level.clear()
      }
      if (rule.verdict === winner) {
        winners.push(rule)
        tree.paint(rule.spans, certain, rule.verdict, (from, to, bits) => level.paint([from, to], bits, rule.verdict))
        continue
      }
      const place = level.findDecided(rule.spans, certain, winner)
      if (place) {
        const met = winners.find(each => holds(each, place.cell, steps.word, place.bit))
        if (met) yield [rule, met, 'tie', { ...place, word: steps.word }]
      }
      tree.paint(rule.spans, certain, rule.verdict)
    }
  }
}

/** The rules of every rank that rules of both verdicts share. */
function tiedRules({ policy, rules }: CompiledPolicy): ReadonlySet<CompiledRule> {
  const tied = new Set<CompiledRule>()
  if (policy.tie === undefined) return tied
  const levels = new Map<number, CompiledRule[]>()
  for (const rule of rules) {
    if (rule.conditional || rule.earliest !== rule.latest) continue
    const rank = Math.floor(rule.earliest / 2)
    const level = levels.get(rank)
    if (level) level.push(rule)
    else levels.set(rank, [rule])
  }
  for (const level of levels.values()) {
    if (new Set(level.map(rule => rule.verdict)).size > 1) for (const rule of level) tied.add(rule)
  }
  return tied
}

/** Rules without any order: no rule is certainly ahead of them, so every common packet is open. */
function* undefinedIn(compiled: CompiledPolicy): Generator<Meeting> {
  const { rules, line } = compiled
  if (!rules.some(rule => rule.unordered)) return
  const all = createCoverTree(line.cells)
  const unordered = createCoverTree(line.cells)
  for (const steps of stepsByWord(compiled)) {
    const inFile = steps.rules
      .map((rule, i) => ({ rule, certain: steps.certain[i] as number, kind: steps.kinds[i] as number }))
      .filter(({ rule, kind }) => kind & ASK && !rule.conditional && rule.verdict !== UNSETTLED)
      .sort((a, b) => a.rule.index - b.rule.index)
    for (const verdict of [DROP, ACCEPT] as const) {
      all.clear()
      unordered.clear()
      for (const { rule, certain } of inFile) {
        if (rule.verdict === verdict) {
          all.paint(rule.spans, certain, verdict)
          if (rule.unordered) unordered.paint(rule.spans, certain, verdict)
          continue
        }
        const place = (rule.unordered ? all : unordered).findDecided(rule.spans, certain, verdict)
        if (!place) continue
        const met = inFile.find(
          each =>
            each.rule.verdict === verdict &&
            (rule.unordered || each.rule.unordered) &&
            holds(each.rule, place.cell, steps.word, place.bit),
        )
        if (met) yield [rule, met.rule, 'undefined', { ...place, word: steps.word }]
      }
    }
  }
}

function holds(rule: CompiledRule, cell: number, word: number, bit: number): boolean {
  const at = rule.certain.words.indexOf(word)
  if (at < 0 || ((rule.certain.masks[at] as number) & bit) === 0) return false
  for (let i = 0; i < rule.spans.length; i += 2) {
    if ((rule.spans[i] as number) <= cell && cell < (rule.spans[i + 1] as number)) return true
  }
  return false
}
