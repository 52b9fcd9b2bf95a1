/** A policy on coordinates: every rule as spans of cells and words of bits, in the order in which rules are asked. */
import type { AddressLine, Spans } from './address-line.ts'
import { createAddressLine } from './address-line.ts'
import type { Policy, PolicyRule, Rank } from './policy.ts'
import type { BitSet, ServiceBits } from './service-bits.ts'
import { createServiceBits } from './service-bits.ts'

export const DROP = 0
export const ACCEPT = 1
export const UNSETTLED = 2
/** A verdict as an array index. */
export type VerdictCode = typeof ACCEPT | typeof DROP | typeof UNSETTLED

export interface CompiledRule {
  /** Index in `policy.rules`. */
  readonly index: number
  /** Place in {@link CompiledPolicy.rules}. */
  readonly turn: number
  readonly verdict: VerdictCode
  /** Bounds of the rule's rank with its tie-break; equal where the rank is settled. */
  readonly earliest: number
  readonly latest: number
  /** The file leaves the order of this rule open, rather than merely not telling it. */
  readonly unordered: boolean
  /** Cells of the peers that the rule names; symbols equal only themselves. */
  readonly spans: Spans
  /** The part of {@link spans} that holds addresses, and the part that holds symbols. */
  readonly addressSpans: Spans
  readonly symbolSpans: Spans
  /** Matches every address, and with that every symbol. */
  readonly forEveryone: boolean
  readonly certain: BitSet
  readonly possible: BitSet
  readonly subject: BitSet
  /** The rule may not exist: it decides nothing for certain. */
  readonly conditional: boolean
  /** Whether every part of the rule is settled. */
  readonly settled: boolean
  /** Names a value that may be any set of addresses. */
  readonly anyAddress: boolean
}

export interface CompiledPolicy {
  readonly policy: Policy
  readonly line: AddressLine
  readonly services: ServiceBits
  /** In an order that agrees with every certain precedence. */
  readonly rules: readonly CompiledRule[]
  /** Whether every rank is settled, so that the order of {@link rules} is the order of asking. */
  readonly ordered: boolean
}

const compiled = new WeakMap<Policy, CompiledPolicy>()

/** Compiles once per policy object. */
export function compile(policy: Policy): CompiledPolicy {
  let result = compiled.get(policy)
  if (!result) compiled.set(policy, (result = compileAnew(policy)))
  return result
}

function compileAnew(policy: Policy): CompiledPolicy {
  const line = createAddressLine(policy)
  const services = createServiceBits(policy)
  const rules = policy.rules
    .map((rule, index) => compileRule(policy, rule, index, line, services))
    .sort((a, b) => a.earliest - b.earliest || a.latest - b.latest || a.index - b.index)
  rules.forEach((rule, turn) => (rule.turn = turn))
  return { policy, line, services, rules, ordered: rules.every(rule => rule.earliest === rule.latest) }
}

type Draft = { -readonly [K in keyof CompiledRule]: CompiledRule[K] }

function compileRule(policy: Policy, rule: PolicyRule, index: number, line: AddressLine, services: ServiceBits): Draft {
  const spans = line.spansOf(rule.peers)
  const [addressSpans, symbolSpans] = split(spans, line.addressCells)
  const certain = services.certainBits(rule)
  const settledServices = rule.services.possible === undefined && rule.plane !== 'unknown'
  const conditional = (rule.conditions?.length ?? 0) > 0
  const [earliest, latest] = rankBounds(rule.rank, tieBreak(policy, rule))
  return {
    index,
    turn: index,
    verdict: rule.verdict === undefined ? UNSETTLED : rule.verdict === 'accept' ? ACCEPT : DROP,
    earliest,
    latest,
    unordered: rule.rank.kind === 'undefined',
    spans,
    addressSpans,
    symbolSpans,
    forEveryone: spans[0] === 0 && spans[1] === line.cells,
    certain,
    possible: settledServices ? certain : services.possibleBits(rule),
    subject: settledServices ? certain : services.subjectBits(rule),
    conditional,
    settled: settledServices && !conditional && rule.verdict !== undefined && !rule.peers.symbols?.length,
    anyAddress: rule.peers.symbols?.some(symbol => symbol.kind === 'unresolved') ?? false,
  }
}

/** Two steps for each rank, so that the verdict that wins ties comes first. */
function tieBreak(policy: Policy, { verdict }: PolicyRule): readonly [number, number] {
  if (policy.tie === undefined) return [0, 0]
  if (verdict === undefined) return [0, 1]
  return verdict === policy.tie ? [0, 0] : [1, 1]
}

function rankBounds(rank: Rank, [first, last]: readonly [number, number]): readonly [number, number] {
  switch (rank.kind) {
    case 'at':
      return [rank.value * 2 + first, rank.value * 2 + last]
    case 'between':
      return [rank.first * 2 + first, rank.last * 2 + last]
    case 'undefined':
      return [-Infinity, Infinity]
  }
}

function split(spans: Spans, boundary: number): readonly [Spans, Spans] {
  if ((spans[spans.length - 1] ?? 0) <= boundary) return [spans, NONE]
  const below: number[] = []
  const above: number[] = []
  for (let i = 0; i < spans.length; i += 2) {
    const from = spans[i] ?? 0
    const to = spans[i + 1] ?? 0
    if (from < boundary) below.push(from, Math.min(to, boundary))
    if (to > boundary) above.push(Math.max(from, boundary), to)
  }
  return [below, above]
}

const NONE: Spans = Object.freeze([])

/** Whether `ahead` is asked before `rule` in every order that the file allows. */
export function isCertainlyAhead(ahead: CompiledRule, rule: CompiledRule): boolean {
  return ahead.latest < rule.earliest || (ahead.turn < rule.turn && isSettledTie(ahead, rule))
}

/** Whether `ahead` is asked before `rule` in some order that the file allows. */
export function isPossiblyAhead(ahead: CompiledRule, rule: CompiledRule): boolean {
  return ahead !== rule && !isCertainlyAhead(rule, ahead)
}

/** Equal rank and verdict: the order between the two changes nothing, so file order serves. */
function isSettledTie(a: CompiledRule, b: CompiledRule): boolean {
  return a.earliest === a.latest && b.earliest === b.latest && a.earliest === b.earliest && a.verdict === b.verdict
}
