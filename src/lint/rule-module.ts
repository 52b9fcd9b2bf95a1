import type { Rule } from 'eslint'

/** The first config that turns a rule on, and how loudly. `none`: only `configs.all`, unless it is `off` there too. */
export interface ConfigMembership {
  readonly config: 'none' | 'recommended' | 'strict'
  readonly severity: 'error' | 'off' | 'warn'
}

/** What is known of a rule before it judges anything. */
export interface RuleHead {
  readonly membership: ConfigMembership
  readonly meta: Rule.RuleMetaData
}

/** A rule of this plugin: an ESLint rule that knows which configs hold it. */
export interface SecurityGroupRule extends RuleHead {
  create(context: Rule.RuleContext): Rule.RuleListener
}
