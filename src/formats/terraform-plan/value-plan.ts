import type { Entry, Value } from '../../document/value.ts'
import { memberOf } from './members.ts'
import type { ModuleInstance } from './module-instance.ts'

/** What a plan tells of a value besides the value. */
export interface ValuePlan {
  /**
   * Its part of `after_unknown`: `true`, or an object or list like the value.
   * `all` where the file holds no values to tell of; `unlisted` where it does not list what is unknown.
   */
  readonly unknown: Value | 'all' | 'unlisted' | undefined
  /** Its part of the configuration: what it refers to. */
  readonly expression: Value | undefined
  /** Set where `expression` is that of a list: which of its elements that are not known yet the value is. */
  readonly element?: Element
  readonly module: ModuleInstance
}

/** One of several, counted from 0. */
export interface Element {
  readonly index: number
  readonly count: number
}

export function isUnknown(written: Value | undefined, { unknown, expression }: ValuePlan): boolean {
  if (unknown === undefined || unknown === 'all') return unknown === 'all'
  const isMissing = written === undefined || (written.kind === 'scalar' && written.value === null)
  // A value that the configuration computes is missing only where it is unknown.
  if (unknown === 'unlisted') return isMissing && memberOf(expression, 'references') !== undefined
  if (unknown.kind === 'map') return isMissing && unknown.entries.length > 0
  if (unknown.kind === 'sequence') return isMissing && unknown.items.length > 0
  return unknown.kind === 'scalar' && unknown.value === true
}

export function memberPlan(plan: ValuePlan, key: string): ValuePlan {
  const { unknown, expression } = plan
  return {
    ...plan,
    unknown: typeof unknown === 'object' ? memberOf(unknown, key) : unknown,
    expression: memberOf(expression, key),
  }
}

/** The plan of an item in a list of this length. */
export function itemPlan(plan: ValuePlan, index: number, length: number): ValuePlan {
  const { unknown, expression } = plan
  // `dynamic` blocks have no expressions: where there are some, nothing tells which block is whose.
  const isAligned = expression?.kind === 'sequence' && expression.items.length === length
  return {
    ...plan,
    unknown: typeof unknown === 'object' ? itemOf(unknown, index) : unknown,
    expression: isAligned ? expression.items[index] : undefined,
  }
}

/** The members of an object that the plan tells of. */
export function markedMembers({ unknown }: ValuePlan): readonly Entry[] {
  return typeof unknown === 'object' && unknown.kind === 'map' ? unknown.entries : []
}

function itemOf(value: Value, index: number): Value | undefined {
  return value.kind === 'sequence' ? value.items[index] : undefined
}
