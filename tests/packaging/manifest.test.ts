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

it('a user installs three packages with it', () => {
  expect(Object.keys(manifest['dependencies'] as object)).toEqual([
    'ipaddr.js',
    'jsonc-eslint-parser',
    'yaml-eslint-parser',
  ])
})
