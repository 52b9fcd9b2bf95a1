/** What whole processes cost next to each other. */
import { spawnSync } from 'node:child_process'
import { median } from './measure.ts'

export interface Command {
  /** What Node is to run. */
  readonly args: readonly string[]
  readonly cwd: string
}

export interface Comparison {
  readonly name: string
  readonly subject: Command
  readonly baseline: Command
  /** The largest ratio of subject to baseline that is promised. */
  readonly limit: number
  readonly turns: number
}

/**
 * Prints one row, and makes the bench fail where the limit does not hold: what subject and baseline took, the median
 * of their ratios, and the quartiles around it. In each turn one process runs right after the other, and the next turn
 * the other way round: so a turn meets the machine in one state, and a ratio says more than two times do.
 */
export function compare({ name, subject, baseline, limit, turns }: Comparison): void {
  const times = Array.from({ length: turns }, (_, turn) => {
    if (turn % 2 === 0) return { ours: processorTime(subject), theirs: processorTime(baseline) }
    const theirs = processorTime(baseline)
    return { ours: processorTime(subject), theirs }
  })
  const ratios = times.map(({ ours, theirs }) => ours / theirs).sort((a, b) => a - b)
  const ratio = median(ratios)
  const [low, high] = [ratios[turns >> 2] ?? NaN, ratios[turns - 1 - (turns >> 2)] ?? NaN]
  const holds = ratio <= limit
  if (!holds) process.exitCode = 1
  const inMilliseconds = (all: readonly number[]): string => `${median(all).toFixed(0).padStart(6)} ms`
  console.log(
    `${name.padEnd(44)} ${inMilliseconds(times.map(({ ours }) => ours))} ${inMilliseconds(times.map(({ theirs }) => theirs))} ` +
      `${ratio.toFixed(2).padStart(6)} (${low.toFixed(2)} to ${high.toFixed(2)}) ${holds ? '<=' : '>'} ${limit.toFixed(2)}`,
  )
}

const METER = new URL('meter.js', import.meta.url).href

/** ESLint ends with this status when it has findings. */
const FINDINGS = 1

/**
 * Milliseconds of processor time from the start of the process to its end, with the threads that collect garbage,
 * compile and read files: all that a user pays, and little of what others do on the machine.
 */
function processorTime({ args, cwd }: Command): number {
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', METER, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0 && status !== FINDINGS) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`)
  return Number(output[3])
}
