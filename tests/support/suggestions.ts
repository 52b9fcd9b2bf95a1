import type { Linter } from 'eslint'
import { expect } from 'vitest'
import { interpolate, lint, type Subject } from './lint.ts'
import { offsetOf } from './marked.ts'
import type { Surface } from './surfaces.ts'

export interface ExpectedSuggestion {
  readonly messageId: string
  readonly data?: Record<string, unknown>
  /** The whole text after the suggestion is applied. */
  readonly output: string
  /** Whether the finding is gone afterwards. Default: true. */
  readonly fixesFinding?: boolean
}

/** A text with what was found in it. */
interface Linted {
  readonly code: string
  readonly messages: readonly Linter.LintMessage[]
}

/** Checks the suggestions of one finding; each is applied and its output linted again. */
export function checkSuggestions(
  subject: Subject,
  surface: Surface,
  filename: string,
  linted: Linted,
  finding: Linter.LintMessage,
  expected: readonly ExpectedSuggestion[],
): void {
  const actual = finding.suggestions ?? []
  const texts = expected.map(({ messageId, data }) => interpolate(subject.rule, messageId, data))
  expect(
    actual.map(({ desc }) => desc),
    'suggestions',
  ).toEqual(texts)
  for (const [index, { fix }] of actual.entries()) {
    const { output, fixesFinding = true } = expected[index] as ExpectedSuggestion
    // ESLint counts neither offsets nor columns from a byte order mark.
    const [mark, text] = linted.code.startsWith('\uFEFF') ? ['\uFEFF', linted.code.slice(1)] : ['', linted.code]
    const fixed = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])
    const code = mark + fixed
    expect(code, `output of suggestion ${String(index)}`).toBe(output)
    const messages = lint(subject, surface, filename, code)
    expect(
      messages.filter(({ fatal }) => fatal),
      'the output parses',
    ).toEqual([])
    const stay = linted.messages.filter((message) => message !== finding || !fixesFinding)
    expectNothingNew({ code: text, messages: stay }, fix, { code: fixed, messages })
  }
}

/** Findings outside of the replaced text stay where they were, those inside it become no more. */
function expectNothingNew(before: Linted, fix: Linter.LintMessage['fix'] & object, after: Linted): void {
  const [start, end] = fix.range
  const old = before.messages.map((message) => startOf(before.code, message))
  const kept = new Set(
    old.filter((at) => at < start || at >= end).map((at) => (at < start ? at : at + fix.text.length - (end - start))),
  )
  const inside = old.filter((at) => at >= start && at < end).length
  const added = after.messages.filter((message) => !kept.has(startOf(after.code, message)))
  const elsewhere = added.filter((message) => {
    const at = startOf(after.code, message)
    return at < start || at > start + fix.text.length
  })
  expect(elsewhere, 'findings that the suggestion adds').toEqual([])
  expect(added.length, `findings in the replaced text: ${JSON.stringify(added)}`).toBeLessThanOrEqual(inside)
}

function startOf(code: string, { line, column }: Linter.LintMessage): number {
  return offsetOf(code, line, column)
}
