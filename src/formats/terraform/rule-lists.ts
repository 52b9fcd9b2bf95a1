/** Resources that hold the ordered rule lists of one Tencent Cloud group: `ingress` and `egress`. */
import type { Direction } from '../../model/packet-space.ts'
import type { Raw, RawRule } from '../../model/raw-rule.ts'
import { ABSENT, type Invalid, type Unknown } from '../../model/reading.ts'
import { known, unknown } from '../raw.ts'
import { conditionsOf, type Context } from './context.ts'
import { BOTH, type GroupDraft } from './groups.ts'
import { type Item, readItems } from './items.ts'
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
    const { items, whole } = readItems(resource.body, direction, context.resolver)
    if (!whole) group.loosen([direction])
    for (const [index, item] of items.entries()) {
      const rule: RawRule = {
        provider: 'tencentcloud',
        origin: item.value,
        label: `${direction} rule ${index + 1}`,
        direction: known(direction, item.value),
        ...readItem(item, context),
        order: { by: 'position', position: group.nextPosition(direction) },
        plane: ABSENT,
        conditions,
        letterCase,
      }
      group.add(rule, target.instance)
    }
  }
  for (const direction of BOTH) readList(direction)
  return group
}

/** A list item that is no rule, or not settled as a whole: `verdict` says why, and nothing else is known of it. */
export function unreadableItem(verdict: Invalid | Unknown): ItemFields {
  const rest: Raw = unknown(verdict.origin, verdict.text)
  return {
    verdict,
    protocol: rest,
    ports: rest,
    peers: [{ field: 'source', role: 'address', value: rest }],
    description: ABSENT,
  }
}
