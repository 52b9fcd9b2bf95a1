import json from '@eslint/json'
import type { Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import jsonc from 'eslint-plugin-jsonc'
import yml from 'eslint-plugin-yml'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { createConfigs, type RulesPlugin } from '../../src/configs.ts'
import { noWideWord } from '../support/fake-rule.ts'
import { lintFolder } from './lint-folder.ts'

const base: RulesPlugin = { rules: { 'no-wide-word': noWideWord } }
const plugin = Object.assign(base, { configs: createConfigs(base) })
const { recommended, recommendedRules } = plugin.configs

const JSON_TEXT = '{\n  "alicloud_security_group": "wide"\n}\n'
const YAML_TEXT = 'ALIYUN::ECS::SecurityGroup: wide\n'
const files = { 'a.json': JSON_TEXT, 'b.tf.json': JSON_TEXT, 'c/d.yaml': YAML_TEXT, 'e.yml': YAML_TEXT }
const findings = [
  'a.json:2:31 security-group/no-wide-word',
  'b.tf.json:2:31 security-group/no-wide-word',
  'c/d.yaml:1:29 security-group/no-wide-word',
  'e.yml:1:29 security-group/no-wide-word',
]

describe('a project that uses the config alone', () => {
  it('lints JSON and YAML', async () => {
    expect(await lintFolder([...recommended], files)).toEqual(findings)
  })

  it('takes any other file without an error, whatever its syntax', async () => {
    const others = {
      'empty.json': '',
      'broken.json': '{',
      'chart/template.yaml': '{{- if .Values.enabled }}\nkind: "x\n{{ end }}\n',
      'empty.yml': '',
      'bom.json': '\uFEFF{}',
      'source.js': 'export {}\n',
    }
    expect(await lintFolder([...recommended], others)).toEqual([])
  })

  it('reports what is broken in a file that declares a group', async () => {
    expect(await lintFolder([...recommended], { 'a.json': '{"alicloud_security_group": ' })).toEqual([
      expect.stringContaining('a.json:1:') as string,
    ])
  })

  it('reports Terraform code under the name of its JSON', async () => {
    const code = 'resource "tencentcloud_security_group" "web" {\n  name = "web"\n}\n'
    expect(await lintFolder(recommended, { 'main.tf.json': code, 'other.tf.json': 'resource "x" "y" {}' })).toEqual([
      expect.stringMatching(/^main\.tf\.json:1:1 Parsing error/u),
    ])
  })

  it('ignores lock files', async () => {
    const locks = { 'package-lock.json': JSON_TEXT, 'sub/pnpm-lock.yaml': YAML_TEXT, 'npm-shrinkwrap.json': JSON_TEXT }
    expect(await lintFolder([...recommended], { ...locks, ...files })).toEqual(findings)
  })
})

describe('defineConfig', () => {
  it('extends the config', async () => {
    expect(await lintFolder(defineConfig({ extends: [recommended] }), files)).toEqual(findings)
    expect(await lintFolder(defineConfig({ extends: [...recommended] }), files)).toEqual(findings)
  })

  it('extends the config by its name, beside a registration of the plugin', async () => {
    const config = defineConfig({ plugins: { 'security-group': plugin }, extends: ['security-group/recommended'] })
    expect(await lintFolder(config, files)).toEqual(findings)
  })

  it('narrows the files', async () => {
    expect(await lintFolder(defineConfig({ files: ['c/**'], extends: [recommended] }), files)).toEqual([findings[2]])
  })

  it('takes the variant without parsers where the user chooses the language', async () => {
    const config = defineConfig(
      { files: ['**/*.json'], plugins: { json }, language: 'json/json', extends: [recommendedRules] },
      { files: ['**/*.{yaml,yml}'], plugins: { yml: yml }, language: 'yml/yaml', extends: [recommendedRules] },
    )
    expect(await lintFolder(config, files)).toEqual(findings)
  })
})

describe('beside other plugins', () => {
  const others: Record<string, Linter.Config[]> = {
    '@eslint/json, json': [{ ...json.configs.recommended, files: ['**/*.json'], language: 'json/json' }],
    '@eslint/json, jsonc': [{ files: ['**/*.json'], plugins: { json }, language: 'json/jsonc' }],
    'eslint-plugin-jsonc': jsonc.configs['recommended-with-json'],
    'eslint-plugin-yml': yml.configs.recommended,
  }

  it.each(Object.keys(others))('%s: our rules report, ours first or last', async (name) => {
    const other = others[name] ?? []
    expect(await lintFolder([...other, ...recommended], files)).toEqual(findings)
    expect(await lintFolder([...recommended, ...other], files)).toEqual(findings)
    expect(await lintFolder([...other, ...recommendedRules, ...recommended], files)).toEqual(findings)
  })

  it('typescript-eslint, whose configs hold for every file: our rules report, ours last', async () => {
    expect(await lintFolder(defineConfig(tseslint.configs.strict, recommended), files)).toEqual(findings)
    // Rules that need types would end ESLint with an error on any other file.
    const typed = { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked] }
    expect(await lintFolder(defineConfig(typed, recommended), files)).toEqual(findings)
    expect(await lintFolder(defineConfig(recommended, typed), files)).toEqual(findings)
  })

  it.each([
    ['@eslint/json, json', { 'a.json': '{"a": 1, "a": 2}' }, 'json/no-duplicate-keys'],
    ['eslint-plugin-jsonc', { 'a.json': '{"a": 1, "a": 2}' }, 'jsonc/no-dupe-keys'],
    ['eslint-plugin-yml', { 'a.yaml': 'a:\n  -   b\n  - \n' }, 'yml/no-empty-sequence-entry'],
  ])('%s: its rules report on files without a group, ours first or last', async (name, file, rule) => {
    const other = others[name] ?? []
    expect((await lintFolder([...other, ...recommended], file)).join()).toContain(rule)
    expect((await lintFolder([...recommended, ...other], file)).join()).toContain(rule)
  })
})

it("the user's own block may hold for more files than the config", async () => {
  const own = { rules: { 'security-group/no-wide-word': 'off' as const } }
  const others = { 'eslint.config.js': 'export default []\n', 'package-lock.json': '{}' }
  expect(await lintFolder([...recommended, own], { ...files, ...others })).toEqual([])
  expect(await lintFolder(defineConfig({ extends: [recommended], ...own }), { ...files, ...others })).toEqual([])
})
