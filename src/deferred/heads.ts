import { rules } from '../../rules/index.ts'
import type { RuleHead } from '../lint/rule-module.ts'

/** Of each rule, what ESLint asks before a file is judged. The package holds it as JSON, without the rules. */
export const heads: { readonly [Name in keyof typeof rules]: RuleHead } = rules
