/** Conditions of settled values. What rests on a default is not settled: both of its branches may come to be. */
import type { Value } from '../../document/value.ts'
import { callOf } from './call.ts'
import type { TemplateReader } from './reader.ts'

type Truth = boolean | undefined

type Operator = (operands: readonly Value[], reader: TemplateReader) => Truth

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['Fn::And', (operands, reader) => conjunction(truthsOf(operands, reader))],
  ['Fn::Equals', areEqual],
  ['Fn::Not', ([operand], reader) => operand && opposite(reader.truth(operand))],
  // Some hold unless none does.
  ['Fn::Or', (operands, reader) => opposite(conjunction(truthsOf(operands, reader).map(opposite)))],
])

/** Whether a condition holds that is written in place. */
export function holds(condition: Value, reader: TemplateReader): Truth {
  if (condition.kind === 'scalar') {
    if (typeof condition.value === 'boolean') return condition.value
    return typeof condition.value === 'string' ? reader.truth(condition) : undefined
  }
  const call = callOf(condition)
  const argument = call?.argument
  const operands = argument?.kind === 'sequence' ? argument.items : argument === undefined ? [] : [argument]
  return call && OPERATORS.get(call.name)?.(operands, reader)
}

function areEqual(operands: readonly Value[], reader: TemplateReader): Truth {
  if (operands.length !== 2) return undefined
  const [left, right] = operands.map((operand) => reader.raw(operand))
  if (left?.state === 'unknown' && right?.state === 'unknown') {
    return left.identity !== undefined && left.identity === right.identity ? true : undefined
  }
  if (left?.state !== 'known' || right?.state !== 'known') return undefined
  if (left.viaDefault !== undefined || right.viaDefault !== undefined) return undefined
  // Whether a number equals the text that it is written as, the documentation leaves open.
  return left.value === right.value || (String(left.value) === String(right.value) ? undefined : false)
}

function truthsOf(conditions: readonly Value[], reader: TemplateReader): readonly Truth[] {
  return conditions.map((condition) => reader.truth(condition))
}

function conjunction(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.length === 0 || truths.includes(undefined) ? undefined : true
}

function opposite(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
