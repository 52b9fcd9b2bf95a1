/** Resources that bind groups to instances, interfaces and templates. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Raw } from '../../model/raw-rule.ts'
import {
  type BindingSource,
  type BindingSpeaker,
  type Blocks,
  holdsList,
  type IdList,
  idsOf,
  readAttachment,
  readBound,
} from '../bindings/read.ts'
import { ATTACHMENTS, BOUND } from '../bindings/syntax.ts'
import { isForeign, noObject } from '../unread.ts'
import { type Body, conditionsOf, type Context, type ReadResource } from './context.ts'
import { readItems, unsettled } from './items.ts'
import type { Resource } from './module.ts'

function sourceOf({ map, viaDefault }: Body, context: Context): BindingSource {
  const { ids, resolver } = context
  const listOf = (argument: string, read: (value: Value, viaDefault?: string) => Raw): IdList => {
    const single = holdsList(argument) ? undefined : map.get(argument)?.value
    if (single) return { ids: idsOf([read(single, viaDefault)]), whole: true, unread: [] }
    const { items, whole, unread } = readItems(map, argument, resolver)
    return { ids: idsOf(items.map((item) => read(item.value, item.viaDefault ?? viaDefault))), whole, unread }
  }
  return {
    groups: (argument) => {
      const list = listOf(argument, (value, via) => ids.group(value, via))
      const value = map.get(argument)?.value
      const joined = list.whole || value === undefined ? undefined : ids.groups(value)
      return joined ? { ...list, ids: idsOf(joined), shuffled: true } : list
    },
    things: (argument) => listOf(argument, (value, via) => ids.thing(value, via)),
    blocks: (name) => blocksOf(map, name, context),
  }
}

function blocksOf(map: MapValue, name: string, context: Context): Blocks {
  const { items, unread: open } = readItems(map, name, context.resolver)
  const unread = [...open]
  const blocks = items.flatMap(({ value, viaDefault }) => {
    const found = context.resolver.resolve(value, viaDefault)
    if (found.kind === 'container' && found.value.kind === 'map') {
      return sourceOf({ map: found.value, viaDefault: found.viaDefault }, context)
    }
    unread.push(unsettled(value, context.resolver) ?? noObject(value, isForeign))
    return []
  })
  return { blocks, unread }
}

function speakerOf(resource: Resource, context: Context): BindingSpeaker {
  const { address, label, body } = resource
  const source = sourceOf({ map: body, viaDefault: undefined }, context)
  return { address, label, conditions: conditionsOf(resource), source }
}

/** Readers by the types of the resources. */
export const bound: ReadonlyMap<string, ReadResource> = new Map<string, ReadResource>([
  ...[...BOUND].map(([type, syntax]): [string, ReadResource] => [
    type,
    (resource, context) => readBound(speakerOf(resource, context), syntax, context.bindings),
  ]),
  ...[...ATTACHMENTS].map(([type, syntax]): [string, ReadResource] => [
    type,
    (resource, context) => readAttachment(speakerOf(resource, context), syntax, context.bindings),
  ]),
])
