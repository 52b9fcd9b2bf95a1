/** The resources that bind groups, in camel case. */
import type { Unread } from '../../model/declarations.ts'
import type { Bindings } from '../bindings/bindings.ts'
import {
  type BindingSource,
  type Blocks,
  holdsList,
  type IdList,
  idsOf,
  readAttachment,
  readBound,
} from '../bindings/read.ts'
import { ATTACHMENTS, BOUND } from '../bindings/syntax.ts'
import { type Body, type Bridged, isBody } from './body.ts'

/** Reads a resource that has this type in Terraform, if it is one that binds groups. */
export function readBinding({ address, label, body }: Bridged, type: string | undefined, to: Bindings): void {
  if (type === undefined) return
  const speaker = { address, label, conditions: [], source: sourceOf(body) }
  const bound = BOUND.get(type)
  if (bound) readBound(speaker, bound, to)
  const attachment = ATTACHMENTS.get(type)
  if (attachment) readAttachment(speaker, attachment, to)
}

function sourceOf(body: Body): BindingSource {
  return {
    groups: (argument) => readIds(argument, body),
    things: (argument) => readIds(argument, body),
    blocks: (name) => readBlocks(camelCase(name), body),
  }
}

function readBlocks(name: string, body: Body): Blocks {
  const { items, unread } = body.items(name)
  const contents = items.map(({ content }) => content)
  return {
    blocks: contents.filter(isBody).map(sourceOf),
    unread: [...unread, ...contents.filter((content): content is Unread => !isBody(content))],
  }
}

function readIds(argument: string, body: Body): IdList {
  const name = camelCase(argument)
  return holdsList(argument) ? body.ids(name) : { ids: idsOf([body.id(name)]), whole: true, unread: [] }
}

function camelCase(argument: string): string {
  return argument.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())
}
