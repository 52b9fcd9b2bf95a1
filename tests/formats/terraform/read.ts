import { parseForESLint } from 'jsonc-eslint-parser'
import { readDocuments, type Value } from '../../../src/document/index.ts'
import { terraformJson } from '../../../src/formats/terraform/index.ts'
import type { Rule, SecurityGroup } from '../../../src/model/declarations.ts'

/** The root of a JSON text, or of `data` printed as JSON. */
export function root(source: object | string): Value {
  const text = typeof source === 'string' ? source : JSON.stringify(source)
  const [value] = readDocuments({ ast: parseForESLint(text, {}).ast, text })
  if (value === undefined) throw new Error('The text holds no document.')
  return value
}

export function readGroups(source: object | string): readonly SecurityGroup[] {
  return terraformJson.read(root(source), { filename: 'main.tf.json' }).groups
}

/** The only group of a file. */
export function readGroup(source: object | string): SecurityGroup {
  const groups = readGroups(source)
  if (groups.length !== 1 || groups[0] === undefined) throw new Error(`The file holds ${groups.length} groups.`)
  return groups[0]
}

/** The only rule of a file. */
export function readRule(source: object | string): Rule {
  const { rules } = readGroup(source)
  if (rules.length !== 1 || rules[0] === undefined) throw new Error(`The group holds ${rules.length} rules.`)
  return rules[0]
}

/** What stands at an origin. */
export function textAt(
  source: string,
  origin: { readonly place: { readonly range: readonly [number, number] } },
): string {
  return source.slice(...origin.place.range)
}

/** Declarations without their places, to compare what different texts say. */
export function plain(groups: readonly SecurityGroup[]): unknown {
  const known = new Set(['anchor', 'declaration', 'index', 'origin', 'slot'])
  return JSON.parse(
    JSON.stringify(groups, (key, value: unknown) =>
      known.has(key) ? undefined : typeof value === 'bigint' ? String(value) : value,
    ),
  )
}
