/** Passes over the rules of a policy: each takes at most 32 sets of services that no step tells apart, as the bits of a mask. */
import type { CompiledRule } from './compile.ts'
import type { Spans } from './spans.ts'
import { holdsRun, maskOfRun, meetsRun } from './spans.ts'

/** Something to do with a rule, for these of its services. */
export interface Step {
  readonly rule: CompiledRule
  readonly bits: Spans
}

export interface Pass<S extends Step> {
  readonly steps: readonly S[]
  /** By step: what it concerns. */
  readonly masks: readonly number[]
  /** Tells the runs of bits of the service line, ends excluded, that the bits of a mask stand for. */
  forEachRun(mask: number, tell: (first: number, end: number) => void): void
  /** The first bit of the service line that the lowest bit of a mask stands for. */
  firstOf(mask: number): number
}

/** Leaves out steps that change nothing, where some concern all services at hand. */
export type Thin<S extends Step> = (steps: readonly S[], concernsAll: (step: S) => boolean) => readonly S[]

const MOST_BITS = 32

/** Services that are too many for one pass are cut into the parts that one pass each can take, or into so many. */
const MOST_PARTS = 8

/**
 * Visits all services of the steps, in passes. Cuts the services into parts until few enough are left to tell apart;
 * on the way, `thin` drops the steps that wider ones have made idle, so that a crowd of overlapping rules soon is none.
 */
export function forEachPass<S extends Step>(
  steps: readonly S[],
  bits: number,
  thin: Thin<S>,
  visit: (pass: Pass<S>) => void,
): void {
  const isBound = new Uint8Array(bits + 1)
  const local = new Int32Array(bits + 1)

  const run = (some: readonly S[], from: number, to: number): void => {
    const concernsAll = (step: S) => holdsRun(step.bits, from, to)
    let left = some
    let starts = startsOf(left, from, to, isBound)
    if (starts.length > MOST_BITS && left.some(concernsAll)) {
      left = thin(left, concernsAll)
      starts = startsOf(left, from, to, isBound)
    }
    if (left.length === 0) return
    if (starts.length <= MOST_BITS) {
      visit(passOf(left, from, to, starts, local))
      return
    }
    const parts = Math.min(MOST_PARTS, Math.ceil(starts.length / MOST_BITS))
    for (let part = 0; part < parts; part++) {
      const first = starts[Math.floor((part * starts.length) / parts)] as number
      const end = starts[Math.floor(((part + 1) * starts.length) / parts)] ?? to
      run(
        left.filter((step) => meetsRun(step.bits, first, end)),
        first,
        end,
      )
    }
  }
  run(steps, 0, bits)
}

/** Where runs of bits start that no step tells apart. */
function startsOf(steps: readonly Step[], from: number, to: number, isBound: Uint8Array): readonly number[] {
  for (const { bits } of steps) for (const bound of bits) if (bound > from && bound < to) isBound[bound] = 1
  const starts = [from]
  for (let bit = from + 1; bit < to; bit++) {
    if (isBound[bit] === 0) continue
    starts.push(bit)
    isBound[bit] = 0
  }
  return starts
}

function passOf<S extends Step>(
  steps: readonly S[],
  from: number,
  to: number,
  starts: readonly number[],
  local: Int32Array,
): Pass<S> {
  starts.forEach((start, i) => (local[start] = i))
  local[to] = starts.length
  const masks = steps.map(({ bits }) => {
    let mask = 0
    for (let i = 0; i < bits.length; i += 2) {
      const first = Math.max(bits[i] as number, from)
      const end = Math.min(bits[i + 1] as number, to)
      if (first < end) mask |= maskOfRun(local[first] as number, local[end] as number)
    }
    return mask
  })
  return {
    steps,
    masks,
    forEachRun(mask, tell) {
      for (let rest = mask; rest !== 0;) {
        const first = lowestBit(rest)
        const end = first + lowestBit(~(rest >>> first))
        tell(starts[first] as number, starts[end] ?? to)
        rest &= ~maskOfRun(first, end)
      }
    },
    firstOf: (mask) => starts[lowestBit(mask)] as number,
  }
}

/** Its index; 32 if there is none. */
function lowestBit(mask: number): number {
  return mask === 0 ? MOST_BITS : 31 - Math.clz32(mask & -mask)
}
