import type { MapValue, Value } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'
import { conditionName, stringOf } from './call.ts'

/** One resource of a template. */
export interface Resource {
  /** The logical id. */
  readonly id: string
  readonly label: Origin
  readonly type: string
  readonly properties: Value | undefined
  /** Conditions under which the resource exists, spelled as those of a rule. */
  readonly conditions: readonly string[]
  /** Whether it stands for exactly one resource wherever it exists. */
  readonly single: boolean
}

/** The sections of a template that settle values. */
export interface Template {
  readonly parameters: MapValue | undefined
  readonly mappings: MapValue | undefined
  /** By logical id, in file order. */
  readonly resources: ReadonlyMap<string, Resource>
}

export function readTemplate(root: MapValue): Template {
  const resources = new Map<string, Resource>()
  for (const { id, label, body } of resourceEntries(root)) {
    const resource = readResource(id, label, body)
    if (resource !== undefined) resources.set(id, resource)
  }
  return { parameters: mapOf(root.get('Parameters')?.value), mappings: mapOf(root.get('Mappings')?.value), resources }
}

/** The type of a resource, e.g. `ALIYUN::ECS::SecurityGroup`. */
export function typeOf(body: MapValue): string | undefined {
  return stringOf(body.get('Type')?.value)
}

/** Every resource that is an object; of a repeated logical id the last counts. */
export function* resourceEntries(root: MapValue): Generator<{ id: string; label: Origin; body: MapValue }> {
  const resources = mapOf(root.get('Resources')?.value)
  for (const entry of resources?.entries ?? []) {
    const body = mapOf(entry.value)
    if (body !== undefined && resources?.get(entry.key) === entry) yield { id: entry.key, label: entry.label, body }
  }
}

function readResource(id: string, label: Origin, body: MapValue): Resource | undefined {
  const type = typeOf(body)
  const count = countOf(body.get('Count')?.value)
  if (type === undefined || count === 0) return undefined
  const condition = body.get('Condition')?.value
  const conditions = condition === undefined ? [] : [`${conditionName(condition)}=true`]
  if (count === undefined) conditions.push(`Count of ${id}=some`)
  const properties = body.get('Properties')?.value
  const empty = properties?.kind === 'scalar' && properties.value === null
  return { id, label, type, properties: empty ? undefined : properties, conditions, single: count === 1 }
}

/** How often a resource exists; `undefined` where its `Count` is no literal. */
function countOf(count: Value | undefined): number | undefined {
  if (count === undefined) return 1
  return count.kind === 'scalar' && typeof count.value === 'number' ? count.value : undefined
}

function mapOf(value: Value | undefined): MapValue | undefined {
  return value?.kind === 'map' ? value : undefined
}
