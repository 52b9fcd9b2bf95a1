/** Offsets in text: blanks, comments and line breaks between the nodes of a tree. */

/** Offsets, end exclusive. */
export type Range = readonly [number, number]

/** Whose comments stand between the nodes. */
export type Syntax = 'json' | 'yaml'

const BLANKS = /[ \t]+/y
const WHITESPACE = /[\s\uFEFF]+/y
const LINE_BREAK = /\r\n|\n|\r/y
const BLANK_LINES = /(?:[ \t]*(?:\r\n|\n|\r))+/y
const COMMENT = { json: /\/\/[^\n\r]*|\/\*[^]*?\*\//y, yaml: /#[^\n\r]*/y }
const REST_OF_LINE = {
  json: /[ \t]*(?:\/\/[^\n\r]*|\/\*[^\n\r]*?\*\/[ \t]*)?(?=[\n\r]|$)/y,
  yaml: /[ \t]*(?:#[^\n\r]*)?(?=[\n\r]|$)/y,
}

/** The offset of the next character that is neither whitespace nor part of a comment. */
export function skipTrivia(text: string, from: number, syntax: Syntax): number {
  for (let at = from; ;) {
    const next = endOf(COMMENT[syntax], text, endOf(WHITESPACE, text, at))
    if (next === at) return at
    at = next
  }
}

export function skipBlanks(text: string, from: number): number {
  return endOf(BLANKS, text, from)
}

export function skipBlankLines(text: string, from: number): number {
  return endOf(BLANK_LINES, text, from)
}

/** The end of the line, without its break, if nothing but a comment follows; otherwise `from`. */
export function skipRestOfLine(text: string, from: number, syntax: Syntax): number {
  return endOf(REST_OF_LINE[syntax], text, from)
}

/** Whether a line (or the text) ends here. */
export function endsLine(text: string, at: number): boolean {
  return at >= text.length || text[at] === '\n' || text[at] === '\r'
}

/** Where the blanks in front of an offset begin. */
export function blanksBefore(text: string, from: number): number {
  let at = from
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--
  return at
}

/** The blanks that a line begins with, up to an offset; `undefined` if anything else stands before it. */
export function indentationOf(text: string, at: number): string | undefined {
  const start = blanksBefore(text, at)
  return start === 0 || endsLine(text, start - 1) ? text.slice(start, at) : undefined
}

/** How the text breaks its lines; a line feed if it has only one. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

/** All lines that a range touches, breaks included; `undefined` if anything but a comment behind it shares them. */
export function wholeLines(text: string, range: Range, syntax: Syntax): Range | undefined {
  const indentation = indentationOf(text, range[0])
  const end = skipRestOfLine(text, range[1], syntax)
  if (indentation === undefined || !endsLine(text, end)) return undefined
  return [range[0] - indentation.length, endOf(LINE_BREAK, text, end)]
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
