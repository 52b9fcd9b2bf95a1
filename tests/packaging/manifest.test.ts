import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import built from 'eslint-plugin-security-group'
import { rules } from '../../rules/index.ts'
import plugin from '../../src/index.ts'
import type { RuleHead } from '../../src/lint/rule-module.ts'

const exec = promisify(execFile)
const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, unknown>

it('the plugin tells the name and the version of its package', () => {
  expect(plugin.meta).toEqual({ name: manifest['name'], version: manifest['version'], namespace: 'security-group' })
})

it('the changelog tells of the version', async () => {
  expect(await readFile('CHANGELOG.md', 'utf8')).toContain(`## ${String(manifest['version'])}\n`)
})

it('a user installs two packages with it, which run nothing while they are installed', async () => {
  const dependencies = Object.keys(manifest['dependencies'] as object)
  expect(dependencies).toEqual(['jsonc-eslint-parser', 'yaml-eslint-parser'])
  const manifests = await Promise.all(dependencies.map((name) => readFile(`node_modules/${name}/package.json`, 'utf8')))
  const scripts = [manifest, ...manifests.map((text) => JSON.parse(text) as typeof manifest)].flatMap((each) =>
    Object.keys((each['scripts'] as object | undefined) ?? {}),
  )
  expect(scripts.filter((name) => /^(?:pre|post)?install$|^prepare$/u.test(name))).toEqual([])
})

it('tells where it comes from, so that npm can prove it', () => {
  const home = 'https://github.com/eslint-plugin-security-group/eslint-plugin-security-group'
  expect(manifest).toMatchObject({
    homepage: `${home}#readme`,
    bugs: `${home}/issues`,
    repository: { type: 'git', url: `git+${home}.git` },
    publishConfig: { access: 'public', provenance: true },
  })
})

describe('the packed files', () => {
  it('are the built ones, the pages of the rules, and what npm always packs', async () => {
    const { stdout } = await exec('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'])
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }]
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['dist/index.js', 'dist/judging.js', 'dist/evaluator.js', 'dist/src/index.d.ts']),
    )
    const known =
      /^(?:dist\/(?:index|judging|evaluator)\.js|dist\/.+\.d\.ts|rules\/[\w-]+\.md|[A-Z]+(?:\.md)?|package\.json)$/u
    expect(paths.filter((path) => !known.test(path))).toEqual([])
  })

  it('hold the licence of the package that is packed into them', async () => {
    const licence = (await readFile('node_modules/ipaddr.js/LICENSE', 'utf8')).trim()
    expect(await readFile('dist/judging.js', 'utf8')).toContain(licence)
    expect(await readFile('dist/evaluator.js', 'utf8')).toContain(licence)
    expect(await readFile('dist/index.js', 'utf8')).not.toContain('ipaddr')
  })

  it('import nothing that has to be installed but the two parsers', async () => {
    for (const file of ['dist/index.js', 'dist/judging.js']) {
      const code = await readFile(file, 'utf8')
      const imported = [...code.matchAll(/^import .* from ["'](?<name>[^"']+)["'];?$/gmu)]
      const packages = imported.flatMap(({ groups }) => groups?.['name'] ?? []).filter((name) => !isBuiltin(name))
      expect(new Set(packages), file).toEqual(new Set(['jsonc-eslint-parser', 'yaml-eslint-parser']))
    }
    expect(await readFile('dist/evaluator.js', 'utf8')).not.toMatch(/^import /mu)
  })
})

describe('the plugin as it is built', () => {
  it('tells of its rules what they tell themselves', () => {
    const told = (each: Readonly<Record<string, RuleHead>>): unknown =>
      Object.entries(each).map(([name, { membership, meta }]) => [name, membership, meta])
    expect(told(built.rules)).toEqual(told(rules))
    expect(built.meta).toEqual(plugin.meta)
  })

  it('has configs that hold the same', () => {
    const held = (configs: typeof plugin.configs): unknown =>
      Object.entries(configs).map(([name, blocks]) => [name, blocks.map((block) => ({ ...block, plugins: undefined }))])
    const text = (configs: typeof plugin.configs): string => JSON.stringify(held(configs))
    expect(text(built.configs)).toBe(text(plugin.configs))
  })

  it.each([
    ['a file without declarations', 'const text = "{}"', false],
    ['a file that may hold some', 'const text = "Type: ALIYUN::ECS::SecurityGroup"', true],
  ])('loads what judges for %s: %s', async (_, text, expected) => {
    const script = `
      import { createRequire } from 'node:module'
      import { Linter } from 'eslint'
      import plugin from 'eslint-plugin-security-group'
      ${text}
      new Linter().verify(text, plugin.configs.all, 'a.yaml')
      const { cache } = createRequire(import.meta.url)
      console.log(Object.keys(cache).some((file) => file.endsWith('judging.js')))`
    const { stdout, stderr } = await exec(process.execPath, ['--input-type=module', '--eval', script])
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: String(expected), stderr: '' })
  })
})
