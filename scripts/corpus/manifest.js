/** The counts of a manifest, and where they differ from what was read. */
import { readFileSync } from 'node:fs'
import { sum } from './tally.js'

/** @import { FileReport } from './read-file.js' */

/** @typedef {{ file: string, kind: string, groups: number, rules: number, note: string }} Row */

export const MANIFEST = 'manifest.tsv'

/**
 * @param {string} file
 * @returns {readonly Row[]}
 */
export function readManifest(file) {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/u)
  const columns = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    /** @param {string} column */
    const cell = (column) => cells[columns.indexOf(column)] ?? ''
    return {
      file: cell('file'),
      kind: cell('kind'),
      groups: Number(cell('groups')),
      rules: Number(cell('rules')),
      note: cell('note'),
    }
  })
}

/**
 * The files that the manifest counts otherwise, and why; those that are told of as giving no group are not spelled out.
 *
 * @param {readonly Row[]} rows
 * @param {ReadonlyMap<string, FileReport>} reports By the names of the files.
 */
export function differences(rows, reports) {
  /** @type {{ reason: string, text?: string }[]} */
  const found = []
  for (const { file, kind, note, ...there } of rows) {
    const report = reports.get(file)
    const here = sum([...(report?.tallies.values() ?? [])])
    if (here.groups === there.groups && here.rules === there.rules) continue
    if (!report?.mentions) found.push({ reason: `${kind}: no mention` })
    else if (report.silence !== undefined) found.push({ reason: `${kind}: ${report.silence}` })
    else {
      const text = `${file}: groups ${here.groups} (there ${there.groups}), rules ${here.rules} (there ${there.rules})`
      found.push({ reason: note === 'parse' ? 'could not be parsed there' : 'other numbers', text })
    }
  }
  return found
}
