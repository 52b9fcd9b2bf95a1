/** When each rule of a policy is asked: its place among all, by rank, tie-break and file order. */
import type { Policy, PolicyRule, Rank } from './policy.ts'

export interface Places {
  /** By index of a rule: bounds of its place; equal where it is settled. */
  readonly earliest: Float64Array
  readonly latest: Float64Array
  /** Whether every place is settled. */
  readonly ordered: boolean
  /** Indices in the order in which rules are asked at the earliest; `undefined` where that is file order. */
  readonly byTurn: readonly number[] | undefined
}

export function placesOf({ rules, tie }: Policy): Places {
  const levels = levelsOf(rules)
  const earliest = new Float64Array(rules.length)
  const latest = new Float64Array(rules.length)
  let ordered = true
  let isInFileOrder = true
  let before = -Infinity
  for (let index = 0; index < rules.length; index++) {
    const { verdict, rank } = rules[index] as PolicyRule
    const mayWin = tie === undefined || verdict === undefined || verdict === tie
    const mayLose = tie !== undefined && verdict !== tie
    const [firstLevel, lastLevel] = levelBounds(levels, rank)
    const first = placeOf(firstLevel, !mayWin, index, rules.length)
    const last = placeOf(lastLevel, mayLose, index, rules.length)
    if (first !== last) ordered = false
    if (first < before) isInFileOrder = false
    earliest[index] = before = first
    latest[index] = last
  }
  const byTurn = isInFileOrder
    ? undefined
    : Array.from(rules.keys()).sort((a, b) => (earliest[a] as number) - (earliest[b] as number) || a - b)
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
  of(rank: number): number
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
    const [first, last] = boundsOf(rank)
    if (!isSmall(first) || !isSmall(last)) return numberedLevels(rules)
    if (first < lowest) lowest = first
    if (last > highest) highest = last
  }
  return { of: (rank) => rank, lowest, highest }
}

function numberedLevels(rules: readonly PolicyRule[]): Levels {
  const ranks = rules.flatMap(({ rank }) => (rank.kind === 'undefined' ? [] : boundsOf(rank)))
  const levels = new Map<number, number>()
  for (const rank of new Float64Array(ranks).sort()) if (!levels.has(rank)) levels.set(rank, levels.size)
  return { of: (rank) => levels.get(rank) as number, lowest: 0, highest: levels.size - 1 }
}

/** The lowest and the highest rank that a rule may have. */
function boundsOf(rank: Exclude<Rank, { readonly kind: 'undefined' }>): readonly [first: number, last: number] {
  return rank.kind === 'at' ? [rank.value, rank.value] : [rank.first, rank.last]
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

/** The levels of the lowest and the highest rank that a rule may have; without any, it may be ahead of all others and behind them. */
function levelBounds(levels: Levels, rank: Rank): readonly [first: number, last: number] {
  if (rank.kind === 'undefined') return [levels.lowest - 1, levels.highest + 1]
  const [first, last] = boundsOf(rank)
  return [levels.of(first), levels.of(last)]
}
