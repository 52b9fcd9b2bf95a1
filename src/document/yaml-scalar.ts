/** Scalars of YAML: what a tag makes of them, and how a new value is written. */
import { getStaticYAMLValue, parseYAML, type AST } from 'yaml-eslint-parser'
import type { ScalarValue } from './value.ts'

const CORE = 'tag:yaml.org,2002:'
const CORE_TYPES = new Map([
  ['str', 'string'],
  ['int', 'number'],
  ['float', 'number'],
  ['bool', 'boolean'],
  ['null', 'object'],
])

/** What a tag of the YAML core schema makes of its node; `undefined` for every other tag. */
export function coreTag({ tag }: AST.YAMLTag): string | undefined {
  const name = tag.startsWith(CORE) ? tag.slice(CORE.length) : undefined
  return name === 'map' || name === 'seq' || (name !== undefined && CORE_TYPES.has(name)) ? name : undefined
}

/** The value of a scalar under a core tag, in a box; `undefined` if it is not of that tag's type. */
export function taggedScalar(node: AST.YAMLWithMeta, name: string): Pick<ScalarValue, 'value'> | undefined {
  const value = getStaticYAMLValue(node)
  if (typeof value !== CORE_TYPES.get(name)) return undefined
  return value === null || typeof value !== 'object' ? { value } : undefined
}

/** A string in the style of the scalar that it replaces, if it can be written so; otherwise in double quotes. */
export function writeString(value: string, style: AST.YAMLScalar['style'] | undefined): string {
  if (style === 'single-quoted' && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`
  if ((style === 'plain' || style === undefined) && isPlain(value)) return value
  return JSON.stringify(value).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped)
}

function isPrintable(text: string): boolean {
  return /^[^\p{C}\p{Zl}\p{Zp}]*$/u.test(text)
}

/** Characters that start no indicator, and no date, which some readers of YAML 1.1 make of plain text. */
const PLAIN = /^(?!\d{4}-\d)[\w/][\w./:@+ -]*$/

/** Whether every version of YAML reads the text as this string, as a key and as a value, in block and flow style. */
function isPlain(text: string): boolean {
  return PLAIN.test(text) && ['1.1', '1.2'].every((version) => readsBack(text, version))
}

function readsBack(text: string, version: string): boolean {
  try {
    const read = getStaticYAMLValue(parseYAML(`%YAML ${version}\n---\n[{${text}: 0}, ${text}]`))
    return JSON.stringify(read) === JSON.stringify([{ [text]: 0 }, text])
  } catch {
    return false
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
