import * as jsonParser from 'jsonc-eslint-parser'
import * as yamlParser from 'yaml-eslint-parser'

/** The same files read by the same parsers, and nothing asked of them. */
export default [
  { files: ['**/*.json'], languageOptions: { parser: jsonParser } },
  { files: ['**/*.yaml', '**/*.yml'], languageOptions: { parser: yamlParser } },
]
