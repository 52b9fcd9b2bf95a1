import type { Rule } from 'eslint'
import { mayMatter } from '../lint/relevance.ts'
import type { RuleHead, SecurityGroupRule } from '../lint/rule-module.ts'

const NOTHING: Rule.RuleListener = Object.freeze({})

/**
 * A rule that is not loaded for files in which there is nothing to report. Options and settings of the user are for the
 * rule itself to check, since mistakes are told in every file.
 */
export function defer({ membership, meta }: RuleHead, load: () => SecurityGroupRule): SecurityGroupRule {
  const areDefaults = equalTo(meta.defaultOptions?.[0])
  return {
    membership,
    meta,
    create(context) {
      const { sourceCode, filename, settings, options } = context
      const isConfigured = settings['security-group'] !== undefined || !areDefaults(options[0])
      return isConfigured || mayMatter(sourceCode, filename) ? load().create(context) : NOTHING
    },
  }
}

/** Whether options are those that ESLint copies where the user gives none. They are the same object in many files. */
function equalTo(defaults: unknown): (options: unknown) => boolean {
  const expected = JSON.stringify(defaults)
  const known = new WeakMap<object, boolean>()
  return (options) => {
    if (typeof options !== 'object' || options === null) return options === defaults
    const answer = known.get(options) ?? JSON.stringify(options) === expected
    known.set(options, answer)
    return answer
  }
}
