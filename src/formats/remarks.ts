/** Remarks: texts in the places that formats reserve for whatever their users want to note. */
import type { Entry, Value } from '../document/value.ts'
import type { Origin } from '../model/reading.ts'
import type { Remark } from '../model/remark.ts'

/** Offsets of a declaration, from its name, where it has one, to its end. */
export function blockOf(body: Origin, name: Origin = body): Remark['block'] {
  return [Math.min(name.place.range[0], body.place.range[0]), body.place.range[1]]
}

/** The texts of a property: a string, the strings of a list, and both as members of an object. */
export function remarksOf({ label, value }: Entry, block: Remark['block']): readonly Remark[] {
  if (value.kind !== 'map') return textsOf(value, label, block)
  const { entries } = value
  return entries.flatMap((entry) => textsOf(entry.value, entries.length === 1 ? label : entry.label, block))
}

function textsOf(value: Value, whole: Origin, block: Remark['block']): readonly Remark[] {
  if (value.kind === 'scalar') return textOf(value, whole, block)
  if (value.kind !== 'sequence') return []
  return value.items.flatMap((item) => textOf(item, value.items.length === 1 ? whole : item, block))
}

function textOf(value: Value, whole: Origin, block: Remark['block']): readonly Remark[] {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return []
  return [{ text: value.value, origin: value, whole, block }]
}
