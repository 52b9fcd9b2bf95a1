/**
 * Substrings, one of which stands in every policy that may name some of the operations which change security groups:
 * their first letters, or a wildcard, behind the prefix. AWS has this prefix too, so it does not suffice alone.
 */
export const ACTION_KEYS: readonly string[] = ['A', 'a', 'C', 'c', 'M', 'm', 'R', 'r', '*', '?'].map(
  (first) => `ecs:${first}`,
)
