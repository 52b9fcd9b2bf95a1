import type { DetectionKeys } from '../detection-keys.ts'

/**
 * Substrings, one of which stands in every policy that may name some of the operations which change security groups:
 * their first letters, or a wildcard, behind the prefix. AWS has this prefix too, so it does not suffice alone.
 */
const ACTIONS: readonly string[] = ['A', 'a', 'C', 'c', 'M', 'm', 'R', 'r', '*', '?'].flatMap((first) =>
  ['ecs', 'Ecs', 'ECS'].map((prefix) => `${prefix}:${first}`),
)

/** Those of policies that deny some of these operations; nothing is asked of others. `where` stands around them all. */
export function denialKeys(where: string): DetectionKeys {
  return ACTIONS.map((action) => ['Deny', where, action])
}
