import type { AST, Rule } from 'eslint'
import type { Edit, Origin } from '../model/reading.ts'
import type { LintedFile } from './file.ts'
import { lintedFile, mayDeclare } from './file.ts'
import type { ConfigMembership, SecurityGroupRule } from './rule-module.ts'
import { nameRule, runOf } from './run.ts'

/** The JSON Schema of one option. */
export interface OptionSchema {
  readonly type: 'array' | 'boolean' | 'number' | 'object' | 'string'
  readonly description: string
  readonly [keyword: string]: unknown
}

export interface Suggestion<Message extends string> {
  readonly messageId: Message
  readonly data?: Readonly<Record<string, string>>
  /** `undefined` or empty where the file leaves no room for a safe edit: the suggestion is not offered. */
  readonly edits: readonly Edit[] | undefined
}

export interface Finding<Message extends string> {
  readonly at: Origin
  readonly messageId: Message
  readonly data: Readonly<Record<string, string>>
  readonly suggest?: readonly Suggestion<Message>[]
}

/** An option that its user may leave undefined needs no default. */
type OptionDefinition<T> = { readonly schema: OptionSchema } & (undefined extends T ? object : { readonly default: T })

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
  /** Judges one file. */
  check(file: LintedFile, options: Options, report: (finding: Finding<Message>) => void): void
}

const DOCUMENTATION = 'https://github.com/eslint-plugin-security-group/eslint-plugin-security-group/blob/main/rules'

/** Makes an ESLint rule of a question to the declarations of a file. */
export function defineRule<Options extends object, Message extends string>(
  definition: Definition<Options, Message>,
): SecurityGroupRule {
  const { name, description, config, severity, type, messages, hasSuggestions = false, judgesLast = false } = definition
  nameRule(name)
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
      const { sourceCode, filename, id } = context
      if (!mayDeclare(sourceCode)) return {}
      runOf(sourceCode).enter(id, name, !judgesLast)
      const judge = (): void => {
        const file = lintedFile(sourceCode, filename)
        definition.check(file, (context.options[0] ?? {}) as Options, (finding) => {
          if (judgesLast || !file.suppressions.drops(id, finding.at)) context.report(toReport(finding))
        })
      }
      // The roots of jsonc-eslint-parser and yaml-eslint-parser, and of @eslint/json. Of the listeners to a node,
      // ESLint calls those of more specific selectors later.
      const root = judgesLast ? '[type]:exit' : ':exit'
      return { [`Program${root}`]: judge, [`Document${root}`]: judge }
    },
  }
}

function toReport({ at, messageId, data, suggest = [] }: Finding<string>): Rule.ReportDescriptor {
  return {
    // ESLint's types want a tree position; each language counts columns its own way, and so do the origins.
    loc: at.place.loc as AST.SourceLocation,
    messageId,
    data: { ...data },
    suggest: suggest
      .filter(({ edits }) => edits !== undefined && edits.length > 0)
      .map((suggestion) => ({
        messageId: suggestion.messageId,
        data: { ...suggestion.data },
        fix: (fixer: Rule.RuleFixer) =>
          (suggestion.edits ?? []).map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text)),
      })),
  }
}
