/** Adding members and items behind the last one of a map or list, in the style of that one. */
import type { Edit } from '../model/reading.ts'
import { endsLine, indentationOf, lineBreakOf, skipRestOfLine, skipTrivia, type Range, type Syntax } from './text.ts'

/** The member that a new one follows and is modelled on. */
export interface LastMember {
  readonly range: Range
  readonly key: Range | undefined
  readonly value: Range | undefined
}

/** A key and a value as they are to be written. */
type Written = readonly [key: string, value: string]

/** Edits that add a member to a bracketed map; `undefined` for a map without brackets, such as that in `[a: 1]`. */
export function appendFlowMember(
  text: string,
  syntax: Syntax,
  map: Range,
  last: LastMember | undefined,
  written: Written,
): readonly Edit[] | undefined {
  if (text[map[0]] !== '{') return undefined
  const colon = colonFor(text, last, written)
  const member = written.join(colon)
  if (!last) return [insertion(map[0] + 1, member)]
  return appendBehind(text, syntax, last.range, [member], /[ \t]$/.test(colon) ? ' ' : '')
}

/** Edits that add items to a bracketed list; `last` and `previous` are its last two. */
export function appendFlowItems(
  text: string,
  syntax: Syntax,
  list: Range,
  { last, previous }: { readonly last: Range | undefined; readonly previous: Range | undefined },
  written: readonly string[],
): readonly Edit[] {
  if (!last) return [insertion(list[0] + 1, written.join(', '))]
  return appendBehind(text, syntax, last, written, previous && text[last[0] - 1] === ',' ? '' : ' ')
}

/** Edits that put more behind the last member or item: on lines of its own if that stands so, else behind `gap`. */
function appendBehind(
  text: string,
  syntax: Syntax,
  last: Range,
  written: readonly string[],
  gap: string,
): readonly Edit[] {
  const end = last[1]
  const indentation = indentationOf(text, last[0])
  const comma = skipTrivia(text, end, syntax)
  const hasComma = text[comma] === ','
  const rest = skipRestOfLine(text, hasComma ? comma + 1 : end, syntax)
  if (indentation === undefined || !endsLine(text, rest)) {
    return [insertion(end, written.map((each) => `,${gap}${each}`).join(''))]
  }
  const lines = written.map((each) => lineBreakOf(text) + indentation + each).join(',')
  if (hasComma) return [insertion(rest, `${lines},`)]
  return rest === end ? [insertion(end, `,${lines}`)] : [insertion(end, ','), insertion(rest, lines)]
}

/** Edits that add items to a block list whose dashes stand at `column`, from 0. */
export function appendBlockItems(
  text: string,
  last: Range,
  column: number,
  written: readonly string[],
): readonly Edit[] | undefined {
  const end = skipRestOfLine(text, last[1], 'yaml')
  if (!endsLine(text, end)) return undefined
  return [insertion(end, written.map((each) => `${lineBreakOf(text)}${' '.repeat(column)}- ${each}`).join(''))]
}

/** Edits that add a member to a block map whose members begin at `column`, from 0. */
export function appendBlockMember(
  text: string,
  last: LastMember,
  column: number,
  written: Written,
): readonly Edit[] | undefined {
  const end = skipRestOfLine(text, last.range[1], 'yaml')
  if (!endsLine(text, end)) return undefined
  return [insertion(end, lineBreakOf(text) + ' '.repeat(column) + written.join(colonFor(text, last, written)))]
}

/** The colon of the model with its blanks, where that suits: only behind quotes may a value follow directly. */
function colonFor(text: string, last: LastMember | undefined, [key]: Written): string {
  const between = last?.key && last.value ? text.slice(last.key[1], last.value[0]) : ''
  const suits = /^["']/.test(key) ? /^[ \t]*:[ \t]*$/ : /^[ \t]*:[ \t]+$/
  return suits.test(between) ? between : ': '
}

function insertion(at: number, text: string): Edit {
  return { range: [at, at], text }
}
