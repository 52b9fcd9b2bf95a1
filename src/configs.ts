import type { ConfigMembership, SecurityGroupRule } from './lint/rule-module.ts'
import type { Parser } from './parsers/create-parser.ts'
import { jsonParser } from './parsers/json.ts'
import { yamlParser } from './parsers/yaml.ts'

const levels = ['recommended', 'strict', 'all'] as const

type Level = (typeof levels)[number]

/** A plugin whose rules know their configs. */
export interface RulesPlugin {
  rules: Record<string, SecurityGroupRule>
}

// Spelled out, since the releases of ESLint differ in their own types of a config.

/** A block of flat config that turns rules on. */
export interface RulesConfig {
  name: string
  plugins: { 'security-group': object }
  rules: Record<string, ConfigMembership['severity']>
}

/** A block that also chooses the files and parses them. */
export interface FilesConfig extends RulesConfig {
  files: string[]
  ignores: string[]
  languageOptions: { parser: Parser }
}

/**
 * Flat configs. `recommended`, `strict` (recommended and hygiene) and `all` (every rule, as an error, but those that
 * tell of the linter and not of a declaration) work alone:
 * they choose the files and parse them. `recommendedRules`, `strictRules` and `allRules` only turn the rules on, for
 * files that the user selects and parses otherwise, by a `language` or a parser of another plugin.
 */
export type Configs = Record<Level, [json: FilesConfig, yaml: FilesConfig, plugin: RulesConfig]> &
  Record<`${Level}Rules`, RulesConfig[]>

/** Files that hold no declarations by their purpose, and are often the largest of a repository. */
const LOCK_FILES = {
  json: ['**/npm-shrinkwrap.json', '**/package-lock.json', '**/packages.lock.json'],
  yaml: ['**/pnpm-lock.yaml'],
}

const JSON_FILES = { name: 'json', files: ['**/*.json'], ignores: LOCK_FILES.json, parser: jsonParser }
const YAML_FILES = { name: 'yaml', files: ['**/*.yaml', '**/*.yml'], ignores: LOCK_FILES.yaml, parser: yamlParser }

export function createConfigs(plugin: RulesPlugin): Configs {
  return {
    recommended: filesConfigs(plugin, 'recommended'),
    recommendedRules: [rulesConfig(plugin, 'recommended', 'rules')],
    strict: filesConfigs(plugin, 'strict'),
    strictRules: [rulesConfig(plugin, 'strict', 'rules')],
    all: filesConfigs(plugin, 'all'),
    allRules: [rulesConfig(plugin, 'all', 'rules')],
  }
}

function filesConfigs(plugin: RulesPlugin, level: Level): Configs[Level] {
  const blockOf = ({ name, files, ignores, parser }: typeof JSON_FILES): FilesConfig => ({
    ...rulesConfig(plugin, level, name),
    files,
    ignores,
    // Never `language`: where the user sets one, it reads the file instead of this parser.
    languageOptions: { parser },
  })
  // ESLint refuses a rule whose plugin the configs of a file lack: a user's own block may hold for more files.
  return [blockOf(JSON_FILES), blockOf(YAML_FILES), { ...rulesConfig(plugin, level, 'plugin'), rules: {} }]
}

function rulesConfig(plugin: RulesPlugin, level: Level, part: string): RulesConfig {
  const held = Object.entries(plugin.rules).filter(([, { membership }]) => isHeld(level, membership))
  return {
    name: `security-group/${level}/${part}`,
    plugins: { 'security-group': plugin },
    rules: Object.fromEntries(
      held.map(([name, { membership }]) => [`security-group/${name}`, severityIn(level, membership)]),
    ),
  }
}

function severityIn(level: Level, { severity }: ConfigMembership): ConfigMembership['severity'] {
  return level === 'all' && severity !== 'off' ? 'error' : severity
}

function isHeld(level: Level, { config }: ConfigMembership): boolean {
  return level === 'all' || (config !== 'none' && levels.indexOf(config) <= levels.indexOf(level))
}
