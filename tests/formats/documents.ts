import * as jsonc from 'jsonc-eslint-parser'
import * as yaml from 'yaml-eslint-parser'
import { readDocuments } from '../../src/document/index.ts'
import { mayDeclareAny, readDeclarations } from '../../src/formats/index.ts'
import type { Declarations, Rule, SecurityGroup } from '../../src/model/declarations.ts'
import type { Origin, Reading } from '../../src/model/reading.ts'

export function readJson(text: string): readonly SecurityGroup[] {
  return readJsonFile(text).groups
}

/** All that a file of JSON declares, and what of it is not read. */
export function readJsonFile(text: string): Declarations {
  const { ast } = jsonc.parseForESLint(text, {})
  return read(ast, text, 'file.json')
}

export function readYaml(text: string): readonly SecurityGroup[] {
  const { ast } = yaml.parseForESLint(text, {})
  return read(ast, text, 'file.yaml').groups
}

/** Throws where a file declares something that a search for the detection keys would have passed over. */
function read(ast: unknown, text: string, filename: string): Declarations {
  const declarations = readDeclarations(readDocuments({ ast, text }), { filename })
  if (declarations.groups.length > 0 && !mayDeclareAny(text)) throw new Error('No detection key is met.')
  return declarations
}

/** The groups of `data`, read from JSON; throws where the same data reads otherwise in block YAML. */
export function readBoth(data: unknown): readonly SecurityGroup[] {
  const groups = readJson(JSON.stringify(data, undefined, 2))
  const [json, block] = [groups, readYaml(printYaml(data))].map(plain)
  if (json !== block) throw new Error(`JSON reads as ${json}, YAML as ${block}`)
  return groups
}

/** The only group of `data`. */
export function readGroup(data: unknown): SecurityGroup {
  return only(readBoth(data))
}

/** The only rule of the only group of `data`. */
export function readRule(data: unknown): Rule {
  return only(readGroup(data).rules)
}

export function only<T>(items: readonly T[]): T {
  const [first] = items
  if (first === undefined || items.length > 1) throw new Error(`${items.length} in place of one`)
  return first
}

/** A reading without its place. */
export function plainReading(reading: Reading<unknown> | undefined): unknown {
  if (reading === undefined) return undefined
  const { origin, ...rest } = reading as { origin?: Origin }
  return rest
}

export function textAt(text: string, origin: Origin | undefined): string | undefined {
  return origin && text.slice(...origin.place.range)
}

/** Data as block YAML; strings are quoted, so that none of them reads as another type. */
function printYaml(data: unknown, indent = ''): string {
  if (Array.isArray(data)) {
    return data.length === 0 ? '[]' : data.map((item) => `\n${indent}- ${printYaml(item, `${indent}  `)}`).join('')
  }
  if (typeof data !== 'object' || data === null) return JSON.stringify(data)
  const entries = Object.entries(data).filter(([, value]) => value !== undefined)
  if (entries.length === 0) return '{}'
  return entries.map(([key, value]) => `\n${indent}${JSON.stringify(key)}: ${printYaml(value, `${indent}  `)}`).join('')
}

/** Groups as text without what differs between two files that say the same: places, and values as written. */
function plain(groups: readonly SecurityGroup[]): string {
  const own = new Set(['anchor', 'declaration', 'index', 'origin', 'slot', 'text'])
  return JSON.stringify(groups, (key, value: unknown) => {
    if (own.has(key)) return undefined
    return typeof value === 'bigint' ? String(value) : value
  })
}
