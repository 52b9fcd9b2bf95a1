import { format, resolveConfig } from 'prettier'

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  pathRuleDoc: 'rules/{name}.md',
  // `all` holds every rule; the configs without parsers hold what those with parsers do.
  ignoreConfig: ['all', 'allRules', 'recommendedRules', 'strictRules'],
  configEmoji: [
    ['recommended', '✅'],
    ['strict', '🔒'],
  ],
  ruleDocSectionInclude: ['Why it matters', 'What it reports', 'Examples', 'How to fix it', 'When not to use it'],
  postprocess: async (content, path) => format(content, { ...(await resolveConfig(path)), filepath: path }),
}
