/** Sets of addresses or services that a file declares, in camel case: parameter templates and prefix lists. */
import { knownValue } from '../../model/reading.ts'
import { type Body, type Bridged, isBody, type List, type Lists } from './body.ts'

/** A resource with the type that it has in Terraform. */
export interface Typed extends Bridged {
  readonly type: string | undefined
}

/** The list that holds the elements, as each tool spells it; and the argument of an element, where that is an object. */
interface Syntax {
  readonly elements: readonly string[]
  readonly argument?: string
}

const LISTS: ReadonlyMap<string | undefined, Syntax> = new Map([
  ['alicloud_ecs_prefix_list', { elements: ['entries', 'entry'], argument: 'cidr' }],
  ['tencentcloud_address_extra_template', { elements: ['addressesExtras', 'addressesExtra'], argument: 'address' }],
  ['tencentcloud_address_template', { elements: ['addresses'] }],
  ['tencentcloud_protocol_template', { elements: ['protocols'] }],
])

const LISTS_OF_LISTS: ReadonlySet<string | undefined> = new Set([
  'tencentcloud_address_template_group',
  'tencentcloud_protocol_template_group',
])

export function readLists(resources: readonly Typed[]): Lists {
  const lists = new Map<string, List>()
  for (const { type, address, body } of resources) {
    const syntax = LISTS.get(type)
    if (syntax) lists.set(address, { ...readElements(body, syntax), charge: body.read('maxEntries') })
  }
  const groups = resources.filter(({ type }) => LISTS_OF_LISTS.has(type))
  return new Map([...lists, ...groups.map(({ address, body }) => [address, elementsOfAll(body, lists)] as const)])
}

function readElements(body: Body, { elements, argument }: Syntax): List {
  const name = elements.find((each) => !isEmpty(body, each))
  if (name === undefined) return {}
  if (argument === undefined) {
    const { readings, whole } = body.scalars(name)
    return whole ? { content: readings } : {}
  }
  const { items, whole } = body.items(name)
  return whole ? { content: items.map(({ content }) => (isBody(content) ? content.read(argument) : content)) } : {}
}

function isEmpty(body: Body, name: string): boolean {
  const { items, whole } = body.items(name)
  return whole && items.length === 0
}

/** The elements of every template of a group; of one that it names twice, once. */
function elementsOfAll(body: Body, lists: Lists): List {
  const { ids, whole } = body.ids('templateIds')
  const names = new Set(ids.map(knownValue))
  const contents = [...names].map((name) => (name === undefined ? undefined : lists.get(name)?.content))
  const settled = contents.filter((content) => content !== undefined)
  return whole && names.size > 0 && settled.length === contents.length ? { content: settled.flat() } : {}
}
