import type { Value } from '../../document/value.ts'
import type { Known } from '../../model/reading.ts'
import type { TemplateReader } from './reader.ts'
import { allKnown, type Scalar } from './settled.ts'

/** What the three keys of an `Fn::FindInMap` lead to, and the keys. */
export interface MappingMember {
  readonly value: Value
  readonly keys: readonly Known<Scalar>[]
}

export function mappingMember(argument: Value, reader: TemplateReader): MappingMember | undefined {
  if (argument.kind !== 'sequence') return undefined
  const keys = allKnown(argument.items.map((key) => reader.raw(key)))
  if (keys?.length !== 3) return undefined
  let value: Value | undefined = reader.sections.mappings
  for (const key of keys) value = value?.kind === 'map' ? value.get(String(key.value))?.value : undefined
  return value && { value, keys }
}
