/** What the README claims in numbers and names is what the benches, the fixtures and the package hold. */
import { readFile } from 'node:fs/promises'
import { Linter } from 'eslint'
import { expect, it } from 'vitest'
import { LIMITS } from '../../bench/limits.ts'
import { rules } from '../../rules/index.ts'
import plugin from '../../src/index.ts'

const readme = await readFile('README.md', 'utf8')

it('the costs are the limits that the benches check', () => {
  const section = /^## What it costs\n([^]*?)^## /mu.exec(readme)?.[1] ?? ''
  const claimed = [...section.matchAll(/at\s+most (?<limit>[\d.]+) times/gu)].map(({ groups }) =>
    Number(groups?.['limit']),
  )
  const { corpus, otherFiles, import: atImport } = LIMITS
  const { questions, questionsOfDistinct, questionsOfOverlapping, unknownParts } = LIMITS
  expect(claimed).toEqual([
    ...[corpus, otherFiles, atImport],
    ...[questions, questionsOfDistinct, questionsOfOverlapping, unknownParts],
  ])
})

it('the rules that are named exist', () => {
  const named = [...readme.matchAll(/\[`(?<rule>[\w-]+)`\]\(rules\/(?<page>[\w-]+)\.md\)/gu)]
  expect(named.map(({ groups }) => groups?.['rule'])).toEqual(named.map(({ groups }) => groups?.['page']))
  expect(named.filter(({ groups }) => !Object.hasOwn(rules, groups?.['rule'] ?? ''))).toEqual([])
  expect(named.length).toBeGreaterThan(0)
})

it('ESLint says of the file in the picture what the comparison counts', async () => {
  const code = await readFile('fixtures/tencentcloud/terraform/shop.tf.json', 'utf8')
  expect(new Linter().verify(code, plugin.configs.recommended, 'shop.tf.json')).toHaveLength(5)
  expect(await readFile('docs/comparison.md', 'utf8')).toContain('`npx eslint` finds five mistakes in it')
})
