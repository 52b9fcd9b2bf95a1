/** What the fixtures report with every rule on, by the plugin as it is built. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Linter } from 'eslint'
import plugin from 'eslint-plugin-security-group'
import { readExpectations } from '../fixtures/expectations.ts'

export interface Case {
  readonly file: string
  /** Options that `expected.txt` gives to rules. */
  readonly rules: Linter.RulesRecord
}

export interface Expected {
  readonly cases: readonly Case[]
  /** Of each file, sorted. */
  readonly findings: Readonly<Record<string, readonly string[]>>
  /** Those that report something. */
  readonly rules: ReadonlySet<string | null>
}

export async function everyFixture(): Promise<Expected> {
  const entries = await readdir('fixtures', { recursive: true, withFileTypes: true })
  const folders = entries.filter(({ name }) => name === 'expected.txt').map(({ parentPath }) => parentPath)
  const cases = (await Promise.all(folders.map(casesOf))).flat()
  const linter = new Linter()
  const reported = new Set<string | null>()
  const findings: Record<string, string[]> = {}
  for (const { file, rules } of cases) {
    const messages = linter.verify(
      await readFile(file, 'utf8'),
      [...plugin.configs.all, { files: ['**'], rules }],
      file,
    )
    for (const { ruleId } of messages) reported.add(ruleId)
    findings[file] = messages.map(describe).sort()
  }
  return { cases, findings, rules: reported }
}

async function casesOf(folder: string): Promise<readonly Case[]> {
  return readExpectations(await readFile(path.join(folder, 'expected.txt'), 'utf8')).map(({ file, options }) => {
    const rules: Linter.RulesRecord = {
      'security-group/no-unresolved-values': 'error',
      ...Object.fromEntries(options.map(([rule, value]) => [`security-group/${rule}`, ['error', value]])),
    }
    return { file: path.join(folder, file), rules }
  })
}

function describe({ line, column, endLine, endColumn, ruleId, message }: Linter.LintMessage): string {
  return `${line}:${column}-${String(endLine)}:${String(endColumn)} ${ruleId ?? 'no rule'} ${message}`
}
