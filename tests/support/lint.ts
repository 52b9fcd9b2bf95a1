import { Linter } from 'eslint'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'
import type { Surface } from './surfaces.ts'

/** One rule with its configuration. */
export interface Subject {
  readonly name: string
  readonly rule: SecurityGroupRule
  readonly options?: readonly unknown[]
  readonly settings?: Record<string, unknown>
  /** Rules that are on beside it; what they report is a finding too. */
  readonly others?: Readonly<Record<string, SecurityGroupRule>>
}

/** Lints a text on one surface with one rule on. */
export function lint(subject: Subject, surface: Surface, filename: string, code: string): Linter.LintMessage[] {
  const { name, rule, options = [], settings = {}, others = {} } = subject
  const files = ['**/*.{json,jsonc,yaml,yml}']
  return new Linter().verify(
    code,
    [
      { files, ...surface.config },
      {
        files,
        plugins: { 'security-group': { rules: { ...others, [name]: rule } } },
        rules: {
          [`security-group/${name}`]: ['error', ...options],
          ...Object.fromEntries(Object.keys(others).map((other) => [`security-group/${other}`, 'error'])),
        },
        settings,
      },
    ],
    filename,
  )
}

/** The text of a rule's message, every placeholder filled. */
export function interpolate(rule: SecurityGroupRule, messageId: string, data: Record<string, unknown> = {}): string {
  const template = rule.meta.messages?.[messageId]
  if (template === undefined) throw new Error(`The rule has no message ${messageId}.`)
  return template.replaceAll(/\{\{\s*(?<name>[^{}]+?)\s*\}\}/gu, (_match, name: string) => {
    if (!Object.hasOwn(data, name)) throw new Error(`Message ${messageId} needs data for ${name}.`)
    return String(data[name])
  })
}
