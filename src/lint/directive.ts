/** Directives in remarks, spelled as in ESLint's comments: `eslint-disable <rule>, <rule> -- <reason>`. */

export interface Directive {
  /** `eslint-disable`; the others that ESLint's comments know mean nothing for a block. */
  readonly word: string
  /** The ids of the disabled rules; none for all of them. */
  readonly rules: readonly string[]
  /** The last day on which it holds, as written behind `until`. */
  readonly until: string | undefined
  /** Its text with other rules. */
  readonly withRules: (rules: readonly string[]) => string
}

const WORD = /^\s*(eslint-(?:disable|enable)(?:-next-line|-line)?)(?=\s|$)/u
/** A day as anybody may write it: those that are no day of ISO 8601 are refused later on, not overlooked. */
const UNTIL = new RegExp(
  String.raw`\suntil\s(${[
    String.raw`\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?`,
    String.raw`\d{1,2}[-./]\d{1,2}[-./]\d{4}`,
    String.raw`(?:\d{1,2}\.?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s(?:\d{1,2},?\s)?\d{4}`,
  ].join('|')})(?!\d)`,
  'iu',
)
const REASON = /\s-{2,}\s/u

/** `undefined` for a remark that is no directive. */
export function directiveOf(text: string): Directive | undefined {
  const [head, word] = WORD.exec(text) ?? []
  if (head === undefined || word === undefined) return undefined
  const rest = text.slice(head.length)
  const until = UNTIL.exec(rest)
  const ends = [until?.index, REASON.exec(rest)?.index].filter((index) => index !== undefined)
  const end = Math.min(rest.length, ...ends)
  const names = rest.slice(0, end).split(',')
  return {
    word,
    rules: names.map((name) => name.trim()).filter((name) => name !== ''),
    until: until?.[1],
    withRules: (rules) => `${head} ${rules.join(', ')}${rest.slice(end)}`,
  }
}

/** Whether the text is a day as ISO 8601 spells it, `2027-01-31`, and exists. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The present day, UTC, as ISO 8601 spells it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
