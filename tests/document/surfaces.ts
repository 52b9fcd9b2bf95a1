import json from '@eslint/json'
import { Linter } from 'eslint'
import jsoncPlugin from 'eslint-plugin-jsonc'
import yamlPlugin from 'eslint-plugin-yml'
import * as jsonc from 'jsonc-eslint-parser'
import * as yaml from 'yaml-eslint-parser'
import { readDocuments, type Value } from '../../src/document/index.ts'
import type { Edit } from '../../src/model/reading.ts'

export type Surface = 'jsonc' | 'jsoncLanguage' | 'momoa' | 'momoa5' | 'yaml' | 'yamlLanguage'

/** How ESLint is told to read a file; each gives rules a tree of its own kind. */
const surfaces: Readonly<Record<Surface, { file: string; config: object }>> = {
  jsonc: { file: 'a.json', config: { languageOptions: { parser: jsonc } } },
  momoa: { file: 'a.json', config: { plugins: { json }, language: 'json/json' } },
  momoa5: { file: 'a.json', config: { plugins: { json }, language: 'json/json5' } },
  jsoncLanguage: { file: 'a.json', config: { plugins: { jsonc: jsoncPlugin }, language: 'jsonc/x' } },
  yaml: { file: 'a.yaml', config: { languageOptions: { parser: yaml } } },
  yamlLanguage: { file: 'a.yaml', config: { plugins: { yml: yamlPlugin }, language: 'yml/yaml' } },
}

/** What a rule sees of a text under real ESLint. Throws where the text does not parse. */
export function open(surface: Surface, text: string): { text: string; roots: readonly Value[] } {
  const { file, config } = surfaces[surface]
  let seen: { ast: unknown; text: string } | undefined
  const look = {
    create: (context: { sourceCode: { ast: unknown; text: string } }) => {
      const see = (): void => void (seen = context.sourceCode)
      return { 'Program:exit': see, 'Document:exit': see }
    },
  }
  const messages = new Linter({ configType: 'flat' }).verify(
    text,
    [
      { files: ['**/*.json', '**/*.yaml'], ...config },
      { plugins: { test: { rules: { look } } }, rules: { 'test/look': 'error' } },
    ] as unknown as Linter.Config[],
    file,
  )
  if (!seen || messages.length > 0) throw new Error(messages[0]?.message ?? 'the rule saw nothing')
  return { text: seen.text, roots: readDocuments(seen) }
}

/** The only document of a text. */
export function root(surface: Surface, text: string): Value {
  const { roots } = open(surface, text)
  const [first] = roots
  if (!first || roots.length > 1) throw new Error(`${roots.length} documents`)
  return first
}

/** A value by its path: keys and indices. */
export function at(value: Value, ...path: readonly (number | string)[]): Value {
  return path.reduce((inner: Value, step) => {
    const next = typeof step === 'number' ? items(inner)[step] : members(inner).get(step)?.value
    if (!next) throw new Error(`no ${step} in ${inner.source}`)
    return next
  }, value)
}

export function members(value: Value) {
  if (value.kind !== 'map') throw new Error(`${value.source} is no map`)
  return value
}

export function items(value: Value): readonly Value[] {
  if (value.kind !== 'sequence') throw new Error(`${value.source} is no sequence`)
  return value.items
}

/** Plain data of a value: tagged values as `{tag, content}`, opaque ones as `{opaque}`. */
export function data(value: Value): unknown {
  switch (value.kind) {
    case 'map':
      return Object.fromEntries(
        [...new Set(value.entries.map((entry) => entry.key))].map((key) => [key, data(at(value, key))]),
      )
    case 'sequence':
      return value.items.map(data)
    case 'scalar':
      return value.value
    case 'tagged':
      return { tag: value.tag, content: data(value.content) }
    case 'opaque':
      return { opaque: value.source }
  }
}

/** The text after a suggestion, which ESLint refuses to build from overlapping edits. */
export function apply(text: string, edits: readonly Edit[] | undefined): string {
  if (!edits) throw new Error('no edits')
  const sorted = edits.toSorted((a, b) => a.range[0] - b.range[0])
  let end = 0
  let result = ''
  for (const { range, text: written } of sorted) {
    if (range[0] < end || range[1] < range[0]) throw new Error('edits overlap')
    result += text.slice(end, range[0]) + written
    end = range[1]
  }
  return result + text.slice(end)
}
