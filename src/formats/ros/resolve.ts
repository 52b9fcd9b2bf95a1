/** What the functions of a template come to. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { excerpt, readRaw, type Resolve, unknown } from '../raw.ts'
import { callOf, DEEPEST_CALL, stringOf } from './call.ts'
import { chosen, found, joined, type Scope, selected, substituted } from './functions.ts'
import { attributeName, resolveName } from './names.ts'
import type { Template } from './template.ts'

const FUNCTIONS: ReadonlyMap<string, (scope: Scope) => Raw | undefined> = new Map([
  ['Fn::FindInMap', found],
  ['Fn::If', chosen],
  ['Fn::Join', joined],
  ['Fn::Select', selected],
  ['Fn::Sub', substituted],
])

/** Reads references and functions whose values the template settles; the others are unknown. */
export function createResolver(template: Template): Resolve {
  return (value) => resolveCall(template, value, 0)
}

function resolveCall(template: Template, at: Value, depth: number): Raw | undefined {
  const call = callOf(at)
  if (call === undefined) return undefined
  const { name, argument } = call
  if (name === 'Ref') return resolveName(template, stringOf(argument), at)
  if (name === 'Fn::GetAtt') return unknown(at, excerpt(at), attributeName(template, argument))
  const read = (part: Value | undefined): Raw => readRaw(part, (inner) => resolveCall(template, inner, depth + 1))
  const settled = depth < DEEPEST_CALL ? FUNCTIONS.get(name)?.({ template, at, argument, read }) : undefined
  return settled ?? unknown(at, excerpt(at))
}
