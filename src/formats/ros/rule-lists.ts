import type { Value } from '../../document/value.ts'
import { fixedOrigin, type Origin } from '../../model/reading.ts'
import { callOf, DEEPEST_CALL, ifCall, stringOf } from './call.ts'

/** A rule of a list, and the branches of `Fn::If` around it as conditions. */
export interface ListItem {
  readonly value: Value
  /** A branch of `Fn::If` cannot be taken out. */
  readonly origin: Origin
  readonly conditions: readonly string[]
}

export interface RuleList {
  readonly items: readonly ListItem[]
  /** Whether the list always holds these rules and no others. */
  readonly complete: boolean
}

/** The rules of a list, those in every branch of an `Fn::If` around the list or around one of its rules. */
export function readRuleList(list: Value | undefined): RuleList {
  const items: ListItem[] = []
  const complete = collect(list, [], items, 0)
  return { items, complete }
}

/** Adds the rules of a list, of a branch or of a single rule to `items`; gives whether they are all there is. */
function collect(value: Value | undefined, conditions: readonly string[], items: ListItem[], depth: number): boolean {
  if (value === undefined || isNoValue(value)) return true
  if (callOf(value) !== undefined) return collectBranches(value, conditions, items, depth)
  if (value.kind === 'opaque') return false
  if (value.kind === 'sequence') return collectItems(value.items, conditions, items, depth)
  if (value.kind !== 'scalar' || value.value !== null) {
    items.push({ value, origin: depth === 0 ? value : fixedOrigin(value.place), conditions })
  }
  return true
}

function collectItems(
  values: readonly Value[],
  conditions: readonly string[],
  items: ListItem[],
  depth: number,
): boolean {
  let complete = true
  for (const value of values) {
    if (isNoValue(value)) continue
    if (ifCall(value) === undefined) items.push({ value, origin: value, conditions })
    else collectBranches(value, conditions, items, depth)
    complete &&= callOf(value) === undefined && value.kind !== 'opaque'
  }
  return complete
}

function collectBranches(value: Value, conditions: readonly string[], items: ListItem[], depth: number): false {
  const branches = depth < DEEPEST_CALL ? ifCall(value) : undefined
  if (branches !== undefined) {
    const { condition, whenTrue, whenFalse } = branches
    collect(whenTrue, [...conditions, `${condition}=true`], items, depth + 1)
    collect(whenFalse, [...conditions, `${condition}=false`], items, depth + 1)
  }
  return false
}

/** The pseudo parameter that takes a property or a list item out. */
export function isNoValue(value: Value): boolean {
  const call = callOf(value)
  return call?.name === 'Ref' && stringOf(call.argument) === 'ALIYUN::NoValue'
}
