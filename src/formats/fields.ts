/** Reading the fields of API objects, where an empty string is as good as no field. */
import type { Value } from '../document/value.ts'
import type { Raw } from '../model/raw-rule.ts'
import { ABSENT, type Reading } from '../model/reading.ts'
import { resolvePlaceholder } from './placeholders.ts'
import { readRaw, type Resolve } from './raw.ts'

/** Gives the reading of a field by its name. */
export type Fields = (name: string) => Raw

/** The fields of an object; none of what is no object. `resolve` reads the expressions of its format, if it has any. */
export function fieldsOf(value: Value | undefined, resolve: Resolve = resolvePlaceholder): Fields {
  return (name) => readField(value?.kind === 'map' ? value.get(name)?.value : undefined, resolve)
}

export function readField(value: Value | undefined, resolve: Resolve = resolvePlaceholder): Raw {
  const raw = readRaw(value, resolve)
  if (raw.state !== 'known' || raw.value !== '') return raw
  return raw.viaDefault === undefined ? ABSENT : { ...ABSENT, viaDefault: raw.viaDefault }
}

/** A name or description; a number is taken for the text that it is written as. */
export function asText(raw: Raw): Reading<string> {
  return raw.state === 'known' ? { ...raw, value: String(raw.value) } : raw
}
