/** `terraform show -json`: plans, and states in the same representation. */
import type { MapValue, Value } from '../../document/value.ts'
import type { Unread } from '../../model/declarations.ts'
import type { Resource } from '../terraform/module.ts'
import { isRead } from '../terraform/read-resources.ts'
import { unknown } from '../raw.ts'
import { objectIn } from '../unread.ts'
import { nameOf } from './configuration.ts'
import { mapAt, mapsAt, memberOf, objectsAt, stringAt } from './members.ts'
import { addInstance, type Branch, branchesOf, moduleAt, type ModuleInstance, rootModule } from './module-instance.ts'
import { resourceOf } from './resources.ts'
import type { ValuePlan } from './value-plan.ts'

/** What a plan tells of the changes of its resources, by address. */
type Changes = ReadonlyMap<string, MapValue>

/** The resources as they will be once the plan is applied. */
export function plannedResources(plan: MapValue, unread: Unread[]): readonly Resource[] {
  const module = rootModule(mapAt(mapAt(plan, 'configuration'), 'root_module'))
  if (memberOf(plan, 'planned_values') === undefined) return changedResources(plan, module, unread)
  const planned = rootOf(plan, 'planned_values', unread)
  if (planned === undefined) return []
  const changes = changesOf(plan)
  return branchesOf(planned, module, unread).flatMap((branch) => resourcesOf(branch, changes, unread))
}

/** A plan that somebody cut down to its changes tells by them what each resource will be. */
function changedResources(plan: MapValue, root: ModuleInstance, unread: Unread[]): readonly Resource[] {
  const configuration = plan.get('configuration')?.label
  if (plan.get('resource_changes') === undefined && configuration) unread.push(unknown(configuration, 'planned_values'))
  return objectsAt(plan, 'resource_changes', unread).flatMap((instance) => {
    const change = objectIn(memberOf(instance, 'change'), isReadAt(instance) ? unread : [])
    if (change === undefined || memberOf(instance, 'deposed') !== undefined) return []
    const module = moduleAt(root, stringAt(instance, 'module_address') ?? '')
    const marks = memberOf(change, 'after_unknown')
    return instanceOf({ instance, values: memberOf(change, 'after'), change, marks, module }, unread)
  })
}

/** The resources as Terraform knows them. */
export function knownResources(state: MapValue, unread: Unread[]): readonly Resource[] {
  const known = rootOf(state, 'values', unread)
  if (known === undefined) return []
  return branchesOf(known, rootModule(undefined), unread).flatMap((branch) => resourcesOf(branch, undefined, unread))
}

function rootOf(file: MapValue, key: string, unread: Unread[]): MapValue | undefined {
  return objectIn(memberOf(objectIn(memberOf(file, key), unread), 'root_module'), unread)
}

function changesOf(plan: MapValue): Changes {
  const changes = new Map<string, MapValue>()
  for (const resource of mapsAt(plan, 'resource_changes')) {
    const address = stringAt(resource, 'address')
    const change = mapAt(resource, 'change')
    // What a replacement left behind has the address of the replacement.
    const isDeposed = memberOf(resource, 'deposed') !== undefined
    if (address !== undefined && change !== undefined && !isDeposed) changes.set(address, change)
  }
  return changes
}

/** The resources of one module instance; without `changes`, all that the file does not hold is absent. */
function resourcesOf({ module, values }: Branch, changes: Changes | undefined, unread: Unread[]): readonly Resource[] {
  return objectsAt(values, 'resources', unread).flatMap((instance) => {
    const change = changes?.get(stringAt(instance, 'address') ?? '')
    const marks = changes && !change ? 'unlisted' : memberOf(change, 'after_unknown')
    return instanceOf({ instance, values: memberOf(instance, 'values'), change, marks, module }, unread)
  })
}

interface Planned {
  readonly instance: MapValue
  readonly values: Value | undefined
  readonly change: MapValue | undefined
  /** What of the values is unknown. */
  readonly marks: ValuePlan['unknown']
  readonly module: ModuleInstance
}

/** The resource of an instance, if there is to be one. */
function instanceOf({ instance, values, change, marks, module }: Planned, unread: Unread[]): readonly Resource[] {
  const type = stringAt(instance, 'type')
  const name = nameOf(instance)
  const address = stringAt(instance, 'address') ?? `${module.prefix}${name}`
  const label = memberOf(instance, 'address') ?? memberOf(instance, 'type')
  if (label === undefined || type === undefined || stringAt(instance, 'mode') === 'data' || isGone(change)) return []
  if (isRead(type)) objectIn(values, unread)
  const plan = { unknown: marks, expression: module.configuration.resource(name), module } as const
  const resource = resourceOf({ type, address, label, values, plan })
  addInstance(module.resources, name, address, resource)
  return [resource]
}

function isReadAt(instance: MapValue): boolean {
  return isRead(stringAt(instance, 'type') ?? '')
}

function isGone(change: MapValue | undefined): boolean {
  const actions = memberOf(change, 'actions')
  const [action, second] = actions?.kind === 'sequence' ? actions.items : []
  return second === undefined && action?.kind === 'scalar' && (action.value === 'delete' || action.value === 'forget')
}
