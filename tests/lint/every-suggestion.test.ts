/**
 * Every suggestion of every finding in every fixture is a real edit: what comes out of it parses, the finding is gone,
 * and no rule finds anything new. JSON fixtures are read as YAML, too.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Linter } from 'eslint'
import { expect, it } from 'vitest'
import * as yamlParser from 'yaml-eslint-parser'
import plugin from '../../src/index.ts'
import { offsetOf } from '../support/marked.ts'

/** Rules that are off or say nothing without options, and options that make others suggest more. */
const OPTIONS: Linter.RulesRecord = {
  'security-group/no-public-admin-ports': ['error', { allowedSources: ['81.69.102.0/24'] }],
  'security-group/no-public-all-ports': ['error', { allowedSources: ['2001:db8::/32', '81.69.102.0/24'] }],
  'security-group/no-quota-overflow': [
    'error',
    { quotas: { alicloud: { rulesPerGroup: 2 }, tencentcloud: { rulesPerDirection: 1 } } },
  ],
  'security-group/no-unresolved-values': 'error',
  'security-group/port-verification': ['error', { commonPorts: 'closed', reportUnknown: true }],
}

const config: Linter.Config[] = [...plugin.configs.all, { files: ['**'], rules: OPTIONS }]
/** JSON is YAML in flow style. */
const asYaml: Linter.Config[] = [...config, { files: ['**'], languageOptions: { parser: yamlParser } }]
const linter = new Linter()

const entries = await readdir('fixtures', { recursive: true, withFileTypes: true })
const fixtures = entries
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.txt'))
  .map(({ name, parentPath }) => path.join(parentPath, name))
  .flatMap((file) => [
    { file, parser: 'its own parser', configs: config },
    ...(file.endsWith('.json') ? [{ file, parser: 'the YAML parser', configs: asYaml }] : []),
  ])

/** A finding with the offset where it begins. */
interface Finding {
  readonly rule: string
  readonly at: number
  readonly message: Linter.LintMessage
}

function findings(text: string, file: string, configs: Linter.Config[]): readonly Finding[] {
  return linter.verify(text, configs, file).map((message) => ({
    rule: message.ruleId ?? message.message,
    at: offsetOf(text, message.line, message.column),
    message,
  }))
}

it.each(fixtures)('$file, by $parser', async ({ file, configs }) => {
  // ESLint counts from behind the byte order mark.
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/u, '')
  const before = findings(text, file, configs)
  for (const finding of before) {
    for (const { desc, fix } of finding.message.suggestions ?? []) {
      const [start, end] = fix.range
      const after = findings(text.slice(0, start) + fix.text + text.slice(end), file, configs)
      expect({ desc, line: finding.message.line, problems: problemsOf(before, finding, after) }).toEqual({
        desc,
        line: finding.message.line,
        problems: [],
      })
    }
  }
})

/** What is wrong with the findings after an edit: one rule must have one less, and no rule may have more. */
function problemsOf(before: readonly Finding[], fixed: Finding, after: readonly Finding[]): readonly string[] {
  const rules = new Set([...before, ...after].map(({ rule }) => rule))
  return [...rules].flatMap((rule) => {
    const [was, is] = [before, after].map((all) => all.filter((each) => each.rule === rule).length)
    const most = (was ?? 0) - (rule === fixed.rule ? 1 : 0)
    return (is ?? 0) <= most ? [] : [`${rule}: ${String(was)} before, ${String(is)} after`]
  })
}

it.each([...new Set(fixtures.map(({ file }) => path.dirname(file)))])('%s: takes rules out', async (folder) => {
  const texts = fixtures.filter(({ file, configs }) => path.dirname(file) === folder && configs === config)
  const found = await Promise.all(
    texts.map(async ({ file, configs }) => findings(await readFile(file, 'utf8'), file, configs)),
  )
  const suggested = found.flat().flatMap(({ message }) => message.suggestions?.map(({ messageId }) => messageId) ?? [])
  // Plans and states are written by Terraform; no policy of RAM has rules.
  if (folder.endsWith('terraform-plan')) expect(suggested).toEqual([])
  else expect(suggested).toContain(folder.endsWith('ram') ? 'add' : 'remove')
})
