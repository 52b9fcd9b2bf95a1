/**
 * What the evaluator costs: all its questions about a group, against the time in which jsonc-eslint-parser parses
 * the same group as Terraform JSON. Only the ratios mean something, and only those of one run.
 *
 * Usage: npm run bench -- evaluator
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Result, Row } from './evaluator-row.ts'
import { growth, median } from './measure.ts'

const ROWS = {
  few: { name: '100 rules like real ones', shape: 'realistic', rules: 100, turns: 200 },
  group: { name: '1,000 rules like real ones', shape: 'realistic', rules: 1000, turns: 100 },
  many: { name: '10,000 rules like real ones', shape: 'realistic', rules: 10_000, turns: 10 },
  most: { name: '50,000 rules like real ones', shape: 'realistic', rules: 50_000, turns: 4 },
  unsettled: { name: '10,000 rules with unknown parts', shape: 'unsettled', rules: 10_000, turns: 10 },
  distinct: { name: '1,000 rules, all ports and ranges distinct', shape: 'adversarial', rules: 1000, turns: 50 },
  crowd: { name: '5,000 rules that all overlap', shape: 'overlapping', rules: 5000, turns: 10 },
} as const satisfies Record<string, Row>

/** The median of so many processes counts. */
const PROCESSES = 3

async function resultOf(row: Row): Promise<Result> {
  const results: Result[] = []
  while (results.length < PROCESSES) {
    const child = fork(new URL('evaluator-row.js', import.meta.url), { execArgv: ['--expose-gc'] })
    child.send(row)
    const [result] = (await once(child, 'message')) as [Result]
    results.push(result)
  }
  const of = (key: keyof Result) => median(results.map((result) => result[key]))
  return { parsing: of('parsing'), asking: of('asking'), firstShare: of('firstShare'), heap: of('heap') }
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`.padStart(8)
const milliseconds = (time: number) => `${time.toFixed(2)} ms`.padStart(11)

console.log(`${''.padEnd(44)} questions     parsing    share  first time`)
const results = new Map<Row, Result>()
for (const row of Object.values(ROWS)) {
  const result = await resultOf(row)
  results.set(row, result)
  const { asking, parsing, firstShare } = result
  console.log(
    `${row.name.padEnd(42)}${milliseconds(asking)} ${milliseconds(parsing)} ${percent(asking / parsing)}    ${percent(firstShare)}`,
  )
}
const growthOf = (key: 'asking' | 'heap') =>
  growth(results.get(ROWS.few)?.[key] ?? NaN, results.get(ROWS.most)?.[key] ?? NaN, ROWS.most.rules / ROWS.few.rules)
console.log(`From 100 to 50,000 rules, time grows as n^${growthOf('asking')}, memory as n^${growthOf('heap')}.`)
const factor = (results.get(ROWS.unsettled)?.asking ?? NaN) / (results.get(ROWS.many)?.asking ?? NaN)
console.log(`Rules with unknown parts take ${factor.toFixed(1)} times as long as known ones.`)
