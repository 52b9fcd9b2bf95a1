/** What the files of a Terraform module declare, by name: the parts that readers look up. */
import { guarded } from '../../document/index.ts'
import type { MapValue, Value } from '../../document/value.ts'
import { addTo } from '../../model/add-to.ts'
import type { Origin } from '../../model/reading.ts'
import { Mentions } from '../mentions.ts'
import { isNull } from '../unread.ts'
import { type Block, blocks, type Misplaced, objects, readBlocks } from './blocks.ts'
import { overridden } from './override.ts'

export interface Module {
  readonly variables: ReadonlyMap<string, VariableValue>
  readonly locals: ReadonlyMap<string, Value>
  /** In file order; a resource of which there are none (`count` 0) is left out. */
  readonly resources: readonly Resource[]
  readonly byAddress: ReadonlyMap<string, Resource>
  /** What stands in the place of resources, and is none. */
  readonly misplaced: readonly Misplaced[]
  /** Set where files of the module are not read: whether one of them may hold one of these texts. */
  readonly mayHold?: (texts: readonly string[]) => boolean
}

/** What a variable comes to, as far as nobody sets another value. `null` says nothing, and is left out. */
export interface VariableValue {
  readonly value: Value
  /** How messages name it: `var.cidr`, `var.cidr in terraform.tfvars.json`. */
  readonly name: string
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

/** In a reference such as `${type.name.id}` or `${resource.type.name.id}`, or in an element of `depends_on`. */
const ADDRESS = /(?:\bresource\.)?([\w-]+\.[\w-]+)/gu

/** Joins the files that have these roots, and overrides what they declare by other files; both in Terraform's order. */
export function readModule(roots: readonly Value[], overrides: readonly Value[] = []): Module {
  const mentions = new Mentions([...roots, ...overrides], ADDRESS)
  const declared = roots.flatMap(objects)
  const overriding = overrides.flatMap(objects)
  const variables = new Map<string, VariableValue>()
  const locals = new Map<string, Value>()
  for (const body of [...declared, ...overriding]) {
    for (const { labels, body: variable } of blocks(body, 'variable', 1)) {
      const value = variable.get('default')?.value
      if (labels[0] !== undefined && value !== undefined) setVariable(variables, labels[0].key, value)
    }
    for (const block of blocks(body, 'locals', 0)) {
      for (const { key, value } of block.body.entries) locals.set(key, value)
    }
  }
  const resources = resourceBlocks(declared)
  const overridingResources = resourceBlocks(overriding)
  return {
    variables,
    locals,
    ...indexed(readResources(resources.blocks, overridingResources.blocks, mentions)),
    misplaced: [...resources.misplaced, ...overridingResources.misplaced],
  }
}

/** Gives a variable a value; `file` is the file of values that holds it, where it is not the variable's default. */
export function setVariable(variables: Map<string, VariableValue>, name: string, value: Value, file?: string): void {
  const label = file === undefined ? `var.${name}` : `var.${name} in ${file}`
  if (isAbsent(value)) variables.delete(name)
  else variables.set(name, { value, name: label })
}

/** Resources as a module holds them. */
export function indexed(resources: readonly Resource[]): Pick<Module, 'byAddress' | 'resources'> {
  return { resources, byAddress: new Map(resources.map((resource) => [resource.address, resource])) }
}

function readResources(
  declared: readonly Block[],
  overrideBlocks: readonly Block[],
  mentions: Mentions,
): readonly Resource[] {
  const overrides = new Map<string, MapValue[]>()
  for (const block of overrideBlocks) addTo(overrides, addressOf(block), block.body)
  return declared.flatMap((block) => {
    const { labels } = block
    const [type, name] = labels
    if (type === undefined || name === undefined) return []
    const address = addressOf(block)
    const overriding = overrides.get(address) ?? []
    const body = overriding.reduce(overridden, block.body)
    const count = body.get('count')?.value
    if (isNumber(count, 0)) return []
    const single = (isAbsent(count) || isNumber(count, 1)) && isAbsent(body.get('for_each')?.value)
    // Terraform refuses to override what is not there.
    const label = overriding.length > 0 ? guarded(name.label, () => false) : mentions.guard(name.label, address)
    return [{ type: type.key, address, label, body, single }]
  })
}

function resourceBlocks(bodies: readonly MapValue[]): ReturnType<typeof readBlocks> {
  const read = bodies.map((body) => readBlocks(body, 'resource', 2))
  return { blocks: read.flatMap((each) => each.blocks), misplaced: read.flatMap((each) => each.misplaced) }
}

function addressOf({ labels }: Block): string {
  return labels.map(({ key }) => key).join('.')
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || isNull(value)
}

function isNumber(value: Value | undefined, number: number): boolean {
  return value?.kind === 'scalar' && (value.value === number || value.value === String(number))
}
