/** Which groups of a file are bound together, and to what. */
import type { Binding, Declarations, SecurityGroup } from '../model/declarations.ts'
import type { Known, Reading, Unknown } from '../model/reading.ts'

/** A group of the file where it is bound. */
export interface BoundGroup {
  readonly group: SecurityGroup
  /** What names the group there. */
  readonly reading: Known<string> | Unknown
}

/** A binding with those of its groups of which the file holds something, each once. */
export interface ResolvedBinding {
  readonly binding: Binding
  readonly groups: readonly BoundGroup[]
  /** Whether no other group can be bound along with them. */
  readonly complete: boolean
}

/** The bindings of a file with the groups that they name. */
export function resolvedBindings({ groups, bindings }: Declarations): readonly ResolvedBinding[] {
  const byKey = new Map(groups.map((group) => [keyOf(group.provider, group.key), group]))
  const places = new Map(groups.map((group, place) => [group, place]))
  return bindings.map((binding) => {
    const found = new Map<SecurityGroup, BoundGroup>()
    let complete = binding.complete
    for (const reading of binding.groups) {
      const key = nameOf(reading)
      const group = key === undefined ? undefined : byKey.get(keyOf(binding.provider, key))
      if (group === undefined) complete = false
      else if (!found.has(group) && isNamed(reading)) found.set(group, { group, reading })
    }
    const bound = [...found.values()]
    // Where no order counts, the file's own makes a later group of one.
    if (binding.order !== 'listed') bound.sort((a, b) => (places.get(a.group) ?? 0) - (places.get(b.group) ?? 0))
    return { binding, groups: bound, complete }
  })
}

function isNamed(reading: Reading<string>): reading is Known<string> | Unknown {
  return reading.state === 'known' || reading.state === 'unknown'
}

/** The rules of a group that nothing but an expression names are gathered under that expression. */
function nameOf(reading: Reading<string>): string | undefined {
  if (reading.state === 'known') return reading.value
  return reading.state === 'unknown' ? reading.identity : undefined
}

function keyOf(provider: string, key: string): string {
  return `${provider} ${key}`
}
