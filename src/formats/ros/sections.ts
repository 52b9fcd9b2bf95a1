import type { MapValue, Value } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'
import { stringOf } from './call.ts'

/** The sections of a template that settle values. */
export interface Sections {
  readonly parameters: MapValue | undefined
  readonly mappings: MapValue | undefined
  readonly conditions: MapValue | undefined
  /** The types of the resources by logical id, e.g. `ALIYUN::ECS::SecurityGroup`. */
  readonly types: ReadonlyMap<string, string>
}

export function readSections(root: MapValue): Sections {
  const section = (name: string): MapValue | undefined => mapOf(root.get(name)?.value)
  const types = new Map<string, string>()
  for (const { id, body } of resourceEntries(root)) {
    const type = typeOf(body)
    if (type !== undefined) types.set(id, type)
  }
  return { parameters: section('Parameters'), mappings: section('Mappings'), conditions: section('Conditions'), types }
}

/** Every resource that is an object; of a repeated logical id the last counts. */
export function* resourceEntries(root: MapValue): Generator<{ id: string; label: Origin; body: MapValue }> {
  const resources = mapOf(root.get('Resources')?.value)
  for (const entry of resources?.entries ?? []) {
    const body = mapOf(entry.value)
    if (body !== undefined && resources?.get(entry.key) === entry) yield { id: entry.key, label: entry.label, body }
  }
}

/** The type of a resource, e.g. `ALIYUN::ECS::SecurityGroup`. */
export function typeOf(body: MapValue): string | undefined {
  return stringOf(body.get('Type')?.value)
}

function mapOf(value: Value | undefined): MapValue | undefined {
  return value?.kind === 'map' ? value : undefined
}
