/** The package as a user gets it: packed, installed in an empty folder, and run by several versions of ESLint. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ESLint } from 'eslint'
import plugin from 'eslint-plugin-security-group'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasRegistry } from '../support/registry.ts'
import { everyFixture } from './every-fixture.ts'
import { CONFIGS, LINTED, TYPES, TYPES_SINCE_9_39 } from './user-project.ts'

const exec = promisify(execFile)
const root = process.cwd()
const { cases, findings, rules } = await everyFixture()
let temp: string
let tarball: string

/** Other plugins of a user, and what lets ESLint read a config in TypeScript. */
const NEIGHBOURS = ['@eslint/json', 'eslint-plugin-jsonc', 'eslint-plugin-yml', 'typescript-eslint', 'typescript']
const JITI = 'jiti@2.7.0'

const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
  devDependencies: Record<string, string>
}

beforeAll(async () => {
  temp = await mkdtemp(path.join(tmpdir(), 'security-group-packed-'))
  // The build is part of the test script: packing must not replace it under tests that run at the same time.
  await exec('npm', ['pack', '--ignore-scripts', '--pack-destination', temp])
  const [name = ''] = await readdir(temp)
  tarball = path.join(temp, name)
}, 30_000)

afterAll(async () => {
  await rm(temp, { recursive: true })
})

describe.skipIf(!hasRegistry).each(['10.15.0', '9.39.5', '9.38.0'])('ESLint %s (needs the npm registry)', (version) => {
  let folder: string

  beforeAll(async () => {
    folder = path.join(temp, version)
    await mkdir(folder)
    const typed = version === '9.38.0' ? TYPES : { ...TYPES, ...TYPES_SINCE_9_39 }
    const tsconfig = JSON.stringify({ compilerOptions, files: [...Object.keys(typed), 'eslint.config.ts'] })
    const configs = Object.fromEntries(Object.entries(CONFIGS).map(([name, { text }]) => [name, text]))
    const files = { 'package.json': '{}', 'tsconfig.json': tsconfig, ...LINTED, ...configs, ...typed }
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
    await cp('tests/packaging/lint-surfaces.js', path.join(folder, 'lint-surfaces.mjs'))
    await cp('fixtures', path.join(folder, 'fixtures'), { recursive: true })
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--engine-strict', '--strict-peer-deps']
    const neighbours = NEIGHBOURS.map((name) => `${name}@${devDependencies[name] ?? ''}`)
    await exec('npm', ['install', ...flags, tarball, `eslint@${version}`, JITI, ...neighbours], { cwd: folder })
  }, 120_000)

  /** `<file> <line>:<column> <rule or error>` of each finding. */
  const lint = async (...args: readonly string[]): Promise<readonly string[]> => {
    const command = [path.join(folder, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', ...args]
    const { stdout, stderr } = await exec(process.execPath, command, { cwd: folder }).catch((error: unknown) => {
      // ESLint ends with status 1 when it has findings.
      if (error instanceof Error && 'code' in error && error.code === 1) return error as unknown as Output
      throw error
    })
    expect(stderr).toBe('')
    const results = JSON.parse(stdout) as ESLint.LintResult[]
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) =>
        [path.basename(filePath), `${line}:${column}`, ruleId ?? message].join(' '),
      ),
    )
    return found.sort()
  }

  it.each(Object.entries(CONFIGS))('%s lints', async (config, expected) => {
    const found = await lint('--config', config, '--no-warn-ignored', ...Object.keys(LINTED))
    expect(found).toEqual(expected.findings)
  })

  it('caches no finding that rests on another file', async () => {
    const rule = { type: 'ingress', ip_protocol: 'tcp', port_range: '22/22', cidr_ip: '${var.from}' }
    const resource = { alicloud_security_group_rule: { ssh: { security_group_id: 'sg-1', ...rule } } }
    const variables = (from: string): object => ({ variable: { from: { default: from } } })
    const write = (name: string, content: object): Promise<void> =>
      writeFile(path.join(folder, 'module', name), JSON.stringify(content))
    const lintRule = (): Promise<readonly string[]> => lint('--config', 'esm.mjs', '--cache', 'module/rule.tf.json')
    await mkdir(path.join(folder, 'module'))
    await write('rule.tf.json', { resource })
    await write('variables.tf.json', variables('10.0.0.0/8'))
    expect(await lintRule()).toEqual([])
    await write('variables.tf.json', variables('0.0.0.0/0'))
    expect(await lintRule()).toEqual([
      expect.stringMatching(/^rule\.tf\.json 1:\d+ security-group\/no-public-admin-ports$/u),
    ])
  })

  it('has types that fit those of ESLint', async () => {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
    const compiled = await exec(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch((error: unknown) => error)
    expect(compiled).toEqual({ stdout: '', stderr: '' })
  })

  // Eight times every fixture: long on a busy machine.
  it('finds the same at the same places on every surface, for every rule', { timeout: 180_000 }, async () => {
    expect(rules).toEqual(new Set(Object.keys(plugin.rules).map((name) => `security-group/${name}`)))
    const child = exec(process.execPath, ['lint-surfaces.mjs'], { cwd: folder, maxBuffer: 64 << 20 })
    child.child.stdin?.end(JSON.stringify(cases))
    const surfaces = JSON.parse((await child).stdout) as Record<string, Record<string, string[]>>
    expect(Object.keys(surfaces)).toHaveLength(8)
    for (const [surface, found] of Object.entries(surfaces)) {
      const expected = Object.fromEntries(Object.keys(found).map((file) => [file, findings[file]])) as object
      expect({ surface, found }).toEqual({ surface, found: expected })
    }
  })
})

const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  module: 'nodenext',
  target: 'es2023',
  types: [],
}

interface Output {
  stdout: string
  stderr: string
}
