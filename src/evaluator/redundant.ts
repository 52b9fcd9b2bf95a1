/** Which rules can all be removed together without changing the verdict on any packet. */
import type { Spans } from './address-line.ts'
import { stepsByWord } from './asking.ts'
import type { CompiledPolicy, CompiledRule } from './compile.ts'
import { ACCEPT, compile, DROP, UNSETTLED } from './compile.ts'
import { createCoverTree } from './cover-tree.ts'
import type { Policy } from './policy.ts'
import { livenessOf } from './liveness.ts'
import type { VerdictTree } from './verdict-tree.ts'
import { createVerdictTree } from './verdict-tree.ts'
import { worldsOf } from './worlds.ts'

export interface RedundantOptions {
  /** Also list rules that only restate the policy's default verdict. Needs a known default. */
  readonly restatedDefault?: boolean
}

/**
 * A set of rules that can be removed together, by ascending index; no further rule can be.
 * Shadowed rules are not in it: they stay where they are, and removing the set does not wake them.
 * Where rules may be missing from the policy, only rules are listed that decide nothing whatever the missing ones are.
 */
export function redundant(policy: Policy, options: RedundantOptions = {}): readonly number[] {
  const removed: number[] = []
  let rest: Remaining = { policy, originals: policy.rules.map((_, index) => index) }
  const worlds = worldsOf(policy).length
  // A world can vanish with its rules, so those behind the first are visited from the last.
  for (const place of [0, ...Array.from({ length: worlds - 1 }, (_, i) => worlds - 1 - i)]) {
    const world = worldsOf(rest.policy)[place]
    if (!world) continue
    const gone = new Set(redundantIn(world.policy, options, world.judges).map(world.original))
    for (const index of gone) removed.push(rest.originals[index] as number)
    rest = without(rest, gone)
  }
  return removed.sort((a, b) => a - b)
}

interface Remaining {
  readonly policy: Policy
  /** The index in the policy that was asked about, by index in this one. */
  readonly originals: readonly number[]
}

function without({ policy, originals }: Remaining, gone: ReadonlySet<number>): Remaining {
  if (gone.size === 0) return { policy, originals }
  const stays = (_: unknown, index: number) => !gone.has(index)
  return { policy: { ...policy, rules: policy.rules.filter(stays) }, originals: originals.filter(stays) }
}

type Judge = (index: number) => boolean

function redundantIn(policy: Policy, options: RedundantOptions, judges: Judge): readonly number[] {
  const compiled = compile(policy)
  if (compiled.ordered) return removable(compiled, options, judges)

  const { alive, contradicted } = livenessOf(compiled)
  const dead = compiled.rules.filter(
    rule => judges(rule.index) && !alive[rule.turn] && !contradicted[rule.turn] && matchesSomething(rule),
  )
  if (policy.complete === false) return dead.map(rule => rule.index)
  // Where no packet of a rule can meet a rule of the other verdict, order does not matter, and file order serves.
  const rest = without(
    { policy, originals: policy.rules.map((_, index) => index) },
    new Set(dead.map(rule => rule.index)),
  )
  const { tie: _, ...untied } = rest.policy
  const inFileOrder = compile({
    ...untied,
    rules: rest.policy.rules.map((rule, index) => ({ ...rule, rank: { kind: 'at', value: index } })),
  })
  const unopposed = unopposedIn(inFileOrder)
  const more = removable(
    inFileOrder,
    options,
    index => judges(rest.originals[index] as number) && unopposed.has(index),
  )
  return [...dead.map(rule => rule.index), ...more.map(index => rest.originals[index] as number)]
}

/** From the last rule to the first: a rule can go if whatever it decides would be decided alike without it. */
function removable({ policy, line, services, rules }: CompiledPolicy, options: RedundantOptions, judges: Judge): number[] {
  const compiled = { policy, line, services, rules, ordered: true }
  const pieces: Piece[][] = rules.map(() => [])
  const { alive, contradicted } = livenessOf(compiled, {
    onPaint: (rule, word, from, to, bits) => {
      pieces[rule.turn]?.push({ word, from, to, bits })
    },
  })
  const trees: VerdictTree[] = []
  for (let word = 0; word < services.words; word++) trees.push(createVerdictTree(line.cells))
  if (options.restatedDefault && policy.defaultVerdict) {
    for (const tree of trees) tree.assign([0, line.cells], -1, policy.defaultVerdict === 'accept' ? ACCEPT : DROP)
  }
  const everywhere: Piece = { word: 0, from: 0, to: line.addressCells, bits: 0 }
  const isUniform = (rule: CompiledRule, { word, from, to, bits }: Piece): boolean => {
    const tree = trees[word] as VerdictTree
    const rest = bits & ~tree.uniform(from, to, bits, rule.verdict)
    // Whatever the addresses of a symbol are, all addresses have the verdict.
    return rest === 0 || (from >= line.addressCells && tree.uniform(everywhere.from, everywhere.to, rest, rule.verdict) === rest)
  }

  const removed: number[] = []
  for (let turn = rules.length - 1; turn >= 0; turn--) {
    const rule = rules[turn] as CompiledRule
    if (judges(rule.index) && rule.verdict !== UNSETTLED && matchesSomething(rule)) {
      const isDead = !alive[turn]
      const isRestated = () => {
        const own = paintsAllItMatches(rule) ? (pieces[turn] as Piece[]) : subjectPieces(rule)
        return policy.complete !== false && own.length > 0 && own.every(piece => isUniform(rule, piece))
      }
      if (isDead ? !contradicted[turn] : isRestated()) {
        removed.push(rule.index)
        continue
      }
    }
    keep(rule, trees, line)
  }
  return removed
}

interface Piece {
  readonly word: number
  readonly from: number
  readonly to: number
  readonly bits: number
}

/** Enters a rule that stays into the map of what would decide if the rules ahead of it were not there. */
function keep(rule: CompiledRule, trees: readonly VerdictTree[], line: CompiledPolicy['line']): void {
  const { certain, possible, verdict } = rule
  possible.words.forEach((word, i) => {
    const tree = trees[word] as VerdictTree
    const bits = possible.masks[i] as number
    // A symbol may hold any address, and an address may belong to any symbol.
    if (rule.symbolSpans.length > 0 && !rule.forEveryone) tree.doubt([0, line.cells], bits, verdict)
    else {
      if (!rule.settled) tree.doubt(rule.spans, bits, verdict)
      if (line.cells > line.addressCells) tree.doubt([line.addressCells, line.cells], bits, verdict)
    }
  })
  if (rule.conditional) return
  certain.words.forEach((word, i) => (trees[word] as VerdictTree).assign(rule.spans, certain.masks[i] as number, verdict))
}

/** Whether what the rule decides for certain is all that it may decide. */
function paintsAllItMatches(rule: CompiledRule): boolean {
  return rule.certain === rule.subject && rule.earliest === rule.latest && !rule.conditional
}

/** All that a rule may match, where what it decides for certain is not known piece by piece. */
function subjectPieces({ spans, subject }: CompiledRule): Piece[] {
  const pieces: Piece[] = []
  subject.words.forEach((word, i) => {
    for (let s = 0; s < spans.length; s += 2) {
      pieces.push({ word, from: spans[s] as number, to: spans[s + 1] as number, bits: subject.masks[i] as number })
    }
  })
  return pieces
}

function matchesSomething({ spans, subject }: CompiledRule): boolean {
  return spans.length > 0 && subject.words.length > 0
}

/** The rules no packet of which can meet a rule of the other, or of an unsettled, verdict. */
function unopposedIn(compiled: CompiledPolicy): ReadonlySet<number> {
  const { rules, line } = compiled
  const opposed = new Set<number>()
  const tree = createCoverTree(line.cells)
  const allSymbols = line.cells > line.addressCells ? [line.addressCells, line.cells] : []
  const reachOf = (rule: CompiledRule): Spans =>
    rule.symbolSpans.length > 0 ? [0, line.cells] : [...rule.spans, ...allSymbols]
  for (const steps of stepsByWord(compiled)) {
    for (const verdict of [DROP, ACCEPT] as const) {
      tree.clear()
      steps.rules.forEach((rule, i) => {
        if (rule.verdict !== verdict) tree.paint(reachOf(rule), steps.possible[i] as number, rule.verdict)
      })
      steps.rules.forEach((rule, i) => {
        if (rule.verdict !== verdict) return
        const spans = reachOf(rule)
        for (let s = 0; s < spans.length; s += 2) {
          const met = tree.touched(spans[s] as number, spans[s + 1] as number, steps.possible[i] as number)
          if (met !== 0) opposed.add(rule.index)
        }
      })
    }
  }
  return new Set(rules.map(rule => rule.index).filter(index => !opposed.has(index)))
}
