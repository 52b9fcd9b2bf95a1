import { describe, expect, it } from 'vitest'
import { createConfigs, type RulesPlugin } from '../../src/configs.ts'
import plugin from '../../src/index.ts'
import type { ConfigMembership, SecurityGroupRule } from '../../src/lint/rule-module.ts'

const member = (membership: ConfigMembership): SecurityGroupRule => ({ membership, meta: {}, create: () => ({}) })

const fake: RulesPlugin = {
  rules: {
    a: member({ config: 'recommended', severity: 'error' }),
    b: member({ config: 'recommended', severity: 'warn' }),
    c: member({ config: 'strict', severity: 'warn' }),
    d: member({ config: 'none', severity: 'warn' }),
    e: member({ config: 'none', severity: 'off' }),
  },
}

const held = {
  recommended: { 'security-group/a': 'error', 'security-group/b': 'warn' },
  strict: { 'security-group/a': 'error', 'security-group/b': 'warn', 'security-group/c': 'warn' },
  all: {
    'security-group/a': 'error',
    'security-group/b': 'error',
    'security-group/c': 'error',
    'security-group/d': 'error',
    'security-group/e': 'off',
  },
}

describe.each(['recommended', 'strict', 'all'] as const)('%s', (level) => {
  const configs = createConfigs(fake)

  it('holds its rules in every block', () => {
    expect(configs[level].map(({ rules }) => rules)).toEqual([held[level], held[level], {}])
    expect(configs[`${level}Rules`].map(({ rules }) => rules)).toEqual([held[level]])
  })

  it('names its blocks', () => {
    expect([...configs[level], ...configs[`${level}Rules`]].map(({ name }) => name)).toEqual([
      `security-group/${level}/json`,
      `security-group/${level}/yaml`,
      `security-group/${level}/plugin`,
      `security-group/${level}/rules`,
    ])
  })

  it('leaves language, files and parser of the variant without parsers to the user', () => {
    for (const block of configs[`${level}Rules`])
      expect(Object.keys(block).sort()).toEqual(['name', 'plugins', 'rules'])
    for (const block of configs[level]) expect(block).not.toHaveProperty('language')
  })
})

describe('the plugin', () => {
  it('is the one that its configs register', () => {
    for (const block of Object.values(plugin.configs).flat()) expect(block.plugins['security-group']).toBe(plugin)
  })

  it('holds exactly its rules in `all`', () => {
    const names = Object.keys(plugin.rules).map((name) => `security-group/${name}`)
    expect(Object.keys(plugin.configs.all[0].rules).sort()).toEqual(names.sort())
  })
})
