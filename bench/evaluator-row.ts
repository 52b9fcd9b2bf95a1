/** One row of the evaluator's bench, in a process of its own: what is compiled for one group does not help the next. */
import { parseForESLint } from 'jsonc-eslint-parser'
import type { Policy, WidestSource } from '../src/evaluator/index.ts'
import { conflicts, exposures, redundant, shadowed } from '../src/evaluator/index.ts'
import { adversarial, overlapping, realistic, unsettled } from './groups.ts'
import { heapOf, measure } from './measure.ts'
import { toTerraformJson } from './terraform-json.ts'

const SHAPES = { realistic, adversarial, overlapping, unsettled }

export interface Row {
  readonly name: string
  readonly shape: keyof typeof SHAPES
  readonly rules: number
  readonly turns: number
}

export interface Result {
  /** Milliseconds. */
  readonly parsing: number
  readonly asking: number
  /** Of the first questions to the first parse of the process. */
  readonly firstShare: number
  /** Bytes that a policy holds once it has been asked everything. */
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

function run({ shape, rules, turns }: Row): Result {
  const policyOf = (seed: number) => SHAPES[shape](rules, seed)
  const make = (seed: number) => {
    const policy = policyOf(seed)
    return { policy, text: toTerraformJson(policy) }
  }
  const { parsing, asking } = measure(turns, make, {
    parsing: ({ text }) => parseForESLint(text),
    asking: ({ policy }) => askEverything(policy),
  })
  const heap = heapOfPolicy(policyOf, rules)
  return { parsing: parsing.median, asking: asking.median, firstShare: asking.first / parsing.first, heap }
}

process.once('message', (row: Row) => process.send?.(run(row), () => process.disconnect()))
