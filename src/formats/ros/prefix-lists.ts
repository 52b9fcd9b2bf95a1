import type { Value } from '../../document/value.ts'
import type { Raw, RawPeer } from '../../model/raw-rule.ts'
import { readRaw, type Resolve } from '../raw.ts'
import { callOf } from './call.ts'
import type { Template } from './template.ts'

/** What a template declares of a prefix list. */
export type PrefixList = Pick<RawPeer, 'charge' | 'content'>

/** The most entries that Alibaba Cloud takes in one list (ROS reference, `ALIYUN::ECS::PrefixList`). */
const MOST_ENTRIES = 200

/** The prefix lists of a template by logical id. A list whose entries it does not settle has no content. */
export function readPrefixLists({ resources, resolver: { resolve } }: Template): ReadonlyMap<string, PrefixList> {
  const lists = new Map<string, PrefixList>()
  for (const { id, type, properties, conditions } of resources.values()) {
    if (type !== 'ALIYUN::ECS::PrefixList' || properties?.kind !== 'map') continue
    const content = conditions.length === 0 ? readEntries(properties.get('Entries')?.value, resolve) : undefined
    const charge = readRaw(properties.get('MaxEntries')?.value, resolve)
    lists.set(id, content === undefined ? { charge } : { charge, content })
  }
  return lists
}

function readEntries(entries: Value | undefined, resolve: Resolve): Raw[] | undefined {
  if (entries?.kind !== 'sequence' || entries.items.length > MOST_ENTRIES) return undefined
  const content: Raw[] = []
  for (const item of entries.items) {
    if (item.kind !== 'map' || callOf(item) !== undefined) return undefined
    content.push(readRaw(item.get('Cidr')?.value, resolve))
  }
  return content
}
