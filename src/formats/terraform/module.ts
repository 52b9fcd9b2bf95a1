/** What one Terraform file declares, by name: the parts of a module that readers look up. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Origin } from '../../model/reading.ts'
import { Mentions } from '../mentions.ts'
import { blocks, objects } from './blocks.ts'

export interface Module {
  /** Defaults of variables that have one. A `null` default says nothing. */
  readonly defaults: ReadonlyMap<string, Value>
  readonly locals: ReadonlyMap<string, Value>
  /** In file order; a resource of which there are none (`count` 0) is left out. */
  readonly resources: readonly Resource[]
  readonly byAddress: ReadonlyMap<string, Resource>
}

export interface Resource {
  readonly type: string
  /** `type.name`, which an instance's index may follow. */
  readonly address: string
  /** The name label, at which the resource is reported. */
  readonly label: Origin
  readonly body: MapValue
  /** `false` where `count` or `for_each` settle how many instances there are. */
  readonly single: boolean
}

/** A reference such as `${type.name.id}`, or an element of `depends_on`. */
const ADDRESS = /[\w-]+\.[\w-]+/gu

export function readModule(root: Value): Module {
  const mentions = new Mentions(root, ADDRESS)
  const defaults = new Map<string, Value>()
  const locals = new Map<string, Value>()
  const resources: Resource[] = []
  for (const body of objects(root)) {
    for (const { labels, body: variable } of blocks(body, 'variable', 1)) {
      const value = variable.get('default')?.value
      if (labels[0] !== undefined && value !== undefined && !isNull(value)) defaults.set(labels[0].key, value)
    }
    for (const block of blocks(body, 'locals', 0)) {
      for (const { key, value } of block.body.entries) locals.set(key, value)
    }
    for (const resource of readResources(body, mentions)) resources.push(resource)
  }
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]))
  return { defaults, locals, resources, byAddress }
}

function readResources(root: MapValue, mentions: Mentions): readonly Resource[] {
  return blocks(root, 'resource', 2).flatMap(({ labels: [type, name], body }) => {
    if (type === undefined || name === undefined) return []
    const count = body.get('count')?.value
    if (isNumber(count, 0)) return []
    const single = (isNull(count) || isNumber(count, 1)) && isNull(body.get('for_each')?.value)
    const address = `${type.key}.${name.key}`
    return [{ type: type.key, address, label: mentions.guard(name.label, address), body, single }]
  })
}

function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null)
}

function isNumber(value: Value | undefined, number: number): boolean {
  return value?.kind === 'scalar' && (value.value === number || value.value === String(number))
}
