import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SecurityGroup } from '../../src/model/declarations.ts'
import { readJson, readYaml } from './documents.ts'

const folder = process.env['SECURITY_GROUP_CORPUS'] ?? path.join(import.meta.dirname, '../../../shared/corpus')
const manifest = path.join(folder, 'manifest.tsv')

interface Listed {
  readonly file: string
  readonly kind: string
  readonly groups: number
  readonly rules: number
  /** Whether the script that made the manifest could read the file. */
  readonly counted: boolean
}

function listed(kinds: readonly string[]): Listed[] {
  if (!existsSync(manifest)) return []
  const [head = '', ...lines] = readFileSync(manifest, 'utf8').trimEnd().split(/\r?\n/u)
  const columns = head.split('\t')
  return lines
    .map((line) => new Map(line.split('\t').map((cell, index) => [columns[index], cell])))
    .map((row) => ({
      file: row.get('file') ?? '',
      kind: row.get('kind') ?? '',
      groups: Number(row.get('groups')),
      rules: Number(row.get('rules')),
      counted: row.get('note') !== 'parse',
    }))
    .filter(({ kind }) => kinds.includes(kind))
}

/** The groups of a file; `undefined` where it is neither JSON nor YAML. */
function read(file: string): readonly SecurityGroup[] | undefined {
  const text = readFileSync(path.join(folder, file), 'utf8')
  try {
    return file.endsWith('.json') ? readJson(text) : readYaml(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

describe.skipIf(!existsSync(manifest))('the corpus', () => {
  const own = listed(['ros', 'api-alibaba'])

  it.each(own.filter(({ counted }) => counted))(
    '$file declares $groups groups and $rules rules',
    ({ file, groups, rules }) => {
      const found = read(file) ?? []
      const declared = found.filter(({ declaration }) => declaration !== undefined)
      const sum = found.reduce((count, group) => count + group.rules.length, 0)
      expect([declared.length, sum]).toEqual([groups, rules])
    },
  )

  it.each(own.filter(({ counted }) => !counted))('$file is read or refused', ({ file }) => {
    expect(() => read(file)).not.toThrow()
  })

  it.each(listed(['negative', 'cfn', 'arm', 'api-aws', 'api-azure']))('$file declares nothing', ({ file }) => {
    expect(read(file) ?? []).toEqual([])
  })
})
