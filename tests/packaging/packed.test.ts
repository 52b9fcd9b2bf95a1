/** The package as a user gets it: packed, installed in an empty folder, and run by several versions of ESLint. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const exec = promisify(execFile)
const root = process.cwd()
let temp: string
let tarball: string

const OPEN_SSH = JSON.stringify({
  resource: {
    tencentcloud_security_group: { web: { name: 'web', description: 'Web servers' } },
    tencentcloud_security_group_rule_set: {
      web: {
        security_group_id: '${tencentcloud_security_group.web.id}',
        ingress: [{ action: 'ACCEPT', cidr_block: '0.0.0.0/0', protocol: 'TCP', port: '22', description: 'SSH' }],
      },
    },
  },
})

const configs = {
  'esm.mjs': `
    import securityGroup from 'eslint-plugin-security-group'
    export default [...securityGroup.configs.recommended]`,
  'common.cjs': `
    const securityGroup = require('eslint-plugin-security-group')
    module.exports = [...securityGroup.configs.recommended]`,
  'define.mjs': `
    import { defineConfig } from 'eslint/config'
    import securityGroup from 'eslint-plugin-security-group'
    export default defineConfig({ extends: [securityGroup.configs.recommended] })`,
  'typed.mts': `
    import { defineConfig } from 'eslint/config'
    import securityGroup from 'eslint-plugin-security-group'
    export const spread = defineConfig([...securityGroup.configs.strict])
    export const rules = defineConfig({ files: ['a.json'], extends: [securityGroup.configs.allRules] })
    export const meta: string = securityGroup.meta.namespace
    // @ts-expect-error -- no such config
    export default defineConfig({ extends: [securityGroup.configs.none] })`,
  'registered.mts': `
    import { defineConfig } from 'eslint/config'
    import securityGroup from 'eslint-plugin-security-group'
    export default defineConfig({ plugins: { 'security-group': securityGroup } })`,
}

const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  module: 'nodenext',
  target: 'es2023',
  types: [],
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

describe.each(['10.15.0', '9.39.5', '9.38.0'])('with ESLint %s', (version) => {
  let folder: string

  beforeAll(async () => {
    folder = path.join(temp, version)
    await mkdir(folder)
    const linted = { 'web.tf.json': OPEN_SSH, 'broken.yaml': '{{ if }}: [\n' }
    // In 9.38.0 the type of a rule does not fit that of a plugin's rules, whoever wrote the plugin.
    const typed = version === '9.38.0' ? ['typed.mts'] : ['typed.mts', 'registered.mts']
    const tsconfig = JSON.stringify({ compilerOptions, files: typed })
    const files = { 'package.json': '{}', 'tsconfig.json': tsconfig, ...linted, ...configs }
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--engine-strict', '--strict-peer-deps']
    await exec('npm', ['install', ...flags, tarball, `eslint@${version}`], { cwd: folder })
  }, 120_000)

  it.each(['esm.mjs', 'common.cjs', 'define.mjs'])('%s lints', { timeout: 30_000 }, async (config) => {
    const eslint = path.join(folder, 'node_modules/eslint/bin/eslint.js')
    const args = [eslint, '--config', config, '--format', 'json', 'web.tf.json', 'broken.yaml']
    const { stdout, stderr } = await exec(process.execPath, args, { cwd: folder }).catch((error: unknown) => {
      // ESLint ends with status 1 when it has findings.
      if (error instanceof Error && 'code' in error && error.code === 1) return error as unknown as Output
      throw error
    })
    const results = JSON.parse(stdout) as ESLint.LintResult[]
    const found = results.map(({ filePath, messages }) => [
      path.basename(filePath),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ])
    expect(Object.fromEntries(found)).toEqual({
      'web.tf.json': ['security-group/no-public-admin-ports'],
      'broken.yaml': [],
    })
    expect(stderr).toBe('')
  })

  it('has types that fit those of ESLint', { timeout: 60_000 }, async () => {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
    const compiled = await exec(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch((error: unknown) => error)
    expect(compiled).toEqual({ stdout: '', stderr: '' })
  })
})

interface Output {
  stdout: string
  stderr: string
}
