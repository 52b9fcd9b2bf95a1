import type { Step, Traversal } from './traversal.ts'

/** An attribute of a resource or data source, whether this file declares it or not. */
export interface Reference {
  readonly mode: 'data' | 'managed'
  readonly type: string
  /** `type.name`, with `data.` in front for a data source. */
  readonly address: string
  /** What follows the name: an index perhaps, then attributes. */
  readonly steps: readonly Step[]
}

/** Reads a traversal whose root is none of Terraform's own names. */
export function referenceOf({ root, steps }: Traversal): Reference | undefined {
  const mode = root === 'data' ? 'data' : 'managed'
  // Terraform, `addrs.ParseRef`: `resource.` may stand in front of a managed resource.
  const [type, name, ...rest] = root === 'data' || root === 'resource' ? steps : [root, ...steps]
  if (typeof type !== 'string' || typeof name !== 'string') return undefined
  return { mode, type, address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`, steps: rest }
}

/** Which instance of a resource a reference to its id means; `undefined` where it is no reference to an id. */
export function instanceOf({ steps }: Reference): { readonly index: Step; readonly indexed: boolean } | undefined {
  const [first, second, third] = steps
  if (steps.length === 1 && isId(first)) return { index: undefined, indexed: false }
  if (steps.length === 2 && isId(second)) return { index: first, indexed: true }
  // `type.name.*.id[0]`, the old way to index a splat.
  if (steps.length === 3 && first === undefined && isId(second)) return { index: third, indexed: true }
  return undefined
}

function isId(step: Step): boolean {
  return step === 'id' || step === 'security_group_id'
}
