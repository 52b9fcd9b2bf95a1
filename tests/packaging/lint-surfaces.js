/**
 * Lints files on every surface, in a folder where a user installed the plugin: `node lint-surfaces.js < cases.json`.
 * It prints, for each surface and file, the findings as `describe` words them.
 */
import { readFileSync } from 'node:fs'
import json from '@eslint/json'
import { Linter } from 'eslint'
import jsoncPlugin from 'eslint-plugin-jsonc'
import securityGroup from 'eslint-plugin-security-group'
import ymlPlugin from 'eslint-plugin-yml'
import * as jsoncParser from 'jsonc-eslint-parser'
import * as yamlParser from 'yaml-eslint-parser'

/**
 * @typedef {{ readonly file: string, readonly rules: Linter.RulesRecord }} Case
 * @typedef {Record<string, Record<string, string[]>>} Findings By surface and file.
 */

const [ownJson, ownYaml] = securityGroup.configs.all

/** @type {Record<string, Linter.Config>} */
const yamlSurfaces = {
  'security-group/yaml-parser': { languageOptions: ownYaml.languageOptions },
  'yaml-eslint-parser': { languageOptions: { parser: yamlParser } },
  'yml/yaml': { plugins: { yml: ymlPlugin }, language: 'yml/yaml' },
}

/** @type {Record<string, Linter.Config>} */
const surfaces = {
  'security-group/json-parser': { languageOptions: ownJson.languageOptions },
  'jsonc-eslint-parser': { languageOptions: { parser: jsoncParser } },
  'json/json': { plugins: { json }, language: 'json/json' },
  'json/jsonc': { plugins: { json }, language: 'json/jsonc' },
  'jsonc/json': { plugins: { jsonc: jsoncPlugin }, language: 'jsonc/json' },
  ...yamlSurfaces,
}

/** @type {unknown} */
const input = JSON.parse(readFileSync(process.stdin.fd, 'utf8'))
const cases = /** @type {Case[]} */ (input)
const linter = new Linter()

/** @type {Findings} */
const findings = {}
for (const [surface, config] of Object.entries(surfaces)) {
  /** @type {Record<string, string[]>} */
  const found = (findings[surface] = {})
  for (const { file, rules } of cases) {
    if (!file.endsWith('.json') && !(surface in yamlSurfaces)) continue
    const files = ['**']
    const configs = [...securityGroup.configs.allRules.map((each) => ({ ...each, files })), { ...config, files, rules }]
    found[file] = linter.verify(readFileSync(file, 'utf8'), configs, file).map(describe).sort()
  }
}
console.log(JSON.stringify(findings))

/** @param {Linter.LintMessage} message */
function describe({ line, column, endLine, endColumn, ruleId, message }) {
  return `${line}:${column}-${endLine}:${endColumn} ${ruleId} ${message}`
}
