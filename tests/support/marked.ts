export interface Region {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** A text whose expected places are marked: `⟦…⟧`, also nested. */
export interface Marked {
  /** The text without its marks. */
  readonly text: string
  /** The marked places in the order in which they open; lines and columns count from 1, as ESLint's messages do. */
  readonly regions: readonly Region[]
}

export function readMarks(marked: string): Marked {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  const open: number[] = []
  for (const part of marked.split(/(?<mark>[⟦⟧])/u)) {
    if (part === '⟦') {
      open.push(starts.length)
      starts.push(text.length)
    } else if (part === '⟧') {
      const index = open.pop()
      if (index === undefined) throw new Error('A mark is closed that is not open.')
      ends[index] = text.length
    } else {
      text += part
    }
  }
  if (open.length > 0) throw new Error('A mark is not closed.')
  return { text, regions: starts.map((start, index) => region(text, start, ends[index] ?? start)) }
}

function region(text: string, start: number, end: number): Region {
  const from = position(text, start)
  const to = position(text, end)
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
}

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/u)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** The offset of a position that counts from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  const breaks = [...text.matchAll(/\r\n|[\r\n\u2028\u2029]/gu)]
  const before = line > 1 ? breaks[line - 2] : undefined
  return (before === undefined ? 0 : before.index + before[0].length) + column - 1
}
