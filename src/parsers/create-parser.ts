import type { AST, SourceCode } from 'eslint'

/** A parser for ESLint, as far as this plugin calls it. */
export interface Parser {
  readonly meta: { readonly name: string; readonly version: string }
  parseForESLint(text: string, options?: object): { ast: unknown; visitorKeys?: SourceCode.VisitorKeys }
}

/** Those of an empty program, since ESLint copies what it is given for each file. */
const VISITOR_KEYS: SourceCode.VisitorKeys = { Program: ['body'] }

/**
 * A parser that leaves a text alone unless it `mayDeclare` something: such a text becomes an empty program, whatever
 * its syntax. Any other text goes to `parser`, whose errors pass through.
 */
export function createParser(name: string, mayDeclare: (text: string) => boolean, parser: Parser): Parser {
  return {
    // ESLint's cache key holds the version; it is the underlying parser that makes the tree.
    meta: { name: `security-group/${name}`, version: parser.meta.version },
    parseForESLint(text, options) {
      if (mayDeclare(text)) return parser.parseForESLint(text, options)
      // No parser services: they would tell rules of other plugins that there is a tree to walk.
      return { ast: emptyProgram(text), visitorKeys: VISITOR_KEYS }
    },
  }
}

function emptyProgram(text: string): AST.Program {
  return {
    type: 'Program',
    sourceType: 'module',
    body: [],
    comments: [],
    tokens: [],
    range: [0, text.length],
    loc: { start: { line: 1, column: 0 }, end: endOf(text) },
  }
}

/** Lines are counted as ESLint's `SourceCode` splits them. */
function endOf(text: string): AST.SourceLocation['end'] {
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/u)
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 }
}
