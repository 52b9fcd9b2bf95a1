import type { MapValue } from '../../document/value.ts'
import type { Direction } from '../../model/packet-space.ts'
import type { PeerRole, Raw, RawPeer } from '../../model/raw-rule.ts'
import type { Bindings } from '../bindings/bindings.ts'
import { BOTH, type GroupFacts, type Groups } from './groups.ts'
import type { Resource } from './module.ts'
import type { Ids } from './ids.ts'
import type { ValueReader } from './resolution.ts'

/** What the readers of resources share while a file is read. */
export interface Context {
  readonly resolver: ValueReader
  readonly ids: Ids
  readonly groups: Groups
  readonly bindings: Bindings
}

export type ReadResource = (resource: Resource, context: Context) => void

/** A block's arguments, with the variable in whose default the block stands. */
export interface Body {
  readonly map: MapValue
  readonly viaDefault: string | undefined
}

/** The peer fields of a block that are not absent, of those that `roles` lists. */
export function readPeers(
  { map, viaDefault }: Body,
  roles: readonly (readonly [field: string, role: PeerRole])[],
  { ids }: Context,
): readonly RawPeer[] {
  return roles.flatMap(([field, role]) => ids.peer(field, role, map.get(field)?.value, viaDefault) ?? [])
}

/** Conditions of the rules of a resource that may have no instance. */
export function conditionsOf(resource: Resource): readonly string[] {
  return resource.single ? [] : [`${resource.address}=1`]
}

/** What there is of the group besides its arguments: where it stands, and whether. */
export function surroundings(resource: Resource): Pick<GroupFacts, 'conditions' | 'region'> {
  const { type, address, body } = resource
  const provider = body.get('provider')?.value
  const module = address.startsWith('module.') ? address.slice(0, address.lastIndexOf(`.${type}.`)) : ''
  const region = `${module}${provider?.kind === 'scalar' ? String(provider.value) : ''}`
  return { conditions: conditionsOf(resource), ...(region !== '' && { region }) }
}

/** The directions that a rule with this `type` may have. */
export function directionsOf(type: Raw): readonly Direction[] {
  const word = type.state === 'known' ? String(type.value).toLowerCase() : undefined
  return word === 'ingress' || word === 'egress' ? [word] : BOTH
}
