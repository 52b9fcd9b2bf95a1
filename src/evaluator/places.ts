/** When each rule of a policy is asked: its place among all, by rank, tie-break and file order. */
import { compare } from './numbers.ts'
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
    const first = placeOf(levelIn(levels, rank, 'first'), !mayWin, index, rules.length)
    const last = placeOf(levelIn(levels, rank, 'last'), mayLose, index, rules.length)
    if (first !== last) ordered = false
    if (first < before) isInFileOrder = false
    earliest[index] = before = first
    latest[index] = last
  }
  const byTurn = isInFileOrder
    ? undefined
    : Array.from(rules.keys()).sort((a, b) => compare(earliest[a] as number, earliest[b] as number) || a - b)
  return { earliest, latest, ordered, byTurn }
}

/** Whole numbers in the order of the ranks. */
type Levels = (rank: number) => number

/** Small whole ranks serve as they are; others, which may be huge or fractions, are numbered from 0 on. */
function levelsOf(rules: readonly PolicyRule[]): Levels {
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
function placeOf(level: number, loses: boolean, index: number, count: number): number {
  return (level * 2 + (loses ? 1 : 0)) * count + index
}

/** The level of the lowest or the highest rank that a rule may have. */
function levelIn(levels: Levels, rank: Rank, bound: 'first' | 'last'): number {
  if (rank.kind === 'undefined') return bound === 'first' ? -Infinity : Infinity
  return levels(rank.kind === 'at' ? rank.value : rank[bound])
}
