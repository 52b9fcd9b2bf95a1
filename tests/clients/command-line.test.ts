/** ESLint's own command line, with every option that concerns more than one run or more than one file. */
import type { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import { EXCUSED, OPEN_MYSQL, OPEN_SSH, REPAIRED } from './groups.ts'
import { createProject, type Outcome } from './project.ts'

const ADMIN = 'security-group/no-public-admin-ports'
const SENSITIVE = 'security-group/no-public-sensitive-ports'

/** The rules that report in each file, of a run with `--format json`. */
function found({ stdout }: Outcome): object {
  const results = JSON.parse(stdout) as ESLint.LintResult[]
  const rules = results.map(({ filePath, messages }) => [
    filePath.slice(filePath.lastIndexOf('/') + 1),
    messages.map(({ ruleId, message }) => ruleId ?? message),
  ])
  return Object.fromEntries(rules) as object
}

describe('the status', () => {
  it('tells errors', async () => {
    const project = await createProject({ 'web.tf.json': OPEN_SSH })
    const { status, stdout } = await project.run('eslint .')
    expect(stdout).toContain(`  ${ADMIN}\n`)
    expect(status).toBe(1)
  })

  it('tells warnings with --max-warnings only', async () => {
    const project = await createProject({ 'web.tf.json': OPEN_MYSQL })
    const shown = expect.stringContaining(SENSITIVE) as string
    expect(await project.run('eslint . --max-warnings=1')).toMatchObject({ status: 0, stdout: shown })
    expect(await project.run('eslint . --max-warnings=0')).toMatchObject({ status: 1, stdout: shown })
  })

  it('is 0 for a repository without findings, whatever else lies in it', async () => {
    const others = { 'chart/web.yaml': '{{- if .Values.on }}\n', 'package-lock.json': '{}', 'empty.json': '' }
    const project = await createProject({ 'web.tf.json': REPAIRED, ...others })
    expect(await project.run('eslint . --max-warnings=0')).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})

it('reads standard input', async () => {
  const project = await createProject({ 'web.tf.json': OPEN_SSH })
  const outcome = await project.run('eslint --stdin --stdin-filename other.tf.json --format json < web.tf.json')
  expect(found(outcome)).toEqual({ 'other.tf.json': [ADMIN] })
})

describe('--cache', () => {
  it.each(['metadata', 'content'])('is never stale (%s)', async (strategy) => {
    const project = await createProject({ 'a.tf.json': OPEN_SSH, 'policy.yaml': EXCUSED })
    const line = `eslint . --format json --cache --cache-strategy ${strategy}`
    expect(found(await project.run(line))).toMatchObject({ 'a.tf.json': [ADMIN], 'policy.yaml': [] })
    expect(await project.read('.eslintcache')).toContain('a.tf.json')
    await project.write({ 'a.tf.json': REPAIRED, 'policy.yaml': EXCUSED.replace(/ #.*/u, '') })
    expect(found(await project.run(line))).toMatchObject({ 'a.tf.json': [], 'policy.yaml': [ADMIN] })
    const config = await project.read('eslint.config.js')
    await project.write({
      'eslint.config.js': config.replace('recommended]', `recommended, { rules: { '${ADMIN}': 0 } }]`),
    })
    expect(found(await project.run(line))).toMatchObject({ 'a.tf.json': [], 'policy.yaml': [] })
  })
})

it('finds the same with --concurrency', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `group-${String(index)}/web.tf.json`)
  const texts = [OPEN_SSH, OPEN_MYSQL, REPAIRED]
  const project = await createProject(Object.fromEntries(names.map((name, index) => [name, texts[index % 3] ?? ''])))
  const alone = await project.run('eslint . --format json --concurrency off')
  expect(JSON.parse(alone.stdout)).toHaveLength(names.length + 2)
  for (const concurrency of ['auto', '2']) {
    const { status, stdout } = await project.run(`eslint . --format json --concurrency ${concurrency}`)
    expect({ status, stdout }).toEqual({ status: 1, stdout: alone.stdout })
  }
})

describe('bulk suppressions', () => {
  const files = { 'web.tf.json': OPEN_SSH, 'db.tf.json': OPEN_MYSQL }
  const suppressions = { 'web.tf.json': { [ADMIN]: { count: 1 } } }

  it('leave what comes on top, and shrink', async () => {
    const project = await createProject(files)
    expect(await project.run('eslint . --suppress-all')).toMatchObject({ status: 0 })
    expect(JSON.parse(await project.read('eslint-suppressions.json'))).toEqual(suppressions)
    await project.write({ 'new.tf.json': OPEN_SSH })
    const { status, ...outcome } = await project.run('eslint . --format json')
    expect(status).toBe(1)
    expect(found({ status, ...outcome }), 'warnings are not suppressed').toMatchObject({
      'web.tf.json': [],
      'db.tf.json': [SENSITIVE],
      'new.tf.json': [ADMIN],
    })
    await project.write({ 'new.tf.json': REPAIRED, 'web.tf.json': REPAIRED })
    const asks = expect.stringContaining('--prune-suppressions') as string
    expect(await project.run('eslint .')).toMatchObject({ status: 2, stderr: asks })
    expect(await project.run('eslint . --prune-suppressions')).toMatchObject({ status: 0 })
    expect(JSON.parse(await project.read('eslint-suppressions.json'))).toEqual({})
  })

  it('are written for one rule', async () => {
    const project = await createProject(files)
    expect(await project.run(`eslint . --suppress-rule ${ADMIN}`)).toMatchObject({ status: 0 })
    expect(JSON.parse(await project.read('eslint-suppressions.json'))).toEqual(suppressions)
  })
})

it('--report-unused-disable-directives tells comments that suppress nothing', async () => {
  const files = { 'used.yaml': EXCUSED, 'unused.yaml': EXCUSED.replace("'22'", "'443'") }
  const project = await createProject(files)
  const outcome = await project.run('eslint . --format json --report-unused-disable-directives')
  expect(found(outcome)).toMatchObject({
    'used.yaml': [],
    'unused.yaml': [expect.stringMatching(/^Unused eslint-disable directive/u)],
  })
  expect(outcome.status).toBe(1)
})

it('--print-config and --fix do without a crash and without a change', async () => {
  const project = await createProject({ 'web.tf.json': OPEN_SSH })
  const { stdout } = await project.run('eslint --print-config web.tf.json')
  expect(JSON.parse(stdout)).toMatchObject({ rules: { [ADMIN]: [2, expect.anything()] } })
  expect(await project.run('eslint . --fix')).toMatchObject({ status: 1 })
  expect(await project.read('web.tf.json')).toBe(OPEN_SSH)
})
