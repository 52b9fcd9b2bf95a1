/** What users' configs, linted by the compiler, ask of the plugin's types. `npm run typecheck` judges these. */
import type { JSONSchema, TSESLint } from '@typescript-eslint/utils'
import type { ESLint, Linter } from 'eslint'
import { defineConfig } from 'eslint/config'
import { describe, expectTypeOf, it } from 'vitest'
import type { rules } from '../../rules/index.ts'
import plugin, { type RuleOptions, type Settings } from '../../src/index.ts'
import type { OptionSchema } from '../../src/lint/option.ts'
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
    type Parser = (typeof plugin.configs.recommended)[0 | 1]['languageOptions']['parser']
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

describe('the settings', () => {
  it('are those that are checked', () => {
    expectTypeOf<keyof Settings>().toEqualTypeOf<'allowedSources' | 'ownNetworks' | 'provider' | 'quotas'>()
    expectTypeOf<{ quotas: { alicloud: { groupsPerInterface: 10 } } }>().toExtend<Settings>()
    expectTypeOf<{ ownNetworks: string }>().not.toExtend<Settings>()
    expectTypeOf<{ provider: 'aws' }>().not.toExtend<Settings>()
  })
})

describe('the options of the rules', () => {
  it('are given by the id of the rule', () => {
    expectTypeOf<keyof RuleOptions>().toEqualTypeOf<`security-group/${keyof typeof rules}`>()
    expectTypeOf<RuleOptions>().toExtend<Partial<Linter.RulesRecord>>()
  })

  it('are those of the rule, each as the user likes', () => {
    expectTypeOf<'warn'>().toExtend<RuleOptions['security-group/no-public-admin-ports']>()
    expectTypeOf<['error', { ports: string[] }]>().toExtend<RuleOptions['security-group/no-public-admin-ports']>()
    expectTypeOf<[2, { widestSource: { ipv4: 16 } }]>().toExtend<RuleOptions['security-group/no-public-all-ports']>()
    expectTypeOf<['error', { commonPorts: 'closed' }]>().toExtend<RuleOptions['security-group/port-verification']>()
    expectTypeOf<['warn', { quotas: { tencentcloud: { rulesPerDirection: 200 } }; threshold: 0.9 }]>().toExtend<
      RuleOptions['security-group/no-quota-overflow']
    >()
    type Check = { direction: 'ingress'; protocol: 'tcp'; port: 22; ip: 'ALL'; expect: 'closed' }
    expectTypeOf<['error', { checks: Check[] }]>().toExtend<RuleOptions['security-group/port-verification']>()
  })

  it('are no others', () => {
    expectTypeOf<['error', { port: string[] }]>().not.toExtend<RuleOptions['security-group/no-public-admin-ports']>()
    expectTypeOf<['error', { ports: number[] }]>().not.toExtend<RuleOptions['security-group/no-public-admin-ports']>()
    expectTypeOf<['error', object]>().not.toExtend<RuleOptions['security-group/no-shadowed-rules']>()
    expectTypeOf<['error', { commonPorts: 'all' }]>().not.toExtend<RuleOptions['security-group/port-verification']>()
    expectTypeOf<['error', { widestSource: { ipv5: 8 } }]>().not.toExtend<
      RuleOptions['security-group/no-public-all-ports']
    >()
    expectTypeOf<['error', { quotas: { alicloud: { rules: 1 } } }]>().not.toExtend<
      RuleOptions['security-group/no-quota-overflow']
    >()
    expectTypeOf<['error', { providers: ['aws'] }]>().not.toExtend<RuleOptions['security-group/no-isp-blocked-ports']>()
    expectTypeOf<
      ['error', { checks: { direction: 'in'; protocol: 'tcp'; ip: 'ALL'; expect: 'open' }[] }]
    >().not.toExtend<RuleOptions['security-group/port-verification']>()
  })

  it('fit where a config is defined', () => {
    const rules = {
      'security-group/no-public-admin-ports': ['error', { ports: ['tcp:22'], allowedSources: [] }],
      'security-group/no-quota-overflow': ['warn', { quotas: { alicloud: { rulesPerGroup: 500 } } }],
      'security-group/no-shadowed-rules': 'off',
    } satisfies RuleOptions
    const settings = { ownNetworks: ['198.51.100.0/24'], provider: 'alicloud' } satisfies Settings
    expectTypeOf(defineConfig).toBeCallableWith({ rules, settings: { 'security-group': settings } })
  })
})
