/** What users' configs, linted by the compiler, ask of the plugin's types. `npm run typecheck` judges these. */
import type { JSONSchema, TSESLint } from '@typescript-eslint/utils'
import type { ESLint, Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import { describe, expectTypeOf, it } from 'vitest'
import type { rules } from '../../rules/index.ts'
import plugin from '../../src/index.ts'
import type { OptionSchema } from '../../src/lint/define-rule.ts'
import type { SecurityGroupRule } from '../../src/lint/rule-module.ts'

describe('the types of the plugin', () => {
  it('is one to ESLint and to typescript-eslint', () => {
    expectTypeOf(plugin).toExtend<ESLint.Plugin>()
    expectTypeOf(plugin).toExtend<TSESLint.FlatConfig.Plugin>()
  })

  it('has configs that both take', () => {
    expectTypeOf(plugin.configs.recommended).toExtend<Linter.Config[]>()
    expectTypeOf(plugin.configs.recommended).toExtend<TSESLint.FlatConfig.ConfigArray>()
    expectTypeOf(plugin.configs.strictRules).toExtend<TSESLint.FlatConfig.ConfigArray>()
    expectTypeOf(defineConfig).toBeCallableWith({ extends: [plugin.configs.all] })
  })

  it('has parsers that both take', () => {
    type Parser = (typeof plugin.configs.recommended)[number]['languageOptions']['parser']
    expectTypeOf<Parser>().toExtend<Linter.Parser>()
    expectTypeOf<Parser>().toExtend<TSESLint.Parser.LooseParserModule>()
  })

  it('names every rule', () => {
    expectTypeOf<(typeof rules)[keyof typeof rules]>().toExtend<SecurityGroupRule>()
    expectTypeOf<'no-shadowed-rules'>().toExtend<keyof typeof plugin.rules>()
    expectTypeOf<'no-such-rule'>().not.toExtend<keyof typeof plugin.rules>()
  })
})

describe('the types of a rule', () => {
  it('is one to ESLint and to typescript-eslint', () => {
    expectTypeOf<SecurityGroupRule>().toExtend<TSESLint.LooseRuleDefinition>()
    expectTypeOf<SecurityGroupRule['create']>().toBeFunction()
  })

  it('has options that are JSON Schemas', () => {
    expectTypeOf<OptionSchema>().toExtend<JSONSchema.JSONSchema4>()
  })
})
