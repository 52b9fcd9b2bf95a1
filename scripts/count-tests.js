/** Prints `<passed> <failed>` of a report by vitest's JSON reporter. */
import { readFileSync } from 'node:fs'

const [, , report = ''] = process.argv
/** @type {unknown} */
const content = JSON.parse(readFileSync(report, 'utf8'))
const { numPassedTests, numFailedTests, success } =
  /** @type {{ numPassedTests: number, numFailedTests: number, success: boolean }} */ (content)
// A file that cannot be loaded fails the run without a failed test.
const failed = success ? numFailedTests : Math.max(numFailedTests, 1)
console.log(`${String(numPassedTests)} ${String(failed)}`)
