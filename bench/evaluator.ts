/**
 * What the evaluator costs: all its questions about a group, against the time in which jsonc-eslint-parser parses
 * the same group as Terraform JSON. Only the ratios mean something, and only those of one run.
 *
 * Usage: npm run bench -- evaluator
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Result, Row, Task } from './evaluator-row.ts'
import { LIMITS } from './limits.ts'
import { growth, median } from './measure.ts'

const ROWS = {
  few: { name: '100 rules like real ones', shape: 'realistic', rules: 100 },
  group: { name: '1,000 rules like real ones', shape: 'realistic', rules: 1000, limit: LIMITS.questions },
  many: { name: '10,000 rules like real ones', shape: 'realistic', rules: 10_000 },
  most: { name: '50,000 rules like real ones', shape: 'realistic', rules: 50_000 },
  unsettled: { name: '10,000 rules with unknown parts', shape: 'unsettled', rules: 10_000 },
  distinct: {
    name: '1,000 rules, all ports and ranges distinct',
    shape: 'adversarial',
    rules: 1000,
    limit: LIMITS.questionsOfDistinct,
  },
  crowd: {
    name: '5,000 rules that all overlap',
    shape: 'overlapping',
    rules: 5000,
    limit: LIMITS.questionsOfOverlapping,
  },
} as const satisfies Record<string, Row>

/** The median of so many processes counts, in turns for both jobs. */
const PROCESSES = 3

const JOBS = ['parsing', 'asking'] as const

async function resultsOf(row: Row): Promise<Record<Task['job'], Result>> {
  const results = { parsing: [] as Result[], asking: [] as Result[] }
  for (let turn = 0; turn < PROCESSES; turn++) {
    for (const job of JOBS) results[job].push(await resultOf({ row, job }))
  }
  return { parsing: medianOf(results.parsing), asking: medianOf(results.asking) }
}

async function resultOf(task: Task): Promise<Result> {
  const child = fork(new URL('evaluator-row.js', import.meta.url), { execArgv: ['--expose-gc'] })
  child.send(task)
  const [result] = (await once(child, 'message')) as [Result]
  return result
}

function medianOf(results: readonly Result[]): Result {
  const of = (key: keyof Result) => median(results.map((result) => result[key]))
  return { first: of('first'), mean: of('mean'), heap: of('heap') }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(8)
const milliseconds = (time: number) => `${time.toFixed(2)} ms`.padStart(11)

/** Tells a limit, if there is one, and makes the bench fail where it does not hold. */
function against(value: number, limit: number | undefined, spell: (value: number) => string = String): string {
  if (limit === undefined) return ''
  const holds = value <= limit
  if (!holds) process.exitCode = 1
  return ` ${holds ? '<=' : '>'} ${spell(limit)}`
}

console.log(`${''.padEnd(44)} questions     parsing      share`)
const questions = new Map<Row, Result>()
for (const row of Object.values<Row>(ROWS)) {
  const { asking, parsing } = await resultsOf(row)
  questions.set(row, asking)
  const share = asking.mean / parsing.mean
  const limit = against(share, row.limit, percent)
  console.log(
    `${row.name.padEnd(42)}${milliseconds(asking.mean)} ${milliseconds(parsing.mean)} ` +
      `${percent(asking.first / parsing.first)} at first, then ${percent(share)}${limit}`,
  )
}
const ratioOf = (key: keyof Result, row: Row, to: Row) =>
  (questions.get(row)?.[key] ?? NaN) / (questions.get(to)?.[key] ?? NaN)
const tellGrowth = (what: string, key: keyof Result) => {
  const exponent = growth(ratioOf(key, ROWS.most, ROWS.few), ROWS.most.rules / ROWS.few.rules)
  console.log(`From 100 to 50,000 rules, ${what} grows as n^${exponent.toFixed(2)}${against(exponent, LIMITS.growth)}.`)
}
tellGrowth('time', 'mean')
tellGrowth('memory', 'heap')
const factor = ratioOf('mean', ROWS.unsettled, ROWS.many)
console.log(
  `Unknown parts take ${factor.toFixed(1)} times as long as known ones${against(factor, LIMITS.unknownParts)}.`,
)
