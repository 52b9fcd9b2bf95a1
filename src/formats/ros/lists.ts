/** Lists of texts and numbers: written in place, held by a mapping or a parameter, or made by a function. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { excerpt, known, rawOf, unknown } from '../raw.ts'
import { callOf, stringOf } from './call.ts'
import { mappingMember } from './mappings.ts'
import { isLong, listDefault } from './names.ts'
import type { Scope, TemplateReader } from './reader.ts'
import { defaultsOf } from './settled.ts'

export interface List {
  readonly length: number
  /** The element at an index; a negative one counts from the end. `undefined` where there is none. */
  at(index: number): Raw | undefined
}

/** No field of a rule is made of more; mappings and defaults may be read many times. */
const MOST_ELEMENTS = 256

/** The list that a value is or makes; `undefined` where the template does not settle it. */
export function listOf(value: Value, reader: TemplateReader): List | undefined {
  if (value.kind === 'sequence') return written(value.items, (item) => reader.raw(item))
  const call = callOf(value)
  const make = call && FUNCTIONS.get(call.name)
  return call && make && reader.deeper(() => make({ reader, at: value, argument: call.argument }))
}

/** Every element; `undefined` where they are more than any field holds. */
export function elementsOf(list: List): readonly Raw[] | undefined {
  if (list.length > MOST_ELEMENTS) return undefined
  return Array.from({ length: list.length }).flatMap((_, index) => list.at(index) ?? [])
}

const FUNCTIONS: ReadonlyMap<string, (scope: Scope) => List | undefined> = new Map([
  ['Fn::FindInMap', mapped],
  ['Fn::If', chosen],
  ['Fn::ListMerge', merged],
  ['Fn::Select', sliced],
  ['Fn::Split', split],
  ['Ref', defaulted],
])

function mapped({ reader, at, argument }: Scope): List | undefined {
  const member = mappingMember(argument, reader)
  if (member?.value.kind !== 'sequence') return undefined
  const viaDefault = defaultsOf(member.keys)
  return written(member.value.items, (item) => literal(item, at, viaDefault))
}

function chosen({ reader, at }: Scope): List | undefined {
  const branch = reader.branch(at)
  return branch && listOf(branch, reader)
}

function merged({ reader, argument }: Scope): List | undefined {
  if (argument.kind !== 'sequence') return undefined
  const elements: Raw[] = []
  for (const part of argument.items) {
    const list = listOf(part, reader)
    const own = list && elementsOf(list)
    if (own === undefined || elements.length + own.length > MOST_ELEMENTS) return undefined
    elements.push(...own)
  }
  return elements
}

/** `Fn::Select` of the elements from one index up to another: `1:3`, `1:` or `:3`. */
function sliced({ reader, argument }: Scope): List | undefined {
  const [key, from] = argument.kind === 'sequence' ? argument.items : []
  const range = /^(-?\d*):(-?\d*)$/u.exec(stringOf(key) ?? '')
  if (range === null || from === undefined) return undefined
  const [, start = '', stop = ''] = range
  const list = listOf(from, reader)
  return list && elementsOf(list)?.slice(Number(start), stop === '' ? undefined : Number(stop))
}

function split({ reader, at, argument }: Scope): List | undefined {
  if (argument.kind !== 'sequence' || argument.items.length !== 2) return undefined
  const [delimiter, text] = argument.items.map((part) => reader.raw(part))
  if (delimiter?.state !== 'known' || text?.state !== 'known' || delimiter.value === '') return undefined
  if (isLong(String(text.value))) return undefined
  const viaDefault = defaultsOf([delimiter, text])
  return written(String(text.value).split(String(delimiter.value)), (piece) =>
    // The samples of the documentation disagree on blanks around a piece.
    piece === piece.trim() ? known(piece, at, viaDefault) : unknown(at, excerpt(at)),
  )
}

function defaulted({ reader, at, argument }: Scope): List | undefined {
  const name = stringOf(argument)
  const list = name === undefined ? undefined : listDefault(reader.sections, name)
  return list && written(list, (item) => (typeof item === 'string' ? known(item, at, name) : literal(item, at, name)))
}

function written<T>(items: readonly T[], read: (item: T) => Raw): List {
  return {
    length: items.length,
    at(index) {
      const item = items.at(index)
      return item === undefined ? undefined : read(item)
    },
  }
}

/** An element of the template's data, which holds no functions, as the value of what picks it. */
function literal(item: Value, at: Value, viaDefault: string | undefined): Raw {
  const raw = item.kind === 'scalar' ? rawOf(item.value, at, excerpt(at), viaDefault) : undefined
  return raw?.state === 'known' ? raw : unknown(at, excerpt(at))
}
