import type { Rule } from 'eslint'
import { asking } from './asked.ts'
import type { LintedFile } from './file.ts'
import { lintedFile } from './file.ts'
import type { Check, Finding } from './findings.ts'
import { findingsIn, locIn, offeredBy } from './findings.ts'
import type { OptionDefinition, OptionSchema } from './option.ts'
import { mayMatter } from './relevance.ts'
import type { ConfigMembership, SecurityGroupRule } from './rule-module.ts'
import { nameRule, runOf } from './run.ts'
import { settingsOf, type Shared } from './settings.ts'
import { helps, takePart } from './trial.ts'

export type { Finding, Suggestion } from './findings.ts'
export { firstOf } from './findings.ts'

export interface Definition<Options extends object, Message extends string> extends ConfigMembership {
  readonly name: string
  /** A sentence without its full stop. */
  readonly description: string
  readonly type: 'problem' | 'suggestion'
  readonly messages: Readonly<Record<Message, string>>
  readonly options: { readonly [Name in keyof Options]-?: OptionDefinition<Options[Name]> }
  readonly hasSuggestions?: boolean
  /** Set for a rule that judges what the other rules did. It comes after all of them, and no remark suppresses it. */
  readonly judgesLast?: boolean
  /**
   * Judges one file, or the module that it is part of. Unless it judges last, it finds the same in the same
   * declarations: what is found in a module is not asked for again in its next file.
   */
  check(file: LintedFile, options: Options & Shared, report: (finding: Finding<Message>) => void): void
}

const NO_OPTIONS = Object.freeze({})

const DOCUMENTATION = 'https://github.com/eslint-plugin-security-group/eslint-plugin-security-group/blob/main/rules'

/** Makes an ESLint rule of a question to the declarations of a file. */
export function defineRule<Options extends object, Message extends string>(
  definition: Definition<Options, Message>,
): SecurityGroupRule & {
  /** No value: the type of the options as users write them. Spelled out, for the declarations of the package. */
  readonly optionsType?: {
    readonly [Name in keyof Options]?:
      | (Options[Name] extends readonly unknown[]
          ? Options[Name]
          : Options[Name] extends object
            ? Partial<Options[Name]>
            : Options[Name])
      | undefined
  }
} {
  const { name, description, config, severity, type, messages, hasSuggestions = false, judgesLast = false } = definition
  nameRule(name)
  const askedFor = asking(name, definition.options)
  const options = Object.entries<{ schema: OptionSchema; default?: unknown }>(definition.options)
  return {
    membership: { config, severity },
    meta: {
      type,
      docs: { description, recommended: config === 'recommended', url: `${DOCUMENTATION}/${name}.md` },
      messages,
      hasSuggestions,
      schema:
        options.length === 0
          ? []
          : [
              {
                type: 'object',
                properties: Object.fromEntries(options.map(([option, { schema }]) => [option, schema])),
                additionalProperties: false,
              },
            ],
      ...(options.length > 0 && {
        defaultOptions: [
          Object.fromEntries(
            options.filter(([, value]) => 'default' in value).map(([option, value]) => [option, value.default]),
          ),
        ],
      }),
    },
    create(context) {
      const { sourceCode, filename, cwd, id } = context
      // Mistakes are told in every file, whether it declares anything or not.
      const settings = settingsOf(context.settings)
      const { asked, key } = askedFor((context.options[0] ?? NO_OPTIONS) as Options, settings)
      if (!mayMatter(sourceCode, filename)) return {}
      const checkIn = (file: LintedFile, report: (finding: Finding<string>) => void): void =>
        definition.check(file, asked, report)
      const run = runOf(sourceCode)
      run.enter(id, name, !judgesLast)
      if (!judgesLast) takePart(run, id, { key, judge: checkIn })
      const judge = (): void => {
        const file = lintedFile(sourceCode, { filename, cwd, ...settings })
        const report = (finding: Finding<string>): void => context.report(toReport(finding, file, id))
        if (judgesLast) {
          checkIn(file, report)
          return
        }
        const check: Check = (tell) => checkIn(file, tell)
        for (const finding of findingsIn(file, key, check)) {
          if (!file.suppressions.drops(id, finding.at)) report(finding)
        }
      }
      // The roots of jsonc-eslint-parser and yaml-eslint-parser, and of @eslint/json. Of the listeners to a node,
      // ESLint calls those of more specific selectors later.
      const root = judgesLast ? '[type]:exit' : ':exit'
      return { [`Program${root}`]: judge, [`Document${root}`]: judge }
    },
  }
}

function toReport(finding: Finding<string>, file: LintedFile, id: string): Rule.ReportDescriptor {
  const { at, messageId, data } = finding
  return {
    loc: locIn(file, at),
    messageId,
    data: { ...data },
    suggest: offeredBy(finding, (change) => helps(file, id, change)).map((suggestion) => ({
      messageId: suggestion.messageId,
      data: { ...suggestion.data },
      fix: (fixer: Rule.RuleFixer) =>
        suggestion.edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text)),
    })),
  }
}
