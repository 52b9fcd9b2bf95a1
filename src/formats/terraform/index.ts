/** Terraform in JSON: `*.tf.json` and files of the same structure. */
import type { Value } from '../../document/value.ts'
import type { Declarations } from '../../model/declarations.ts'
import type { FileContext, Format } from '../format.ts'
import { alicloud } from './alicloud.ts'
import type { Context, ReadResource } from './context.ts'
import { Groups } from './groups.ts'
import { Lists } from './lists.ts'
import { readModule } from './module.ts'
import { Ids } from './ids.ts'
import { Resolver } from './resolve.ts'
import { tencentcloud } from './tencentcloud.ts'

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

const READERS: ReadonlyMap<string, ReadResource> = new Map([...tencentcloud, ...alicloud])

export const terraformJson: Format = {
  name: 'terraform-json',
  keys: ['alicloud_security_group', 'tencentcloud_security_group'],
  detect,
  read,
}

function detect(root: Value, { filename }: FileContext): boolean {
  if (/\.tf\.json$/iu.test(filename)) return root.kind === 'map' || root.kind === 'sequence'
  // Terraform has no YAML syntax.
  if (root.kind !== 'map' || /\.ya?ml$/iu.test(filename)) return false
  return root.get('resource') !== undefined && root.entries.every(({ key }) => ROOT_KEYS.has(key))
}

function read(root: Value): Declarations {
  const module = readModule(root)
  const resolver = new Resolver(module)
  const groups = new Groups()
  const context: Context = { resolver, ids: new Ids(resolver, new Lists(module, resolver)), groups }
  for (const resource of module.resources) READERS.get(resource.type)?.(resource, context)
  return { groups: groups.finish() }
}
