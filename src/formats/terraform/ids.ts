/** What a value stands for where Terraform expects the id of a group or of a list. */
import type { Value } from '../../document/value.ts'
import type { PeerRole, Raw, RawPeer, RawRule } from '../../model/raw-rule.ts'
import type { Origin } from '../../model/reading.ts'
import { BOUND } from '../bindings/syntax.ts'
import { known, unknown } from '../raw.ts'
import { LIST_TYPES, type Lists } from './lists.ts'
import type { Resource } from './module.ts'
import { instanceOf, type Reference } from './reference.ts'
import { rawOfResolution, type Resolution, textOf, type ValueReader } from './resolution.ts'

export const GROUP_TYPES: ReadonlySet<string> = new Set(['alicloud_security_group', 'tencentcloud_security_group'])

/** Types of what groups are bound to. */
export const BOUND_TYPES: ReadonlySet<string> = new Set(BOUND.keys())

/** The group that a rule resource belongs to. */
export interface Target {
  /** Resource address, id or expression; `undefined` where the file does not tell one group from another. */
  readonly key: string | undefined
  /** The instance of a group resource that has several, where a literal index names it. */
  readonly instance: string | undefined
  /** Whether it may be any group of the file. */
  readonly open: boolean
}

export class Ids {
  readonly #resolver: ValueReader
  readonly #lists: Lists
  readonly #byAddress: ReadonlyMap<string, Resource>

  constructor(resolver: ValueReader, lists: Lists, byAddress: ReadonlyMap<string, Resource>) {
    this.#resolver = resolver
    this.#lists = lists
    this.#byAddress = byAddress
  }

  target(value: Value | undefined): Target {
    const found = value && this.#resolver.byId(this.#resolver.resolve(value))
    if (found?.kind === 'reference' && found.reference.mode === 'managed' && GROUP_TYPES.has(found.reference.type)) {
      const instance = instanceOf(found.reference)
      if (instance !== undefined) {
        const index = instance.index === undefined ? undefined : String(instance.index)
        return { key: found.reference.address, instance: index, open: false }
      }
    }
    const raw = this.#resolver.raw(value)
    const key = raw.state === 'known' ? String(raw.value) : raw.state === 'unknown' ? raw.identity : undefined
    return {
      key: key === '' ? undefined : key,
      instance: undefined,
      open: raw.state === 'unknown' && key === undefined,
    }
  }

  /**
   * A group that a value names where groups are bound, by its key. One instance of several is unknown by its own
   * address: its rules may differ from those of the others.
   */
  group(value: Value, viaDefault?: string): Raw {
    const found = this.#resolver.byId(this.#resolver.resolve(value, viaDefault))
    const name = named(found, GROUP_TYPES)
    const resource = found.kind === 'reference' ? this.#byAddress.get(found.reference.address) : undefined
    if (name === undefined) return rawOfResolution(found, value, textOf(value))
    // With a literal count of 1, the only instance is the resource.
    if (resource?.single) return known(name === `${resource.address}[0]` ? resource.address : name, value)
    return resource && name !== resource.address ? unknown(value, textOf(value), name) : known(name, value)
  }

  /** The groups in a list that is not written out; `undefined` where something else may be among them. */
  groups(list: Value): readonly Raw[] | undefined {
    const elements = this.#resolver.elements(list)?.map((found) => named(found, GROUP_TYPES))
    if (elements?.every((name) => name !== undefined) !== true) return undefined
    return elements.map((name) => known(name, list))
  }

  /** Something that groups are bound to, by its key. */
  thing(value: Value, viaDefault?: string): Raw {
    const found = this.#resolver.byId(this.#resolver.resolve(value, viaDefault))
    const name = named(found, BOUND_TYPES)
    return name === undefined ? rawOfResolution(found, value, textOf(value)) : known(name, value)
  }

  /** A peer field, or `undefined` where it is absent. */
  peer(field: string, role: PeerRole, value: Value | undefined, viaDefault?: string): RawPeer | undefined {
    return value && this.resolved(field, role, this.#resolver.resolve(value, viaDefault), value, textOf(value))
  }

  /** A peer field that resolves so; `text` is the field as written. */
  resolved(field: string, role: PeerRole, found: Resolution, origin: Origin, text: string): RawPeer | undefined {
    const set = setOf(this.#resolver.byId(found), role)
    if (set !== undefined)
      return { field, role: set.role, value: known(set.name, origin), ...this.#content(set.address) }
    const value = rawOfResolution(found, origin, text)
    return value.state === 'absent' ? undefined : { field, role, value }
  }

  /** A service template; `undefined` where it is unset. */
  services(value: Value | undefined, viaDefault?: string): RawRule['services'] {
    const peer = this.peer('', 'list', value, viaDefault)
    if (peer === undefined || (peer.value.state === 'known' && peer.value.value === '')) return undefined
    return peer.content === undefined ? { value: peer.value } : { value: peer.value, content: peer.content }
  }

  #content(address: string): Pick<RawPeer, 'charge' | 'content'> {
    const content = this.#lists.content(address)
    const charge = this.#lists.charge(address)
    return { ...(content && { content }), ...(charge && { charge }) }
  }
}

/** A set that a reference names; equal names are the same set. */
interface NamedSet {
  readonly role: 'group' | 'list'
  readonly name: string
  readonly address: string
}

/** The set whose id a value refers to, if it is one and the field may name it. */
function setOf(found: Resolution, role: PeerRole): NamedSet | undefined {
  if (found.kind !== 'reference' || found.reference.steps.includes(undefined)) return undefined
  const { mode, type, address } = found.reference
  if (mode === 'data') {
    const named = found.identity !== undefined && (role === 'group' || role === 'list')
    return named ? { role, name: found.identity, address } : undefined
  }
  const named = GROUP_TYPES.has(type) ? 'group' : LIST_TYPES.has(type) ? 'list' : undefined
  const instance = instanceOf(found.reference)
  if (named === undefined || instance === undefined || (role !== named && role !== 'address')) return undefined
  return { role: named, name: nameOfInstance(found.reference, instance), address }
}

/** The name of the resource of one of `types` whose id this is. */
function named(found: Resolution, types: ReadonlySet<string>): string | undefined {
  if (found.kind !== 'reference' || found.reference.mode !== 'managed' || !types.has(found.reference.type))
    return undefined
  const instance = instanceOf(found.reference)
  if (instance === undefined || found.reference.steps.includes(undefined)) return undefined
  return nameOfInstance(found.reference, instance)
}

type InstanceStep = NonNullable<ReturnType<typeof instanceOf>>

function nameOfInstance({ address }: Reference, { index, indexed }: InstanceStep): string {
  return indexed ? `${address}[${String(index)}]` : address
}
