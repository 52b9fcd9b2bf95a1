import { describe, expect, it } from 'vitest'
import { offsetOf, readMarks } from './marked.ts'

describe('readMarks', () => {
  it('strips the marks and tells their places in opening order', () => {
    expect(readMarks('a: ⟦b⟧\nc: ⟦[⟦1⟧,\n 2]⟧')).toEqual({
      text: 'a: b\nc: [1,\n 2]',
      regions: [
        { line: 1, column: 4, endLine: 1, endColumn: 5 },
        { line: 2, column: 4, endLine: 3, endColumn: 4 },
        { line: 2, column: 5, endLine: 2, endColumn: 6 },
      ],
    })
  })

  it('counts CRLF as one line break', () => {
    expect(readMarks('a\r\n⟦b⟧').regions).toEqual([{ line: 2, column: 1, endLine: 2, endColumn: 2 }])
  })

  it.each(['⟦a', 'a⟧'])('refuses an unpaired mark: %s', (text) => {
    expect(() => readMarks(text)).toThrow('mark')
  })
})

describe('offsetOf', () => {
  it.each(['ab\ncd', 'ab\r\ncd', '\n\ncd'])('finds the place of a position in %j', (text) => {
    const lines = text.split(/\r?\n/u)
    expect(text.slice(offsetOf(text, lines.length, 2))).toBe('d')
    expect(offsetOf(text, 1, 1)).toBe(0)
  })
})
