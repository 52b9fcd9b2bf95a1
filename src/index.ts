import type { ESLint } from 'eslint'
import { createConfigs } from './configs.ts'
import { load } from './deferred/load.ts'
import { rules } from './deferred/rules.ts'

const base = {
  meta: { name: 'eslint-plugin-security-group', version: '0.1.0', namespace: 'security-group' },
  rules,
}

/** The plugin: rules, and the configs that turn them on. */
// Assigned to the same object: ESLint refuses a config whose plugin is not the one that the user registered.
const plugin = Object.assign(base, { configs: createConfigs(base) }) satisfies ESLint.Plugin

// ESLint asks a plugin for `version` when it hashes a config for its cache, and for nothing else; `meta.version` comes
// second. What was found in one file of a module is not to outlive a change of another.
Object.defineProperty(plugin, 'version', {
  get: () => [plugin.meta.version, load().modulesDigest(process.cwd())].filter((part) => part !== undefined).join('+'),
})

export default plugin
export { plugin as 'module.exports' }
export type { Settings } from './lint/settings.ts'
export type { RuleOptions } from './rule-options.ts'
