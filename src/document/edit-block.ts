/** Taking items out of YAML's block style, where lines and columns are the brackets. */
import type { Edit } from '../model/reading.ts'
import { skipBlankLines, skipRestOfLine, wholeLines, type Range } from './text.ts'

/**
 * Edits that take out an item which is not alone; `range` begins at its dash or key, `next` is where the next one does.
 * `undefined` if comments would be lost or other content stands on its lines.
 */
export function removeBlockItem(text: string, range: Range, next: number | undefined): readonly Edit[] | undefined {
  const lines = wholeLines(text, range, 'yaml')
  if (lines) return [{ range: [lines[0], next === undefined ? lines[1] : skipBlankLines(text, lines[1])], text: '' }]
  // Behind another indicator, as in `- - a`: the next item moves up into its place.
  if (next === undefined || text.slice(skipRestOfLine(text, range[1], 'yaml'), next).trim() !== '') return undefined
  return [{ range: [range[0], next], text: '' }]
}

/**
 * Edits that put empty brackets in place of a collection, to take out its only item.
 * `introduced` is where the indicator before the collection ends; comments behind that stay.
 */
export function emptyBlock(
  text: string,
  collection: Range,
  introduced: number | undefined,
  brackets: '[]' | '{}',
): readonly Edit[] {
  const end = skipRestOfLine(text, collection[1], 'yaml')
  if (introduced === undefined) return [{ range: [collection[0], end], text: brackets }]
  const lines = wholeLines(text, collection, 'yaml')
  if (!lines) return [{ range: [introduced, end], text: ` ${brackets}` }]
  return [
    { range: [introduced, introduced], text: ` ${brackets}` },
    { range: lines, text: '' },
  ]
}
