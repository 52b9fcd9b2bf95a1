import type { AST as Jsonc } from 'jsonc-eslint-parser'
import type { AST as Yaml } from 'yaml-eslint-parser'
import { shapeOfJson } from './json-tree.ts'
import { readJson } from './json.ts'
import { shapeOfMomoa, type MomoaValue } from './momoa-tree.ts'
import type { ParsedFile, Value } from './value.ts'
import { readYaml } from './yaml.ts'

export { embeddedJson } from './embedded.ts'
export { guarded } from './guarded.ts'
export { partOf } from './part.ts'
export { removeAll } from './remove-all.ts'
export type {
  Entry,
  MapValue,
  OpaqueValue,
  ParsedFile,
  ScalarValue,
  SequenceValue,
  TaggedValue,
  Value,
} from './value.ts'

/**
 * The roots of all documents of a file, in order; none if the file is empty or neither JSON nor YAML.
 * Trees are told by their shape: jsonc-eslint-parser, yaml-eslint-parser, or Momoa as `@eslint/json` has it.
 */
export function readDocuments({ ast, text }: ParsedFile): readonly Value[] {
  if (!isNode(ast)) return []
  if (ast.type === 'Document' && isNode(ast.body)) {
    return [readJson(text, ast.body as unknown as MomoaValue, shapeOfMomoa)]
  }
  if (ast.type !== 'Program' || !Array.isArray(ast.body)) return []
  const [first] = ast.body as readonly unknown[]
  if (!isNode(first)) return []
  if (first.type === 'YAMLDocument') return readYaml(text, ast as unknown as Yaml.YAMLProgram)
  if (first.type !== 'JSONExpressionStatement') return []
  return [readJson(text, (first as unknown as Jsonc.JSONExpressionStatement).expression, shapeOfJson)]
}

function isNode(value: unknown): value is { readonly type: unknown; readonly body?: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value
}
