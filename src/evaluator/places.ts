/** When each rule of a policy is asked: its place among all, by rank, tie-break and file order. */
import type { Policy, PolicyRule, Rank } from './policy.ts'

export interface Places {
  /** By index of a rule: bounds of its place; equal where it is settled. */
  readonly earliest: readonly number[]
  readonly latest: readonly number[]
  /** Whether every place is settled. */
  readonly ordered: boolean
  /** Indices in the order in which rules are asked at the earliest; `undefined` where that is file order. */
  readonly byTurn: readonly number[] | undefined
}

export function placesOf({ rules, tie }: Policy): Places {
  const levels = levelsOf(rules)
  // Not typed arrays: a number out of those takes room of its own wherever it goes.
  const earliest = rules.map(() => 0)
  const latest = rules.map(() => 0)
  let ordered = true
  let isInFileOrder = true
  let before = -Infinity
  for (let index = 0; index < rules.length; index++) {
    const { verdict, rank } = rules[index] as PolicyRule
    const mayWin = tie === undefined || verdict === undefined || verdict === tie
    const mayLose = tie !== undefined && verdict !== tie
    const first = placeOf(lowestLevel(levels, rank), !mayWin, index, rules.length)
    const last = placeOf(highestLevel(levels, rank), mayLose, index, rules.length)
    if (first !== last) ordered = false
    if (first < before) isInFileOrder = false
    earliest[index] = before = first
    latest[index] = last
  }
  const byTurn = isInFileOrder
    ? undefined
    : rules.map((_, index) => index).sort((a, b) => (earliest[a] as number) - (earliest[b] as number) || a - b)
  return { earliest, latest, ordered, byTurn }
}

/** Steps that stand in the order of their places, and others, as one list in that order. */
export function merged<S extends { readonly place: number }>(steps: readonly S[], others: S[]): readonly S[] {
  if (others.length === 0) return steps
  others.sort((a, b) => a.place - b.place)
  const all: S[] = []
  let next = 0
  for (const step of steps) {
    for (; next < others.length && (others[next] as S).place < step.place; next++) all.push(others[next] as S)
    all.push(step)
  }
  return all.concat(others.slice(next))
}

/** Ranks as whole numbers in the same order. */
interface Levels {
  readonly of: (rank: number) => number
  /** No level is below or above these. */
  readonly lowest: number
  readonly highest: number
}

/** Small whole ranks serve as they are; others, which may be huge or fractions, are numbered from 0 on. */
function levelsOf(rules: readonly PolicyRule[]): Levels {
  let lowest = 0
  let highest = 0
  for (const { rank } of rules) {
    if (rank.kind === 'undefined') continue
    const first = firstOf(rank)
    const last = lastOf(rank)
    if (!isSmall(first) || !isSmall(last)) return numberedLevels(rules)
    if (first < lowest) lowest = first
    if (last > highest) highest = last
  }
  return { of: (rank) => rank, lowest, highest }
}

function numberedLevels(rules: readonly PolicyRule[]): Levels {
  const ranks = rules.flatMap(({ rank }) => (rank.kind === 'undefined' ? [] : [firstOf(rank), lastOf(rank)]))
  const levels = new Map<number, number>()
  for (const rank of new Float64Array(ranks).sort()) if (!levels.has(rank)) levels.set(rank, levels.size)
  return { of: (rank) => levels.get(rank) as number, lowest: 0, highest: levels.size - 1 }
}

type KnownRank = Exclude<Rank, { readonly kind: 'undefined' }>

function firstOf(rank: KnownRank): number {
  return rank.kind === 'at' ? rank.value : rank.first
}

function lastOf(rank: KnownRank): number {
  return rank.kind === 'at' ? rank.value : rank.last
}

function isSmall(rank: number): boolean {
  return Number.isInteger(rank) && Math.abs(rank) < MOST_SMALL
}

/** Places of a million rules with such ranks are exact as floating-point numbers. */
const MOST_SMALL = 2 ** 30

/** By rank; on a tie the verdict that wins it; rules of equal rank and verdict in file order. */
function placeOf(level: number, loses: boolean, index: number, count: number): number {
  return (level * 2 + (loses ? 1 : 0)) * count + index
}

/** A rule without a rank may be ahead of all others, … */
function lowestLevel({ of, lowest }: Levels, rank: Rank): number {
  return rank.kind === 'undefined' ? lowest - 1 : of(firstOf(rank))
}

/** … and behind them. */
function highestLevel({ of, highest }: Levels, rank: Rank): number {
  return rank.kind === 'undefined' ? highest + 1 : of(lastOf(rank))
}
