/**
 * Lints the fixtures by ESLint's own command line, as a user would, one folder after the other.
 * Findings are the point of it: only a run that ESLint itself could not finish fails.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** The depth of `fixtures/<cloud>/<format>`. */
const GROUP_DEPTH = 3

/** @type {Map<string, string[]>} */
const groups = new Map()
for (const entry of readdirSync('fixtures', { recursive: true, withFileTypes: true })) {
  if (!/\.(?:json|ya?ml)$/u.test(entry.name) || !entry.isFile()) continue
  const group = entry.parentPath.split(path.sep).slice(0, GROUP_DEPTH).join('/')
  groups.set(group, [...(groups.get(group) ?? []), path.join(entry.parentPath, entry.name)])
}
if (groups.size === 0) throw new Error('fixtures/ holds no file to lint.')

const color = process.stdout.isTTY ? '--color' : '--no-color'
for (const [group, files] of [...groups].sort()) {
  console.log(`\n=== ${group}`)
  const { status, stdout } = spawnSync('eslint', ['--config', 'scripts/demo.config.js', color, ...files.sort()], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  console.log(stdout.trim() || 'No findings.')
  if (status !== 0 && status !== 1) throw new Error(`ESLint ended with status ${String(status)} on ${group}.`)
}
