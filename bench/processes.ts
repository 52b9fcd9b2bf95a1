/** What whole processes cost next to each other. */
import { spawnSync } from 'node:child_process'

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
  readonly runs: number
}

/**
 * Prints one row, and makes the bench fail where the limit does not hold. The two take turns, so that whatever else
 * the machine does slows both; the fastest run of each is the least disturbed one.
 */
export function compare({ name, subject, baseline, limit, runs }: Comparison): void {
  const times = Array.from({ length: runs }, () => [duration(subject), duration(baseline)] as const)
  const ours = Math.min(...times.map(([time]) => time))
  const theirs = Math.min(...times.map(([, time]) => time))
  const ratio = ours / theirs
  const holds = ratio <= limit
  if (!holds) process.exitCode = 1
  console.log(
    `${name.padEnd(44)} ${ours.toFixed(0).padStart(6)} ms ${theirs.toFixed(0).padStart(6)} ms ` +
      `${ratio.toFixed(2).padStart(6)} ${holds ? '<=' : '>'} ${limit.toFixed(2)}`,
  )
}

/** ESLint ends with this status when it has findings. */
const FINDINGS = 1

/** Milliseconds from the start of the process to its end. */
function duration({ args, cwd }: Command): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0 && status !== FINDINGS) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`)
  return performance.now() - start
}
