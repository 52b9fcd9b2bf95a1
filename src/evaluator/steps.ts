/** Passes over the rules of a policy: each takes at most 32 sets of services that no step tells apart, as the bits of a mask. */
import type { CompiledRule } from './compile.ts'
import { lowestBit } from './numbers.ts'
import type { Spans } from './spans.ts'
import { maskOfRun, meetsRun } from './spans.ts'

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

/** Many services as at most 32 groups of neighbours, each a bit. */
export interface Groups {
  /** By step: the groups that it concerns as a whole or in part. */
  readonly touched: readonly number[]
  /** By step: the groups that it concerns as a whole. */
  readonly whole: readonly number[]
}

/** Leaves out steps that change nothing, as far as it shows when services are told apart by groups alone. */
export type Thin<S extends Step> = (steps: readonly S[], groups: Groups) => readonly S[]

const MOST_BITS = 32

/** Services that are too many for one pass are cut into the parts that one pass each can take, or into so many. */
const MOST_PARTS = 8

/**
 * Visits all services of the steps, in passes. Cuts the services into parts until few enough are left to tell apart;
 * on the way, `thin` drops the steps that others have made idle, so that a crowd of overlapping rules soon is none.
 */
export function forEachPass<S extends Step>(
  steps: readonly S[],
  bits: number,
  thin: Thin<S>,
  visit: (pass: Pass<S>) => void,
): void {
  const scratch: Scratch = {
    isBound: new Uint8Array(bits + 1),
    change: new Int32Array(bits + 1),
    place: new Int32Array(bits + 1),
  }

  const run = (some: readonly S[], from: number, to: number): void => {
    let left = some
    let runs = runsOf(left, from, to, scratch)
    if (runs.length > 2 * MOST_BITS) {
      const groups = groupsOf(left, from, to, runs.length / 2, scratch)
      // What concerns no group as a whole makes nothing idle.
      if (groups.whole.some((mask) => mask !== 0)) {
        left = thin(left, groups)
        runs = runsOf(left, from, to, scratch)
      }
    }
    if (runs.length === 0) return
    if (runs.length <= 2 * MOST_BITS) {
      visit(passOf(left, from, to, runs, scratch))
      return
    }
    const count = runs.length / 2
    const parts = Math.min(MOST_PARTS, Math.ceil(count / MOST_BITS))
    const startOf = (part: number) => runs[2 * Math.floor((part * count) / parts)] ?? to
    for (let part = 0; part < parts; part++) {
      const first = startOf(part)
      const end = startOf(part + 1)
      run(
        left.filter((step) => meetsRun(step.bits, first, end)),
        first,
        end,
      )
    }
  }
  run(steps, 0, bits)
}

/** By bit of the service line; clean between two calls, but for `place`. */
interface Scratch {
  /** Whether some step's run starts or ends here. */
  readonly isBound: Uint8Array
  /** How many more steps concern this bit than the one before it. */
  readonly change: Int32Array
  /** Of a bound: how many of the runs at hand are ahead of it. */
  readonly place: Int32Array
}

/** The runs of bits that no step tells apart, without those that concern none. */
function runsOf(steps: readonly Step[], from: number, to: number, { isBound, change, place }: Scratch): Spans {
  for (const { bits } of steps) {
    for (let i = 0; i < bits.length; i += 2) {
      const first = Math.max(bits[i] as number, from)
      const end = Math.min(bits[i + 1] as number, to)
      if (first >= end) continue
      isBound[first] = isBound[end] = 1
      change[first] = (change[first] as number) + 1
      change[end] = (change[end] as number) - 1
    }
  }
  const runs: number[] = []
  let concerned = 0
  for (let bit = from; bit <= to; bit++) {
    if (isBound[bit] === 0) continue
    if (concerned > 0) runs.push(bit)
    concerned += change[bit] as number
    place[bit] = runs.length >> 1
    if (concerned > 0) runs.push(bit)
    isBound[bit] = change[bit] = 0
  }
  return runs
}

/** The runs in groups of the same number, but for the last. */
function groupsOf(steps: readonly Step[], from: number, to: number, runs: number, { place }: Scratch): Groups {
  const size = Math.ceil(runs / MOST_BITS)
  const touched: number[] = []
  const whole: number[] = []
  for (const { bits } of steps) {
    let some = 0
    let all = 0
    for (let i = 0; i < bits.length; i += 2) {
      const first = Math.max(bits[i] as number, from)
      const end = Math.min(bits[i + 1] as number, to)
      if (first >= end) continue
      const start = place[first] as number
      const stop = place[end] as number
      const last = Math.ceil(stop / size)
      some |= maskOfRun(Math.floor(start / size), last)
      const firstWhole = Math.ceil(start / size)
      const endWhole = stop === runs ? last : Math.floor(stop / size)
      if (firstWhole < endWhole) all |= maskOfRun(firstWhole, endWhole)
    }
    touched.push(some)
    whole.push(all)
  }
  return { touched, whole }
}

function passOf<S extends Step>(
  steps: readonly S[],
  from: number,
  to: number,
  runs: Spans,
  { place }: Scratch,
): Pass<S> {
  const masks = steps.map(({ bits }) => {
    let mask = 0
    for (let i = 0; i < bits.length; i += 2) {
      const first = Math.max(bits[i] as number, from)
      const end = Math.min(bits[i + 1] as number, to)
      if (first < end) mask |= maskOfRun(place[first] as number, place[end] as number)
    }
    return mask
  })
  return {
    steps,
    masks,
    forEachRun(mask, tell) {
      for (let rest = mask; rest !== 0;) {
        const first = lowestBit(rest)
        let end = first
        do {
          rest &= ~(1 << end)
          end++
        } while (end < MOST_BITS && (rest & (1 << end)) !== 0 && runs[2 * end] === runs[2 * end - 1])
        tell(runs[2 * first] as number, runs[2 * end - 1] as number)
      }
    },
    firstOf: (mask) => runs[2 * lowestBit(mask)] as number,
  }
}
