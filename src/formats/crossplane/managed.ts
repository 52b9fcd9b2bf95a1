/** The Kubernetes objects of a document. */
import { standInFor } from '../../document/index.ts'
import type { MapValue, Value } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'

/** A managed resource of some Crossplane provider. */
export interface Managed {
  /** `apiVersion` without the version, e.g. `ecs.alibabacloud.crossplane.io`. */
  readonly apiGroup: string
  readonly kind: string
  /** `metadata.name`, or where the object stands if it has none of its own. */
  readonly key: string
  /** Where the object is reported: at its name. It is taken out as a whole, a document or an item of a `List`. */
  readonly label: Origin
  readonly object: MapValue
  readonly metadata: MapValue | undefined
  readonly spec: Value
  /** Whether Crossplane only looks at what it stands for. */
  readonly observed: boolean
  /** The name of its `ProviderConfig`, which holds an account and a region. */
  readonly configuration: string
}

/** The members of `spec` that hold arguments; those of the first win over those of the second. */
export const PARAMETERS: readonly string[] = ['forProvider', 'initProvider']

/** The managed resources of a document: one, or those of a `List`. */
export function managedOf(root: Value): Managed[] {
  const list = mapOf(root)
  const items = list && stringOf(list.get('kind')?.value) === 'List' ? list.get('items')?.value : undefined
  const objects = items?.kind === 'sequence' ? items.items : [root]
  return objects.flatMap((object) => readManaged(object) ?? [])
}

function readManaged(object: Value): Managed | undefined {
  if (object.kind !== 'map') return undefined
  const apiVersion = stringOf(object.get('apiVersion')?.value)?.split('/')
  const kind = object.get('kind')?.value
  const kindName = stringOf(kind)
  const spec = object.get('spec')?.value
  if (kind === undefined || kindName === undefined || apiVersion?.length !== 2 || spec === undefined) return undefined
  // Claims and configurations of providers have other members.
  if (spec.kind === 'map' && !PARAMETERS.some((name) => spec.get(name))) return undefined
  const metadata = mapOf(object.get('metadata')?.value)
  const name = metadata?.get('name')?.value
  return {
    apiGroup: apiVersion[0] ?? '',
    kind: kindName,
    key: stringOf(name) ?? `object at ${object.place.range[0]}`,
    label: standInFor(object, name ?? kind),
    object,
    metadata,
    spec,
    observed: isObserved(mapOf(spec)?.get('managementPolicies')?.value),
    configuration:
      stringOf(mapOf(mapOf(spec)?.get('providerConfigRef')?.value)?.get('name')?.value) ?? DEFAULT_CONFIGURATION,
  }
}

/** crossplane-runtime, `ResourceSpec`: the configuration of a resource that names none. */
const DEFAULT_CONFIGURATION = 'default'

/** Crossplane, Managed Resources: with these policies alone, nothing is made or changed. */
const OBSERVING: ReadonlySet<string | undefined> = new Set(['Delete', 'LateInitialize', 'Observe'])

function isObserved(policies: Value | undefined): boolean {
  if (policies?.kind !== 'sequence' || policies.items.length === 0) return false
  return policies.items.every((policy) => OBSERVING.has(stringOf(policy)))
}

export function mapOf(value: Value | undefined): MapValue | undefined {
  return value?.kind === 'map' ? value : undefined
}

export function stringOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}
