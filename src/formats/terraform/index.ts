/** Terraform in JSON: `*.tf.json` and files of the same structure. */
import type { Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import type { FileContext, Format } from '../format.ts'
import { denialKeys } from '../ram/actions.ts'
import { POLICY_TYPE } from './access-policies.ts'
import { declarationsOf } from './declarations.ts'
import { directory } from './directory.ts'
import { readModule } from './module.ts'
import { RESOURCE_KEYS } from './read-resources.ts'
import { readRemarks } from './remarks.ts'

/** Block types of a Terraform file; `//` is a remark. */
const ROOT_KEYS: ReadonlySet<string> = new Set([
  '//',
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'resource',
  'terraform',
  'variable',
])

export const terraformJson: Format = {
  name: 'terraform-json',
  keys: [...RESOURCE_KEYS.map((key) => [key]), ...denialKeys(POLICY_TYPE)],
  detect,
  read,
  readRemarks,
  directory,
}

function detect(root: Value, { filename }: FileContext): boolean {
  if (/\.tf\.json$/iu.test(filename)) return root.kind === 'map' || root.kind === 'sequence'
  // Terraform has no YAML syntax.
  if (root.kind !== 'map' || /\.ya?ml$/iu.test(filename)) return false
  return root.get('resource') !== undefined && root.entries.every(({ key }) => ROOT_KEYS.has(key))
}

function read(root: Value): Declarations {
  return declarationsOf(readModule([root]), [root])
}
