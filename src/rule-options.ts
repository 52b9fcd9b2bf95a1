import type { rules } from '../rules/index.ts'

type Rules = typeof rules

type Severity = 'error' | 'off' | 'warn' | 0 | 1 | 2

type OptionsOf<Rule> = Rule extends { readonly optionsType?: infer Options } ? NonNullable<Options> : never

type Entry<Options> = Severity | [Severity] | (keyof Options extends never ? never : [Severity, Options])

/** What a config may say of each rule, by its id: `rules: { … } satisfies RuleOptions`. */
export type RuleOptions = { [Name in keyof Rules as `security-group/${Name}`]?: Entry<OptionsOf<Rules[Name]>> }
