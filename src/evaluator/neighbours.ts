/** Neighbours: intervals of ports that meet, and blocks of addresses that are the halves of wider ones. */
import type { AddressRange, PortRange } from '../model/packet-space.ts'

/** Rules whose parts make up a whole. */
export interface Run<U> {
  /** Ascending, two at least. */
  readonly rules: readonly number[]
  readonly union: U extends readonly (infer Part)[] ? Part : never
}

interface Part<U> {
  readonly rule: number
  readonly value: U
}

/** Runs of ports without a gap. A rule whose own ports have one is in none, nor is a rule inside the others. */
export function intervalsOf(parts: readonly Part<readonly PortRange[]>[]): readonly Run<readonly PortRange[]>[] {
  const sorted = parts
    .flatMap(({ rule, value }) => {
      const ports = intervalOf(value)
      return ports ? [{ rules: [rule], ...ports }] : []
    })
    .sort((a, b) => a.first - b.first || b.last - a.last)
  const runs: { rules: number[]; first: number; last: number }[] = []
  for (const { rules, first, last } of sorted) {
    const run = runs.at(-1)
    if (!run || first > run.last + 1) runs.push({ rules: [...rules], first, last })
    else if (last > run.last) {
      run.rules.push(...rules)
      run.last = last
    }
  }
  return runs
    .filter(({ rules }) => rules.length > 1)
    .map(({ rules, first, last }) => ({ rules: ascending(rules), union: { first, last } }))
}

function intervalOf(ports: readonly PortRange[]): PortRange | undefined {
  const [whole, ...rest] = [...ports].sort((a, b) => a.first - b.first)
  return rest.reduce<PortRange | undefined>(
    (union, { first, last }) =>
      union && first <= union.last + 1 ? { first: union.first, last: Math.max(union.last, last) } : undefined,
    whole,
  )
}

interface Block {
  readonly family: 4 | 6
  readonly first: bigint
  readonly size: bigint
  readonly rules: readonly number[]
}

/** Runs of blocks that make up a wider block. A rule for more than one block is in none, nor is one inside another. */
export function blocksOf(parts: readonly Part<readonly AddressRange[]>[]): readonly Run<readonly AddressRange[]>[] {
  const sorted = parts.flatMap(({ rule, value }) => blockOf(rule, value)).sort((a, b) => compare(a, b))
  const done: Block[] = []
  for (const block of sorted) {
    const before = done.at(-1)
    if (before && before.family === block.family && block.first < before.first + before.size) continue
    let whole = block
    for (let half = done.at(-1); half && areHalves(half, whole); half = done.at(-1)) {
      done.pop()
      whole = { ...half, size: half.size * 2n, rules: [...half.rules, ...whole.rules] }
    }
    done.push(whole)
  }
  return done
    .filter(({ rules }) => rules.length > 1)
    .map((block) => ({ rules: ascending(block.rules), union: rangeOf(block) }))
}

function areHalves(half: Block, other: Block): boolean {
  return (
    half.family === other.family &&
    half.size === other.size &&
    half.first + half.size === other.first &&
    half.first % (half.size * 2n) === 0n
  )
}

function compare(a: Block, b: Block): number {
  if (a.family !== b.family) return a.family - b.family
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  return a.size === b.size ? 0 : a.size > b.size ? -1 : 1
}

/** The only range of a rule, where it is a block. */
function blockOf(rule: number, [range, another]: readonly AddressRange[]): readonly Block[] {
  if (!range || another) return []
  const first = BigInt(range.first)
  const size = BigInt(range.last) - first + 1n
  const isBlock = (size & (size - 1n)) === 0n && first % size === 0n
  return isBlock ? [{ family: range.family, first, size, rules: [rule] }] : []
}

function rangeOf({ family, first, size }: Block): AddressRange {
  const last = first + size - 1n
  return family === 6 ? { family, first, last } : { family, first: Number(first), last: Number(last) }
}

function ascending(rules: readonly number[]): readonly number[] {
  return [...rules].sort((a, b) => a - b)
}
