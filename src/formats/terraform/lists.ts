/** Sets of addresses or services that a file declares: parameter templates and prefix lists. */
import type { Raw } from '../../model/raw-rule.ts'
import { readItems } from './items.ts'
import type { Resource } from './module.ts'
import { instanceOf } from './reference.ts'
import type { ValueReader } from './resolution.ts'

/** The list argument that holds the elements, and the argument of a nested block, where the list is one of blocks. */
interface ListSyntax {
  readonly elements: string
  readonly argument?: string
}

const LISTS: ReadonlyMap<string, ListSyntax> = new Map([
  ['alicloud_ecs_prefix_list', { elements: 'entry', argument: 'cidr' }],
  ['tencentcloud_address_extra_template', { elements: 'addresses_extra', argument: 'address' }],
  ['tencentcloud_address_template', { elements: 'addresses' }],
  ['tencentcloud_protocol_template', { elements: 'protocols' }],
])

/** Lists of lists, by the ids of the latter. */
const LISTS_OF_LISTS: ReadonlySet<string> = new Set([
  'tencentcloud_address_template_group',
  'tencentcloud_protocol_template_group',
])

export const LIST_TYPES: ReadonlySet<string> = new Set([...LISTS.keys(), ...LISTS_OF_LISTS])

export class Lists {
  readonly #byAddress: ReadonlyMap<string, Resource>
  readonly #resolver: ValueReader
  readonly #memo = new Map<Resource, readonly Raw[] | undefined>()

  constructor(byAddress: ReadonlyMap<string, Resource>, resolver: ValueReader) {
    this.#byAddress = byAddress
    this.#resolver = resolver
  }

  /** The elements of the list at `address`; `undefined` where the file does not hold them all. */
  content(address: string): readonly Raw[] | undefined {
    const list = this.#byAddress.get(address)
    if (list === undefined) return undefined
    if (!this.#memo.has(list)) this.#memo.set(list, this.#read(list))
    return this.#memo.get(list)
  }

  /** How many rules a list is charged as, where it says so itself. */
  charge(address: string): Raw | undefined {
    const limit = this.#byAddress.get(address)?.body.get('max_entries')
    return limit && this.#resolver.raw(limit.value)
  }

  #read(list: Resource): readonly Raw[] | undefined {
    const syntax = LISTS.get(list.type)
    if (syntax !== undefined) return this.#elements(list, syntax)
    return LISTS_OF_LISTS.has(list.type) ? this.#elementsOfAll(list) : undefined
  }

  #elements(list: Resource, { elements, argument }: ListSyntax): readonly Raw[] | undefined {
    const { items, whole } = readItems(list.body, elements, this.#resolver)
    if (!whole || list.body.get(elements) === undefined) return undefined
    return items.map(({ value, viaDefault }) => {
      const block = argument === undefined ? undefined : this.#resolver.resolve(value, viaDefault)
      return argument !== undefined && block?.kind === 'container' && block.value.kind === 'map'
        ? this.#resolver.raw(block.value.get(argument)?.value, block.viaDefault)
        : this.#resolver.raw(value, viaDefault)
    })
  }

  #elementsOfAll(group: Resource): readonly Raw[] | undefined {
    const { items, whole } = readItems(group.body, 'template_ids', this.#resolver)
    if (!whole) return undefined
    const contents = new Map<string, readonly Raw[]>()
    for (const { value, viaDefault } of items) {
      const id = this.#resolver.byId(this.#resolver.resolve(value, viaDefault))
      if (id.kind !== 'reference' || instanceOf(id.reference) === undefined) return undefined
      const member = this.#byAddress.get(id.reference.address)
      const content = member && LISTS.has(member.type) ? this.content(member.address) : undefined
      if (content === undefined) return undefined
      contents.set(id.reference.address, content)
    }
    return [...contents.values()].flat()
  }
}
