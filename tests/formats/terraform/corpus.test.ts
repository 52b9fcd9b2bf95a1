import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGroups } from './read.ts'

const folder = process.env['SECURITY_GROUP_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus')
const manifest = join(folder, 'manifest.tsv')

interface Expected {
  readonly file: string
  readonly groups: number
  readonly rules: number
}

/** The Terraform files of the corpus, with the counts of an independent script. */
function files(): readonly Expected[] {
  const [, ...lines] = readFileSync(manifest, 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const [file = '', kind, , , , , , groups, rules] = line.split('\t')
    return kind === 'tfjson' || kind === 'hcl-converted' ? [{ file, groups: Number(groups), rules: Number(rules) }] : []
  })
}

describe.skipIf(!existsSync(manifest))('public Terraform files', () => {
  test('groups and rules are as many as counted by other means', () => {
    const ours = files().flatMap((expected) => {
      const text = readFileSync(join(folder, expected.file), 'utf8')
      const groups = readGroups(text)
      // The manifest counts every cloud, so only files of the two clouds compare.
      if (!/"(?:alicloud|tencentcloud)_security_group/u.test(text)) {
        expect(groups).toEqual([])
        return []
      }
      const declared = groups.filter(({ declaration }) => declaration !== undefined)
      const rules = groups.flatMap((group) => group.rules)
      return [{ expected, read: { file: expected.file, groups: declared.length, rules: rules.length } }]
    })
    expect(ours.length).toBeGreaterThan(50)
    expect(ours.map(({ read }) => read)).toEqual(ours.map(({ expected }) => expected))
  })
})
