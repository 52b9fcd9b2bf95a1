/** What a template's references name, and what its parameters default to. */
import type { Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import { ABSENT, type Known, type Origin } from '../../model/reading.ts'
import { excerpt, known, readRaw, unknown } from '../raw.ts'
import { callOf, stringOf } from './call.ts'
import type { Sections } from './sections.ts'

/** Longer texts are no value of a rule field; resolving them could cost more than the file's parse. */
export const LONGEST_TEXT = 4096

/** What a `Ref` or `Fn::GetAtt` names: a parameter, a resource (by its id), or `<resource>.<attribute>`. */
export function nameOf(sections: Sections, value: Value): string | undefined {
  const call = callOf(value)
  if (call?.name === 'Ref') return stringOf(call.argument)
  return call?.name === 'Fn::GetAtt' ? attributeName(sections, call.argument) : undefined
}

/** The attributes that hold the id of a resource, as a `Ref` to it does. */
const ID_ATTRIBUTES: Readonly<Record<string, string>> = {
  'ALIYUN::ECS::SecurityGroup': 'SecurityGroupId',
  'ALIYUN::ECS::SecurityGroupClone': 'SecurityGroupId',
  'ALIYUN::ECS::PrefixList': 'PrefixListId',
}

/** The name of the resource where its id is asked for, else `<resource>.<attribute>`. */
export function attributeName(sections: Sections, argument: Value): string | undefined {
  const parts = argument.kind === 'sequence' ? argument.items.map(stringOf) : stringOf(argument)?.split(/\.(.*)/su, 2)
  const [id, attribute] = parts ?? []
  if (id === undefined || attribute === undefined) return undefined
  const type = sections.types.get(id)
  return type !== undefined && ID_ATTRIBUTES[type] === attribute ? id : `${id}.${attribute}`
}

/** The value of a parameter or pseudo parameter; a resource is known by its id alone. */
export function resolveName(sections: Sections, name: string | undefined, at: Value): Raw {
  // The index differs between the copies of a resource: two of them are not the same value.
  if (name === undefined || name === 'ALIYUN::Index') return unknown(at, excerpt(at))
  if (name === 'ALIYUN::NoValue') return ABSENT
  return parameterDefault(sections, name, at) ?? unknown(at, excerpt(at), name)
}

/** Types whose default is the value itself: that of an OOS parameter is a name, that of a list no scalar. */
const SCALAR_TYPES: ReadonlySet<string | undefined> = new Set(['Number', 'String', undefined])

function parameterDefault(sections: Sections, name: string, at: Origin): Known<number | string> | undefined {
  const parameter = sections.parameters?.get(name)?.value
  if (parameter?.kind !== 'map' || !SCALAR_TYPES.has(stringOf(parameter.get('Type')?.value))) return undefined
  const value = readRaw(parameter.get('Default')?.value)
  // An empty default only means that the caller may leave the parameter out.
  if (value.state !== 'known' || value.value === '' || isLong(String(value.value))) return undefined
  return known(value.value, at, name)
}

/** The elements of a parameter that is a list, by default: texts in a row, or a list of type `Json`. */
export function listDefault(sections: Sections, name: string): readonly (string | Value)[] | undefined {
  const parameter = sections.parameters?.get(name)?.value
  if (parameter?.kind !== 'map') return undefined
  const type = stringOf(parameter.get('Type')?.value)
  const value = parameter.get('Default')?.value
  if (type === 'Json' && value?.kind === 'sequence') return value.items
  const text = stringOf(value)
  if (type !== 'CommaDelimitedList' || text === undefined || isLong(text)) return undefined
  return text.split(',').map((piece) => piece.trim())
}

export function isLong(text: string): boolean {
  return text.length > LONGEST_TEXT
}
