import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import plugin from '../../src/index.ts'

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
