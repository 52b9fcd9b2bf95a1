/**
 * What the evaluator costs, as ratios measured in one run: all its questions about a group against
 * the time in which jsonc-eslint-parser parses the same group, printed as Terraform JSON.
 *
 * Usage: npm run bench -- evaluator
 */
import { parseForESLint } from 'jsonc-eslint-parser'
import type { Policy } from '../src/evaluator/index.ts'
import { conflicts, exposures, redundant, shadowed } from '../src/evaluator/index.ts'
import { adversarial, overlapping, realistic, unsettled } from './groups.ts'
import { toTerraformJson } from './terraform-json.ts'

const WIDEST = { ipv4: 8, ipv6: 16 }

function askEverything(policy: Policy): void {
  shadowed(policy)
  redundant(policy)
  exposures(policy, WIDEST)
  conflicts(policy)
}

/** Milliseconds: the median of some runs after as many to warm up, each on an object of its own, for answers are remembered by object. */
function measure<T>(make: () => T, run: (made: T) => void, times: number): number {
  const durations = Array.from({ length: 2 * times }, () => {
    const made = make()
    const start = performance.now()
    run(made)
    return performance.now() - start
  })
  return durations.slice(times).sort((a, b) => a - b)[times >> 1] ?? NaN
}

function row(name: string, count: number, make: (count: number, seed: number) => Policy, times: number): number {
  let seed = 1
  const text = toTerraformJson(make(count, seed))
  const parsing = measure(
    () => text,
    (json) => parseForESLint(json),
    times,
  )
  const asking = measure(() => make(count, seed++), askEverything, times)
  const share = `${((100 * asking) / parsing).toFixed(1)} %`
  console.log(
    `${name.padEnd(44)} ${asking.toFixed(2).padStart(9)} ms ${parsing.toFixed(2).padStart(9)} ms ${share.padStart(9)}`,
  )
  return asking
}

console.log(`${''.padEnd(44)} ${'questions'.padStart(12)} ${'parsing'.padStart(12)} ${'share'.padStart(9)}`)
row('1,000 rules like real ones', 1000, realistic, 100)
row('1,000 rules, all ports and ranges distinct', 1000, adversarial, 50)
row('5,000 rules that all overlap', 5000, overlapping, 5)
row('10,000 rules like real ones', 10_000, realistic, 5)
row('10,000 rules with unknown parts', 10_000, unsettled, 5)

const sizes = [100, 1000, 10_000, 50_000]
const costs = sizes.map((size) =>
  row(`growth: ${size.toLocaleString('en')} rules`, size, realistic, size > 1000 ? 4 : 100),
)
const exponent =
  Math.log((costs.at(-1) ?? NaN) / (costs[0] ?? NaN)) / Math.log((sizes.at(-1) ?? NaN) / (sizes[0] ?? NaN))
console.log(`cost grows as n^${exponent.toFixed(2)} from ${String(sizes[0])} to ${String(sizes.at(-1))} rules`)
