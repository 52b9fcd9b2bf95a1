/** Taking items out of bracketed lists and maps: JSON, and YAML's flow style. */
import type { Edit } from '../model/reading.ts'
import {
  blanksBefore,
  endsLine,
  skipBlanks,
  skipRestOfLine,
  skipTrivia,
  wholeLines,
  type Range,
  type Syntax,
} from './text.ts'

/** An item or a member between its brackets. */
export interface FlowItem {
  readonly range: Range
  /** From the opening bracket to the closing one. */
  readonly container: Range
  /** The item before it, if any. */
  readonly previous: Range | undefined
}

/** Edits that take an item out together with one comma. `undefined` if its surroundings are not what brackets hold. */
export function removeFlowItem(text: string, syntax: Syntax, item: FlowItem): readonly Edit[] | undefined {
  const { range, container, previous } = item
  const close = container[1] - 1
  const next = skipTrivia(text, range[1], syntax)
  const hasComma = text[next] === ','
  if (!hasComma && next !== close) return undefined
  const end = hasComma ? next + 1 : range[1]
  if (!previous && skipTrivia(text, end, syntax) === close) return removeOnly(text, syntax, [range[0], end], container)
  if (hasComma || !previous) return [cut(withSurroundings(text, syntax, [range[0], end]))]
  return removeLast(text, syntax, range, previous)
}

function removeOnly(text: string, syntax: Syntax, range: Range, container: Range): readonly Edit[] {
  const inside: Range = [container[0] + 1, container[1] - 1]
  const others = text.slice(inside[0], range[0]) + text.slice(range[1], inside[1])
  return [cut(others.trim() === '' ? inside : withSurroundings(text, syntax, range))]
}

/** The last item has no comma of its own: the one before it goes. Comments between the two stay. */
function removeLast(text: string, syntax: Syntax, range: Range, previous: Range): readonly Edit[] | undefined {
  const comma = skipTrivia(text, previous[1], syntax)
  if (text[comma] !== ',' || skipTrivia(text, comma + 1, syntax) !== range[0]) return undefined
  if (text.slice(comma + 1, range[0]).trim() !== '') {
    return [cut([comma, comma + 1]), cut(withSurroundings(text, syntax, range))]
  }
  const ownLines = wholeLines(text, range, syntax) !== undefined
  return [cut([comma, ownLines ? skipRestOfLine(text, range[1], syntax) : range[1]])]
}

/** The range with the lines or blanks that would be left over without it. */
function withSurroundings(text: string, syntax: Syntax, range: Range): Range {
  const lines = wholeLines(text, range, syntax)
  if (lines) return lines
  const after = skipBlanks(text, range[1])
  return endsLine(text, after) ? [blanksBefore(text, range[0]), range[1]] : [range[0], after]
}

function cut(range: Range): Edit {
  return { range, text: '' }
}
