/** Runs the cases of a rule on every surface that reads their files. */
import type { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'
import { interpolate, lint, type Subject } from './lint.ts'
import { readMarks, type Marked, type Region } from './marked.ts'
import { checkSuggestions, type ExpectedSuggestion } from './suggestions.ts'
import { surfacesOf, type Surface, type SurfaceName } from './surfaces.ts'

export interface ValidCase extends Pick<Subject, 'options' | 'others' | 'settings'> {
  readonly name: string
  /** Decides the surfaces: `.json` texts are read on all of them, `.yaml` and `.yml` on the YAML ones. */
  readonly filename: string
  readonly code: string
  /** The only surfaces to run on, where the text suits no others (comments in strict JSON, tabs in YAML). */
  readonly surfaces?: readonly SurfaceName[]
}

/**
 * The n-th error is expected at the n-th place that the code marks by `⟦…⟧`, unless its positions are given.
 * Two errors at one place have two marks around it.
 */
export interface InvalidCase extends ValidCase {
  readonly errors: readonly ExpectedError[]
}

export interface ExpectedError extends Partial<Region> {
  readonly messageId: string
  /** Every placeholder of the message needs its datum. */
  readonly data?: Record<string, unknown>
  /** In order. A suggestion that is not named here fails the case. */
  readonly suggestions?: readonly ExpectedSuggestion[]
}

export function runRule(
  name: string,
  rule: SecurityGroupRule,
  cases: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] },
): void {
  describe(`${name}: valid`, () => {
    each(cases.valid, (testCase, surface) => {
      checkValid(name, rule, testCase, surface)
    })
  })
  describe(`${name}: invalid`, () => {
    each(cases.invalid, (testCase, surface) => {
      checkInvalid(name, rule, testCase, surface)
    })
  })
}

function each<C extends ValidCase>(cases: readonly C[], check: (testCase: C, surface: Surface) => void): void {
  for (const testCase of cases) {
    for (const surface of surfacesFor(testCase)) {
      it(`${testCase.name} (${surface.name})`, () => {
        check(testCase, surface)
      })
    }
  }
}

export function surfacesFor({ filename, surfaces: only }: ValidCase): readonly Surface[] {
  const chosen = surfacesOf(filename).filter(({ name }) => only?.includes(name) ?? true)
  if (chosen.length === 0) throw new Error('The case runs on no surface.')
  return chosen
}

export function checkValid(name: string, rule: SecurityGroupRule, testCase: ValidCase, surface: Surface): void {
  expect(lint({ ...testCase, name, rule }, surface, testCase.filename, testCase.code), 'findings').toEqual([])
}

export function checkInvalid(name: string, rule: SecurityGroupRule, testCase: InvalidCase, surface: Surface): void {
  if (testCase.errors.length === 0) throw new Error('An invalid case expects at least one error.')
  const subject: Subject = { ...testCase, name, rule }
  const marked = readMarks(testCase.code)
  if (marked.regions.length > testCase.errors.length) throw new Error('More places are marked than errors expected.')
  const expected = testCase.errors.map((error, index) => expectedFinding(rule, error, index, marked))
  const messages = lint(subject, surface, testCase.filename, marked.text)
  expect(messages.map(finding), 'findings').toEqual(expected)
  for (const [index, message] of messages.entries()) {
    const { suggestions = [] } = testCase.errors[index] as ExpectedError
    checkSuggestions(subject, surface, testCase.filename, { code: marked.text, messages }, message, suggestions)
  }
}

interface Finding extends Region {
  readonly messageId: string | undefined
  readonly message: string
}

function finding({ messageId, message, line, column, endLine, endColumn }: Linter.LintMessage): Finding {
  return { messageId, message, line, column, endLine: endLine ?? NaN, endColumn: endColumn ?? NaN }
}

function expectedFinding(rule: SecurityGroupRule, error: ExpectedError, index: number, marked: Marked): Finding {
  const { messageId, data } = error
  const { line, column, endLine, endColumn } = { ...marked.regions[index], ...error }
  if (line === undefined || column === undefined || endLine === undefined || endColumn === undefined) {
    throw new Error(`Error ${String(index)} (${messageId}) needs a marked place or all four positions.`)
  }
  return { messageId, message: interpolate(rule, messageId, data), line, column, endLine, endColumn }
}
