import type { Value } from '../../document/value.ts'

/** A function of a template: `Ref`, or one named `Fn::…`. */
export interface Call {
  readonly name: string
  readonly argument: Value
}

/** Functions may nest; past this depth nothing is resolved. Templates written by people stay far below it. */
export const DEEPEST_CALL = 16

/** The function that a value calls, in its full form (`{ Ref: X }`) or its YAML short form (`!Ref X`). */
export function callOf(value: Value): Call | undefined {
  if (value.kind === 'tagged') {
    const name = value.tag.replace(/^!/u, '')
    return { name: name === 'Ref' ? name : `Fn::${name}`, argument: value.content }
  }
  if (value.kind !== 'map' || value.entries.length !== 1) return undefined
  const [entry] = value.entries
  if (entry === undefined || !(entry.key === 'Ref' || entry.key.startsWith('Fn::'))) return undefined
  return { name: entry.key, argument: entry.value }
}

/** Whether a function makes the value, or something that is no data. */
export function isCall(value: Value): boolean {
  return value.kind === 'opaque' || value.kind === 'tagged' || callOf(value) !== undefined
}

/** The parts of an `Fn::If`; `undefined` where it does not have three. */
export function ifCall(value: Value): { condition: Value; whenTrue: Value; whenFalse: Value } | undefined {
  const call = callOf(value)
  if (call?.name !== 'Fn::If' || call.argument.kind !== 'sequence') return undefined
  const [condition, whenTrue, whenFalse] = call.argument.items
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined) return undefined
  return { condition, whenTrue, whenFalse }
}

/** How a condition is known: by its name, or by its text where it is written in place. */
export function conditionName(value: Value): string {
  return stringOf(value) ?? value.source
}

export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}
