import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readYaml } from '../documents.ts'

const folder = process.env['SECURITY_GROUP_CORPUS'] ?? path.join(import.meta.dirname, '../../../../shared/corpus')
const manifest = path.join(folder, 'manifest.tsv')

const listed = (existsSync(manifest) ? readFileSync(manifest, 'utf8') : '')
  .split(/\r?\n/u)
  .map((line) => line.split('\t'))
  .filter(([, kind]) => kind === 'crossplane')
  .map(([file = '', , , , , , , groups, rules]) => ({ file, counts: [Number(groups), Number(rules)] }))

/** How many groups and rules a file declares. */
function countsOf(text: string): number[] {
  const groups = readYaml(text)
  const declared = groups.filter(({ declaration }) => declaration !== undefined)
  return [declared.length, groups.reduce((count, { rules }) => count + rules.length, 0)]
}

describe.skipIf(listed.length === 0)('the corpus', () => {
  it.each(listed)('$file declares a group or rule with every object of these kinds', ({ file }) => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const kinds = [...text.matchAll(/^kind: (.*\S)\s*$/gmu)].map(([, kind]) => kind)
    const counts = ['SecurityGroup', 'SecurityGroupRule'].map(
      (sought) => kinds.filter((kind) => kind === sought).length,
    )
    expect(countsOf(text)).toEqual(counts)
  })

  it('is counted like that but for attachments that are no groups, and a group that has the name of its rule', () => {
    const others = listed.filter(({ file, counts }) => {
      return String(countsOf(readFileSync(path.join(folder, file), 'utf8'))) !== String(counts)
    })
    expect(others.map(({ file }) => file.split('/').slice(2).join('/'))).toEqual([
      'examples-generated/alb/v1alpha1/loadbalancersecuritygroupattachment.yaml',
      'examples-generated/ecs/v1alpha1/invocation.yaml',
      'examples/alb/v1alpha1/loadbalancersecuritygroupattachment.yaml',
    ])
  })
})
