/** Functions that make a text. Each gives `undefined` where the template does not settle it. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import type { Known, Origin } from '../../model/reading.ts'
import { known } from '../raw.ts'
import { stringOf } from './call.ts'
import { elementsOf, listOf } from './lists.ts'
import { isLong, LONGEST_TEXT, resolveName } from './names.ts'
import type { Scope } from './reader.ts'
import { allKnown, defaultsOf, type Scalar } from './settled.ts'

export function joined({ at, argument, reader }: Scope): Raw | undefined {
  if (argument.kind !== 'sequence') return undefined
  const [delimiter, from] = argument.items
  const glue = stringOf(delimiter)
  const list = from && listOf(from, reader)
  if (glue === undefined || list === undefined) return undefined
  const elements = elementsOf(list)
  const parts = elements && allKnown(elements)
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

function readPiece(piece: string, isVariable: boolean, variables: Value | undefined, { reader, at }: Scope): Raw {
  if (!isVariable) return known(piece, at)
  if (piece.startsWith('!')) return known(`\${${piece.slice(1)}}`, at)
  const own = variables?.kind === 'map' ? variables.get(piece)?.value : undefined
  return own === undefined ? resolveName(reader.sections, piece, at) : reader.raw(own)
}

/** `Fn::Replace` of one text by another; which of several comes first the documentation does not say. */
export function replaced({ at, argument, reader }: Scope): Raw | undefined {
  if (argument.kind !== 'sequence') return undefined
  const [pairs, subject] = argument.items
  const [pair, another] = pairs?.kind === 'map' ? pairs.entries : []
  if (pair === undefined || pair.key === '' || another !== undefined) return undefined
  const parts = allKnown([reader.raw(pair.value), reader.raw(subject)])
  const [by, text] = parts ?? []
  if (parts === undefined || by === undefined || text === undefined || isLong(textOf(text))) return undefined
  return concatenated(textOf(text).split(pair.key), textOf(by), at, parts)
}

export function spelled({ at, argument, reader }: Scope): Raw | undefined {
  const [only, ...others] = argument.kind === 'sequence' ? argument.items : [argument]
  const raw = reader.raw(only)
  return others.length > 0 || raw.state !== 'known' ? undefined : known(textOf(raw), at, raw.viaDefault)
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
