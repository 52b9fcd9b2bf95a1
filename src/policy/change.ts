/** What an edit makes of declarations: other rules, rules that are gone, groups that are bound in another order. */
import type { Binding, Declarations, Rule, SecurityGroup } from '../model/declarations.ts'
import type { ResolvedBinding } from './bound-groups.ts'
import { resolvedBindings } from './bound-groups.ts'

export interface Change {
  /** What stands in the place of a rule; `undefined` for one that goes. */
  readonly rules?: ReadonlyMap<Rule, Rule | undefined>
  readonly bindings?: ReadonlyMap<Binding, Binding>
}

/** The change that takes rules out. */
export function without(...rules: readonly Rule[]): Change {
  return { rules: new Map(rules.map((rule) => [rule, undefined])) }
}

/** The change that writes some of a rule's fields anew. */
export function rewritten(rule: Rule, fields: Partial<Rule>): Change {
  return { rules: new Map([[rule, { ...rule, ...fields }]]) }
}

/** The declarations after a change. */
export function changed(declarations: Declarations, { rules, bindings }: Change): Declarations {
  const { groups, bindings: bound } = declarations
  return {
    groups: rules ? groups.map((group) => ({ ...group, rules: replaced(group.rules, rules) })) : groups,
    bindings: bindings ? bound.map((binding) => bindings.get(binding) ?? binding) : bound,
  }
}

function replaced(present: readonly Rule[], rules: ReadonlyMap<Rule, Rule | undefined>): readonly Rule[] {
  return present.flatMap((rule) => (rules.has(rule) ? (rules.get(rule) ?? []) : rule))
}

/**
 * The groups that a change touches and those that are bound together with them: what it does, it does there.
 * The same object for changes that touch the same.
 */
export function affectedBy(declarations: Declarations, { rules, bindings }: Change): Declarations {
  const { groupsOf, bound, scopes } = indexOf(declarations)
  const touched = new Set([...(rules?.keys() ?? [])].flatMap((rule) => groupsOf.get(rule) ?? []))
  const isAffected = ({ binding, groups }: ResolvedBinding): boolean =>
    bindings?.has(binding) === true || groups.some(({ group }) => touched.has(group))
  const binds = bound.filter(isAffected)
  const scope = new Set([...touched, ...binds.flatMap(({ groups }) => groups.map(({ group }) => group))])
  const groups = declarations.groups.filter((group) => scope.has(group))
  const affected = { groups, bindings: binds.map(({ binding }) => binding) }
  const known = scopes.find((each) => isEqual(each.groups, groups) && isEqual(each.bindings, affected.bindings))
  if (known) return known
  scopes.push(affected)
  return affected
}

function isEqual(some: readonly object[], others: readonly object[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index])
}

interface Index {
  readonly groupsOf: ReadonlyMap<Rule, readonly SecurityGroup[]>
  readonly bound: readonly ResolvedBinding[]
  readonly scopes: Declarations[]
}

const indexes = new WeakMap<Declarations, Index>()

function indexOf(declarations: Declarations): Index {
  const known = indexes.get(declarations)
  if (known) return known
  const groupsOf = new Map<Rule, SecurityGroup[]>()
  for (const group of declarations.groups) {
    for (const rule of group.rules) groupsOf.set(rule, [...(groupsOf.get(rule) ?? []), group])
  }
  const index = { groupsOf, bound: resolvedBindings(declarations), scopes: [] }
  indexes.set(declarations, index)
  return index
}
