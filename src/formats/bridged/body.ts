/**
 * Resources of the clouds' Terraform providers as other tools wrap them: the same arguments in camel case.
 * Each tool has its own references, which it settles before the readers of the clouds see a value.
 */
import type { Value } from '../../document/value.ts'
import type { PeerRole, Raw, RawPeer } from '../../model/raw-rule.ts'
import type { Unread } from '../../model/declarations.ts'
import { knownValue } from '../../model/reading.ts'
import { type IdList, noIds } from '../bindings/read.ts'
import { excerpt, invalid, unknown } from '../raw.ts'
import type { GroupFacts, Speaker } from '../terraform/groups.ts'
import type { Target } from '../terraform/ids.ts'

/** The arguments of a resource, or of an object in one. */
export interface Body {
  /** An argument; where it is absent, with the place where it would be written. */
  read(name: string): Raw
  /** An argument that takes an id; what the file itself declares goes by its name. */
  id(name: string): Raw
  /** The ids in a list, or a single one; what the file itself declares goes by its name. */
  ids(name: string): IdList
  /** The texts and numbers in a list, or a single one. */
  scalars(name: string): Scalars
  /** The elements of a list; what is no list counts as its only element. */
  items(name: string): Items
  /** Why nothing is read of it, where nothing is. */
  readonly unread: readonly Unread[]
}

export interface Scalars {
  readonly readings: readonly Raw[]
  /** `false` where the file does not settle what the list holds. */
  readonly whole: boolean
}

export interface Items {
  readonly items: readonly Item[]
  /** `false` where the file does not settle what the list holds. */
  readonly whole: boolean
  /** Why, then. */
  readonly unread: readonly Unread[]
}

export const NO_ITEMS: Items = { items: [], whole: true, unread: [] }

/** A list of which nothing is read. */
export function openItems(unread: Unread): Items {
  return { items: [], whole: false, unread: [unread] }
}

export interface Item {
  readonly value: Value
  /** The members of an object, or why the element is none. */
  readonly content: Body | Unread
}

export interface Bridged extends Speaker {
  readonly body: Body
  /** The configuration of its provider that it names, and with it an account and a region. */
  readonly configuration?: string | undefined
}

/** What tells the region of a group apart: the configuration of its provider, and the region that it names itself. */
export function regionOf({ configuration }: Bridged, region?: Raw): Pick<GroupFacts, 'region'> {
  const parts = [configuration, region && knownValue(region)].filter((part) => part !== undefined)
  return parts.length === 0 ? {} : { region: parts.join(' ') }
}

/** What a list holds, and how many rules it is charged as, where the file tells. */
export type List = Pick<RawPeer, 'charge' | 'content'>

/** The lists that the file declares, by the names of their resources. */
export type Lists = ReadonlyMap<string, List>

export function isBody(content: Item['content']): content is Body {
  return 'items' in content
}

/** A body of which nothing is read: whatever it may say is unknown. */
export function unreadableBody(reading: Unread): Body {
  const open = unknown(reading.origin, reading.text)
  return {
    read: () => open,
    id: () => open,
    ids: () => noIds(reading),
    scalars: () => ({ readings: [], whole: false }),
    items: () => openItems(reading),
    unread: [reading],
  }
}

/** An element that is no object; `reading` is what its tool makes of it as a scalar. */
export function noObject(value: Value, reading: Raw): Unread {
  return reading.state === 'unknown' ? reading : invalid(value, excerpt(value), 'is not an object')
}

export type Roles = readonly (readonly [field: string, role: PeerRole])[]

/** The peer fields of a body that are not absent, of those that `roles` lists. */
export function readPeers(body: Body, roles: Roles, lists: Lists): readonly RawPeer[] {
  return roles
    .map(([field, role]) => {
      const value = role === 'group' || role === 'list' ? body.id(field) : body.read(field)
      // A list that the file declares stands for what it holds.
      const list = role === 'list' ? lists.get(String(knownValue(value))) : undefined
      return { field, role, value, ...list }
    })
    .filter(({ value }) => value.state !== 'absent')
}

/** The group that an id stands for. */
export function targetOf(id: Raw): Target {
  const key = id.state === 'known' ? String(id.value) : id.state === 'unknown' ? id.identity : undefined
  return { key, instance: undefined, open: id.state === 'unknown' && key === undefined }
}
