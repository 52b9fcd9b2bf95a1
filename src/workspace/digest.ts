/** A digest of the files that a finding may rest on besides the linted one. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { moduleFormats } from '../formats/index.ts'
import { entriesOf, mayDeclare, readParts } from './parts.ts'

/** Folders that ESLint passes over by itself, or that hold copies of other people's modules. */
const PASSED_OVER = /^(?:node_modules$|\.)/u

const CONFIG_FILES = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`)

/**
 * A text that changes when a file of any module of the project does; `undefined` where there is no module. The project
 * is the nearest folder from `cwd` upwards that has an ESLint config, or else `cwd`.
 */
export function modulesDigest(cwd: string): string | undefined {
  const hash = createHash('sha256')
  let isEmpty = true
  const root = projectOf(cwd)
  for (const directory of directoriesBeneath(root)) {
    for (const format of moduleFormats) {
      const parts = readParts(directory, format)
      // A module that names no group matters to no finding.
      if (!mayDeclare(parts, format)) continue
      hash.update(JSON.stringify([path.relative(root, directory), parts]))
      isEmpty = false
    }
  }
  return isEmpty ? undefined : hash.digest('hex').slice(0, 16)
}

function projectOf(cwd: string): string {
  const isProject = (folder: string): boolean => CONFIG_FILES.some((name) => existsSync(path.join(folder, name)))
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (isProject(folder)) return folder
    if (folder === path.dirname(folder)) return cwd
  }
}

function* directoriesBeneath(root: string): Generator<string> {
  const open = [root]
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    yield directory
    for (const entry of entriesOf(directory).toReversed()) {
      if (entry.isDirectory() && !PASSED_OVER.test(entry.name)) open.push(path.join(directory, entry.name))
    }
  }
}
