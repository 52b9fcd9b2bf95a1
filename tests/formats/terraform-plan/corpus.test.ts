import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../../src/formats/index.ts'
import { readJson } from '../documents.ts'
import { root } from '../terraform/read.ts'

const folder = process.env['SECURITY_GROUP_CORPUS'] ?? path.join(import.meta.dirname, '../../../../shared/corpus')

function filesOf(kind: string): readonly string[] {
  const own = path.join(folder, kind)
  if (!existsSync(own)) return []
  const entries = readdirSync(own, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
}

describe.skipIf(!existsSync(folder))('public plans and states', () => {
  it.each([
    ['tfplan', 'terraform-plan'],
    ['tfstate', 'terraform-state-file'],
  ])('of kind %s are detected, and those of other clouds declare nothing', (kind, name) => {
    const texts = filesOf(kind).map((file) => readFileSync(file, 'utf8'))
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter((text) => /"(?:alicloud|tencentcloud)_/u.test(text))).toEqual([])
    for (const text of texts) {
      const file = root(text)
      expect(formats.find((format) => format.detect(file, { filename: 'file.json' }))?.name).toBe(name)
      expect(readJson(text)).toEqual([])
    }
  })
})
