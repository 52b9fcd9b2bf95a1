/**
 * Lints a few fixtures of every cloud and format by ESLint's own command line, as a user would.
 * Findings are the point of it: only a folder without any, or a run that ESLint itself could not finish, fails.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** One mistake of each kind; the tests lint all fixtures. */
const SHOWN = new Set([
  'default-group',
  'default-reject',
  'scenario-01-ssh',
  'scenario-07-reject-too-late',
  'tie',
  'partial',
])

/** The depth of `fixtures/<cloud>/<format>`. */
const GROUP_DEPTH = 3

/** @type {Map<string, string[]>} */
const groups = new Map()
for (const entry of readdirSync('fixtures', { recursive: true, withFileTypes: true })) {
  if (!/\.(?:json|ya?ml)$/u.test(entry.name) || !entry.isFile()) continue
  const group = entry.parentPath.split(path.sep).slice(0, GROUP_DEPTH).join('/')
  const shown = groups.get(group) ?? []
  groups.set(group, shown)
  if (SHOWN.has(entry.name.split('.', 1)[0] ?? '')) shown.push(path.join(entry.parentPath, entry.name))
}

const color = process.stdout.isTTY ? '--color' : '--no-color'
for (const [group, files] of [...groups].sort()) {
  console.log(`\n=== ${group}`)
  const { status, stdout } = spawnSync('eslint', ['--config', 'scripts/demo.config.js', color, ...files.sort()], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0 && status !== 1) throw new Error(`ESLint ended with status ${String(status)} on ${group}.`)
  if (stdout.trim() === '') throw new Error(`Nothing to show for ${group}: name a fixture with findings in SHOWN.`)
  console.log(stdout.trim().replaceAll(path.join(process.cwd(), 'fixtures'), 'fixtures'))
}
