/** Putting a list item in front of an earlier one. Comments on lines of their own stay where they are. */
import type { Edit } from '../model/reading.ts'
import { removeFlowItem, type FlowItem } from './edit-flow.ts'
import {
  blanksBefore,
  indentationOf,
  lineBreakOf,
  skipRestOfLine,
  skipTrivia,
  wholeLines,
  type Range,
  type Syntax,
} from './text.ts'

/** Edits that move an item of a bracketed list to the offset `to`, where an earlier item begins. */
export function moveFlowItem(text: string, syntax: Syntax, item: FlowItem, to: number): readonly Edit[] | undefined {
  const removal = removeFlowItem(text, syntax, item)
  if (!removal) return undefined
  const [start, end] = item.range
  const comma = skipTrivia(text, end, syntax)
  // What removal takes with the item goes with it: a comment before its comma, and one behind it on its own lines.
  const [inner, outer] = text[comma] === ',' ? [comma, comma + 1] : [end, end]
  const ownLines = wholeLines(text, [start, outer], syntax) !== undefined
  const comment = ownLines ? text.slice(outer, skipRestOfLine(text, outer, syntax)).trimEnd() : ''
  const moved = `${text.slice(start, inner)},${comment}${separator(text, start, to, comment !== '')}`
  return [{ range: [to, to], text: moved }, ...removal]
}

/** What stands between the moved item and the one that it is put in front of. */
function separator(text: string, from: number, to: number, needsLine: boolean): string {
  const own = indentationOf(text, from)
  if (own === undefined) return text.slice(blanksBefore(text, from), from)
  const indentation = indentationOf(text, to) ?? (needsLine ? own : undefined)
  return indentation === undefined ? ' ' : lineBreakOf(text) + indentation
}

/** A block scalar that keeps the blank lines behind it would gain or lose some where items change places. */
const KEEPS_BLANK_LINES = /[|>][1-9]?\+[1-9]?[ \t]*(?:#.*)?$/m

/**
 * Edits that move an item of a block list to the offset `to`, where the dash of an earlier item stands;
 * blank lines above it come along. `undefined` where other content stands on its lines.
 */
export function moveBlockItem(text: string, range: Range, previous: Range, to: number): readonly Edit[] | undefined {
  const lines = wholeLines(text, range, 'yaml')
  if (!lines || KEEPS_BLANK_LINES.test(text.slice(to, range[1]))) return undefined
  const lineBreak = lineBreakOf(text)
  const above = text.slice(skipRestOfLine(text, previous[1], 'yaml'), lines[0])
  const blank = above.trim() === '' ? above.slice(lineBreak.length) : ''
  const item = text.slice(range[0], skipRestOfLine(text, range[1], 'yaml'))
  return [
    { range: [to, to], text: item + lineBreak + blank + text.slice(lines[0], range[0]) },
    { range: [lines[0] - blank.length, lines[1]], text: '' },
  ]
}
