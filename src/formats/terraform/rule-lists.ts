/** Resources that hold the ordered rule lists of one Tencent Cloud group: `ingress` and `egress`. */
import type { Direction } from '../../model/packet-space.ts'
import type { Raw, RawRule } from '../../model/raw-rule.ts'
import { ABSENT, fixedOrigin, type Invalid, type Unknown } from '../../model/reading.ts'
import { known, unknown } from '../raw.ts'
import { conditionsOf, type Context } from './context.ts'
import { BOTH, type GroupDraft } from './groups.ts'
import { type Item, readRepeatedItems } from './items.ts'
import type { Resource } from './module.ts'

/** The fields that a list item itself holds. */
export type ItemFields = Pick<RawRule, 'description' | 'peers' | 'ports' | 'protocol' | 'services' | 'verdict'>

export type ReadItem = (item: Item, context: Context) => ItemFields

/** Reads both lists of `resource` into its group, in their order. */
export function readRuleLists(
  resource: Resource,
  context: Context,
  letterCase: RawRule['letterCase'],
  readItem: ReadItem,
): GroupDraft {
  const target = context.ids.target(resource.body.get('security_group_id')?.value)
  const group = context.groups.of('tencentcloud', resource, target, BOTH)
  const conditions = conditionsOf(resource)
  const readList = (direction: Direction): void => {
    const { items, whole, unread } = readRepeatedItems(resource.body, direction, context.resolver)
    if (!whole) group.loosen([direction])
    context.groups.unread.push(...unread)
    for (const [index, item] of items.entries()) {
      const fields = readItem(item, context)
      const rule: RawRule = {
        provider: 'tencentcloud',
        // Without its content, a `dynamic` block is none.
        origin: item.repeated ? fixedOrigin(item.value.place) : item.value,
        label: `${direction} rule ${index + 1}`,
        direction: known(direction, item.value),
        ...(item.repeated ? perCopy(fields) : fields),
        order: { by: 'position', position: group.nextPosition(direction) },
        plane: ABSENT,
        conditions: item.repeated ? [...conditions, `${resource.address} ${direction} ${index}=some`] : conditions,
        letterCase,
      }
      group.add(rule, target.instance)
    }
  }
  for (const direction of BOTH) readList(direction)
  return group
}

/** What an iterator stands for differs between the copies of a block: no two unknown values are the same. */
function perCopy({ verdict, protocol, ports, services, peers, description }: ItemFields): ItemFields {
  return {
    verdict: unnamed(verdict),
    protocol: unnamed(protocol),
    ports: unnamed(ports),
    ...(services && { services: { ...services, value: unnamed(services.value) } }),
    peers: peers.map((peer) => ({ ...peer, value: unnamed(peer.value) })),
    ...(description && { description: unnamed(description) }),
  }
}

function unnamed(raw: Raw): Raw {
  return raw.state === 'unknown' ? unknown(raw.origin, raw.text) : raw
}

/** A list item that is no rule, or not settled as a whole: `verdict` says why, and nothing else is known of it. */
export function unreadableItem(verdict: Invalid | Unknown): ItemFields {
  const rest: Raw = unknown(verdict.origin, verdict.text)
  return {
    verdict,
    protocol: rest,
    ports: rest,
    peers: [{ field: 'source', role: 'address', value: rest }],
    description: rest,
  }
}
