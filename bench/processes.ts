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
 * the machine does slows both; the cheapest run of each is the least disturbed one.
 */
export function compare({ name, subject, baseline, limit, runs }: Comparison): void {
  const costs = Array.from({ length: runs }, () => [processorTime(subject), processorTime(baseline)] as const)
  const ours = Math.min(...costs.map(([cost]) => cost))
  const theirs = Math.min(...costs.map(([, cost]) => cost))
  const ratio = ours / theirs
  const holds = ratio <= limit
  if (!holds) process.exitCode = 1
  console.log(
    `${name.padEnd(44)} ${ours.toFixed(0).padStart(6)} ms ${theirs.toFixed(0).padStart(6)} ms ` +
      `${ratio.toFixed(2).padStart(6)} ${holds ? '<=' : '>'} ${limit.toFixed(2)}`,
  )
}

/** Has the process tell what it used itself, all its threads included: the clock would count other programs in. */
const TELL_USAGE = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs'
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeSync(3, String(user + system))
})`)}`

/** ESLint ends with this status when it has findings. */
const FINDINGS = 1

/** Milliseconds. */
function processorTime({ args, cwd }: Command): number {
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', TELL_USAGE, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0 && status !== FINDINGS) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`)
  return Number(output[3]) / 1000
}
