/** The resources that bind groups, in camel case. */
import type { Bindings } from '../bindings/bindings.ts'
import { type BindingSource, holdsList, type IdList, idsOf, readAttachment, readBound } from '../bindings/read.ts'
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
    blocks: (name) =>
      body.items(camelCase(name)).items.flatMap(({ content }) => (isBody(content) ? sourceOf(content) : [])),
  }
}

function readIds(argument: string, body: Body): IdList {
  const name = camelCase(argument)
  return holdsList(argument) ? body.ids(name) : { ids: idsOf([body.id(name)]), whole: true }
}

function camelCase(argument: string): string {
  return argument.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())
}
