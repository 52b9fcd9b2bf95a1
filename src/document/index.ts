import { parseForESLint, type AST as Jsonc } from 'jsonc-eslint-parser'
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
export { standInFor } from './stand-in.ts'
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
    return [readJson({ text }, ast.body as unknown as MomoaValue, shapeOfMomoa)]
  }
  if (ast.type !== 'Program' || !Array.isArray(ast.body)) return []
  const [first] = ast.body as readonly unknown[]
  if (!isNode(first)) return []
  if (first.type === 'YAMLDocument') return readYaml(text, ast as unknown as Yaml.YAMLProgram)
  if (first.type !== 'JSONExpressionStatement') return []
  return [readJson({ text }, (first as unknown as Jsonc.JSONExpressionStatement).expression, shapeOfJson)]
}

/**
 * The root of a JSON text that no tree is at hand for; its places and edits tell `file`, and count columns from 0.
 * `undefined` where the text is empty or cannot be parsed.
 */
export function parseJson(text: string, file: string): Value | undefined {
  try {
    const { ast } = parseForESLint(text, {})
    const [statement] = ast.body
    // Half of the memory, which nodes would hold through their parents.
    ast.tokens = []
    return readJson({ text, file }, statement.expression, shapeOfJson)
  } catch {
    // A syntax error, or a nesting too deep for the parser's stack.
    return undefined
  }
}

/** The number that the places of a tree give a line's first column: 1 in Momoa's, 0 in others. */
export function firstColumnOf(ast: unknown): number {
  return isNode(ast) && ast.type === 'Document' ? 1 : 0
}

function isNode(value: unknown): value is { readonly type: unknown; readonly body?: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value
}
