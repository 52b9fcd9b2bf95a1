/** Taking a whole document out of a YAML stream, where a line of dashes is what a comma is elsewhere. */
import type { AST } from 'yaml-eslint-parser'
import type { Edit } from '../model/reading.ts'
import { endsLine, skipBlankLines, wholeLines, type Range } from './text.ts'

/**
 * Edits that take out a document with the line that begins it. `undefined` for the only one that holds something,
 * for one with directives or an end of its own, and where other content or a comment stands on its lines.
 */
export function removeDocument(text: string, document: AST.YAMLDocument): readonly Edit[] | undefined {
  const { content, directives, parent } = document
  const isAlone = !parent.body.some((other) => other !== document && other.content)
  if (!content || isAlone || directives.length > 0) return undefined
  const own = markersIn(parent, document.range)
  const lines = wholeLines(text, content.range, 'yaml')
  if (!lines || own.some(({ value }) => value !== '---')) return undefined
  const [marker] = own
  if (!marker) return [{ range: [lines[0], endOfMarker(text, parent, lines[1])], text: '' }]
  const dashes = lineOf(text, marker)
  if (!dashes) return undefined
  const end = skipBlankLines(text, lines[1])
  if (text.slice(dashes[1], lines[0]).trim() === '') return [{ range: [dashes[0], end], text: '' }]
  // Comments before the content stay.
  return [
    { range: dashes, text: '' },
    { range: [lines[0], end], text: '' },
  ]
}

/** Behind the dashes that begin the next document, where nothing stands before them: the first one needs none. */
function endOfMarker(text: string, program: AST.YAMLProgram, from: number): number {
  const next = skipBlankLines(text, from)
  const [marker] = markersIn(program, [next, next + 1])
  return (marker && lineOf(text, marker)?.[1]) ?? next
}

function markersIn({ tokens }: AST.YAMLProgram, [start, end]: Range): readonly AST.Token[] {
  return tokens.filter(({ type, range }) => type === 'Marker' && range[0] >= start && range[0] < end)
}

/** The line of a marker that has it to itself. */
function lineOf(text: string, { range }: AST.Token): Range | undefined {
  return endsLine(text, range[1]) ? wholeLines(text, range, 'yaml') : undefined
}
