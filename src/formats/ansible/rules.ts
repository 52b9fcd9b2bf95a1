/** The rules in the lists of `ali_security_group`: the fields of the ECS API in snake case. */
import type { Value } from '../../document/value.ts'
import type { Direction } from '../../model/packet-space.ts'
import type { RawPeer, RawRule } from '../../model/raw-rule.ts'
import { permissionRule, unreadablePermission } from '../alicloud-permission.ts'
import { fieldsOf } from '../fields.ts'
import { fillable, known, type Resolve } from '../raw.ts'
import { isExpression } from './arguments.ts'

interface RulePlace {
  readonly direction: Direction
  /** The number of the rule in its list, from 1. */
  readonly number: number
  readonly conditions: readonly string[]
}

export function readRule(item: Value, { direction, number, conditions }: RulePlace, resolve: Resolve): RawRule {
  const label = `${direction} rule ${number}`
  const place = { label, direction: known(direction, item), conditions }
  if (item.kind !== 'map' || isExpression(item)) {
    const rule = unreadablePermission(item, place)
    // Nothing is wrong with an expression; it only says nothing.
    return { ...rule, protocol: isExpression(item) ? rule.ports : rule.protocol, peers: rule.peers.map(inSnakeCase) }
  }
  const fields = fieldsOf(item, resolve)
  const rule = permissionRule({
    ...place,
    origin: item,
    fields: (name) => fields(snakeCase(name)),
    refine: inSnakeCase,
  })
  return {
    ...rule,
    verdict: fillable(rule.verdict, item, 'policy'),
    order: { by: 'priority', priority: fillable(fields('priority'), item, 'priority') },
    plane: fillable(rule.plane, item, 'nic_type'),
  }
}

function inSnakeCase(peer: RawPeer): RawPeer {
  return { ...peer, field: snakeCase(peer.field) }
}

/** `SourceCidrIp` is spelled `source_cidr_ip`. */
function snakeCase(name: string): string {
  return name.replace(/(?<!^)[A-Z]/gu, '_$&').toLowerCase()
}
