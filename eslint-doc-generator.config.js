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
  postprocess: async (content, path) => format(tidied(content), { ...(await resolveConfig(path)), filepath: path }),
}

/**
 * The tables of options as they are meant: an object's default is that of its parts, each in a row of its own, and
 * parts that two objects share need one row.
 * @param {string} content
 * @returns {string}
 */
function tidied(content) {
  return content.replaceAll('`[object Object]`', '').replaceAll(/^(\|.*)\n(?:\1\n)+/gmu, '$1\n')
}
