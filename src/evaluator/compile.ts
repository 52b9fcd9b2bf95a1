/** A policy on coordinates: every rule as spans of cells and spans of bits, in the order in which rules are asked. */
import type { Verdict } from '../model/packet-space.ts'
import type { AddressLine } from './address-line.ts'
import { createAddressLine } from './address-line.ts'
import type { Policy, PolicyRule, Rank } from './policy.ts'
import type { ServiceSets } from './service-sets.ts'
import { createServiceSets } from './service-sets.ts'
import type { Spans } from './spans.ts'

export const DROP = 0
export const ACCEPT = 1
export const UNSETTLED = 2
/** A verdict as an array index. */
export type VerdictCode = typeof ACCEPT | typeof DROP | typeof UNSETTLED

export function verdictCode(verdict: Verdict | undefined): VerdictCode {
  return verdict === undefined ? UNSETTLED : verdict === 'accept' ? ACCEPT : DROP
}

/** The verdict that contradicts a rule's own. */
export function otherVerdict({ verdict }: Pick<CompiledRule, 'verdict'>): typeof ACCEPT | typeof DROP {
  return verdict === ACCEPT ? DROP : ACCEPT
}

export interface CompiledRule {
  /** Index in `policy.rules`. */
  readonly index: number
  /** Place in {@link CompiledPolicy.rules}. */
  readonly turn: number
  readonly verdict: VerdictCode
  /** Bounds of the place among all rules, by rank, tie-break and file order; equal where the place is settled. */
  readonly earliest: number
  readonly latest: number
  /** Equal for rules of equal and settled rank. */
  readonly level: number | undefined
  /** The file leaves the order of this rule open, rather than merely not telling it. */
  readonly unordered: boolean
  /** Cells of the peers that the rule names; symbols equal only themselves. */
  readonly spans: Spans
  /** The part of {@link spans} that holds addresses, and the part that holds symbols. */
  readonly addressSpans: Spans
  readonly symbolSpans: Spans
  /** Matches every address, and with that every symbol. */
  readonly forEveryone: boolean
  /** The services that the rule matches, and those that it may match in whole or in part. */
  readonly certain: Spans
  readonly possible: Spans
  /** The rule is certain to decide nothing once all of this is decided, or all of {@link widest}. */
  readonly subject: Spans
  readonly widest: Spans | undefined
  /** The rule may not exist: it decides nothing for certain. */
  readonly conditional: boolean
  readonly hasSettledServices: boolean
  /** Every packet that the rule may match, it does match. */
  readonly settled: boolean
  /** Names a value that may be any set of addresses. */
  readonly anyAddress: boolean
}

export interface CompiledPolicy {
  readonly policy: Policy
  readonly line: AddressLine
  readonly services: ServiceSets
  /** In an order that agrees with every certain precedence. */
  readonly rules: readonly CompiledRule[]
  /** Whether every place is settled, so that the order of {@link rules} is the order of asking. */
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
  const services = createServiceSets(policy)
  const levels = levelsOf(policy)
  const rules = policy.rules.map((rule, index) => compileRule(policy, rule, index, line, services, levels))
  const isBehind = (rule: Draft, index: number) => index > 0 && rule.earliest < (rules[index - 1] as Draft).earliest
  if (rules.some(isBehind)) {
    rules.sort((a, b) => compare(a.earliest, b.earliest) || a.index - b.index)
    rules.forEach((rule, turn) => (rule.turn = turn))
  }
  return { policy, line, services, rules, ordered: rules.every((rule) => rule.earliest === rule.latest) }
}

/** Some rules of a policy as if they were asked in file order. */
export function inFileOrder(policy: CompiledPolicy, stays: (rule: CompiledRule) => boolean): CompiledPolicy {
  const rules = policy.rules
    .filter(stays)
    .sort((a, b) => a.index - b.index)
    .map((rule, turn): CompiledRule => ({ ...rule, turn, earliest: turn, latest: turn }))
  return { ...policy, rules, ordered: true }
}

/** Unlike a difference, right for infinite places too. */
export function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Draft = { -readonly [K in keyof CompiledRule]: CompiledRule[K] }

function compileRule(
  policy: Policy,
  rule: PolicyRule,
  index: number,
  line: AddressLine,
  services: ServiceSets,
  levels: Levels,
): Draft {
  const { verdict, rank, peers, plane, conditions } = rule
  const spans = line.spans[index] as Spans
  const symbolSpans = above(spans, line.addressCells)
  const certain = services.certain(rule)
  const hasSettledServices = rule.services.possible === undefined && plane !== 'unknown'
  const isOnLine = hasSettledServices && !services.hasIdentities
  const conditional = conditions !== undefined && conditions.length > 0
  const forEveryone = spans[0] === 0 && spans[1] === line.cells
  const mayWin = policy.tie === undefined || verdict === undefined || verdict === policy.tie
  const mayLose = policy.tie !== undefined && verdict !== policy.tie
  return {
    index,
    turn: index,
    verdict: verdictCode(verdict),
    earliest: placeOf(levelIn(levels, rank, 'first'), !mayWin, index, policy),
    latest: placeOf(levelIn(levels, rank, 'last'), mayLose, index, policy),
    level: rank.kind === 'at' ? levels(rank.value) : undefined,
    unordered: rank.kind === 'undefined',
    spans,
    addressSpans: symbolSpans.length === 0 ? spans : below(spans, line.addressCells),
    symbolSpans,
    forEveryone,
    certain,
    possible: isOnLine ? certain : services.possible(rule),
    subject: isOnLine ? certain : services.subject(rule),
    widest: services.widest(rule),
    conditional,
    hasSettledServices,
    settled: hasSettledServices && !conditional && (forEveryone || symbolSpans.length === 0),
    anyAddress: peers.symbols?.some((symbol) => symbol.kind === 'unresolved') ?? false,
  }
}

/** Whole numbers in the order of the ranks. */
type Levels = (rank: number) => number

/** Small whole ranks serve as they are; others, which may be huge or fractions, are numbered from 0 on. */
function levelsOf({ rules }: Policy): Levels {
  if (rules.every(({ rank }) => hasSmallValues(rank))) return (rank) => rank
  const ranks: number[] = []
  for (const { rank } of rules) {
    if (rank.kind === 'at') ranks.push(rank.value)
    else if (rank.kind === 'between') ranks.push(rank.first, rank.last)
  }
  const levels = new Map<number, number>()
  for (const rank of new Float64Array(ranks).sort()) if (!levels.has(rank)) levels.set(rank, levels.size)
  return (rank) => levels.get(rank) as number
}

function hasSmallValues(rank: Rank): boolean {
  if (rank.kind === 'undefined') return true
  return rank.kind === 'at' ? isSmall(rank.value) : isSmall(rank.first) && isSmall(rank.last)
}

function isSmall(rank: number): boolean {
  return Number.isInteger(rank) && Math.abs(rank) < MOST_SMALL
}

/** Places of a million rules with such ranks are exact as floating-point numbers. */
const MOST_SMALL = 2 ** 30

/** By rank; on a tie the verdict that wins it; rules of equal rank and verdict in file order. */
function placeOf(level: number, loses: boolean, index: number, { rules }: Policy): number {
  return (level * 2 + (loses ? 1 : 0)) * rules.length + index
}

/** The level of the lowest or the highest rank that a rule may have. */
function levelIn(levels: Levels, rank: Rank, bound: 'first' | 'last'): number {
  if (rank.kind === 'undefined') return bound === 'first' ? -Infinity : Infinity
  return levels(rank.kind === 'at' ? rank.value : rank[bound])
}

function below(spans: Spans, boundary: number): Spans {
  return spans.filter((_, i) => (spans[i - (i % 2)] as number) < boundary).map((bound) => Math.min(bound, boundary))
}

function above(spans: Spans, boundary: number): Spans {
  if ((spans[spans.length - 1] ?? 0) <= boundary) return NONE
  return spans.filter((_, i) => (spans[i | 1] as number) > boundary).map((bound) => Math.max(bound, boundary))
}

const NONE: Spans = Object.freeze([])

/** Whether `ahead` is asked before `rule` in every order that the file allows. */
export function isCertainlyAhead(ahead: CompiledRule, rule: CompiledRule): boolean {
  return ahead.latest < rule.earliest
}
