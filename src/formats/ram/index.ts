/** Policy documents of Alibaba Cloud RAM that are files of their own. */
import type { Value } from '../../document/value.ts'
import type { Format } from '../format.ts'
import { denialKeys } from './actions.ts'
import { readPolicy } from './policy.ts'

export const ramPolicy: Format = {
  name: 'ram-policy',
  keys: denialKeys('Statement'),
  detect: (root) => root.kind === 'map' && isVersion(root.get('Version')?.value) && root.get('Statement') !== undefined,
  read(root) {
    const policy = readPolicy(root)
    return { groups: [], bindings: [], accessPolicies: policy ? [policy] : [] }
  },
}

/** AWS has documents of the same structure, and dates for versions. */
function isVersion(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && String(value.value) === '1'
}
