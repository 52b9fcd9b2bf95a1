import type { Rule } from 'eslint'

/** The first config that turns a rule on, and how loudly. `none`: only `configs.all`, unless it is `off` there too. */
export interface ConfigMembership {
  readonly config: 'none' | 'recommended' | 'strict'
  readonly severity: 'error' | 'off' | 'warn'
}

/** A rule of this plugin: an ESLint rule that knows which configs hold it. */
export interface SecurityGroupRule extends Rule.RuleModule {
  readonly membership: ConfigMembership
}
