/** The functions whose result a template can settle. Each gives `undefined` where it does not. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT, type Known, type Origin } from '../../model/reading.ts'
import { excerpt, known, rawOf } from '../raw.ts'
import { callOf, ifCall, stringOf } from './call.ts'
import { isLong, listDefault, LONGEST_TEXT, resolveName } from './names.ts'
import type { Template } from './template.ts'

/** One call: where it stands, what it is given, and how its own parts are read. */
export interface Scope {
  readonly template: Template
  readonly at: Value
  readonly argument: Value
  readonly read: (part: Value | undefined) => Raw
}

type Scalar = number | string

export function chosen({ at, read }: Scope): Raw | undefined {
  const branches = ifCall(at)
  if (branches === undefined) return undefined
  const [left, right] = [read(branches.whenTrue), read(branches.whenFalse)]
  if (left.state === 'absent' && right.state === 'absent') return ABSENT
  if (left.state !== 'known' || right.state !== 'known' || left.value !== right.value) return undefined
  return known(left.value, at, defaultsOf([left, right]))
}

export function joined({ at, argument, read }: Scope): Raw | undefined {
  const [delimiter, list] = itemsOf(argument)
  const glue = stringOf(delimiter)
  if (glue === undefined || list?.kind !== 'sequence' || list.items.length > LONGEST_TEXT) return undefined
  const parts = allKnown(list.items.map(read))
  return parts && concatenated(parts.map(textOf), glue, at, parts)
}

export function substituted(scope: Scope): Raw | undefined {
  const { at, argument } = scope
  const [head, variables] = argument.kind === 'sequence' ? argument.items : [argument]
  const text = stringOf(head)
  if (text === undefined || isLong(text)) return undefined
  // Every second piece is a variable. None holds a brace, which keeps the search linear.
  const pieces = text.split(/\$\{([^{}]*)\}/u)
  const values = allKnown(pieces.map((piece, index) => readPiece(piece, index % 2 === 1, variables, scope)))
  return values && concatenated(values.map(textOf), '', at, values)
}

function readPiece(piece: string, isVariable: boolean, variables: Value | undefined, scope: Scope): Raw {
  const { template, at, read } = scope
  if (!isVariable) return known(piece, at)
  if (piece.startsWith('!')) return known(`\${${piece.slice(1)}}`, at)
  const own = variables?.kind === 'map' ? variables.get(piece)?.value : undefined
  return own === undefined ? resolveName(template, piece, at) : read(own)
}

export function selected({ template, at, argument, read }: Scope): Raw | undefined {
  const [key, list] = itemsOf(argument)
  const index = read(key)
  if (index.state !== 'known' || list === undefined) return undefined
  if (list.kind === 'map' && callOf(list) === undefined) {
    return relocated(read(list.get(String(index.value))?.value), at, [index])
  }
  if (!/^-?\d+$/u.test(String(index.value))) return undefined
  const place = Number(index.value)
  if (list.kind === 'sequence') return relocated(read(list.items.at(place)), at, [index])
  const call = callOf(list)
  const name = call?.name === 'Ref' ? stringOf(call.argument) : undefined
  const item = name === undefined ? undefined : listDefault(template, name)?.at(place)?.trim()
  return item === undefined ? undefined : known(item, at, name)
}

export function found({ template, at, argument, read }: Scope): Raw | undefined {
  const keys = allKnown(itemsOf(argument).map(read))
  if (keys?.length !== 3) return undefined
  let value: Value | undefined = template.mappings
  for (const key of keys) value = value?.kind === 'map' ? value.get(String(key.value))?.value : undefined
  return relocated(value?.kind === 'scalar' ? rawOf(value.value, at, excerpt(at)) : ABSENT, at, keys)
}

/** A part of the template's data, as the value of the function that picks it; nothing picked is nothing settled. */
function relocated(picked: Raw, at: Value, by: readonly Known<Scalar>[]): Raw | undefined {
  if (picked.state !== 'known') return picked.state === 'unknown' ? { ...picked, origin: at } : undefined
  return known(picked.value, at, defaultsOf([picked, ...by]))
}

function concatenated(
  parts: readonly string[],
  glue: string,
  at: Origin,
  from: readonly Known<Scalar>[],
): Raw | undefined {
  const length = parts.reduce((sum, part) => sum + part.length + glue.length, 0)
  return length > LONGEST_TEXT ? undefined : known(parts.join(glue), at, defaultsOf(from))
}

function textOf({ value }: Known<Scalar>): string {
  return String(value)
}

function allKnown(readings: readonly Raw[]): Known<Scalar>[] | undefined {
  const settled = readings.filter((reading) => reading.state === 'known')
  return settled.length === readings.length ? settled : undefined
}

/** The parameters on whose defaults the readings rest. */
function defaultsOf(readings: readonly Known<unknown>[]): string | undefined {
  const names = new Set(readings.flatMap(({ viaDefault }) => viaDefault ?? []))
  return names.size === 0 ? undefined : [...names].join(', ')
}

function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'sequence' ? value.items : []
}
