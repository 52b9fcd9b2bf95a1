/** The files of a user: what is linted, and every way to write a config. */

export const LINTED = {
  'duplicate.json': '{ "a": 1, "a": 2 }\n',
  'source.ts': 'export const value: any = 1\n',
  'template.yaml': '{{ if }}: [\n',
  'web.tf.json': `{
  "resource": {
    "tencentcloud_security_group": { "web": { "name": "web", "description": "Web servers" } },
    "tencentcloud_security_group_rule_set": {
      "web": {
        "security_group_id": "\${tencentcloud_security_group.web.id}",
        "ingress": [
          { "action": "ACCEPT", "cidr_block": "0.0.0.0/0", "protocol": "TCP", "port": "22", "description": "SSH" }
        ]
      }
    }
  }
}
`,
}

const OPEN_SSH = 'web.tf.json 8:47 security-group/no-public-admin-ports'

interface Config {
  readonly text: string
  /** What is found in the files above. */
  readonly findings: readonly string[]
}

/** Configs, each of which works alone. */
export const CONFIGS: Readonly<Record<string, Config>> = {
  'esm.mjs': {
    text: `
      import securityGroup from 'eslint-plugin-security-group'
      export default [...securityGroup.configs.recommended]`,
    findings: [OPEN_SSH],
  },
  'common.cjs': {
    text: `
      const securityGroup = require('eslint-plugin-security-group')
      module.exports = [...securityGroup.configs.recommended]`,
    findings: [OPEN_SSH],
  },
  'define.mjs': {
    text: `
      import { defineConfig } from 'eslint/config'
      import securityGroup from 'eslint-plugin-security-group'
      export default defineConfig({ extends: [securityGroup.configs.recommended] })`,
    findings: [OPEN_SSH],
  },
  'eslint.config.ts': {
    text: `
      import { defineConfig } from 'eslint/config'
      import securityGroup, { type RuleOptions, type Settings } from 'eslint-plugin-security-group'
      const rules: RuleOptions = { 'security-group/no-public-admin-ports': ['error', { ports: ['tcp:2222'] }] }
      const settings: { 'security-group': Settings } = { 'security-group': {} }
      export default defineConfig({ extends: [securityGroup.configs.strict], rules, settings })`,
    findings: [],
  },
  'beside-jsonc-yml-typescript.mjs': {
    text: `
      import { defineConfig } from 'eslint/config'
      import jsonc from 'eslint-plugin-jsonc'
      import securityGroup from 'eslint-plugin-security-group'
      import yml from 'eslint-plugin-yml'
      import tseslint from 'typescript-eslint'
      export default defineConfig(
        tseslint.configs.strict,
        jsonc.configs['recommended-with-json'],
        yml.configs.recommended,
        securityGroup.configs.recommended,
        { ignores: ['template.yaml'] },
      )`,
    findings: ['duplicate.json 1:11 jsonc/no-dupe-keys', 'source.ts 1:21 @typescript-eslint/no-explicit-any', OPEN_SSH],
  },
  'beside-json.mjs': {
    text: `
      import json from '@eslint/json'
      import { defineConfig } from 'eslint/config'
      import securityGroup from 'eslint-plugin-security-group'
      export default defineConfig(
        securityGroup.configs.recommended,
        { files: ['**/*.json'], plugins: { json }, language: 'json/json', extends: ['json/recommended'] },
      )`,
    findings: ['duplicate.json 1:11 json/no-duplicate-keys', OPEN_SSH],
  },
}

/** What the compiler must take, or refuse where it says so. */
export const TYPES = {
  'typed.mts': `
    import { defineConfig } from 'eslint/config'
    import securityGroup, { type RuleOptions } from 'eslint-plugin-security-group'
    export const spread = defineConfig([...securityGroup.configs.strict])
    export const rules = defineConfig({ files: ['a.json'], extends: [securityGroup.configs.allRules] })
    export const meta: string = securityGroup.meta.namespace
    // @ts-expect-error -- no such option
    export const wrong: RuleOptions = { 'security-group/no-public-admin-ports': ['error', { port: ['tcp:22'] }] }
    // @ts-expect-error -- no such config
    export default defineConfig({ extends: [securityGroup.configs.none] })`,
  'options.mts': `
    import { defineConfig } from 'eslint/config'
    import type { RuleOptions, Settings } from 'eslint-plugin-security-group'
    const rules = {
      'security-group/no-public-admin-ports': ['error', { ports: ['tcp:22'], widestSource: { ipv4: 16 } }],
      'security-group/no-redundant-rules': 'off',
    } satisfies RuleOptions
    const settings: Settings = { ownNetworks: ['198.51.100.0/24'], quotas: { alicloud: { rulesPerGroup: 500 } } }
    // @ts-expect-error -- no such option
    export const wrong: RuleOptions = { 'security-group/no-public-admin-ports': ['error', { port: ['tcp:22'] }] }
    export default defineConfig({ rules, settings: { 'security-group': settings } })`,
}

/** In 9.38 the type of a rule does not fit that of a plugin's rules, whoever wrote the plugin. */
export const TYPES_SINCE_9_39 = {
  'registered.mts': `
    import { defineConfig } from 'eslint/config'
    import securityGroup from 'eslint-plugin-security-group'
    export default defineConfig({ plugins: { 'security-group': securityGroup } })`,
}
