/** What a start of ESLint pays for the plugin, whatever it lints then. */
import { LIMITS } from './limits.ts'
import { compare, type Command } from './processes.ts'

function importing(...packages: readonly string[]): Command {
  const script = `await Promise.all([${packages.map((name) => `import('${name}')`).join()}])`
  return { args: ['--input-type=module', '--eval', script], cwd: process.cwd() }
}

compare({
  name: 'import the plugin, by its parsers',
  subject: importing('eslint-plugin-security-group'),
  baseline: importing('jsonc-eslint-parser', 'yaml-eslint-parser'),
  limit: LIMITS.import,
  turns: 31,
})
