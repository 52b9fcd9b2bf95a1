/** Every way in which ESLint can be made to read a JSON or YAML file, for running one case on all of them. */
import json from '@eslint/json'
import type { Linter } from 'eslint'
import jsoncPlugin from 'eslint-plugin-jsonc'
import ymlPlugin from 'eslint-plugin-yml'
import * as jsoncParser from 'jsonc-eslint-parser'
import * as yamlParser from 'yaml-eslint-parser'
import { jsonParser as thinJsonParser } from '../../src/parsers/json.ts'
import { yamlParser as thinYamlParser } from '../../src/parsers/yaml.ts'

export type SurfaceName =
  | 'json/json'
  | 'json/jsonc'
  | 'jsonc-eslint-parser'
  | 'jsonc/json'
  | 'security-group/json-parser'
  | 'security-group/yaml-parser'
  | 'yaml-eslint-parser'
  | 'yml/yaml'

export interface Surface {
  readonly name: SurfaceName
  readonly kind: 'json' | 'yaml'
  /** What a user's config says to choose this surface. */
  readonly config: Pick<Linter.Config, 'language' | 'languageOptions' | 'plugins'>
}

export const surfaces: readonly Surface[] = [
  { name: 'jsonc-eslint-parser', kind: 'json', config: { languageOptions: { parser: jsoncParser } } },
  { name: 'security-group/json-parser', kind: 'json', config: { languageOptions: { parser: thinJsonParser } } },
  { name: 'json/json', kind: 'json', config: { plugins: { json }, language: 'json/json' } },
  { name: 'json/jsonc', kind: 'json', config: { plugins: { json }, language: 'json/jsonc' } },
  { name: 'jsonc/json', kind: 'json', config: { plugins: { jsonc: jsoncPlugin }, language: 'jsonc/json' } },
  { name: 'yaml-eslint-parser', kind: 'yaml', config: { languageOptions: { parser: yamlParser } } },
  { name: 'security-group/yaml-parser', kind: 'yaml', config: { languageOptions: { parser: thinYamlParser } } },
  { name: 'yml/yaml', kind: 'yaml', config: { plugins: { yml: ymlPlugin }, language: 'yml/yaml' } },
]

/** JSON is YAML too: what is written as JSON is read on every surface, YAML on its own ones. */
export function surfacesOf(filename: string): readonly Surface[] {
  if (/\.ya?ml$/u.test(filename)) return surfaces.filter(({ kind }) => kind === 'yaml')
  if (/\.jsonc?$/u.test(filename)) return surfaces
  throw new Error(`No surface reads ${filename}: a case needs a .json, .yaml or .yml filename.`)
}
