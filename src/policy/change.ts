/** What an edit makes of declarations: other rules, rules that are gone, groups that are bound in another order. */
import { addTo } from '../model/add-to.ts'
import type { Binding, Declarations, Rule, SecurityGroup } from '../model/declarations.ts'
import { remembered } from '../model/remembered.ts'
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
    groups: rules ? groups.map((group) => withRules(group, rules)) : groups,
    bindings: bindings ? bound.map((binding) => bindings.get(binding) ?? binding) : bound,
  }
}

/** The same group where none of its rules changes. */
function withRules(group: SecurityGroup, rules: ReadonlyMap<Rule, Rule | undefined>): SecurityGroup {
  if (!group.rules.some((rule) => rules.has(rule))) return group
  return { ...group, rules: group.rules.flatMap((rule) => (rules.has(rule) ? (rules.get(rule) ?? []) : rule)) }
}

/**
 * The groups that a change touches and those that are bound together with them: what it does, it does there.
 * The same object for changes that touch the same.
 */
export function affectedBy(declarations: Declarations, { rules, bindings }: Change): Declarations {
  const { groupsOf, bindingsOf, resolved, places, scopes } = indexOf(declarations)
  const touched = [...(rules?.keys() ?? [])].flatMap((rule) => groupsOf.get(rule) ?? [])
  const named = [...(bindings?.keys() ?? [])].flatMap((binding) => resolved.get(binding) ?? [])
  const binds = inOrder([...named, ...touched.flatMap((group) => bindingsOf.get(group) ?? [])], places)
  const groups = inOrder([...touched, ...binds.flatMap((each) => each.groups.map(({ group }) => group))], places)
  const key = [...groups, ...binds].map((each) => places.get(each)).join()
  const affected = scopes.get(key) ?? { groups, bindings: binds.map(({ binding }) => binding) }
  scopes.set(key, affected)
  return affected
}

function inOrder<T extends object>(some: readonly T[], places: Index['places']): readonly T[] {
  return [...new Set(some)].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

interface Index {
  readonly groupsOf: ReadonlyMap<Rule, readonly SecurityGroup[]>
  readonly bindingsOf: ReadonlyMap<SecurityGroup, readonly ResolvedBinding[]>
  readonly resolved: ReadonlyMap<Binding, ResolvedBinding>
  /** Of groups, and behind them of bindings. */
  readonly places: ReadonlyMap<object, number>
  readonly scopes: Map<string, Declarations>
}

const indexOf = remembered((declarations: Declarations): Index => {
  const { groups } = declarations
  const bound = resolvedBindings(declarations)
  const groupsOf = new Map<Rule, SecurityGroup[]>()
  for (const group of groups) for (const rule of group.rules) addTo(groupsOf, rule, group)
  const bindingsOf = new Map<SecurityGroup, ResolvedBinding[]>()
  for (const each of bound) for (const { group } of each.groups) addTo(bindingsOf, group, each)
  return {
    groupsOf,
    bindingsOf,
    resolved: new Map(bound.map((each) => [each.binding, each])),
    places: new Map([...groups, ...bound].map((each, place) => [each, place])),
    scopes: new Map(),
  }
})
