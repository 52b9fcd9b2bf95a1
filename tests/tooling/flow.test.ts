import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'security-group-flow-'))
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  await symlink(path.resolve('package.json'), path.join(folder, 'package.json'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** The names of the rules that a project of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries({ 'src/index.ts': '', 'rules/index.ts': '', ...files })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
  const { forbidden = [], options } = config
  const result = await cruise(['src', 'rules'], { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } })
  const { summary } = result.output as ICruiseResult
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

it.each([
  ['src/model/a.ts', '../document/b.ts', 'flow-of-src/model/'],
  ['src/document/a.ts', '../formats/b.ts', 'flow-of-src/document/'],
  ['src/providers/a.ts', '../document/b.ts', 'flow-of-src/providers/'],
  ['src/evaluator/a.ts', '../providers/b.ts', 'flow-of-src/evaluator/'],
  ['src/formats/a.ts', '../lint/b.ts', 'flow-of-src/formats/'],
  ['src/policy/a.ts', '../formats/b.ts', 'flow-of-src/policy/'],
  ['src/lint/a.ts', '../../rules/b.ts', 'flow-of-src/lint/'],
  ['src/parsers/a.ts', '../formats/b.ts', 'flow-of-src/parsers/'],
  ['rules/a.ts', '../src/document/b.ts', 'flow-of-rules/'],
  ['src/configs.ts', './formats/b.ts', 'flow-of-src/configs.ts'],
  ['src/deferred/a.ts', '../formats/b.ts', 'flow-of-src/deferred/'],
  ['src/index.ts', './evaluator/b.ts', 'flow-of-src/index.ts'],
])('%s may not import %s, nor its types', async (file, imported, rule) => {
  const target = path.join(path.dirname(file), imported)
  const content = 'export interface B {}\nexport const b = 1\n'
  expect(await broken({ [file]: `export { b } from '${imported}'\n`, [target]: content })).toEqual([rule])
  expect(await broken({ [file]: `export type { B } from '${imported}'\n` })).toEqual([rule])
})

it('takes what flows the right way', async () => {
  const files = {
    'src/model/a.ts': 'export const a = 1\n',
    'src/document/b.ts': `export { a } from '../model/a.ts'\n`,
    'src/formats/index.ts': `export { a } from '../document/b.ts'\n`,
    'src/formats/detection.ts': `export { a } from '../model/a.ts'\n`,
    'src/parsers/c.ts': `import 'jsonc-eslint-parser'\nexport { a } from '../formats/detection.ts'\n`,
    'src/providers/d.ts': `import 'ipaddr.js'\n`,
    'src/lint/e.ts': `import type {} from 'eslint'\nexport { a } from '../formats/index.ts'\n`,
    'rules/f.ts': `export { a } from '../src/lint/e.ts'\n`,
  }
  expect(await broken(files)).toEqual([])
})

it('refuses a cycle', async () => {
  const files = { 'src/model/a.ts': `import './b.ts'\n`, 'src/model/b.ts': `import './a.ts'\n` }
  expect(await broken(files)).toEqual(['no-cycle'])
})

it.each([
  ['src/formats/a.ts', 'yaml-eslint-parser', 'no-syntax-tree'],
  ['rules/a.ts', 'jsonc-eslint-parser', 'no-syntax-tree'],
  ['src/lint/a.ts', 'vitest', 'no-undeclared-package'],
  ['src/evaluator/a.ts', 'no-such-package', 'no-undeclared-package'],
])('%s may not import %s', async (file, imported, rule) => {
  expect(await broken({ [file]: `import '${imported}'\n` })).toEqual([rule])
})

it('keeps ESLint out of what does not report', async () => {
  expect(await broken({ 'src/providers/a.ts': `import type {} from 'eslint'\n` })).toEqual(['no-eslint'])
})
