/**
 * The coverage report: what the readers make of every file in a folder, and what they make nothing of.
 *
 *     npm run corpus [folder]
 *
 * A folder of Terraform files is read as the module that it is, as ESLint does; each file counts what lies in it.
 *
 * Run it after a change to a reader, on files that nobody wrote for these tests: a group that goes unread is a group
 * that goes unjudged. Without an argument the folder is `SECURITY_GROUP_CORPUS`, or `../shared/corpus` beside the
 * project. Where the folder holds a `manifest.tsv` that tells the groups and rules of each file by another count
 * (columns `file`, `kind`, `groups`, `rules` and `note`), every difference is told too.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { differences, MANIFEST, readManifest } from './corpus/manifest.js'
import { readFile } from './corpus/read-file.js'
import { sum } from './corpus/tally.js'

/** @import { FileReport } from './corpus/read-file.js' */

const beside = path.join(import.meta.dirname, '../../shared/corpus')
const folder = process.argv[2] ?? process.env['SECURITY_GROUP_CORPUS'] ?? beside
if (!existsSync(folder)) throw new Error(`There is no folder ${folder}: name another one.`)

/** @type {Map<string, FileReport>} */
const reports = new Map()
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name)
  const name = path.relative(folder, file).split(path.sep).join('/')
  if (entry.isFile() && name !== MANIFEST) reports.set(name, readFile(file))
}

const mentioning = [...reports.values()].filter(({ mentions }) => mentions)
console.log(`${folder}: ${reports.size} files, ${mentioning.length} mention a security group`)

const COLUMNS = /** @type {const} */ (['files', 'groups', 'rules', 'bindings', 'known', 'unknown', 'invalid', 'unread'])
printRow('format', COLUMNS)
for (const format of [...new Set(mentioning.flatMap(({ tallies }) => [...tallies.keys()]))].sort()) {
  const tally = sum(mentioning.flatMap(({ tallies }) => tallies.get(format) ?? []))
  const cells = COLUMNS.map((column) => String(tally[column]))
  printRow(format, cells)
}

printByReason(
  'mention a security group and give none',
  [...reports].flatMap(([text, { silence }]) => (silence === undefined ? [] : [{ reason: silence, text }])),
)

if (existsSync(path.join(folder, MANIFEST))) {
  const rows = readManifest(path.join(folder, MANIFEST)).filter(({ file }) => reports.has(file))
  printByReason(`of the ${rows.length} in ${MANIFEST} are counted otherwise there`, differences(rows, reports))
}

/**
 * @param {string} name
 * @param {readonly string[]} cells
 */
function printRow(name, cells) {
  console.log(`  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(9)).join('')}`)
}

/**
 * @param {string} title What is said of the files.
 * @param {readonly { readonly reason: string, readonly text?: string }[]} lines One a file;
 *   those without a text are only counted.
 */
function printByReason(title, lines) {
  const reasons = [...new Set(lines.map(({ reason }) => reason))].sort()
  console.log(`\n${lines.length} files ${title}`)
  for (const reason of reasons) {
    const own = lines.filter((line) => line.reason === reason)
    console.log(`  ${reason} (${own.length})`)
    for (const { text } of own) if (text !== undefined) console.log(`    ${text}`)
  }
}
