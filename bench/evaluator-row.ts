/** A row of the evaluator's bench, in a process of its own: what is compiled for one group does not help the next. */
import { parseForESLint } from 'jsonc-eslint-parser'
import type { Policy, WidestSource } from '../src/evaluator/index.ts'
import { conflicts, exposures, redundant, shadowed } from '../src/evaluator/index.ts'
import { adversarial, overlapping, realistic, unsettled } from './groups.ts'
import type { Cost } from './measure.ts'
import { heapOf, measure } from './measure.ts'
import { toTerraformJson } from './terraform-json.ts'

const SHAPES = { realistic, adversarial, overlapping, unsettled }

export interface Row {
  readonly name: string
  readonly shape: keyof typeof SHAPES
  readonly rules: number
  /** The largest share of asking in parsing that is promised. */
  readonly limit?: number
}

/** What a process is to measure. */
export interface Task {
  readonly row: Row
  readonly job: 'asking' | 'parsing'
}

export interface Result extends Cost {
  /** Bytes that a policy holds once it has been asked everything; 0 where nothing is asked. */
  readonly heap: number
}

/** One object for all policies, as where a linter asks about the groups of many files. */
const WIDEST: WidestSource = { ipv4: 8, ipv6: 16 }

function askEverything(policy: Policy): unknown {
  return [shadowed(policy), redundant(policy), exposures(policy, WIDEST), conflicts(policy)]
}

/** So many rules are held at once, in policies of a row's size: a single small one would be lost in what else happens on the heap. */
const HELD_RULES = 50_000

/** Bytes that a policy holds once it has been asked everything. */
function heapOfPolicy(make: (seed: number) => Policy, rules: number): number {
  const policies = Array.from({ length: HELD_RULES / rules }, (_, seed) => make(seed))
  return heapOf(() => policies.map(askEverything)) / policies.length
}

function run({ row: { shape, rules }, job }: Task): Result {
  const policyOf = (seed: number) => SHAPES[shape](rules, seed)
  const cost = measure((seed) => {
    const policy = policyOf(seed)
    if (job === 'asking') return () => askEverything(policy)
    const text = toTerraformJson(policy)
    return () => parseForESLint(text)
  })
  return { ...cost, heap: job === 'asking' ? heapOfPolicy(policyOf, rules) : 0 }
}

process.once('message', (task: Task) => process.send?.(run(task), () => process.disconnect()))
